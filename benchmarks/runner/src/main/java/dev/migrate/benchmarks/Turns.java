package dev.migrate.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The order of contestants in a round: another one begins each time, so that nobody
 * always runs after the same one.
 */
final class Turns {

	private Turns() {
	}

	/**
	 * Returns the contestants of a round in their order.
	 * @param <T> the type of the contestants
	 * @param round the number of the round, from 0
	 * @param contestants the contestants
	 */
	static <T> List<T> of(int round, Collection<T> contestants) {
		List<T> turns = new ArrayList<>(contestants);
		Collections.rotate(turns, -round);
		return turns;
	}

}
