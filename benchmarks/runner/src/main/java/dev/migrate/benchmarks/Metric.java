package dev.migrate.benchmarks;

import java.util.Locale;

/**
 * What is measured, with its unit.
 */
enum Metric {

	/**
	 * Wall time.
	 */
	TIME("ms"),

	/**
	 * What the process used of the processors, in the kernel as well.
	 */
	CPU("ms"),

	/**
	 * What a garbage collection leaves on the heap.
	 */
	HEAP("MB"),

	/**
	 * How often the client waits for the server, for each script.
	 */
	ROUND_TRIPS(""),

	/**
	 * The statements that the server has run.
	 */
	STATEMENTS(""),

	/**
	 * The connections that the server has accepted.
	 */
	CONNECTIONS(""),

	/**
	 * The changes that are proposed.
	 */
	CHANGES("");

	private final String unit;

	Metric(String unit) {
		this.unit = unit;
	}

	String unit() {
		return this.unit;
	}

	String format(double value) {
		boolean small = this == TIME && Math.abs(value) < 10;
		String format = (small || this == HEAP || this == ROUND_TRIPS) ? "%,.1f" : "%,.0f";
		String number = String.format(Locale.ROOT, format, value);
		return this.unit.isEmpty() ? number : number + " " + this.unit;
	}

	/**
	 * Formats what is added to something: with its sign.
	 */
	String formatAdded(double value) {
		return ((value < 0) ? "−" : "+") + format(Math.abs(value));
	}

}
