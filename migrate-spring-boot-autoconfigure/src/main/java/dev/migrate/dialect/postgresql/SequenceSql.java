package dev.migrate.dialect.postgresql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.migrate.schema.SequenceOptions;

/**
 * Writes how a sequence counts.
 */
final class SequenceSql {

	private SequenceSql() {
	}

	static String of(SequenceOptions options) {
		List<String> words = new ArrayList<>();
		add(words, "START WITH", options.startWith());
		add(words, "INCREMENT BY", options.incrementBy());
		add(words, "MINVALUE", options.minValue());
		add(words, "MAXVALUE", options.maxValue());
		add(words, "CACHE", options.cache());
		if (options.cycle()) {
			words.add("CYCLE");
		}
		return String.join(" ", words);
	}

	private static void add(List<String> words, String option, @Nullable Long value) {
		if (value != null) {
			words.add(option + " " + value);
		}
	}

}
