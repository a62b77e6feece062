package dev.migrate.dialect.sql;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.schema.SequenceOptions;
import org.jspecify.annotations.Nullable;

/**
 * Writes how a sequence counts, in the words of the SQL standard.
 */
public final class SequenceSql {

	private SequenceSql() {
	}

	/**
	 * Writes the options that are given.
	 * @param options the options
	 * @return the SQL, empty if none is given
	 */
	public static String of(SequenceOptions options) {
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
