package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Column;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.EachPostgresVersion;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.EnumType.enumType;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SchemaScript}.
 */
@ExtendWith(PostgresExtension.class)
class SchemaScriptTests {

	private static final String SHOP = """
			-- What the shop needs.
			CREATE TYPE state AS ENUM ('open', 'paid');
			CREATE SEQUENCE invoice_number INCREMENT 10;
			CREATE TABLE customers (
				id bigserial PRIMARY KEY,
				email varchar(320) NOT NULL CHECK (email LIKE '%@%'),
				lower_email text GENERATED ALWAYS AS (lower(email)) STORED
			);
			CREATE TABLE orders (
				id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				customer_id bigint REFERENCES customers ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
				state state NOT NULL DEFAULT 'open',
				number bigint DEFAULT nextval('invoice_number'),
				"When" timestamptz NOT NULL DEFAULT now()
			);
			CREATE UNIQUE INDEX customers_email ON customers (lower(email)) WHERE email <> '';
			CREATE INDEX ON orders ("When" DESC) INCLUDE (state);
			ALTER TABLE orders ADD CONSTRAINT number_is_positive CHECK (number > 0);
			COMMENT ON TABLE orders IS 'What was ordered';
			COMMENT ON COLUMN orders.state IS 'How far it is';
			""";

	@EachPostgresVersion
	void theDatabaseBecomesWhatTheScriptCreates(TestDatabase database) {
		Autogeneration generation = compare(database.session(), SHOP);
		assertThat(generation.notes()).isEmpty();
		run(generation.upgrade(), database);
		assertThat(compare(database.session(), SHOP).differences()).isEmpty();
		run(generation.downgrade(), database);
		assertThat(database.tables()).isEmpty();
		assertThat(count(database, "SELECT count(*) FROM pg_type WHERE typname = 'state'")).isZero();
	}

	@Test
	void aDatabaseThatTheScriptHasBuiltDoesNotDiffer(TestDatabase database) {
		new JdbcTemplate(database.session()).execute(SHOP);
		Autogeneration generation = compare(database.session(), SHOP);
		assertThat(generation.differences()).isEmpty();
		assertThat(generation.upgrade()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey, ADD FOREIGN KEY (customer_id) REFERENCES customers",
			"DROP INDEX customers_email", "CREATE INDEX extra ON orders (number)", "COMMENT ON TABLE orders IS NULL",
			"ALTER TABLE orders ALTER number DROP DEFAULT", "CREATE SEQUENCE extra", "CREATE TYPE extra AS ENUM ('x')",
			"ALTER TABLE orders ADD CHECK (id > 0)", "ALTER TABLE customers ALTER email SET DEFAULT 'nobody@home'",
			"ALTER TABLE customers DROP CONSTRAINT customers_pkey CASCADE" })
	void theScriptStatesEverything(String change, TestDatabase database) {
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		jdbc.execute(SHOP);
		jdbc.execute(change);
		Autogeneration generation = compare(database.session(), SHOP);
		assertThat(generation.differences()).isNotEmpty();
		run(generation.upgrade(), database);
		assertThat(compare(database.session(), SHOP).differences()).isEmpty();
	}

	@Test
	void theScriptAndOtherTargetsAddUp(TestDatabase database) {
		WantedSchema entities = new WantedSchema(
				List.of(table("public.users").column("id", bigint(), Column::notNull).primaryKey("id")), List.of(),
				List.of(), List.of(enumType("public.state", "open", "paid")), List.of());
		database.jdbc().sql("CREATE TABLE users (id bigint PRIMARY KEY CHECK (id > 0))").update();
		database.jdbc().sql("CREATE SEQUENCE other").update();
		Autogeneration generation = compare(database.session(), List.of((target) -> entities), SHOP);
		assertThat(described(generation)).contains("create table customers", "create table orders")
			.noneMatch((text) -> text.contains("users") || text.contains("other"));
	}

	@Test
	void aTableHasOneTarget(TestDatabase database) {
		WantedSchema entities = new WantedSchema(List.of(table("public.orders").column("name", text())), List.of(),
				List.of(), List.of(), List.of());
		TargetSchema target = new TargetSchema() {

			@Override
			public WantedSchema read(TargetDatabase wanted) {
				return entities;
			}

			@Override
			public String name() {
				return "the entities";
			}

		};
		assertThatExceptionOfType(InvalidTargetException.class)
			.isThrownBy(() -> compare(database.session(), List.of(target), SHOP))
			.withMessage("The table public.orders is wanted by the entities and by schema.sql. Remove it from one of"
					+ " them.");
	}

	@Test
	void whatIsNotComparedIsNamed(TestDatabase database) {
		Autogeneration generation = compare(database.session(), """
				CREATE EXTENSION IF NOT EXISTS pgcrypto;
				CREATE TABLE a (id int);
				CREATE VIEW b AS SELECT id FROM a;
				CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
				CREATE TRIGGER t BEFORE INSERT ON a EXECUTE FUNCTION f();
				GRANT SELECT ON a TO PUBLIC;
				COMMENT ON SCHEMA public IS 'ours';
				""");
		assertThat(described(generation)).containsExactly("create table a");
		assertThat(generation.notes()).hasSize(6)
			.contains("schema.sql, line 3: 'CREATE VIEW b AS SELECT id FROM a' is not compared.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE app.b (id int)", "CREATE TYPE \"App\".b AS ENUM ('x')",
			"CREATE INDEX ON public.a (id)", "ALTER TABLE public.a ADD b int", "COMMENT ON COLUMN public.a.id IS 'x'",
			"CREATE TABLE b (id int REFERENCES public.a)", "ALTER TABLE a SET SCHEMA app", "DROP TABLE live",
			"INSERT INTO a VALUES (1)", "SET search_path = app", "SELECT 1", "CREATE TEMPORARY TABLE b (id int)",
			"CREATE INDEX CONCURRENTLY ON a (id)", "ALTER TABLE live ADD b int", "CREATE INDEX ON live (id)",
			"CREATE TABLE b (id int REFERENCES live)", "CREATE TABLE b () INHERITS (a, live)",
			"ALTER TABLE ONLY live DROP COLUMN id", "COMMENT ON TABLE live IS 'x'", "CREATE SCHEMA app",
			"DO $$ BEGIN END $$", "CREATE TABLE b AS TABLE live" })
	void whatIsNotOfTheScriptIsRefusedBeforeAnythingRuns(String statement, TestDatabase database) {
		database.jdbc().sql("CREATE SCHEMA app").update();
		database.jdbc().sql("CREATE TABLE live (id int PRIMARY KEY)").update();
		database.jdbc().sql("CREATE TABLE a (id int PRIMARY KEY)").update();
		assertThatExceptionOfType(RefusedStatementException.class)
			.isThrownBy(() -> compare(database.session(), "CREATE TABLE a (id int);\n\n" + statement + ";"))
			.withMessageStartingWith("schema.sql, line 3: '");
	}

	@Test
	void whatTheDatabaseRefusesIsSaidWithItsLine(TestDatabase database) {
		assertThatExceptionOfType(InvalidTargetException.class)
			.isThrownBy(() -> compare(database.session(), "CREATE TABLE a (\n\tid int,\n\tb unheard_of\n);"))
			.withMessageStartingWith("The database refuses schema.sql, line 3: type \"unheard_of\" does not exist");
	}

	@Test
	void nothingRemains(TestDatabase database) {
		compare(database.session(), SHOP);
		assertThat(database.tables()).isEmpty();
		assertThat(count(database, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'migrate%'")).isZero();
	}

	@Test
	void aUserWhoMayNotCreateSchemasIsServedByTemporaryTables(TestDatabase database) {
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		jdbc.execute(SHOP);
		jdbc.execute("DROP INDEX customers_email");
		String role = "reader_" + database.name();
		jdbc.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'reader'");
		try {
			jdbc.execute("REVOKE CREATE ON DATABASE " + database.name() + " FROM PUBLIC");
			jdbc.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);
			PGSimpleDataSource dataSource = new PGSimpleDataSource();
			dataSource.setUrl(database.url());
			dataSource.setUser(role);
			dataSource.setPassword("reader");
			Autogeneration generation = compare(dataSource, SHOP);
			assertThat(described(generation)).containsExactly("create index customers_email on customers");
			assertThat(generation.notes()).isEmpty();
		}
		finally {
			jdbc.execute("DROP OWNED BY " + role);
			jdbc.execute("DROP ROLE " + role);
		}
	}

	private static int count(TestDatabase database, String sql) {
		return database.jdbc().sql(sql).query(Integer.class).single();
	}

	private static List<String> described(Autogeneration generation) {
		return generation.upgrade().stream().map(Step::operation).map(Operation::describe).toList();
	}

	private static void run(List<Step> steps, TestDatabase database) {
		List<String> statements = new ArrayList<>();
		for (Step step : steps) {
			Dialects.of("postgresql").write(step.operation()).stream().map(SqlCommand::sql).forEach(statements::add);
		}
		statements.forEach(new JdbcTemplate(database.session())::execute);
	}

	private static Autogeneration compare(DataSource dataSource, String script) {
		return compare(dataSource, List.of(), script);
	}

	private static Autogeneration compare(DataSource dataSource, List<TargetSchema> targets, String script) {
		return new Autogenerator(dataSource, new NamingConvention(), Set.of(),
				AutogenerateSettings.of(targets).scripts(List.of(new SchemaScript("schema.sql", script))),
				ComparisonOptions.forEntities())
			.compare();
	}

}
