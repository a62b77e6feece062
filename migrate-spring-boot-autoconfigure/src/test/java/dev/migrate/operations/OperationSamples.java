package dev.migrate.operations;

import java.util.stream.Stream;

/**
 * Every operation with every option.
 */
final class OperationSamples {

	private OperationSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(TableSamples.all()).flatMap((samples) -> samples);
	}

}
