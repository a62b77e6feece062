package dev.migrate.runtime.history;

import java.util.List;
import java.util.Optional;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.TableLocations;
import dev.migrate.schema.ObjectName;

/**
 * Asks in one query where a schema stands: for its version rows, and whether a revision
 * may have been interrupted.
 */
public final class PositionQuery {

	private static final String ROW = "v";

	private static final String JOURNAL = "j";

	private PositionQuery() {
	}

	/**
	 * Writes the query.
	 * @param schema the schema
	 * @param tables what there is in it, or in another schema that has the same, with a
	 * version table
	 */
	public static String of(Dialect dialect, String schema, TableLocations tables) {
		String rows = "SELECT '" + ROW + "' || version_num FROM "
				+ dialect.quote(new ObjectName(schema, tables.version().name()));
		// Whether it is the journal of this version table, and void, is found out later.
		return tables.historyExists()
				? rows + " UNION ALL SELECT '" + JOURNAL + "' FROM "
						+ dialect.quote(new ObjectName(schema, tables.history().name())) + " WHERE duration_ms IS NULL"
				: rows;
	}

	/**
	 * Writes the query for what the history says was done last: a plus, or a minus if it
	 * was undone, and the revision.
	 * @param schema the schema
	 * @param tables what there is in it, or in another schema that has the same, with a
	 * history table
	 */
	public static String lastStep(Dialect dialect, String schema, TableLocations tables) {
		HistoryStatements statements = new HistoryStatements(dialect, tables.history(), tables.version(), () -> "");
		boolean shared = tables.historyColumns().containsKey(HistoryColumn.VERSION_TABLE.toString());
		return "SELECT CASE WHEN direction IN ('downgrade', 'unstamp') THEN '-' ELSE '+' END || revision FROM "
				+ dialect.quote(new ObjectName(schema, tables.history().name())) + " WHERE duration_ms IS NOT NULL"
				+ (shared ? " AND " + statements.own() : "") + " ORDER BY id DESC LIMIT 1";
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
