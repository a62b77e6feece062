package dev.migrate.runtime.history;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.revision.VersionRowChange;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The table with one row for each current head, of the same shape as Alembic's.
 */
public final class VersionTable {

	private final JdbcOperations jdbc;

	private final NamedParameterJdbcTemplate named;

	private final ObjectName name;

	private final String quoted;

	private final VersionStatements statements;

	VersionTable(JdbcOperations jdbc, Dialect dialect, ObjectName name) {
		this.jdbc = jdbc;
		this.named = new NamedParameterJdbcTemplate(jdbc);
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
		List<@Nullable String> rows = this.jdbc
			.queryForList("SELECT version_num FROM " + this.quoted + " ORDER BY version_num", String.class);
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
	 * Changes the rows, expecting each statement to find exactly the row it names.
	 * @throws ConcurrentMigrationException if a row is not there or is there already
	 */
	public void apply(VersionRowChange change) {
		change.updates().forEach((update) -> expectOne(update(this.statements.update(update)), update.from()));
		change.deletes().forEach((row) -> expectOne(update(this.statements.delete(row)), row));
		change.inserts().forEach(this::insert);
	}

	private void insert(String row) {
		try {
			if (update(this.statements.insert(row)) != 1) {
				throw MigrationStateException.swallowed(this.name, "the row '" + row + "'");
			}
		}
		catch (DuplicateKeyException ex) {
			throw new ConcurrentMigrationException(
					"The version table %s has got a row '%s' since it was read.".formatted(this.name, row));
		}
	}

	private int update(SqlCommand command) {
		return this.named.update(command.sql(), command.parameters());
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
