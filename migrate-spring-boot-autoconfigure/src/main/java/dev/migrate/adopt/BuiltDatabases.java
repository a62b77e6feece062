package dev.migrate.adopt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.database.DatabaseDump;
import dev.migrate.dialect.database.DatabaseDump.ColumnValues;
import dev.migrate.dialect.database.DumpContent;
import dev.migrate.dialect.database.DumpScope;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Compares two databases that two histories have built: everything of their catalogs but
 * what belongs to an installation, and the rows of tables that are not large.
 */
public final class BuiltDatabases {

	private static final long MOST_ROWS = 10_000;

	private static final int SHOWN = 20;

	private static final String COLUMN_ORDER = ": columns in the order ";

	private final Dialect dialect;

	private final Set<ObjectName> excluded;

	private final Set<String> schemas;

	private final boolean columnOrder;

	private final String oldName;

	private final String newName;

	/**
	 * Creates a comparison.
	 * @param excluded the tables in which tools keep their state
	 * @param schemas the schemas that both databases were given
	 * @param columnOrder whether the order of columns counts
	 */
	public BuiltDatabases(Dialect dialect, Collection<ObjectName> excluded, Collection<String> schemas,
			boolean columnOrder) {
		this(dialect, excluded, schemas, columnOrder, "the old history", "the revisions");
	}

	private BuiltDatabases(Dialect dialect, Collection<ObjectName> excluded, Collection<String> schemas,
			boolean columnOrder, String oldName, String newName) {
		this.oldName = oldName;
		this.newName = newName;
		this.dialect = dialect;
		this.excluded = Set.copyOf(excluded);
		this.schemas = Set.copyOf(schemas);
		this.columnOrder = columnOrder;
	}

	/**
	 * Returns the same comparison in other words.
	 * @param old what has built the old database, such as "the old history"
	 * @param revised what has built the new one
	 */
	public BuiltDatabases called(String old, String revised) {
		return new BuiltDatabases(this.dialect, this.excluded, this.schemas, this.columnOrder, old, revised);
	}

	/**
	 * Compares a database with one that is built from the start.
	 * @param old what the old history has built
	 * @param revised what the revisions have built
	 * @param rows whether the rows count
	 * @return what differs
	 */
	public Result compare(DataSource old, DataSource revised, boolean rows) {
		return reading(old, (first) -> reading(revised, (second) -> compare(first, second, rows)));
	}

	private Result compare(JdbcTemplate old, JdbcTemplate revised, boolean rows) {
		DatabaseDump oldDump = this.dialect.dump(old);
		DatabaseDump newDump = this.dialect.dump(revised);
		Inspector inspector = this.dialect.inspector(old);
		Set<ObjectName> tables = rows ? tables(inspector) : Set.of();
		oldDump.begin();
		try {
			newDump.begin();
			try {
				return compare(oldDump, newDump, tables);
			}
			finally {
				newDump.end();
			}
		}
		finally {
			oldDump.end();
		}
	}

	private Set<ObjectName> tables(Inspector inspector) {
		Set<ObjectName> tables = new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
		inspector.read(inspector.schemas()).tables().values().forEach((table) -> {
			if (table.kind() != InspectedTable.Kind.FOREIGN_TABLE && !this.excluded.contains(table.name())) {
				tables.add(table.name());
			}
		});
		return tables;
	}

	private Result compare(DatabaseDump old, DatabaseDump revised, Set<ObjectName> tables) {
		DumpScope scope = new DumpScope(this.schemas, this.excluded, List.of());
		DumpContent built = revised.content(scope);
		DumpContent.Comparison comparison = old.content(scope).compare(built, revised::reread);
		List<String> lines = new ArrayList<>();
		add(lines, "Only in " + this.oldName + ":", comparison.missing());
		add(lines, "Only in " + this.newName + ":", comparison.added());
		List<String> large = new ArrayList<>();
		List<String> ofMoment = new ArrayList<>();
		if (lines.isEmpty()) {
			tables.forEach((table) -> compareRows(table, old, revised, lines, large, ofMoment));
		}
		List<String> notes = new ArrayList<>();
		if (!large.isEmpty()) {
			notes
				.add("The rows of tables with more than %d were not compared: %s.".formatted(MOST_ROWS, listed(large)));
		}
		if (!ofMoment.isEmpty()) {
			notes.add("Columns with the time or a random value of each build were not compared: %s."
				.formatted(listed(ofMoment)));
		}
		return new Result(lines, notes);
	}

	private void add(List<String> lines, String title, List<String> differences) {
		List<String> counted = differences.stream()
			.filter((line) -> this.columnOrder || !line.contains(COLUMN_ORDER))
			.toList();
		if (counted.isEmpty()) {
			return;
		}
		lines.add(title);
		counted.stream().limit(SHOWN).forEach((line) -> lines.add("  " + line.replace("\n", "\n    ")));
		if (counted.size() > SHOWN) {
			lines.add("  and %d more".formatted(counted.size() - SHOWN));
		}
	}

	private static String listed(List<String> names) {
		return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
				+ ((names.size() > SHOWN) ? " and %d more".formatted(names.size() - SHOWN) : "");
	}

	/**
	 * Compares the rows column by column. What depends on when and where the rows were
	 * made cannot be the same.
	 */
	private void compareRows(ObjectName table, DatabaseDump old, DatabaseDump revised, List<String> lines,
			List<String> large, List<String> ofMoment) {
		long count = old.rows(table, MOST_ROWS + 1);
		long other = revised.rows(table, MOST_ROWS + 1);
		if (count != other) {
			lines.add("%s: %d rows by %s, %d by %s".formatted(table, count, this.oldName, other, this.newName));
			return;
		}
		if (count == 0) {
			return;
		}
		if (count > MOST_ROWS) {
			large.add(table.toString());
			return;
		}
		Map<String, ColumnValues> values = old.columnValues(table);
		Map<String, ColumnValues> differing = new LinkedHashMap<>();
		revised.columnValues(table).forEach((column, each) -> {
			if (!each.equals(values.get(column))) {
				differing.put(column, each);
			}
		});
		List<String> momentary = differing.entrySet()
			.stream()
			.filter((column) -> column.getValue().dependsOnMoment())
			.map(Map.Entry::getKey)
			.toList();
		momentary.forEach((column) -> ofMoment.add(table + "." + column));
		if (differing.size() > momentary.size()) {
			lines.add("%s: the rows differ in %s".formatted(table, String.join(", ",
					differing.keySet().stream().filter((name) -> !momentary.contains(name)).toList())));
			return;
		}
		List<String> compared = values.keySet().stream().filter((name) -> !momentary.contains(name)).toList();
		if (!old.digest(table, compared).equals(revised.digest(table, compared))) {
			lines.add("%s: the rows have the same values in other combinations".formatted(table));
		}
	}

	private static <T> T reading(DataSource database, Function<JdbcTemplate, T> read) {
		try (Connection connection = database.getConnection()) {
			return read.apply(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
		}
		catch (DataAccessException ex) {
			throw AdoptException.unreachable(ex.getMostSpecificCause().getMessage() + ".", ex);
		}
		catch (SQLException ex) {
			throw AdoptException.unreachable(ex);
		}
	}

	/**
	 * What differs.
	 *
	 * @param differences lines, none if both have built the same
	 * @param notes what could not be compared, one sentence each
	 */
	public record Result(List<String> differences, List<String> notes) {

		public Result {
			differences = List.copyOf(differences);
			notes = List.copyOf(notes);
		}

	}

}
