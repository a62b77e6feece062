package dev.migrate.runtime.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.revision.VersionRowChange;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * The table with one row for each current head, of the same shape as Alembic's.
 */
public final class VersionTable {

	private final JdbcOperations jdbc;

	private final TableWriter writer;

	private final ObjectName name;

	private final String quoted;

	private final VersionStatements statements;

	VersionTable(JdbcOperations jdbc, Dialect dialect, ObjectName name) {
		this.jdbc = jdbc;
		this.writer = new TableWriter(jdbc, dialect);
		this.name = name;
		this.quoted = dialect.quote(name);
		this.statements = new VersionStatements(dialect, name);
	}

	CreateTable creation() {
		return this.statements.creation(false);
	}

	/**
	 * Reads the current revisions.
	 * @return the rows, sorted
	 * @throws MigrationStateException if a row is empty or there twice
	 */
	public List<String> read() {
		// Not with a conversion of Spring's, which is a lot to load for a start at head.
		List<@Nullable String> rows = this.jdbc.query(
				"SELECT version_num FROM " + this.quoted + " ORDER BY version_num", (row, number) -> row.getString(1));
		Set<String> distinct = new LinkedHashSet<>();
		for (String row : rows) {
			if (row == null || row.isBlank()) {
				throw MigrationStateException.invalidVersionTable(this.name, "an empty row");
			}
			if (!distinct.add(row)) {
				throw MigrationStateException.invalidVersionTable(this.name, "the row '" + row + "' more than once");
			}
		}
		return List.copyOf(distinct);
	}

	/**
	 * Returns the query for the rows, with the columns of {@link HistoryTable#all()}.
	 */
	String all() {
		return "(SELECT version_num, NULL, NULL, NULL, NULL, NULL FROM " + this.quoted + " ORDER BY version_num)";
	}

	/**
	 * Tells whether the table has certain rows and no others.
	 * @return a condition
	 */
	String hasRows(Collection<String> rows) {
		return this.statements.hasRows(rows);
	}

	/**
	 * Changes the rows, expecting each statement to find exactly the row it names.
	 * @throws ConcurrentMigrationException if a row is not there or is there already
	 */
	public void apply(VersionRowChange change) {
		this.writer.write(writes(change));
	}

	/**
	 * Returns what changes the rows. Each statement is expected to find exactly the row
	 * that it names, or else another process has migrated.
	 */
	public List<TableWrite> writes(VersionRowChange change) {
		List<TableWrite> writes = new ArrayList<>();
		change.updates()
			.forEach((update) -> writes
				.add(write(update.to(), this.statements.update(update), (count) -> expectOne(count, update.from()))));
		change.deletes()
			.forEach((row) -> writes.add(write(row, this.statements.delete(row), (count) -> expectOne(count, row))));
		change.inserts()
			.forEach((row) -> writes
				.add(write(row, this.statements.insert(row), (count) -> expectInserted(count, row))));
		return writes;
	}

	private TableWrite write(String row, SqlCommand command, IntConsumer check) {
		return new TableWrite(this.name, row, command, check, (failure) -> new ConcurrentMigrationException(
				"The version table %s has got a row '%s' since it was read.".formatted(this.name, row)));
	}

	private void expectInserted(int count, String row) {
		if (count != 1) {
			throw MigrationStateException.swallowed(this.name, "the row '" + row + "'");
		}
	}

	private void expectOne(int count, String row) {
		if (count == 0 && read().contains(row)) {
			throw MigrationStateException.swallowed(this.name, "the change of the row '" + row + "'");
		}
		if (count != 1) {
			throw new ConcurrentMigrationException(
					"The version table %s has %d rows '%s' instead of the one that was read before."
						.formatted(this.name, count, row));
		}
	}

}
