package dev.migrate.operations.object;

import java.util.Objects;

import dev.migrate.schema.DataType;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a sequence counts, with what the database does by itself filled in.
 *
 * @param type the type of the values, by the name that SQL has for it
 * @param increment the distance of two values
 * @param minimum the smallest value
 * @param maximum the greatest value
 * @param start the first value
 * @param cache how many values a session takes at once
 * @param cycle whether it begins anew after its last value
 */
record SequenceRange(DataType type, long increment, long minimum, long maximum, long start, long cache, boolean cycle) {

	static SequenceRange of(Sequence sequence) {
		DataType type = type(sequence.type());
		SequenceOptions options = sequence.options();
		long increment = Objects.requireNonNullElse(options.incrementBy(), 1L);
		boolean ascending = increment > 0;
		long minimum = Objects.requireNonNullElse(options.minValue(), ascending ? 1 : -greatest(type) - 1);
		long maximum = Objects.requireNonNullElse(options.maxValue(), ascending ? greatest(type) : -1);
		return new SequenceRange(type, increment, minimum, maximum,
				Objects.requireNonNullElse(options.startWith(), ascending ? minimum : maximum),
				Objects.requireNonNullElse(options.cache(), 1L), options.cycle());
	}

	private static DataType type(@Nullable DataType type) {
		return switch ((type != null) ? type.name() : "") {
			case "int2", "smallint" -> DataType.smallint();
			case "int", "int4", "integer" -> DataType.integer();
			default -> DataType.bigint();
		};
	}

	private static long greatest(DataType type) {
		return switch (type.name()) {
			case "smallint" -> Short.MAX_VALUE;
			case "integer" -> Integer.MAX_VALUE;
			default -> Long.MAX_VALUE;
		};
	}

}
