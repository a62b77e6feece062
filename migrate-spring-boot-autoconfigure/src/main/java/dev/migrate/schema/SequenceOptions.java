package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * How a sequence counts. What is {@code null} is what the database does by itself: an
 * ascending sequence from 1 by 1.
 *
 * @param startWith the first value
 * @param incrementBy the distance of two values, negative for a descending sequence, not
 * 0
 * @param minValue the smallest value
 * @param maxValue the greatest value
 * @param cache how many values a session takes at once, at least 1
 * @param cycle whether it begins anew after its last value
 */
public record SequenceOptions(@Nullable Long startWith, @Nullable Long incrementBy, @Nullable Long minValue,
		@Nullable Long maxValue, @Nullable Long cache, boolean cycle) {

	private static final SequenceOptions DEFAULTS = new SequenceOptions(null, null, null, null, null, false);

	public SequenceOptions {
		if (incrementBy != null && incrementBy == 0) {
			throw new InvalidSchemaException("A sequence has an increment of 0.", "Use another number.");
		}
		if (minValue != null && maxValue != null && minValue >= maxValue) {
			throw new InvalidSchemaException(
					"A sequence has the smallest value %d and the greatest value %d.".formatted(minValue, maxValue),
					"Use a greatest value above the smallest.");
		}
		if (cache != null && cache < 1) {
			throw new InvalidSchemaException("A sequence has a cache of %d values.".formatted(cache), "Use 1 or more.");
		}
	}

	/**
	 * What the database does by itself.
	 * @return the options, none of them set
	 */
	public static SequenceOptions options() {
		return DEFAULTS;
	}

	/**
	 * Returns whether nothing is set.
	 * @return {@code true} if the database does everything by itself
	 */
	public boolean isDefault() {
		return equals(DEFAULTS);
	}

	public SequenceOptions startWith(long value) {
		return new SequenceOptions(value, this.incrementBy, this.minValue, this.maxValue, this.cache, this.cycle);
	}

	public SequenceOptions incrementBy(long value) {
		return new SequenceOptions(this.startWith, value, this.minValue, this.maxValue, this.cache, this.cycle);
	}

	public SequenceOptions minValue(long value) {
		return new SequenceOptions(this.startWith, this.incrementBy, value, this.maxValue, this.cache, this.cycle);
	}

	public SequenceOptions maxValue(long value) {
		return new SequenceOptions(this.startWith, this.incrementBy, this.minValue, value, this.cache, this.cycle);
	}

	public SequenceOptions cache(long value) {
		return new SequenceOptions(this.startWith, this.incrementBy, this.minValue, this.maxValue, value, this.cycle);
	}

	/**
	 * Returns these options for a sequence that begins anew after its last value.
	 * @return the options
	 */
	public SequenceOptions withCycle() {
		return new SequenceOptions(this.startWith, this.incrementBy, this.minValue, this.maxValue, this.cache, true);
	}

}
