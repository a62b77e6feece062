package dev.migrate.runtime.history;

import java.util.List;
import java.util.Optional;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.TableNames;
import dev.migrate.dialect.tenant.SchemaTables;
import dev.migrate.runtime.connection.ToolInfo;
import dev.migrate.schema.ObjectName;

/**
 * Asks in one query where a schema stands: for its version rows, and whether a revision
 * was interrupted.
 */
public final class PositionQuery {

	private static final String ROW = "v";

	private static final String JOURNAL = "j";

	private PositionQuery() {
	}

	/**
	 * Writes the query.
	 * @param schema the schema
	 * @param names how the tables are called
	 * @param tables what there is of them, with a version table
	 */
	public static String of(Dialect dialect, String schema, TableNames names, SchemaTables tables) {
		ObjectName version = new ObjectName(schema, names.version());
		String rows = "SELECT '" + ROW + "' || version_num FROM " + dialect.quote(version);
		return tables.historyExists()
				? rows + " UNION ALL SELECT '" + JOURNAL + "' WHERE " + journal(dialect, schema, names, version, tables)
				: rows;
	}

	private static String journal(Dialect dialect, String schema, TableNames names, ObjectName version,
			SchemaTables tables) {
		ObjectName history = new ObjectName(schema, names.history());
		if (tables.historyColumns().containsKey(HistoryColumn.VERSION_TABLE.toString())) {
			return new HistoryStatements(dialect, history, version, ToolInfo::host).hasJournal();
		}
		return "EXISTS (SELECT 1 FROM %1$s WHERE id = (SELECT max(id) FROM %1$s) AND duration_ms IS NULL)"
			.formatted(dialect.quote(history));
	}

	/**
	 * Returns what tables have the same query in every schema.
	 */
	public static Object shape(SchemaTables tables) {
		return List.of(tables.historyExists(),
				tables.historyColumns().containsKey(HistoryColumn.VERSION_TABLE.toString()));
	}

	/**
	 * Reads the answer.
	 * @return the version rows, sorted; empty if they do not tell where the schema stands
	 */
	public static Optional<List<String>> rows(List<String> answer) {
		List<String> rows = answer.stream()
			.filter((line) -> line.startsWith(ROW))
			.map((line) -> line.substring(ROW.length()))
			.sorted()
			.toList();
		boolean clear = rows.size() == answer.size() && rows.stream().noneMatch(String::isBlank)
				&& rows.stream().distinct().count() == rows.size();
		return clear ? Optional.of(rows) : Optional.empty();
	}

}
