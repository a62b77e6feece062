package dev.migrate.benchmarks;

import java.util.List;

/**
 * Something that is measured for several sizes, with contestants that take turns.
 */
interface Benchmark {

	/**
	 * The name that {@code --only} knows.
	 */
	String name();

	/**
	 * The sizes to measure unless others are asked for.
	 * @param quick whether a few minutes must do
	 */
	List<Integer> sizes(boolean quick);

	/**
	 * How often to measure a size unless it is said.
	 * @param size the size
	 * @param quick whether a few minutes must do
	 */
	int rounds(int size, boolean quick);

	/**
	 * Measures one size.
	 * @param size the size
	 * @param rounds how often
	 * @param results what was measured is added to
	 */
	void measure(int size, int rounds, Results results) throws Exception;

	/**
	 * The table of what has been measured.
	 * @param results the results of this benchmark
	 */
	ResultTable table(Results results);

}
