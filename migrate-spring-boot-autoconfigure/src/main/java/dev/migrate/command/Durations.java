package dev.migrate.command;

import java.time.Duration;
import java.util.Locale;

/**
 * Writes durations for people.
 */
final class Durations {

	private Durations() {
	}

	static String text(Duration duration) {
		long millis = duration.toMillis();
		if (millis < 1000) {
			return millis + " ms";
		}
		if (millis < 60_000) {
			return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
		}
		return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
	}

}
