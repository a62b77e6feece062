package dev.migrate.runtime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.dialect.Dialect;
import dev.migrate.operations.CreateTable;
import dev.migrate.revision.VersionRowChange;
import dev.migrate.schema.DataType;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

import static dev.migrate.schema.Column.column;

/**
 * The table with one row for each current head, of the same shape as Alembic's.
 */
final class VersionTable {

	private static final String COLUMN = "version_num";

	private static final int LONGEST_ID = 255;

	private final JdbcOperations jdbc;

	private final ObjectName name;

	private final String quoted;

	VersionTable(JdbcOperations jdbc, Dialect dialect, ObjectName name) {
		this.jdbc = jdbc;
		this.name = name;
		this.quoted = dialect.quote(name);
	}

	CreateTable creation() {
		Table table = new Table(this.name, List.of(column(COLUMN, DataType.varchar(LONGEST_ID)).notNull()), List.of(),
				"Current revisions of this schema, kept by Migrate");
		return new CreateTable(new NamingConvention().name(table.primaryKey(COLUMN)));
	}

	/**
	 * Reads the current revisions.
	 * @return the rows, sorted
	 * @throws InvalidVersionTableException if a row is empty or there twice
	 */
	List<String> read() {
		List<@Nullable String> rows = this.jdbc
			.queryForList("SELECT version_num FROM " + this.quoted + " ORDER BY version_num", String.class);
		Set<String> distinct = new LinkedHashSet<>();
		for (String row : rows) {
			if (row == null || row.isBlank()) {
				throw new InvalidVersionTableException(this.name, "an empty row");
			}
			if (!distinct.add(row)) {
				throw new InvalidVersionTableException(this.name, "the row '" + row + "' more than once");
			}
		}
		return List.copyOf(distinct);
	}

	/**
	 * Changes the rows, expecting each statement to find exactly the row it names.
	 * @param change the change
	 * @throws ConcurrentMigrationException if a row is not there or is there already
	 */
	void apply(VersionRowChange change) {
		change.updates()
			.forEach((update) -> expectOne(
					this.jdbc.update("UPDATE " + this.quoted + " SET version_num = ? WHERE version_num = ?",
							update.to(), update.from()),
					update.from()));
		change.deletes()
			.forEach((row) -> expectOne(this.jdbc.update("DELETE FROM " + this.quoted + " WHERE version_num = ?", row),
					row));
		change.inserts()
			.forEach((row) -> this.jdbc.update("INSERT INTO " + this.quoted + " (version_num) VALUES (?)", row));
	}

	private void expectOne(int count, String row) {
		if (count != 1) {
			throw new ConcurrentMigrationException(
					"The version table %s has %d rows '%s' instead of the one that was read before."
						.formatted(this.name, count, row));
		}
	}

}
