package dev.migrate.dialect.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything that a dump of a database is to have, as lines to compare. Owners,
 * privileges and what else belongs to an installation are not among it.
 *
 * @param lines the lines
 * @param definitions the definitions in the lines that the server may write otherwise
 * once it has read them again, by the beginning of the line
 */
public record DumpContent(List<String> lines, Map<String, String> definitions) {

	public DumpContent {
		lines = List.copyOf(lines);
		definitions = Map.copyOf(definitions);
	}

	/**
	 * Compares with a database that was built from a dump of this one.
	 * @param built the content of that database
	 * @param reread brings definitions into the form that they have there when they are
	 * read once more
	 * @return what differs
	 */
	public Comparison compare(DumpContent built, Function<Map<String, String>, Map<String, String>> reread) {
		Comparison plain = Comparison.of(this.lines, built.lines);
		Map<String, String> mine = differing(built);
		if (plain.isEmpty() || mine.isEmpty()) {
			return plain;
		}
		Map<String, String> others = built.differing(this);
		return Comparison.of(rewritten(mine, reread.apply(mine)), built.rewritten(others, reread.apply(others)));
	}

	private Map<String, String> differing(DumpContent other) {
		Map<String, String> differing = new LinkedHashMap<>();
		this.definitions.forEach((start, text) -> {
			String found = other.definitions.get(start);
			if (found != null && !found.equals(text)) {
				differing.put(start, text);
			}
		});
		return differing;
	}

	private List<String> rewritten(Map<String, String> definitions, Map<String, String> again) {
		List<String> rewritten = new ArrayList<>();
		for (String line : this.lines) {
			rewritten.add(definitions.keySet()
				.stream()
				.filter((start) -> again.containsKey(start) && line.startsWith(start))
				.findFirst()
				.map((start) -> line.replace(definitions.get(start), again.get(start)))
				.orElse(line));
		}
		return rewritten;
	}

	/**
	 * What differs between a database and one that was built from its dump.
	 *
	 * @param missing what only the database has
	 * @param added what only the other one has
	 */
	public record Comparison(List<String> missing, List<String> added) {

		static Comparison of(List<String> lines, List<String> built) {
			return new Comparison(minus(lines, built), minus(built, lines));
		}

		private static List<String> minus(List<String> lines, List<String> others) {
			Set<String> rest = new LinkedHashSet<>(lines);
			others.forEach(rest::remove);
			return List.copyOf(rest);
		}

		public boolean isEmpty() {
			return this.missing.isEmpty() && this.added.isEmpty();
		}

	}

}
