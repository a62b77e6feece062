package dev.migrate.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every sample of an operation on the server, there and back.
 */
@ExtendWith(PostgresExtension.class)
class OperationSamplesTests {

	private static final int VERSION = 17;

	static Stream<OperationSample> samples() {
		return OperationSamples.all().filter((sample) -> sample.since() <= VERSION);
	}

	@ParameterizedTest
	@MethodSource("samples")
	void theReverseRestoresWhatWasThere(OperationSample sample, TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			sample.given().forEach((statement) -> jdbc.sql(statement).update());
			List<String> before = SchemaCatalog.of(jdbc);
			run(sample.operation(), jdbc);
			List<String> after = SchemaCatalog.of(jdbc);
			Optional<Operation> reverse = sample.operation().reverse();
			if (reverse.isPresent()) {
				assertThat(after).isNotEqualTo(before);
				run(reverse.get(), jdbc);
				assertThat(SchemaCatalog.of(jdbc)).isEqualTo(before);
				run(reverse.get().reverse().orElseThrow(), jdbc);
				assertThat(SchemaCatalog.of(jdbc)).isEqualTo(after);
			}
		}
	}

	private static void run(Operation operation, JdbcClient jdbc) {
		PostgresqlDialect.of(VERSION).write(operation).forEach((command) -> jdbc.sql(command.sql()).update());
	}

}
