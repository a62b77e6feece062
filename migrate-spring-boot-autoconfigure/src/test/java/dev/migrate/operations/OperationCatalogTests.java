package dev.migrate.operations;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.schema.Column;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every operation, and its reverse if it has one, on the oldest and the newest
 * version of PostgreSQL.
 */
class OperationCatalogTests {

	static Stream<Arguments> samples() {
		return IntStream.of(14, 18)
			.boxed()
			.flatMap((version) -> OperationSamples.all()
				.filter((sample) -> sample.since() <= version)
				.map((sample) -> Arguments.of(version, sample)));
	}

	@ParameterizedTest
	@MethodSource("samples")
	void theReverseLeavesTheCatalogAsItWas(int version, OperationSample sample) {
		try (TestDatabase database = TestDatabase.on(version)) {
			JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
			Dialect dialect = Dialects.of("postgresql:" + version);
			OperationRunner runner = new OperationRunner(database, dialect);
			sample.given().forEach(jdbc::execute);
			Map<String, SchemaSnapshot> before = read(dialect.inspector(jdbc));
			runner.run(sample.operation());
			sample.operation().reverse().ifPresent((reverse) -> {
				runner.run(reverse);
				assertThat(read(dialect.inspector(jdbc))).isEqualTo(before);
			});
		}
	}

	private static Map<String, SchemaSnapshot> read(Inspector inspector) {
		Map<String, SchemaSnapshot> schemas = new LinkedHashMap<>();
		inspector.schemas().forEach((schema) -> schemas.put(schema, comparable(inspector.read(List.of(schema)))));
		return schemas;
	}

	/**
	 * A column that is dropped and added again is the last one, and the server may count
	 * the rows in between.
	 */
	private static SchemaSnapshot comparable(SchemaSnapshot snapshot) {
		Map<ObjectName, InspectedTable> tables = new LinkedHashMap<>();
		snapshot.tables().forEach((name, table) -> {
			List<Column> columns = table.table().columns().stream().sorted(Comparator.comparing(Column::name)).toList();
			tables.put(name, new InspectedTable(table.table().columns(columns), table.kind(), table.parents(),
					table.indexes(), table.notNullNotValid(), 0));
		});
		return new SchemaSnapshot(tables, snapshot.views(), snapshot.sequences(), snapshot.enumTypes(),
				snapshot.userTypes(), snapshot.extensions());
	}

}
