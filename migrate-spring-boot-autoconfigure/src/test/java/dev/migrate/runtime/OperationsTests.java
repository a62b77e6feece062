package dev.migrate.runtime;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.operations.DefaultOperations;
import dev.migrate.operations.Operations;
import dev.migrate.schema.DataType;
import dev.migrate.revision.RevisionNode;
import dev.migrate.schema.NamingConvention;
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
		this.connection = MigrationConnection.open(database.dataSource());
		StatementRunner runner = new PlanStatements(RevisionNode.of("r1", List.of(), "R1.class"), this.connection);
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

}
