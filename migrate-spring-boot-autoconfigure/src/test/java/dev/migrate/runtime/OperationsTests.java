package dev.migrate.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.ServerError;
import dev.migrate.operations.DefaultOperations;
import dev.migrate.operations.Operations;
import dev.migrate.operations.operation.BulkInsert;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.ResponseTimes;
import dev.migrate.runtime.content.RecordingOperationExecutor;
import dev.migrate.runtime.content.StatementOperationExecutor;
import dev.migrate.runtime.content.StatementRunner;
import dev.migrate.runtime.execution.PlanRevision;
import dev.migrate.runtime.offline.OfflineStatements;
import dev.migrate.schema.DataType;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;

import static dev.migrate.schema.Column.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link Operations} on a database.
 */
@ExtendWith(PostgresExtension.class)
class OperationsTests {

	private MigrationConnection connection;

	private Operations op;

	@BeforeEach
	void connect(TestDatabase database) {
		this.connection = MigrationConnection.open(database.dataSource(),
				ResponseTimes.of(ResponseTimes.DEFAULT_NETWORK_TIMEOUT, Duration.ZERO));
		StatementRunner runner = new PlanRevision(RevisionNode.of("r1", List.of(), "R1.class"), this.connection, null);
		this.op = new DefaultOperations(new StatementOperationExecutor(this.connection.dialect(), "R1.class", runner),
				new NamingConvention());
		this.op.execute("CREATE TABLE city (name text UNIQUE)");
	}

	@AfterEach
	void disconnect() {
		this.connection.close();
	}

	@Test
	void aParameterMayBeNull() {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("name", null);
		this.op.execute("INSERT INTO city (name) VALUES (:name)", parameters);
		assertThat(this.op.jdbc().sql("SELECT count(*) FROM city WHERE name IS NULL").query(Integer.class).single())
			.isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "now()", "now() AT TIME ZONE 'utc'", "'a ( b'::text", "NOT true", "NULL IS NULL", "-1 + 2",
			"ARRAY['a']::text[]", "('a' || 'b')", "CURRENT_DATE", "current_setting('TimeZone')", "'x'::pg_catalog.text",
			"interval '1 day' * 2", "'a' IN ('a', 'b')" })
	void aDefaultIsAnyExpression(String expression) {
		this.op.addColumn("city", column("added", typeOf(expression)).defaultValue(expression).notNull());
		this.op.execute("INSERT INTO city (name) VALUES ('Oslo')");
	}

	private DataType typeOf(String expression) {
		return DataType
			.type(this.op.jdbc().sql("SELECT pg_typeof(" + expression + ")::text").query(String.class).single());
	}

	@Test
	void theServersErrorOfABatchIsTheOneOfItsFailedRow() {
		DataAccessException failure = catchThrowableOfType(DataAccessException.class, () -> this.connection.jdbc()
			.batchUpdate("INSERT INTO city (name) VALUES (?)", List.of(args("Oslo"), args("Oslo"))));
		ServerError error = this.connection.dialect()
			.error(Objects.requireNonNull(MigrationConnection.sqlCause(failure)));
		assertThat(error.message()).isEqualTo("duplicate key value violates unique constraint \"city_name_key\"");
		assertThat(error.detail()).isEqualTo("Key (name)=(Oslo) already exists.");
	}

	private static Object[] args(Object... values) {
		return values;
	}

	@Test
	void aTransactionCannotBeEndedByAnOperation() {
		assertThatExceptionOfType(RefusedStatementException.class).isThrownBy(() -> this.op.execute("COMMIT"))
			.withMessageContaining("R1.class");
	}

	@Test
	void severalStatementsRunInTheirOrder() {
		this.op.execute("INSERT INTO city VALUES ('a;b'); -- one\nUPDATE city SET name = name || '!';");
		assertThat(this.op.jdbc().sql("SELECT name FROM city").query(String.class).single()).isEqualTo("a;b!");
	}

	@Test
	void parametersMayBeInstantsAndEnums() {
		this.op.execute("INSERT INTO city (name) SELECT :unit || ' ' || extract(year FROM :at) WHERE :unit IN (:units)",
				Map.of("unit", ChronoUnit.DAYS, "at", Instant.parse("2026-11-21T10:15:00Z"), "units",
						List.of(ChronoUnit.DAYS, ChronoUnit.WEEKS)));
		assertThat(this.op.jdbc().sql("SELECT name FROM city").query(String.class).single()).isEqualTo("DAYS 2026");
	}

	@Test
	void anInspectionSeesWhatTheMigrationHasDone() {
		assertThat(this.op.inspect().hasColumn("city", "country")).isFalse();
		this.op.addColumn("city", column("country", DataType.text()));
		assertThat(this.op.inspect().hasColumn("city", "country")).isTrue();
		this.op.execute("ALTER TABLE city RENAME COLUMN country TO land");
		assertThat(this.op.inspect().hasColumn("city", "country")).isFalse();
		this.op.jdbc().sql("ALTER TABLE city DROP COLUMN land").update();
		assertThat(this.op.inspect().hasColumn("city", "land")).isFalse();
	}

	@Test
	void anInspectionSeesTheSchemaThatTheMigrationHasChosen() {
		assertThat(this.op.inspect().hasTable("city")).isTrue();
		this.op.execute("CREATE SCHEMA other; SET search_path = other");
		assertThat(this.op.inspect().hasTable("city")).isFalse();
		assertThat(this.op.inspect().hasTable("public.city")).isTrue();
	}

	@Test
	void theCatalogIsReadOnceForSeveralQuestions(TestDatabase database) {
		database.forgetStatements();
		assertThat(this.op.inspect().hasTable("city")).isTrue();
		assertThat(this.op.inspect().hasConstraint("city", "city_name_key")).isTrue();
		assertThat(this.op.inspect().schemas()).containsExactly("public");
		assertThat(database.statements()).filteredOn((statement) -> statement.contains("pg_attrdef")).hasSize(1);
	}

	@Test
	void thereIsNothingToInspectWhereThereIsNoConnection() {
		Operations recorded = new DefaultOperations(new RecordingOperationExecutor(), new NamingConvention());
		assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(recorded::inspect)
			.withMessageStartingWith("A reversible migration asks op.inspect()")
			.withMessageContaining("Implement Migration");
		Operations written = new DefaultOperations(new StatementOperationExecutor(this.connection.dialect(), "R1.class",
				new OfflineStatements(this.connection.dialect(), "R1.class")), new NamingConvention());
		assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(written::inspect)
			.withMessageContaining("op.inspect()")
			.withMessageContaining("Decide in SQL with op.execute(…)");
	}

	@Test
	void whatLooksLikeAParameterInDollarQuotesIsNone() {
		this.op.execute("INSERT INTO city (name) SELECT $$:name $$ || :name || $x$ :name$x$ || ':name'",
				Map.of("name", "Oslo"));
		assertThat(this.op.jdbc().sql("SELECT name FROM city").query(String.class).single())
			.isEqualTo(":name Oslo :name:name");
	}

	@Test
	void aQuestionMarkIsAnOperatorBesideParameters() {
		this.op.execute("""
				INSERT INTO city (name) SELECT :name || '?' WHERE '{"a": 1}'::jsonb ? :key
				AND '{"a": 1}'::jsonb ?| ARRAY[:key, 'b'] AND '{"a": 1}'::jsonb @? '$.a' -- ?
				""", Map.of("name", "Oslo", "key", "a"));
		assertThat(this.op.jdbc().sql("SELECT name FROM city").query(String.class).single()).isEqualTo("Oslo?");
	}

	@Test
	void aParameterWithoutAValueIsNamed() {
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> this.op.execute("DELETE FROM city WHERE name = :nmae", Map.of("name", "Oslo")))
			.withMessageContaining("The parameter ':nmae'")
			.withMessageContaining("known are name");
	}

	@Test
	void insertsRows() {
		this.op.bulkInsert("city", List.of(Map.of("name", "Oslo"), Map.of("name", "Rome")));
		this.op.bulkInsert(BulkInsert.into("city", "name").rows(Stream.of("Bonn", "Bern").map(List::of)));
		assertThat(this.op.jdbc().sql("SELECT name FROM city ORDER BY 1").query(String.class).list())
			.containsExactly("Bern", "Bonn", "Oslo", "Rome");
	}

	@Test
	void rowsAreWrittenIntoAScriptAsTheyAre() {
		OfflineStatements script = new OfflineStatements(this.connection.dialect(), "R1.class");
		new DefaultOperations(new StatementOperationExecutor(this.connection.dialect(), "R1.class", script),
				new NamingConvention())
			.bulkInsert("city", List.of(Map.of("name", "a;\r\n-- 'b' \\"), Map.of("name", "$$;")));
		List<String> statements = script.pieces().get(0).statements();
		assertThat(statements).hasSize(1);
		this.op.execute(statements.get(0));
		assertThat(this.op.jdbc().sql("SELECT name FROM city ORDER BY 1 DESC").query(String.class).list())
			.containsExactlyInAnyOrder("a;\r\n-- 'b' \\", "$$;");
	}

	@Test
	void aRowWithTooFewValuesIsRefusedWithItsNumber() {
		Stream<List<String>> rows = Stream.of(List.of("Oslo"), List.of());
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> this.op.bulkInsert(BulkInsert.into("city", "name").rows(rows)))
			.withMessageContaining("Row 2 to insert into 'city' has 0 values for the columns name.");
		assertThat(this.op.jdbc().sql("SELECT count(*) FROM city").query(Integer.class).single()).isZero();
	}

}
