package dev.migrate.operations;

import java.util.stream.Stream;

import dev.migrate.schema.Table;

import static dev.migrate.schema.DataType.bigint;

/**
 * Operations on whole tables.
 */
final class TableSamples {

	private TableSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(OperationSample.of("one column", new CreateTable(Table.table("t").column("id", bigint()))));
	}

}
