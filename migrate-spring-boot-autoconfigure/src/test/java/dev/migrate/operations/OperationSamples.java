package dev.migrate.operations;

import java.util.stream.Stream;

/**
 * Every operation with every option.
 */
final class OperationSamples {

	private OperationSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream
			.of(TableSamples.all(), ColumnSamples.all(), AlterColumnSamples.all(), IndexSamples.all(),
					ConstraintSamples.all(), OnlineSamples.all(), BatchSamples.all(), NamedSamples.all(),
					SequenceSamples.all(), EnumSamples.all(), CompositeTypeSamples.all(), ViewSamples.all(),
					SchemaSamples.all(), DataSamples.all(), NamedObjectSamples.all(), DefinitionSamples.all())
			.flatMap((samples) -> samples);
	}

}
