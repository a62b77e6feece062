package dev.migrate.runtime.history;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.SqlExpression;
import dev.migrate.runtime.connection.MigrationConnection;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes to the tables of the tool.
 */
public final class TableWriter {

	private final JdbcOperations jdbc;

	private final Dialect dialect;

	/**
	 * Creates a writer.
	 * @param jdbc the connection
	 * @param dialect the dialect of its database
	 */
	public TableWriter(JdbcOperations jdbc, Dialect dialect) {
		this.jdbc = jdbc;
		this.dialect = dialect;
	}

	/**
	 * Writes, one statement after the other.
	 */
	public void write(List<TableWrite> writes) {
		writes.forEach(this::write);
	}

	public void write(TableWrite write) {
		PreparedSql statement = this.dialect.prepare(write.command());
		int count;
		try {
			count = this.jdbc.update(statement.sql(), statement.values().toArray());
		}
		catch (DuplicateKeyException ex) {
			throw write.duplicate().apply(ex);
		}
		write.check().accept(count);
	}

	/**
	 * Puts a session back as it was before a revision and writes, in one round trip if
	 * the session can. Whatever the transaction has waited for until then, it waits for a
	 * limited time only.
	 */
	public void resetAndWrite(MigrationSession session, List<TableWrite> writes) {
		int[] counts;
		try {
			counts = session.reset(writes.stream().map(this::prepareTyped).toList());
		}
		catch (DuplicateKeyException ex) {
			throw explain(ex, writes);
		}
		if (counts == null) {
			session.reset();
			this.dialect.execute(this.jdbc, session.limitTransaction(LockWait.LIMITED));
			write(writes);
			return;
		}
		for (int i = 0; i < counts.length; i++) {
			writes.get(i).check().accept(counts[i]);
		}
	}

	/**
	 * Writes NULL into a statement. The driver would ask the server for the type of a
	 * parameter without a value, and wait for the answer.
	 */
	private PreparedSql prepareTyped(TableWrite write) {
		Map<String, Object> parameters = new LinkedHashMap<>();
		write.command()
			.parameters()
			.forEach((name, value) -> parameters.put(name, (value != null) ? value : new SqlExpression("NULL")));
		return this.dialect.prepare(new SqlCommand(write.command().sql(), parameters));
	}

	/**
	 * Finds out which of several statements has found its row there already. A table that
	 * is none of the tool's is that of a trigger.
	 */
	private RuntimeException explain(DuplicateKeyException failure, List<TableWrite> writes) {
		SQLException cause = Objects.requireNonNull(MigrationConnection.sqlCause(failure));
		ServerError error = this.dialect.error(cause);
		List<TableWrite> same = writes.stream().filter((write) -> write.table().equals(error.table())).toList();
		return same.stream()
			.filter((write) -> String.valueOf(error.detail()).contains("(" + write.row() + ")"))
			.findFirst()
			.or(() -> same.stream().findFirst())
			.map((write) -> write.duplicate().apply(failure))
			.orElse(failure);
	}

}
