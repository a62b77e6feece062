package dev.migrate.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Column;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every operation, its reverse if it has one, and the reverse of that, on the newest
 * version of PostgreSQL, and on the oldest what is written otherwise there, or everything
 * with the system property {@code migrate.test.versions=all}. Nearly all of them share a
 * database and its connection, each in a transaction that is rolled back.
 */
class OperationCatalogTests {

	private static final List<Integer> VERSIONS = List.of(14, 18);

	private static final boolean ALL_VERSIONS = "all".equals(System.getProperty("migrate.test.versions"));

	private static final Map<Integer, Shared> databases = new HashMap<>();

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
					Connection connection = database.dataSource().getConnection()) {
				check(sample, dialect, connection);
			}
			return;
		}
		Connection connection = Objects.requireNonNull(databases.get(version)).connection();
		try {
			check(sample, dialect, connection);
		}
		finally {
			connection.rollback();
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

	private static void check(OperationSample sample, Dialect dialect, Connection connection) {
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		OperationRunner runner = new OperationRunner(jdbc, dialect);
		sample.given().forEach(jdbc::execute);
		State before = State.of(runner);
		runner.run(sample.operation());
		State after = State.of(runner);
		sample.operation().reverse().ifPresent((reverse) -> {
			runner.run(reverse);
			assertThat(State.of(runner)).isEqualTo(before);
			reverse.reverse().filter(sample.operation()::equals).ifPresent((again) -> {
				runner.run(again);
				assertThat(State.of(runner)).isEqualTo(after);
			});
		});
	}

	/**
	 * A database with its one connection, whose server process knows the catalog already.
	 */
	private record Shared(TestDatabase database, Connection connection) {

		static Shared create(int version) throws SQLException {
			TestDatabase database = TestDatabase.on(version);
			Connection connection = database.dataSource().getConnection();
			connection.setAutoCommit(false);
			return new Shared(database, connection);
		}

		void close() throws SQLException {
			this.connection.close();
			this.database.close();
		}

	}

	/**
	 * Everything that an operation can change.
	 */
	private record State(Map<String, SchemaSnapshot> schemas, List<String> catalog) {

		static State of(OperationRunner runner) {
			Inspector inspector = runner.inspect();
			Map<String, SchemaSnapshot> schemas = new LinkedHashMap<>();
			inspector.schemas().forEach((schema) -> schemas.put(schema, comparable(inspector.read(List.of(schema)))));
			return new State(schemas, runner.state());
		}

		/**
		 * A column that is dropped and added again is the last one, and the server may
		 * count the rows in between.
		 */
		private static SchemaSnapshot comparable(SchemaSnapshot snapshot) {
			Map<ObjectName, InspectedTable> tables = new LinkedHashMap<>();
			snapshot.tables().forEach((name, table) -> {
				List<Column> columns = table.table()
					.columns()
					.stream()
					.sorted(Comparator.comparing(Column::name))
					.toList();
				tables.put(name, new InspectedTable(table.table().columns(columns), table.kind(), table.parents(),
						table.indexes(), table.notNullNotValid(), 0));
			});
			return new SchemaSnapshot(tables, snapshot.views(), snapshot.sequences(), snapshot.enumTypes(),
					snapshot.userTypes(), snapshot.extensions());
		}

	}

}
