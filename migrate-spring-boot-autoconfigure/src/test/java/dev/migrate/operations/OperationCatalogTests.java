package dev.migrate.operations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every operation, and its reverse if it has one, on the newest version of
 * PostgreSQL, and on the oldest what is written otherwise there, or everything with the
 * system property {@code migrate.test.versions=all}. Nearly all of them share a database
 * and its connections, each in a transaction that is rolled back. The inspector, which
 * changes the search path, has a connection of its own: from version 18 on the driver
 * hears of that and forgets the statements that it has prepared.
 */
@Order(1)
class OperationCatalogTests {

	private static final List<Integer> VERSIONS = List.of(14, 18);

	private static final boolean ALL_VERSIONS = "all".equals(System.getProperty("migrate.test.versions"));

	private static final Map<Integer, Shared> databases = new HashMap<>();

	private static final Map<Given, List<String>> states = new HashMap<>();

	@BeforeAll
	static void create() throws SQLException {
		for (int version : VERSIONS) {
			databases.put(version, Shared.create(version));
		}
	}

	@AfterAll
	static void drop() throws SQLException {
		for (Shared database : databases.values()) {
			database.close();
		}
	}

	static Stream<Arguments> samples() {
		return VERSIONS.stream()
			.flatMap((version) -> OperationSamples.all()
				.filter((sample) -> sample.since() <= version && (ALL_VERSIONS || isSpecialOn(version, sample)))
				.map((sample) -> Arguments.of(version, sample)));
	}

	@ParameterizedTest
	@MethodSource("samples")
	void theReverseLeavesTheCatalogAsItWas(int version, OperationSample sample) throws SQLException {
		Dialect dialect = Dialects.of("postgresql:" + version);
		if (isRefusedInTransaction(sample.operation(), dialect)) {
			try (TestDatabase database = TestDatabase.on(version);
					Connection connection = database.newConnections().getConnection()) {
				OperationRunner runner = runner(sample, dialect, connection);
				check(sample, dialect, runner, () -> read(runner.inspect()));
			}
			return;
		}
		Shared database = Objects.requireNonNull(databases.get(version));
		try {
			OperationRunner runner = runner(sample, dialect, database.inspected());
			runner.run(sample.operation());
			read(runner.inspect());
		}
		finally {
			database.inspected().rollback();
		}
		if (sample.operation().reverse().isPresent()) {
			try {
				check(sample, dialect, runner(sample, dialect, database.compared()), () -> {
				});
			}
			finally {
				database.compared().rollback();
			}
		}
	}

	private static boolean isSpecialOn(int version, OperationSample sample) {
		return version == 18 || !statements(version, sample).equals(statements(18, sample));
	}

	private static List<String> statements(int version, OperationSample sample) {
		Dialect dialect = Dialects.of("postgresql:" + version);
		return Stream.concat(Stream.of(sample.operation()), sample.operation().reverse().stream())
			.flatMap((operation) -> dialect.write(operation).stream())
			.map(SqlCommand::sql)
			.toList();
	}

	private static boolean isRefusedInTransaction(Operation operation, Dialect dialect) {
		return dialect.write(operation).stream().anyMatch((command) -> dialect.refusedInTransaction(command.sql()));
	}

	private static OperationRunner runner(OperationSample sample, Dialect dialect, Connection connection) {
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		sample.given().forEach(jdbc::execute);
		return new OperationRunner(jdbc, dialect);
	}

	private static void check(OperationSample sample, Dialect dialect, OperationRunner runner, Runnable inBetween) {
		List<String> before = states.computeIfAbsent(new Given(dialect, sample.given()), (given) -> runner.state());
		runner.run(sample.operation());
		inBetween.run();
		sample.operation().reverse().ifPresent((reverse) -> {
			runner.run(reverse);
			assertThat(runner.state()).isEqualTo(before);
		});
	}

	private static void read(Inspector inspector) {
		assertThat(inspector.read(inspector.schemas())).isNotNull();
	}

	/**
	 * What there is before an operation runs. It is the same each time.
	 */
	private record Given(Dialect dialect, List<String> statements) {
	}

	/**
	 * A database with connections whose server processes know the catalog already and
	 * keep the plans of the queries that read it.
	 */
	private record Shared(TestDatabase database, Connection inspected, Connection compared) {

		static Shared create(int version) throws SQLException {
			TestDatabase database = TestDatabase.on(version);
			return new Shared(database, connect(database), connect(database));
		}

		private static Connection connect(TestDatabase database) throws SQLException {
			Connection connection = DriverManager.getConnection(database.url() + "?flushCacheOnDdl=false",
					database.user(), database.password());
			connection.setAutoCommit(false);
			return connection;
		}

		void close() throws SQLException {
			this.inspected.close();
			this.compared.close();
			this.database.close();
		}

	}

}
