package dev.migrate.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.json.JsonWriter;

/**
 * What all benchmarks have measured, as Markdown and as JSON.
 */
final class Report {

	private final LocalDate date;

	private final List<String> facts;

	private final List<Section> sections = new ArrayList<>();

	/**
	 * Creates a report.
	 * @param date the day
	 * @param facts what is measured with
	 */
	Report(LocalDate date, List<String> facts) {
		this.date = date;
		this.facts = List.copyOf(facts);
	}

	void add(Benchmark benchmark, Results results) {
		this.sections.add(new Section(benchmark.name(), results, benchmark.table(results)));
	}

	List<Section> sections() {
		return List.copyOf(this.sections);
	}

	/**
	 * Returns the day and what was measured with, as one paragraph.
	 */
	String circumstances() {
		return "Measured on %s: %s.\n".formatted(this.date, String.join(", ", this.facts));
	}

	String markdown() {
		return this.sections.stream()
			.map((section) -> "\n## %s\n\n%s".formatted(section.name(), section.table().markdown()))
			.collect(Collectors.joining("", circumstances(), ""));
	}

	String json() {
		List<Map<String, Object>> measurements = new ArrayList<>();
		this.sections.forEach((section) -> section.results()
			.forEach((key, values) -> measurements.add(measurement(section.name(), key, values))));
		return JsonWriter.standard()
			.writeToString(Map.of("date", this.date.toString(), "facts", this.facts, "measurements", measurements));
	}

	private static Map<String, Object> measurement(String benchmark, Results.Key key, Values values) {
		Map<String, Object> measurement = new LinkedHashMap<>();
		measurement.put("benchmark", benchmark);
		measurement.put("work", key.work());
		measurement.put("contestant", key.contestant());
		measurement.put("metric", key.metric().name().toLowerCase(Locale.ROOT));
		measurement.put("unit", key.metric().unit());
		measurement.put("median", values.median());
		measurement.put("values", values.values());
		return measurement;
	}

	/**
	 * What one benchmark has measured.
	 */
	record Section(String name, Results results, ResultTable table) {

	}

}
