package dev.migrate.autogenerate;

import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import dev.migrate.autogenerate.file.ObjectFiles;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for trying out the model in another database than the one it is compared with.
 */
@ExtendWith(PostgresExtension.class)
class ScratchUrlTests {

	private static final String CHECK = "state IN ('open', 'paid')";

	private TestDatabase database;

	private TestDatabase scratch;

	private String role;

	@BeforeEach
	void createRoleThatOnlyReads(TestDatabase database) {
		this.database = database;
		this.scratch = TestDatabase.on(database.version());
		this.role = "reader_" + database.name();
		on(database).execute("""
				CREATE ROLE %1$s LOGIN PASSWORD 'very-secret';
				ALTER ROLE %1$s SET default_transaction_read_only = on;
				REVOKE CREATE, TEMPORARY ON DATABASE %2$s FROM PUBLIC;
				CREATE SCHEMA app;
				CREATE SCHEMA crm;
				GRANT USAGE ON SCHEMA app, crm TO %1$s;
				ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO %1$s""".formatted(this.role, database.name()));
	}

	@AfterEach
	void dropRole() {
		on(this.database).execute("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(this.role));
		this.scratch.close();
	}

	@Test
	void theDatabaseItselfIsOnlyRead() {
		on(this.database).execute("""
				CREATE TABLE app.orders (id bigint PRIMARY KEY, state varchar(10));
				CREATE TABLE crm.customers (id bigint PRIMARY KEY, name varchar(20))""");
		List<Table> tables = List.of(orders().constraint(CheckConstraint.check(CHECK).named("orders_state_check")),
				table("crm.customers").column("id", bigint()).column("name", varchar(40)).primaryKey("id"));
		Autogeneration generation = compare(tables, this.scratch.dataSource());
		assertThat(generation.differences()).extracting(Object::toString)
			.hasSize(2)
			.contains("type of crm.customers.name: varchar(40) wanted, varchar(20) found")
			.anyMatch((text) -> text.contains("orders_state_check"));
		assertThat(generation.notes()).isEmpty();
		assertThat(on(this.scratch).queryForList("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'migrate%'",
				String.class))
			.isEmpty();
	}

	@Test
	void expressionsAreReadASecondTimeThereWithTheSequencesThatTheyName() {
		on(this.database).execute("""
				CREATE SEQUENCE app."Numbers";
				CREATE TABLE app.orders (id bigint PRIMARY KEY DEFAULT nextval('app."Numbers"'), serial bigserial,
					state varchar(10));
				ALTER TABLE app.orders ADD CONSTRAINT orders_state_check CHECK (%s)""".formatted(CHECK));
		String deparsed = on(this.database).queryForObject(
				"SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'orders_state_check'",
				String.class);
		on(this.database).execute("""
				ALTER TABLE app.orders DROP CONSTRAINT orders_state_check;
				ALTER TABLE app.orders ADD CONSTRAINT orders_state_check CHECK (%s)""".formatted(deparsed));
		Table orders = table("app.orders")
			.column("id", bigint(), (column) -> column.notNull().defaultValue("nextval('app.\"Numbers\"')"))
			.column("serial", bigint(), (column) -> column.notNull().asIdentity())
			.column("state", varchar(10))
			.primaryKey("id")
			.constraint(CheckConstraint.check(CHECK).named("orders_state_check"));
		WantedSchema wanted = new WantedSchema(List.of(orders), List.of(), List.of(Sequence.sequence("app.Numbers")),
				List.of(), List.of());
		Autogeneration generation = compare(
				AutogenerateSettings.of(List.of((target) -> wanted)).scratch(this.scratch.dataSource()));
		assertThat(generation.differences()).isEmpty();
		assertThat(generation.notes()).isEmpty();
	}

	@Test
	void schemaScriptsRunThere() {
		SchemaScript script = new SchemaScript("schema.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);");
		Autogeneration generation = compare(
				AutogenerateSettings.of(List.of()).scripts(List.of(script)).scratch(this.scratch.dataSource()));
		assertThat(described(generation)).containsExactly("create table orders");
	}

	@Test
	void declaredObjectsAreTriedOutThere() {
		on(this.database).execute("""
				CREATE TABLE app.orders (id bigint PRIMARY KEY, state varchar(10));
				CREATE FUNCTION app.shout(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper($1)';
				CREATE VIEW app.open AS SELECT id, app.shout(state) AS state FROM app.orders WHERE state IN ('a', 'b');
				CREATE VIEW app.all_orders AS SELECT id FROM app.orders""");
		SchemaScript file = new SchemaScript("orders.sql", """
				CREATE VIEW app.all_orders AS SELECT id, state FROM app.orders;
				CREATE VIEW app.open AS SELECT id, app.shout(state) AS state FROM app.orders
					WHERE (orders.state IN ('a', 'b'));
				CREATE OR REPLACE FUNCTION app.shout(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper($1)';
				CREATE TRIGGER unchanged BEFORE UPDATE ON app.orders FOR EACH ROW
					EXECUTE FUNCTION suppress_redundant_updates_trigger()""");
		Autogeneration generation = compare(AutogenerateSettings.of(List.of((target) -> wanted(List.of(orders()))))
			.objects(ObjectFiles.of(List.of(file)))
			.scratch(this.scratch.dataSource()));
		assertThat(generation.differences()).extracting((difference) -> difference.toString().split(":")[0])
			.containsExactlyInAnyOrder("trigger unchanged on app.orders is missing", "view app.all_orders");
		assertThat(described(generation)).hasSize(3)
			.contains("execute DROP VIEW app.all_orders", "create trigger unchanged on app.orders");
		assertThat(on(this.scratch).queryForList("SELECT relname FROM pg_class WHERE relname LIKE '%orders%'"))
			.isEmpty();
	}

	@Test
	void otherMajorVersionIsPointedOut() {
		try (TestDatabase other = TestDatabase.on(14)) {
			assertThat(compare(List.of(orders()), other.dataSource()).notes()).containsExactly(
					"The scratch database is PostgreSQL 14, and the database PostgreSQL %d. They may read the same"
						.formatted(this.database.version())
							+ " expression differently, and what differs by an expression alone may be the same.");
		}
	}

	@Test
	void aRoleThatMayNotCreateSchemasIsToldOfIt() {
		on(this.database).execute("GRANT TEMPORARY ON DATABASE %s TO %s".formatted(this.database.name(), this.role));
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(AutogenerateSettings.of(List.of((target) -> wanted(List.of(orders()))))))
			.withMessageContaining("public, app")
			.withMessageContaining("migrate.autogenerate.scratch-url");
	}

	@Test
	void aRoleThatMayNotCreateAnythingThereEitherIsAnError() {
		on(this.scratch).execute("REVOKE CREATE, TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(this.scratch.name()));
		DataSource dataSource = asReader(this.scratch.url());
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(List.of(orders()), dataSource))
			.withMessageStartingWith(
					"The user of the scratch database has neither the CREATE nor the TEMPORARY" + " privilege on it");
	}

	@Test
	void aDatabaseThatCannotBeReachedIsAnError() {
		DataSource dataSource = asReader("jdbc:postgresql://localhost:1/nowhere?password=very-secret");
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(List.of(orders()), dataSource))
			.withMessageStartingWith("The scratch database cannot be reached: Connection to localhost:1 refused.")
			.withMessageContaining("migrate.autogenerate.scratch-url")
			.satisfies((failure) -> assertThat(failure).hasMessageNotContaining("very-secret"));
	}

	@Test
	void aStatementThatIsRefusedIsNotAConnectionThatFails() {
		on(this.database).execute("REVOKE SELECT ON pg_catalog.pg_enum FROM PUBLIC");
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(List.of(orders()), this.scratch.dataSource()))
			.withMessageStartingWith("The database refuses a statement of the comparison: ERROR: permission denied for"
					+ " table pg_enum [SQLSTATE 42501]")
			.withMessageNotContaining("can be reached");
	}

	private static Table orders() {
		return table("app.orders").column("id", bigint(), Column::notNull)
			.column("state", varchar(10))
			.primaryKey("id");
	}

	private Autogeneration compare(List<Table> tables, DataSource scratch) {
		return compare(AutogenerateSettings.of(List.of((target) -> wanted(tables))).scratch(scratch));
	}

	private static WantedSchema wanted(List<Table> tables) {
		return new WantedSchema(tables, List.of(), List.of(), List.of(), List.of());
	}

	private Autogeneration compare(AutogenerateSettings settings) {
		return new Autogenerator(asReader(this.database.url()), new NamingConvention(), Set.of(), settings,
				ComparisonOptions.forEntities())
			.compare();
	}

	private DataSource asReader(String url) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(url);
		dataSource.setUser(this.role);
		dataSource.setPassword("very-secret");
		return dataSource;
	}

	private static List<String> described(Autogeneration generation) {
		return generation.upgrade().stream().map(Step::operation).map(Operation::describe).toList();
	}

	private static JdbcTemplate on(TestDatabase database) {
		return new JdbcTemplate(database.dataSource());
	}

}
