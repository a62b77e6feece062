package dev.migrate.runtime.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.SqlExpression;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.revision.Direction;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the history table, the same online and in a script.
 */
public final class HistoryStatements {

	private static final String JOURNAL = "id = %s AND duration_ms IS NULL";

	private static final String OWN = "(version_table = %1$s OR version_table IS NULL)";

	// Whoever knows no version tables may have written behind a journal of this one. Only
	// if this one has written nothing yet, such rows tell what was done last.
	private static final String LAST_OWN = """
			(version_table = %1$s OR (version_table IS NULL AND (duration_ms IS NULL
				OR NOT EXISTS (SELECT 1 FROM %2$s WHERE version_table = %1$s))))""";

	private final ObjectName name;

	private final String quoted;

	private final String versionTable;

	private final Supplier<String> host;

	private final Dialect dialect;

	/**
	 * Creates statements.
	 * @param dialect the database
	 * @param name the name of the history table
	 * @param versionTable the version table beside it whose history it is
	 * @param host what to say about the machine that does it
	 */
	public HistoryStatements(Dialect dialect, ObjectName name, ObjectName versionTable, Supplier<String> host) {
		this.name = name;
		this.quoted = dialect.quote(name);
		this.versionTable = versionTable.name();
		this.host = host;
		this.dialect = dialect;
	}

	public CreateTable creation(boolean ifNotExists) {
		Table table = Table.table(this.name)
			.comment("What Migrate has done to this schema")
			.columns(Arrays.stream(HistoryColumn.values()).map(HistoryColumn::declaration).toList())
			.primaryKey("id");
		return new CreateTable(new NamingConvention().name(table),
				ifNotExists ? Set.of(OperationOption.IF_NOT_EXISTS) : Set.of());
	}

	/**
	 * Writes the row of a step.
	 * @param step what is done
	 * @param duration how long it took in milliseconds, or {@code null} if it is about to
	 * run
	 * @param statements how many statements were started and done, or {@code null} if
	 * they are not counted
	 */
	public SqlCommand insert(HistoryStep step, @Nullable Object duration, @Nullable Integer statements) {
		HistoryColumn.NewRow row = new HistoryColumn.NewRow(step, duration, statements, this.host.get(),
				this.versionTable);
		Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
		List<String> columns = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (HistoryColumn column : HistoryColumn.values()) {
			String value = column.value();
			if (value != null) {
				columns.add(column.toString());
				values.add(value);
				if (column != HistoryColumn.DB_USER) {
					parameters.put(column.toString(), column.parameter(row));
				}
			}
		}
		return new SqlCommand("INSERT INTO %s (%s)\nVALUES (%s)".formatted(this.quoted, String.join(", ", columns),
				String.join(", ", values)), parameters);
	}

	public SqlCommand progress(Object id, int started, int done, @Nullable String checksum) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("started", started);
		values.put("done", done);
		values.put("checksum", checksum);
		values.put("id", id);
		return new SqlCommand("UPDATE " + this.quoted + " SET statements_started = :started, statements_done = :done,"
				+ " statements_checksum = :checksum WHERE id = :id", values);
	}

	public SqlCommand complete(Object id, Object duration) {
		return new SqlCommand(
				"UPDATE " + this.quoted + " SET duration_ms = :duration WHERE id = :id AND duration_ms IS NULL",
				Map.of("duration", duration, "id", id));
	}

	/**
	 * Removes the journal of a revision of which nothing was done.
	 */
	public SqlCommand discard(Object id) {
		return new SqlCommand("DELETE FROM " + this.quoted + " WHERE id = :id AND duration_ms IS NULL",
				Map.of("id", id));
	}

	/**
	 * Returns what a table may lack that an older version of the tool has made.
	 */
	public List<AddColumn> additions() {
		return additions(Set.of(HistoryColumn.values()));
	}

	/**
	 * Returns what adds those of certain columns that may be missing.
	 */
	List<AddColumn> additions(Set<HistoryColumn> missing) {
		return Arrays.stream(HistoryColumn.values())
			.filter((column) -> column.mayBeMissing() && missing.contains(column))
			.map((column) -> new AddColumn(this.name, column.declaration(), OperationOption.IF_NOT_EXISTS))
			.toList();
	}

	/**
	 * Tells whether a row belongs to the version table.
	 * @return a condition
	 */
	String own() {
		return OWN.formatted(literal(this.versionTable));
	}

	/**
	 * Tells whether a row may be the last one of the version table.
	 * @param versionTable SQL for the name of the version table, which is in the
	 * condition twice
	 * @return a condition
	 */
	String lastOwn(String versionTable) {
		return LAST_OWN.formatted(versionTable, this.quoted);
	}

	/**
	 * The row that {@link HistoryTable#interrupted()} would read: a journal is always the
	 * last row of its version table, because whoever writes it holds the lock.
	 * @return an expression for its id
	 */
	public SqlExpression lastRow() {
		return new SqlExpression(
				"(SELECT max(id) FROM %s WHERE %s)".formatted(this.quoted, lastOwn(literal(this.versionTable))));
	}

	/**
	 * Tells whether the history says that revisions are applied, or that they are not.
	 * @param ids what revisions to look for, at least one
	 * @param applied whether to look for those that are applied
	 * @param filter a further condition on a row, or an empty text
	 * @return a condition, which holds if it says so of one of them
	 */
	public String contains(Collection<String> ids, boolean applied, String filter) {
		String list = ids.stream().map(this::literal).collect(Collectors.joining(", "));
		return """
				EXISTS (SELECT 1 FROM %1$s WHERE direction IN (%2$s)%4$s AND id IN
					(SELECT max(id) FROM %1$s WHERE duration_ms IS NOT NULL AND %5$s AND revision IN (%3$s) GROUP BY revision))"""
			.formatted(this.quoted, applied ? "'upgrade', 'stamp'" : "'downgrade', 'unstamp'", list,
					filter.isEmpty() ? "" : " AND " + filter, own());
	}

	/**
	 * Tells whether the last row is the journal of a revision that was interrupted.
	 * @param direction what was being done to it
	 * @return a condition
	 */
	public String interrupted(String revision, Direction direction) {
		return "EXISTS (SELECT 1 FROM %s WHERE %s AND revision = %s AND direction = %s)".formatted(this.quoted,
				JOURNAL.formatted(lastRow().sql()), literal(revision),
				literal(direction.name().toLowerCase(Locale.ROOT)));
	}

	/**
	 * Tells whether the last row is the journal of any revision that was interrupted.
	 * @return a condition
	 */
	String hasJournal() {
		return "EXISTS (SELECT 1 FROM %s WHERE %s)".formatted(this.quoted, JOURNAL.formatted(lastRow().sql()));
	}

	/**
	 * Tells whether the last row is the journal of a revision that got at least so far.
	 * @param started how many statements were started
	 * @param done how many of them are done
	 * @return a condition
	 */
	public String reached(int started, int done) {
		return "EXISTS (SELECT 1 FROM %s WHERE %s AND statements_started >= %s AND statements_done >= %s)"
			.formatted(this.quoted, JOURNAL.formatted(lastRow().sql()), started, done);
	}

	/**
	 * Tells whether the last row is a journal other than some that are known.
	 * @param known the journals from which a script can go on; a checksum in the table
	 * must be theirs
	 * @return a condition
	 */
	public String interruptedElsewhere(List<JournalEntry> known) {
		String journals = known.stream()
			.map((journal) -> "(%s, %s, %s, %s, %s)".formatted(literal(journal.revision()),
					literal(journal.direction().name().toLowerCase(Locale.ROOT)), journal.started(), journal.done(),
					(journal.checksum() != null) ? literal(journal.checksum()) : "NULL"))
			.collect(Collectors.joining(",\n\t"));
		String row = "SELECT 1 FROM %s AS history WHERE %s".formatted(this.quoted, JOURNAL.formatted(lastRow().sql()));
		return known.isEmpty() ? "EXISTS (" + row + ")" : """
				EXISTS (%s AND NOT EXISTS (SELECT 1 FROM (VALUES
					%s) AS known (revision, direction, started, done, checksum)
					WHERE known.revision = history.revision AND known.direction = history.direction
						AND known.started = history.statements_started AND known.done = history.statements_done
						AND (history.statements_checksum IS NULL OR history.statements_checksum = known.checksum)))"""
			.formatted(row, journals);
	}

	private String literal(String text) {
		return this.dialect.inline(new SqlCommand(":text", Map.of("text", text)));
	}

}
