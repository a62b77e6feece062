package dev.migrate.command.project;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a command line apart that is given as one text, as in a property or an
 * environment variable: words are separated by blanks and may contain text in single or
 * double quotes.
 */
public final class CommandLineSplitter {

	private static final Pattern PART = Pattern
		.compile("(?<blanks>\\s+)|\"(?<double>[^\"]*)\"|'(?<single>[^']*)'|(?<plain>[^\\s\"']+|[\"'])");

	private CommandLineSplitter() {
	}

	public static List<String> of(String text) {
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		boolean started = false;
		for (Matcher part = PART.matcher(text.strip()); part.find();) {
			if (part.group("blanks") != null) {
				words.add(word.toString());
				word.setLength(0);
				started = false;
				continue;
			}
			started = true;
			for (String group : new String[] { "double", "single", "plain" }) {
				if (part.group(group) != null) {
					word.append(part.group(group));
				}
			}
		}
		if (started) {
			words.add(word.toString());
		}
		return words;
	}

}
