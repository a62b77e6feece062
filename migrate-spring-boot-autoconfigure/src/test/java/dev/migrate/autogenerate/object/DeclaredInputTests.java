package dev.migrate.autogenerate.object;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.MigrateException;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.dialect.Dialects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for what people may write into the files of {@link DeclaredObjects}.
 */
class DeclaredInputTests {

	private static final String KEEP_TO = " Keep to CREATE, COMMENT, GRANT and ALTER statements for views, functions,"
			+ " procedures, aggregates, triggers, event triggers, policies, rules, domains, composite types and casts."
			+ " Tables come from the entities, and everything else is written in a revision.";

	private static final String CORRECT = " Correct the statement, or declare what it needs. The order of files and"
			+ " statements does not matter.";

	private static final String BELONG = " Declared objects belong to the default schema, or to one that an entity has a"
			+ " table in.";

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public", "other");

	static Stream<Arguments> mistakes() {
		return Stream.of(
				Arguments.of(
						"objects/1.sql, line 3: 'CREATE TABLE pets (id bigint)' does not declare an object." + KEEP_TO,
						"\n\nCREATE TABLE pets (id bigint)"),
				Arguments.of("objects/1.sql, line 1: 'CREATE TEMP VIEW pets AS SELECT 1' does not declare an object."
						+ KEEP_TO, "CREATE TEMP VIEW pets AS SELECT 1"),
				Arguments.of("objects/1.sql, line 1: 'DROP VIEW pets' does not declare an object." + KEEP_TO,
						"DROP VIEW pets"),
				Arguments.of(
						"objects/1.sql, line 1: 'CREATE VIEW other.pets AS SELECT 1' is about schema other." + BELONG,
						"CREATE VIEW other.pets AS SELECT 1"),
				Arguments.of(
						"objects/1.sql, line 1: 'CREATE TRIGGER t BEFORE INSERT ON other.things FOR EACH ROW"
								+ " …' is about schema other." + BELONG,
						"CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
								+ "CREATE TRIGGER t BEFORE INSERT ON other.things FOR EACH ROW EXECUTE FUNCTION f()"),
				Arguments.of("The database refuses objects/1.sql, line 3: column \"nam\" does not exist." + CORRECT,
						"CREATE VIEW ok AS SELECT 1;\nCREATE VIEW pets AS\nSELECT nam FROM users"),
				Arguments.of(
						"The database refuses objects/1.sql, line 1: language \"plperl\" does not exist." + CORRECT,
						"CREATE FUNCTION f() RETURNS text LANGUAGE plperl AS 'x'"),
				Arguments.of("The database refuses objects/1.sql, line 2: column \"missing\" does not exist." + CORRECT,
						"CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$\nSELECT missing FROM users $$"),
				Arguments.of("The database refuses objects/1.sql, line 1: relation \"users\" already exists." + CORRECT,
						"CREATE VIEW users AS SELECT 1"),
				Arguments.of("objects/1.sql, line 1: 'CREATE INDEX ages ON users (age)' creates nothing that is"
						+ " compared. Indexes of tables are declared at the entities, or written in a revision.",
						"CREATE INDEX ages ON users (age)"),
				Arguments.of("The database refuses objects/1.sql, line 1: relation \"b\" does not exist." + CORRECT,
						"CREATE VIEW a AS SELECT * FROM b; CREATE VIEW b AS SELECT * FROM a"),
				Arguments.of(
						"relation public.a is declared in objects/1.sql, line 1 and in objects/1.sql, line 1."
								+ " Remove one of them.",
						"CREATE VIEW a AS SELECT 1; CREATE OR REPLACE VIEW public.a AS SELECT 2"),
				Arguments.of(
						"routine public.f is declared in objects/1.sql, line 1 and in objects/1.sql, line 2."
								+ " Remove one of them.",
						"CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';\n"
								+ "CREATE OR REPLACE FUNCTION f(a int) RETURNS integer LANGUAGE sql AS 'SELECT 2'"),
				Arguments.of(
						"objects/1.sql, line 1: 'CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION other.f(…' is about"
								+ " schema other." + BELONG,
						"CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION other.f()"),
				Arguments.of(
						"The database refuses objects/1.sql, line 2: filter value \"X\" not recognized for filter"
								+ " variable \"tag\"." + CORRECT,
						"CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';\n"
								+ "CREATE EVENT TRIGGER e ON sql_drop WHEN TAG IN ('X') EXECUTE FUNCTION f()"),
				Arguments.of("objects/1.sql, line 1: 'COMMENT ON VIEW nothing IS 'x'' is about relation"
						+ " public.nothing, which no file declares. Declare it, or write the statement in a"
						+ " revision.", "COMMENT ON VIEW nothing IS 'x'"));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void aMistakeInAFileIsToldWithItsPlace(String message, String file) {
		GeneratedDatabase database = databases.empty(18);
		database.run(DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users()).upgrade());
		database.jdbc().execute("CREATE TABLE other.things (id bigint)");
		MigrateException failure = catchThrowableOfType(MigrateException.class,
				() -> DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users(), file));
		assertThat(failure).hasMessage(message);
	}

	@Test
	void filesMayBeEmptyAndNamesWrittenInAnyWay() {
		GeneratedDatabase database = databases.empty(18);
		String[] files = { "", "-- Nothing.\n/* Yet. */\n", """
				CREATE VIEW "Adult ""U"" s" AS SELECT id, name FROM Public.USERS;
				COMMENT ON VIEW public."Adult ""U"" s" IS 'x';
				CREATE FUNCTION big() RETURNS text LANGUAGE sql AS $$ SELECT '%s' $$;
				CREATE FUNCTION open() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM users'"""
			.formatted("x".repeat(1_000_000)) };
		Autogeneration generated = DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users(), files);
		assertThat(generated.notes())
			.containsExactly("objects/3.sql, line 4: function open() is SECURITY DEFINER and does"
					+ " not set search_path: who calls it decides what its names mean. Add SET search_path to it.");
		generated.upgrade()
			.stream()
			.flatMap((step) -> Dialects.of("postgresql").write(step.operation()).stream())
			.forEach((command) -> database.jdbc().execute(command.sql()));
		assertThat(DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users(), files).differences())
			.isEmpty();
	}

	@Test
	void whatTheDatabaseHasOfThatNameIsInTheWay() {
		GeneratedDatabase database = databases.empty(14);
		database.run(DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users()).upgrade());
		database.jdbc()
			.execute("CREATE TABLE old (id bigint); CREATE VIEW a AS SELECT 1 AS x;"
					+ "CREATE VIEW b AS SELECT * FROM a");
		assertThat(DeclaredObjectsTests
			.generate(database, DeclaredObjectsTests.users(), "CREATE VIEW old AS SELECT 1 AS x")
			.blocked()).containsExactly("There cannot be a view old, because there is a table of that name.");
		assertThat(catchThrowableOfType(MigrateException.class,
				() -> DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users(),
						"CREATE VIEW a AS SELECT * FROM b", "CREATE VIEW b AS SELECT * FROM a")))
			.hasMessage("Declared objects need each other in a circle: view public.a (objects/1.sql, line 1)"
					+ " needs view public.b (objects/2.sql, line 1). Remove the name of one of them from the"
					+ " definition of another one.");
	}

	@Test
	void aDomainWithinAnotherTypeGetsNoConstraint() {
		GeneratedDatabase database = databases.empty(18);
		String file = "CREATE DOMAIN email AS text DEFAULT 'x' CONSTRAINT email_at CHECK (VALUE LIKE '%@%');";
		database.run(DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users(), file).upgrade());
		String changed = file.replace("%@%", "_%@%");
		for (String column : List.of("pair", "email[]", "pair[]", "emails", "wide")) {
			database.jdbc().execute("""
					DROP TABLE IF EXISTS mails; DROP TYPE IF EXISTS pair, emails, wide CASCADE;
					CREATE TYPE pair AS (a int, b email); CREATE TYPE emails AS RANGE (SUBTYPE = email);
					CREATE DOMAIN wide AS pair;
					CREATE TABLE mails (plain email, "Within" %s)""".formatted(column));
			assertThat(DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users(), changed).blocked())
				.as(column)
				.containsExactly(
						"Type email cannot get another CHECK or NOT NULL, because column mails.\"Within\" stores"
								+ " it within another type. Change the type of that column in a revision of its own before, and"
								+ " back after it.");
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> database.jdbc().execute("ALTER DOMAIN email ADD CHECK (VALUE LIKE '_%@%')"))
				.withMessageContaining("cannot alter type \"email\" because column \"mails.Within\" uses it");
		}
		assertThat(DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users(), file.replace("'x'", "'y'"))
			.blocked()).isEmpty();
		database.jdbc().execute("ALTER TABLE mails DROP COLUMN \"Within\"");
		assertThat(DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users(), changed).blocked()).isEmpty();
	}

	@Test
	void whoeverHasNotTheRightsIsToldWhichAreMissing() {
		GeneratedDatabase database = databases.empty(18);
		String name = database.database().name();
		List<SchemaScript> files = List
			.of(new SchemaScript("f.sql", "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'"));
		database.jdbc()
			.execute("CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 2'; CREATE ROLE %1$s_dev;"
				.formatted(name)
					+ "GRANT CREATE ON DATABASE %1$s TO %1$s_dev; GRANT USAGE ON SCHEMA public TO %1$s_dev; SET ROLE %1$s_dev"
						.formatted(name));
		try {
			Autogeneration generated = database.generate(List.of(), files, Set.of());
			assertThat(generated.differences()).hasToString(
					"[function f(): AS $function$SELECT 1$function$ wanted, AS $function$SELECT 2$function$ found]");
			assertThat(generated.blocked()).containsExactly("Function f() cannot be changed, because it belongs to"
					+ " postgres, whose rights the user does not have.");
			assertThat(catchThrowableOfType(MigrateException.class,
					() -> database.generate(List.of(),
							List.of(new SchemaScript("e.sql",
									"CREATE EVENT TRIGGER \"E\" ON sql_drop EXECUTE FUNCTION f()")),
							Set.of())))
				.hasMessageStartingWith("The database refuses e.sql, line 1: permission denied to create event trigger"
						+ " \"E\" (Must be superuser to create an event trigger.).");
			database.jdbc()
				.execute("RESET ROLE; REVOKE CREATE ON DATABASE %1$s FROM %1$s_dev; SET ROLE %1$s_dev".formatted(name));
			assertThat(
					catchThrowableOfType(MigrateException.class, () -> database.generate(List.of(), files, Set.of())))
				.hasMessageStartingWith("Declared objects are tried out in schemas of their own, and the user of the"
						+ " database may not create any. Grant CREATE on that database to that user");
		}
		finally {
			database.jdbc().execute("ROLLBACK; RESET ROLE; DROP OWNED BY %1$s_dev; DROP ROLE %1$s_dev".formatted(name));
		}
	}

	/**
	 * Somebody else writes into the tables meanwhile.
	 */
	@Test
	void noTableIsLockedMoreThanByReading() throws Exception {
		GeneratedDatabase database = databases.empty(18);
		database.run(DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users()).upgrade());
		database.jdbc()
			.execute("CREATE TABLE parts (id bigint) PARTITION BY RANGE (id);"
					+ "CREATE VIEW seen AS SELECT id, name FROM users; CREATE MATERIALIZED VIEW kept AS SELECT id FROM users");
		String file = """
				CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
				CREATE TRIGGER one BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION stamp();
				CREATE TRIGGER two BEFORE INSERT ON parts FOR EACH ROW EXECUTE FUNCTION stamp();
				CREATE TRIGGER three INSTEAD OF INSERT ON seen FOR EACH ROW EXECUTE FUNCTION stamp();
				CREATE INDEX kept_id ON kept (id);
				CREATE RULE quiet AS ON DELETE TO seen DO INSTEAD NOTHING;
				CREATE POLICY own ON parts USING (id > 0);
				ALTER TABLE parts ENABLE ROW LEVEL SECURITY;
				CREATE FUNCTION longest() RETURNS bigint LANGUAGE sql AS 'SELECT max(id) FROM parts';
				""";
		Autogeneration generated;
		try (Connection other = DriverManager.getConnection(database.database().url(), database.database().user(),
				database.database().password()); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("LOCK TABLE users, parts IN ROW EXCLUSIVE MODE");
			statement.execute("SELECT FROM seen, kept");
			generated = DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users(), file);
		}
		assertThat(generated.differences()).hasSize(9);
		database.run(generated.upgrade());
		assertThat(DeclaredObjectsTests.generate(database, DeclaredObjectsTests.users(), file).differences()).isEmpty();
	}

}
