package dev.migrate.runtime.history;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.schema.ObjectName;

/**
 * How a history table that is there differs from the one that this version would make. An
 * older version may have made one with fewer columns.
 */
public final class HistoryShape {

	private static final Set<String> TEXTS = Set.of("character varying", "text");

	private static final Set<String> INTEGERS = Set.of("integer", "bigint");

	private HistoryShape() {
	}

	/**
	 * Compares a history table.
	 * @param name the name of the one that is there
	 * @param found its columns with their types
	 * @return the columns that it lacks and that can be added
	 * @throws MigrationStateException if it differs in anything else
	 */
	static Set<HistoryColumn> missing(ObjectName name, Map<String, String> found) {
		Set<HistoryColumn> missing = EnumSet.noneOf(HistoryColumn.class);
		List<String> problems = new ArrayList<>();
		for (HistoryColumn wanted : HistoryColumn.values()) {
			String type = found.get(wanted.toString());
			if (type != null && !fits(wanted.type(), type)) {
				problems.add("its column %s is of type %s instead of %s".formatted(wanted, type, wanted.type()));
			}
			else if (type == null && wanted.mayBeMissing()) {
				missing.add(wanted);
			}
			else if (type == null) {
				problems.add("it has no column " + wanted);
			}
		}
		if (!problems.isEmpty()) {
			throw MigrationStateException.invalidHistoryTable(name, problems);
		}
		return missing;
	}

	private static boolean fits(String wanted, String found) {
		return switch (wanted) {
			case "varchar", "text" -> TEXTS.contains(found);
			case "bigint", "integer" -> INTEGERS.contains(found);
			default -> wanted.equals(found);
		};
	}

}
