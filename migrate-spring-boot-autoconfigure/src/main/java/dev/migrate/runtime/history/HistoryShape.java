package dev.migrate.runtime.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;

/**
 * How a history table that is there differs from the one that this version would make. An
 * older version may have made one with fewer columns.
 */
public final class HistoryShape {

	/**
	 * The columns whose absence means what NULL in them means. NULL as a duration means
	 * that a step is not complete, so that one is not among them.
	 */
	private static final Set<String> OPTIONAL = Set.of("script", "checksum", "statements_started", "statements_done",
			"statements_checksum");

	private static final Set<String> TEXTS = Set.of("character varying", "text");

	private static final Set<String> INTEGERS = Set.of("integer", "bigint");

	private HistoryShape() {
	}

	/**
	 * Compares a history table.
	 * @param wanted the table that this version makes
	 * @param name the name of the one that is there
	 * @param found its columns with their types
	 * @return the columns that it lacks and that can be added
	 * @throws MigrationStateException if it differs in anything else
	 */
	static List<Column> missing(Table wanted, ObjectName name, Map<String, String> found) {
		List<Column> missing = new ArrayList<>();
		List<String> problems = new ArrayList<>();
		for (Column column : wanted.columns()) {
			String type = found.get(column.name());
			if (type != null && !fits(column.type().name(), type)) {
				problems.add("its column %s is of type %s instead of %s".formatted(column.name(), type,
						column.type().name()));
			}
			else if (type == null && OPTIONAL.contains(column.name())) {
				missing.add(column);
			}
			else if (type == null) {
				problems.add("it has no column " + column.name());
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
