package dev.migrate.benchmarks;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * What the rounds of one measurement gave, in their order.
 */
record Values(List<Double> values) {

	Values {
		if (values.isEmpty()) {
			throw new IllegalArgumentException("values must not be empty");
		}
		values = List.copyOf(values);
	}

	double median() {
		List<Double> sorted = this.values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	/**
	 * Returns how much more this is, round by round: what both have in common in a round,
	 * such as a busy machine, is left out.
	 * @param others the values of another contestant in the same rounds
	 */
	Values minus(Values others) {
		return combine(others, (value, other) -> value - other);
	}

	/**
	 * Returns how many times as much this is, round by round.
	 * @param others the values of another contestant in the same rounds
	 */
	Values dividedBy(Values others) {
		return combine(others, (value, other) -> value / other);
	}

	private Values combine(Values others, DoubleBinaryOperator operator) {
		return new Values(IntStream.range(0, this.values.size())
			.mapToObj((round) -> operator.applyAsDouble(this.values.get(round), others.values.get(round)))
			.toList());
	}

}
