package dev.migrate.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What has been measured, in the order in which it was.
 */
final class Results {

	private final Map<Key, List<Double>> values = new LinkedHashMap<>();

	/**
	 * Adds what one round gave.
	 * @param work what was done, such as "1,000 scripts"
	 * @param contestant who did it
	 * @param metric what was measured
	 * @param value the value in the unit of the metric
	 */
	void add(String work, String contestant, Metric metric, double value) {
		this.values.computeIfAbsent(new Key(work, contestant, metric), (key) -> new ArrayList<>()).add(value);
	}

	Values get(String work, String contestant, Metric metric) {
		Key key = new Key(work, contestant, metric);
		List<Double> found = this.values.get(key);
		if (found == null) {
			throw new IllegalArgumentException("Nothing was measured of " + key);
		}
		return new Values(found);
	}

	double median(String work, String contestant, Metric metric) {
		return get(work, contestant, metric).median();
	}

	/**
	 * Returns what was done, in order.
	 */
	List<String> works() {
		return this.values.keySet().stream().map(Key::work).distinct().toList();
	}

	void forEach(BiConsumer<Key, Values> action) {
		this.values.forEach((key, found) -> action.accept(key, new Values(found)));
	}

	/**
	 * What a value is of.
	 */
	record Key(String work, String contestant, Metric metric) {

	}

}
