package dev.migrate.adopt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person should know about a history that was converted, by the migration that it
 * is about.
 */
public final class AdoptionReport {

	private final Map<String, List<String>> changes = new LinkedHashMap<>();

	private final Map<String, List<String>> leftOut = new LinkedHashMap<>();

	private final Map<String, List<String>> mistakes = new LinkedHashMap<>();

	private final List<String> steps = new ArrayList<>();

	/**
	 * Says what is other than it was, although the revision does the same.
	 * @param source the migration
	 * @param what a sentence
	 */
	public void changed(String source, String what) {
		add(this.changes, source, what);
	}

	/**
	 * Says what the revisions do not do, or do at another time.
	 */
	public void leftOut(String source, String what) {
		add(this.leftOut, source, what);
	}

	/**
	 * Says what must be corrected before the history can be converted.
	 */
	public void mistake(String source, String what) {
		add(this.mistakes, source, what);
	}

	/**
	 * Says what a person has to do afterwards.
	 */
	public void step(String what) {
		this.steps.add(what);
	}

	private static void add(Map<String, List<String>> entries, String source, String what) {
		List<String> sentences = entries.computeIfAbsent(source, (key) -> new ArrayList<>());
		if (!sentences.contains(what)) {
			sentences.add(what);
		}
	}

	/**
	 * Returns what is other than it was, a line each.
	 */
	public List<String> changes() {
		return lines(this.changes);
	}

	/**
	 * Returns what the revisions do not do, a line each.
	 */
	public List<String> leftOut() {
		return lines(this.leftOut);
	}

	/**
	 * Returns what a person has to do.
	 */
	public List<String> steps() {
		return List.copyOf(this.steps);
	}

	/**
	 * Makes sure that everything could be converted.
	 * @throws AdoptException if there are mistakes, with all of them
	 */
	public void requireNoMistakes() {
		if (!this.mistakes.isEmpty()) {
			throw AdoptException.unconvertible(lines(this.mistakes));
		}
	}

	private static List<String> lines(Map<String, List<String>> entries) {
		List<String> lines = new ArrayList<>();
		entries.forEach((source, sentences) -> sentences.forEach((sentence) -> lines.add(source + ": " + sentence)));
		return lines;
	}

}
