package dev.migrate.runtime.tenant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.text.Counts;

/**
 * What a run over all tenants has done.
 *
 * @param tenants how many there are
 * @param unchanged how many had nothing to do
 * @param migrated how many were migrated
 * @param revisions how many revisions ran, all tenants together
 * @param failures those that failed, in the order in which they did
 * @param dropped how many were dropped while the run was going on
 * @param untried how many were not begun because others had failed
 * @param duration how long it took
 */
public record TenantsResult(int tenants, int unchanged, int migrated, int revisions, List<TenantFailure> failures,
		int dropped, int untried, Duration duration) {

	/**
	 * What is said where nobody is: a pattern with a typing error finds nothing either.
	 */
	static final String NONE = "There are no tenants: no schema matches migrate.tenants.schemas, and none is listed.";

	private static final int MOST_CAUSES = 10;

	private static final int MOST_NAMES = 5;

	public TenantsResult {
		failures = List.copyOf(failures);
	}

	/**
	 * Returns the tenants that failed, by what has gone wrong.
	 * @return the names by the causes, the most frequent one first
	 */
	public Map<String, List<String>> causes() {
		Map<String, List<String>> causes = new LinkedHashMap<>();
		for (TenantFailure failure : this.failures) {
			causes.computeIfAbsent(failure.cause(), (cause) -> new ArrayList<>()).add(failure.tenant());
		}
		Map<String, List<String>> sorted = new LinkedHashMap<>();
		causes.entrySet()
			.stream()
			.sorted(Comparator.comparing((Map.Entry<String, List<String>> cause) -> -cause.getValue().size()))
			.forEach((cause) -> sorted.put(cause.getKey(), cause.getValue()));
		return sorted;
	}

	/**
	 * Returns how the run has ended, for people to read.
	 * @return a sentence, and a line for each cause of failures, ten at most
	 */
	public String summary() {
		if (this.tenants == 0) {
			return NONE;
		}
		List<String> parts = new ArrayList<>();
		parts.add("%,d migrated (%s)".formatted(this.migrated, Counts.grouped(this.revisions, "revision")));
		parts.add("%,d had nothing to do".formatted(this.unchanged));
		add(parts, "%,d failed", this.failures.size());
		add(parts, "%,d dropped meanwhile", this.dropped);
		add(parts, "%,d not begun", this.untried);
		StringBuilder text = new StringBuilder(
				"Of %s, %s.".formatted(Counts.grouped(this.tenants, "tenant"), String.join(", ", parts)));
		Map<String, List<String>> causes = causes();
		causes.entrySet()
			.stream()
			.limit(MOST_CAUSES)
			.forEach((cause) -> text.append(
					"\n  %,d × %s: %s".formatted(cause.getValue().size(), cause.getKey(), names(cause.getValue()))));
		if (causes.size() > MOST_CAUSES) {
			text.append("\n  and %s more".formatted(Counts.grouped(causes.size() - MOST_CAUSES, "cause")));
		}
		return text.toString();
	}

	private static void add(List<String> parts, String text, int number) {
		if (number > 0) {
			parts.add(text.formatted(number));
		}
	}

	static String names(List<String> names) {
		String first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
		return (names.size() > MOST_NAMES) ? first + " and %,d more".formatted(names.size() - MOST_NAMES) : first;
	}

}
