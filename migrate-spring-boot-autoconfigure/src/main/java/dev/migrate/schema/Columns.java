package dev.migrate.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What every list of column names has to satisfy.
 */
final class Columns {

	private Columns() {
	}

	static List<String> require(String what, List<String> columns) {
		if (columns.isEmpty()) {
			throw new InvalidSchemaException("%s has no columns.".formatted(capitalized(what)), "Name at least one.");
		}
		Set<String> seen = new HashSet<>();
		for (String column : columns) {
			InvalidSchemaException.requireName("a column of " + what, column);
			if (!seen.add(column)) {
				throw new InvalidSchemaException("%s names the column '%s' twice.".formatted(capitalized(what), column),
						"Name it once.");
			}
		}
		return List.copyOf(columns);
	}

	private static String capitalized(String text) {
		return Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

}
