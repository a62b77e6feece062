package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.GeneratedText;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.difference.ObjectDifference;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.dialect.Dialects;
import dev.migrate.operations.rendering.DataTypeRenderer;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.varchar;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeclaredObjects}.
 */
class DeclaredObjectsTests {

	private static final String ALL = """
			CREATE VIEW adult_names AS SELECT name, shout(name) AS loud FROM adults;
			-- A view over a table.
			CREATE OR REPLACE VIEW adults AS
				SELECT id, name, age FROM users WHERE age >= 18 AND name <> 'b';
			COMMENT ON VIEW adults IS 'Who may vote';
			CREATE FUNCTION shout(text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT upper(text) || '!' $$;
			GRANT EXECUTE ON FUNCTION shout(text) TO PUBLIC;
			GRANT SELECT ON adults, adult_names TO pg_monitor;
			CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $body$
			BEGIN
				-- It's ${here}.
				NEW.name := shout(NEW.name);
				RETURN NEW;
			END
			$body$;
			CREATE TRIGGER stamped BEFORE INSERT ON users FOR EACH ROW WHEN (NEW.age > 1) EXECUTE FUNCTION stamp();
			CREATE MATERIALIZED VIEW counts AS SELECT age, count(*) AS number FROM users GROUP BY age;
			CREATE UNIQUE INDEX counts_age ON counts (age);
			CREATE POLICY own ON users FOR SELECT USING (name = current_user);
			ALTER TABLE users ENABLE ROW LEVEL SECURITY;
			CREATE RULE quiet AS ON DELETE TO users DO INSTEAD NOTHING;
			CREATE DOMAIN email AS varchar(320) DEFAULT 'x@y' CONSTRAINT email_at CHECK (VALUE LIKE '%@%');
			CREATE TYPE pair AS (a integer, b email);
			CREATE PROCEDURE clean(integer) LANGUAGE sql AS $$ DELETE FROM users WHERE age > $1 $$;
			CREATE FUNCTION halved(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 / 2';
			CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, FINALFUNC = halved, COMBINEFUNC = int4pl,
				INITCOND = '0', MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer, MFINALFUNC = "halved");
			CREATE FUNCTION to_age(email) RETURNS integer LANGUAGE sql AS 'SELECT length($1)';
			CREATE CAST (pair AS text) WITH INOUT;
			""";

	/**
	 * What the database has already.
	 */
	private static final String ALREADY = "a trigger that does not fire";

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	@RegisterExtension
	static final GeneratedDatabase.Pool surroundedDatabases = new GeneratedDatabase.Pool("public");

	/**
	 * The databases with everything that are as they were after the case before.
	 */
	private static final Map<Integer, Surrounded> unchanged = new HashMap<>();

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatFilesDeclareIsCreatedAndDropped(int version) {
		GeneratedDatabase database = databases.empty(version);
		List<String> before = database.catalog();
		Autogeneration generation = generate(database, users(), ALL);
		assertThat(generation.differences()).filteredOn(ObjectDifference.class::isInstance).hasSize(17);
		database.run(generation.upgrade());
		Autogeneration again = generate(database, users(), ALL);
		assertThat(again.differences()).isEmpty();
		assertThat(again.upgrade()).isEmpty();
		database.run(generation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(before);
	}

	/**
	 * What has the same names in another schema stays out of it.
	 */
	@Test
	void namesWithoutASchemaMeanTheDefaultOne() {
		GeneratedDatabase database = databases.empty(14);
		database.jdbc().execute("""
				CREATE TABLE users (id text, name text, age text);
				CREATE VIEW adults AS SELECT id FROM users;
				CREATE FUNCTION shout(text text) RETURNS text LANGUAGE sql AS 'SELECT $1';
				CREATE SCHEMA "My app"; SET search_path = "My app", public""");
		try {
			List<String> before = database.catalog();
			TargetSchema users = users("My app", integer());
			Autogeneration creation = generate(database, users, ALL);
			assertThat(creation.differences()).filteredOn(ObjectDifference.class::isInstance).hasSize(17);
			database.run(creation.upgrade());
			assertThat(generate(database, users, ALL).differences()).isEmpty();
			assertThat(generate(database, users, ALL.replace("ON users", "ON \"My app\".users")).differences())
				.isEmpty();
			List<String> created = database.catalog();
			String file = ALL.replace("age >= 18 AND", "age >= 21 AND").replace("upper(text) || '!'", "lower(text)");
			Autogeneration change = generate(database, users("My app", bigint()), file);
			assertThat(change.blocked()).isEmpty();
			database.run(change.upgrade());
			assertThat(generate(database, users("My app", bigint()), file).differences()).isEmpty();
			database.run(change.downgrade());
			assertThat(database.catalog()).containsExactlyElementsOf(created);
			database.run(creation.downgrade());
			assertThat(database.catalog()).containsExactlyElementsOf(before);
		}
		finally {
			database.jdbc().execute("RESET search_path");
		}
	}

	@Test
	void aBodyComesBackAsItIsAndCanBeRead() {
		GeneratedDatabase database = databases.empty(18);
		String body = "\nDECLARE\n\tx text := 'it''s \\n ${name} \"\"\" $1';\nBEGIN\n\tx := $$a\\\\b$$;  \n\t\t\n   \n"
				+ "    -- blanks \t\n\tRETURN x || E'\\t';\nEND\n";
		String pieces = "\nBEGIN\n\tRETURN '{\"' || $$\"$$ || '\": \"\"\"' || '\" FROM users';\nEND\n";
		for (String each : List.of(body, body.replace("\n", "\r\n"), body.replace("BEGIN\n", "BEGIN\r"), pieces)) {
			String file = "CREATE OR REPLACE FUNCTION odd() RETURNS text\nLANGUAGE plpgsql AS $body$" + each
					+ "$body$;\n";
			Autogeneration generation = generate(database, users(), file);
			database.run(generation.upgrade());
			assertThat(database.jdbc().queryForObject("SELECT prosrc FROM pg_proc WHERE proname = 'odd'", String.class))
				.isEqualTo(each);
			assertThat(generate(database, users(), file).differences()).isEmpty();
		}
		String changed = "CREATE FUNCTION odd() RETURNS text\nLANGUAGE plpgsql AS $body$\nBEGIN\n\tRETURN 1;\nEND\n$body$";
		GeneratedRevision revision = new GeneratedRevision(true, generate(database, users(), changed).upgrade(),
				List.of());
		String replaced = changed.replace("CREATE ", "CREATE OR REPLACE ");
		assertThat(String.join("\n", GeneratedText.java(revision, "", DataTypeRenderer.none()).upgrade()))
			.isEqualTo("op.createOrReplace(\"\"\"\n\t\t" + replaced.replace("\n", "\n\t\t") + "\"\"\");");
		assertThat(String.join("\n", GeneratedText.sql(revision, Dialects.of("postgresql")).upgrade()))
			.isEqualTo(replaced + ";");
	}

	/**
	 * The function that changes is reason enough to create the other view again.
	 */
	@Test
	void whatAnUndeclaredObjectUsesIsNotDroppedIfItIsCreatedAgain() {
		GeneratedDatabase database = databases.empty(18);
		database.jdbc().execute("""
				CREATE FUNCTION loud(x text) RETURNS text LANGUAGE sql AS 'SELECT x';
				CREATE VIEW old AS SELECT loud('a') AS x;
				CREATE VIEW by_hand AS SELECT x FROM old""");
		Autogeneration generation = database.generate(List.of(),
				List.of(new SchemaScript("one.sql",
						"CREATE FUNCTION loud(x text) RETURNS varchar LANGUAGE sql AS $$ SELECT upper(x) $$")),
				Set.of("view old", "function loud(text)"));
		assertThat(generation.blocked()).containsExactly("View old cannot be dropped, because view by_hand uses it.");
	}

	/**
	 * What is changed in the files, as the names of the objects that it may be about,
	 * what stands there and what stands there then.
	 */
	private static Stream<Change> changes() {
		return Stream.of(change("adult|shout", "the condition of a view", "age >= 18 AND", "age >= 21 AND"),
				change("adult|shout", "a column more at the end of a view", "SELECT id, name, age FROM",
						"SELECT id, name, age, id + 1 AS next FROM"),
				change("adult|shout", "other columns of a view", "SELECT id, name, age FROM",
						"SELECT name, id, age FROM"),
				change("adult|shout", "a view that is gone from another one",
						"CREATE VIEW adult_names AS SELECT name, shout(name) AS loud FROM adults",
						"CREATE VIEW adult_names AS SELECT name, upper(name) AS loud FROM users"),
				change("adult|shout", "the body of a function", "upper(text) || '!'", "upper(text) || '?'"),
				change("adult|shout", "the language of a function",
						"LANGUAGE sql IMMUTABLE AS $$ SELECT upper(text) || '!' $$",
						"LANGUAGE plpgsql AS $$ BEGIN RETURN upper(text); END $$"),
				change("adult|shout", "the result of a function",
						"CREATE FUNCTION shout(text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT upper(text) || '!' $$",
						"CREATE FUNCTION shout(text text) RETURNS varchar LANGUAGE sql IMMUTABLE AS $$ SELECT upper(text)::varchar $$"),
				change("adult|shout", "the name of a parameter", "shout(text text)", "shout(word text)", "upper(text)",
						"upper(word)"),
				change("stamp", "when a trigger fires", "BEFORE INSERT ON users", "BEFORE INSERT OR UPDATE ON users"),
				change("stamp", ALREADY, "CREATE POLICY", "ALTER TABLE users DISABLE TRIGGER stamped;\nCREATE POLICY"),
				change("counts", "the query of a materialized view", "count(*) AS number", "count(name) AS number"),
				change("counts", "an index of a materialized view", "ON counts (age)", "ON counts (age DESC)"),
				change("policy own", "a policy", "USING (name = current_user)", "USING (name <> current_user)"),
				change("row level security", "row security for the owner", "CREATE RULE",
						"ALTER TABLE users FORCE ROW LEVEL SECURITY;\nCREATE RULE"),
				change("rule quiet", "a rule", "DO INSTEAD NOTHING", "DO ALSO NOTHING"),
				change("email|pair", "the check of a domain", "CHECK (VALUE LIKE '%@%')", "CHECK (VALUE LIKE '_%@_%')"),
				change("email|pair", "the default of a domain", " DEFAULT 'x@y'", ""),
				change("email|pair", "the type of a domain", "varchar(320)", "varchar(100)"),
				change("email|pair", "an attribute of a type", "(a integer, b email)", "(a integer, c text, b email)"),
				change("clean", "a procedure", "WHERE age > $1", "WHERE age >= $1"),
				change("total", "the start of an aggregate", "INITCOND = '0'", "INITCOND = '1'"),
				change("email|pair", "a cast", "WITH INOUT", "WITH INOUT AS ASSIGNMENT"),
				change("adult|shout", "a comment", "'Who may vote'", "'Who can vote'"),
				change("adult|shout", "a comment with a backslash", "'Who may vote'", "'C:\\temp'"),
				change("adult|shout", "an option beside another condition", "age >= 18 AND name <> 'b';",
						"age >= 21 AND name <> 'b';\nALTER VIEW adults SET (security_barrier = true);"),
				change("stamp", "a setting beside another body", "NEW.name := shout(NEW.name);", "NEW.name := 'x';",
						"CREATE TRIGGER stamped",
						"ALTER FUNCTION stamp() SET search_path = public;\nCREATE TRIGGER stamped"),
				change("adult|shout", "a column less", "SELECT name, shout(name) AS loud FROM adults",
						"SELECT name FROM adults"),
				change("adult|shout", "no comment", "COMMENT ON VIEW adults IS 'Who may vote'",
						"COMMENT ON VIEW adults IS NULL"),
				change("adult|shout", "a privilege", "GRANT EXECUTE ON FUNCTION shout(text) TO PUBLIC",
						"REVOKE EXECUTE ON FUNCTION shout(text) FROM PUBLIC"));
	}

	/**
	 * Returns changes of different parts to make at once, or each change for itself if
	 * everything is tried.
	 */
	static Stream<Arguments> changesTogether() {
		List<List<Change>> together = new ArrayList<>();
		changes().forEach((change) -> together.stream()
			.filter((others) -> !GeneratedDatabase.isThorough() && others.size() < 4
					&& others.stream().noneMatch((other) -> other.part().equals(change.part())))
			.findFirst()
			.orElseGet(() -> {
				together.add(new ArrayList<>());
				return together.get(together.size() - 1);
			})
			.add(change));
		return GeneratedDatabase.onVersions(together.stream(), (changes) -> 14);
	}

	private static Change change(String part, String name, String... texts) {
		return new Change(part, name, texts);
	}

	/**
	 * A change of files.
	 */
	record Change(String part, String name, String... texts) {

		String of(String file) {
			String changed = file;
			for (int i = 0; i < this.texts.length; i += 2) {
				assertThat(changed).contains(this.texts[i]);
				changed = changed.replace(this.texts[i], this.texts[i + 1]);
			}
			return changed;
		}

		boolean isPartOf(String difference) {
			return Pattern.compile(this.part).matcher(difference).find();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@ParameterizedTest(name = "{1}, on {0}")
	@MethodSource("changesTogether")
	void whatIsChangedInAFileIsChangedInTheDatabaseBothWays(int version, List<Change> changes) {
		Surrounded surrounded = Objects.requireNonNullElseGet(unchanged.remove(version), () -> surrounded(version));
		GeneratedDatabase database = surrounded.database();
		String file = changed(changes);
		Autogeneration generation = generate(database, users(), file);
		assertThat(generation.blocked()).isEmpty();
		assertThat(changes).allMatch((change) -> ALREADY.equals(change.name())
				|| generation.differences().stream().anyMatch((difference) -> change.isPartOf(difference.toString())));
		database.run(generation.upgrade());
		assertThat(generate(database, users(), file).differences()).isEmpty();
		List<String> after = GeneratedDatabase.isThorough() ? database.catalog() : List.of();
		database.run(generation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(surrounded.catalog());
		if (GeneratedDatabase.isThorough()) {
			goBackByGenerating(database, file, after);
		}
		else {
			unchanged.put(version, surrounded);
		}
	}

	private static String changed(List<Change> changes) {
		String file = ALL;
		for (Change change : changes) {
			file = change.of(file);
		}
		return file;
	}

	/**
	 * Generates what takes a change of a file back.
	 */
	private static void goBackByGenerating(GeneratedDatabase database, String file, List<String> after) {
		database.run(generate(database, users(), file).upgrade());
		Autogeneration reverse = generate(database, users(), ALL);
		database.run(reverse.upgrade());
		assertThat(generate(database, users(), ALL).differences()).isEmpty();
		database.run(reverse.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(after);
	}

	/**
	 * An event trigger neither fires for what is tried out, nor for the revision that
	 * creates or drops it.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void eventTriggersAreDeclaredAndDoNotFireForTheirComparison(int version) {
		GeneratedDatabase database = databases.empty(version);
		database.jdbc().execute("CREATE SEQUENCE fired");
		String file = """
				CREATE EVENT TRIGGER "Seen (all)" ON ddl_command_end
					WHEN TAG IN ('create view', 'DROP VIEW') EXECUTE PROCEDURE public.see();
				COMMENT ON EVENT TRIGGER "Seen (all)" IS 'Sees (all)';
				CREATE FUNCTION see() RETURNS event_trigger LANGUAGE plpgsql AS $$
				BEGIN
					PERFORM nextval('public.fired');
				END
				$$;
				CREATE VIEW one AS SELECT 1 AS x;
				""";
		List<String> before = database.catalog();
		Autogeneration creation = generate(database, users(), file);
		database.run(creation.upgrade());
		assertThat(generate(database, users(), file).differences()).isEmpty();
		assertThat(fired(database)).isZero();
		database.jdbc().execute("CREATE VIEW two AS SELECT 2 AS x; DROP VIEW two");
		assertThat(fired(database)).isEqualTo(2);
		List<String> created = database.catalog();
		String changed = file.replace("ddl_command_end", "ddl_command_start")
			.replace("'create view', ", "")
			.replace("'Sees (all)'", "'Saw'")
			.replace("$$;", "$$;\nALTER EVENT TRIGGER \"Seen (all)\" ENABLE REPLICA;")
			.replace("nextval", "1 + nextval")
			.replace("1 AS x", "2 AS y");
		Autogeneration change = generate(database, users(), changed);
		database.run(change.upgrade());
		assertThat(generate(database, users(), changed).differences()).isEmpty();
		database.run(change.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(created);
		String fires = file.replace("$$;", "$$;\nALTER EVENT TRIGGER \"Seen (all)\" DISABLE;");
		Autogeneration firing = generate(database, users(), fires);
		database.run(firing.upgrade());
		assertThat(generate(database, users(), fires).differences()).isEmpty();
		database.run(firing.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(created);
		Autogeneration drop = database.generate(List.of(users()),
				List.of(new SchemaScript("x.sql", file.substring(file.indexOf("CREATE FUNCTION")))),
				Set.of("event trigger \"Seen (all)\""));
		database.run(drop.upgrade());
		database.run(drop.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(created);
		database.run(creation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(before);
		assertThat(fired(database)).isEqualTo(2);
	}

	private static long fired(GeneratedDatabase database) {
		return Objects.requireNonNull(database.jdbc()
			.queryForObject("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM fired", Long.class));
	}

	/**
	 * A database with all that is declared, and with what is not.
	 *
	 * @param database the database
	 * @param catalog what is in it
	 */
	private record Surrounded(GeneratedDatabase database, List<String> catalog) {
	}

	private static Surrounded surrounded(int version) {
		GeneratedDatabase database = surroundedDatabases.empty(version);
		database.run(generate(database, users(), ALL).upgrade());
		surround(database);
		return new Surrounded(database, database.catalog());
	}

	/**
	 * What nobody has declared, and stays whatever happens.
	 */
	private static void surround(GeneratedDatabase database) {
		database.jdbc().execute("""
				CREATE VIEW undeclared AS SELECT id, name, shout(name) AS loud FROM adults;
				COMMENT ON COLUMN undeclared.loud IS 'Loud';
				GRANT SELECT ON undeclared TO PUBLIC;
				COMMENT ON MATERIALIZED VIEW counts IS 'By age';
				CREATE INDEX counts_number ON counts (number);
				COMMENT ON FUNCTION stamp() IS 'Stamps';
				GRANT SELECT ON adults TO PUBLIC;
				COMMENT ON TRIGGER stamped ON users IS 'When';
				ALTER TABLE users DISABLE TRIGGER stamped;
				COMMENT ON COLUMN adult_names.loud IS 'Loud';
				CREATE TABLE mails (id bigint, address email);
				COMMENT ON DOMAIN email IS 'Where';""");
	}

	static TargetSchema users() {
		return users(integer());
	}

	static TargetSchema users(DataType age) {
		return users("public", age);
	}

	private static TargetSchema users(String schema, DataType age) {
		return (target) -> new WantedSchema(List.of(Table.table(new ObjectName(schema, "users"))
			.column("id", bigint(), Column::notNull)
			.column("name", varchar(255))
			.column("age", age)
			.primaryKey("id")), List.of(), List.of(), List.of(), List.of());
	}

	static Autogeneration generate(GeneratedDatabase database, TargetSchema tables, String... files) {
		List<SchemaScript> scripts = new ArrayList<>();
		for (String file : files) {
			scripts.add(new SchemaScript("objects/%d.sql".formatted(scripts.size() + 1), file));
		}
		return database.generate(List.of(tables), scripts, Set.of());
	}

}
