package dev.migrate.test.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.database.DatabaseCatalog;

/**
 * What one state of a database has and another has not.
 *
 * @param added what only the later state has
 * @param missing what only the earlier state has
 */
record CatalogDifference(List<String> added, List<String> missing) {

	private static final String PRIVILEGES = ", privileges ";

	/**
	 * Compares two states. A column that is dropped and added again is the last one, so
	 * the order of columns does not count.
	 * @param ownTables the tables of the tool, which come and go with its own needs
	 */
	static CatalogDifference between(DatabaseCatalog before, DatabaseCatalog after, Set<String> ownTables) {
		return of(before.objects(), after.objects(), ownTables);
	}

	static CatalogDifference withOrder(DatabaseCatalog before, DatabaseCatalog after, Set<String> ownTables) {
		Set<String> both = new HashSet<>(before.columns().keySet());
		both.retainAll(after.columns().keySet());
		return of(lines(before, both), lines(after, both), ownTables);
	}

	private static List<String> lines(DatabaseCatalog catalog, Set<String> tables) {
		Map<String, List<String>> columns = new HashMap<>(catalog.columns());
		columns.keySet().retainAll(tables);
		return new DatabaseCatalog(catalog.objects(), columns).lines();
	}

	private static CatalogDifference of(List<String> before, List<String> after, Set<String> ownTables) {
		return new CatalogDifference(minus(after, before, ownTables), minus(before, after, ownTables));
	}

	private static List<String> minus(List<String> lines, Collection<String> others, Set<String> ownTables) {
		List<String> rest = new ArrayList<>(lines);
		others.forEach(rest::remove);
		rest.removeIf((line) -> isOwn(line, ownTables));
		return List.copyOf(rest);
	}

	private static boolean isOwn(String line, Set<String> ownTables) {
		String name = line.replaceFirst("(?s): .*", "").replaceFirst("^.*\\.", "").replace("\"", "");
		return ownTables.stream()
			.anyMatch(
					(own) -> name.equalsIgnoreCase(own) || name.regionMatches(true, 0, own + "_", 0, own.length() + 1));
	}

	boolean isEmpty() {
		return this.added.isEmpty() && this.missing.isEmpty();
	}

	/**
	 * Names the differences.
	 * @param addedTitle what to call what only the later state has
	 * @param missingTitle what to call what only the earlier state has
	 * @return whole lines
	 */
	String text(String addedTitle, String missingTitle) {
		return block(addedTitle, this.added, this.missing) + block(missingTitle, this.missing, this.added);
	}

	private static String block(String title, List<String> lines, List<String> others) {
		StringBuilder text = new StringBuilder();
		if (!lines.isEmpty()) {
			text.append(title).append(":\n");
			lines.forEach(
					(line) -> text.append("  ").append(shortened(line, others).replace("\n", "\n    ")).append('\n'));
		}
		return text.toString();
	}

	/**
	 * Leaves the privileges away, which are long, unless they are what differs.
	 */
	private static String shortened(String line, List<String> others) {
		int privileges = line.lastIndexOf(PRIVILEGES);
		if (privileges < 0) {
			return line;
		}
		String object = line.substring(0, privileges);
		return others.stream().anyMatch((other) -> other.startsWith(object + PRIVILEGES)) ? line : object;
	}

}
