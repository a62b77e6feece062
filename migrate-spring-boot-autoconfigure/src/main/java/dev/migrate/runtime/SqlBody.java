package dev.migrate.runtime;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.script.Placeholders;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlSection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A section of an SQL script. It is one piece in a transaction, unless the script
 * switches the transaction off, then each statement is a piece, or contains statements
 * that the database refuses in a transaction, then each of these is a piece of its own.
 */
final class SqlBody implements RevisionBody {

	private static final Logger logger = LoggerFactory.getLogger(SqlBody.class);

	private final Dialect dialect;

	private final SqlRevision script;

	private final Placeholders placeholders;

	private final List<SqlStatement> statements;

	private final List<Piece> pieces;

	SqlBody(Dialect dialect, SqlRevision script, SqlSection section, Placeholders placeholders) {
		this.dialect = dialect;
		this.script = script;
		this.placeholders = placeholders;
		this.statements = dialect.splitter().split(section.text(), script.location(), section::lineInFile);
		this.pieces = split(this.statements);
	}

	private List<Piece> split(List<SqlStatement> statements) {
		List<Piece> split = new ArrayList<>();
		int start = 0;
		for (int i = 0; i < statements.size(); i++) {
			boolean alone = !this.script.transactional() || this.dialect.refusedInTransaction(statements.get(i).text());
			if (alone) {
				if (start < i) {
					split.add(piece(true, statements, start, i));
				}
				split.add(piece(false, statements, i, i + 1));
				start = i + 1;
			}
		}
		if (start < statements.size() || split.isEmpty()) {
			split.add(piece(true, statements, start, statements.size()));
		}
		return List.copyOf(split);
	}

	private Piece piece(boolean transactional, List<SqlStatement> statements, int from, int to) {
		List<SqlStatement> part = statements.subList(from, to);
		LockWait lockWait = part.isEmpty() ? LockWait.LIMITED : this.dialect.lockWait(part.get(0).text());
		return new Piece(transactional, from, to, lockWait,
				(jdbc, guard) -> part.forEach((statement) -> run(jdbc, guard, statement)));
	}

	@Override
	public List<Piece> pieces() {
		return this.pieces;
	}

	@Override
	public List<String> write(Piece piece) {
		return this.statements.subList(piece.from(), piece.to()).stream().map(SqlStatement::text).toList();
	}

	@Override
	public List<SqlStatement> statements() {
		return this.statements;
	}

	private int lineOf(SqlStatement statement, RuntimeException failure) {
		SQLException cause = MigrationConnection.sqlCause(failure);
		int position = (cause != null) ? this.dialect.error(cause).position() : 0;
		return statement.lineAt(Math.max(position, 1));
	}

	private void run(JdbcTemplate jdbc, StatementGuard guard, SqlStatement statement) {
		if (logger.isDebugEnabled()) {
			logger.debug("{}", this.placeholders.mask(statement.text()));
		}
		try {
			guard.run(statement.text(), () -> SqlText.execute(jdbc, statement.text()));
		}
		catch (DataAccessException | MigrateException | RetriesExhausted ex) {
			throw new StatementFailure(this.script.location(), lineOf(statement, ex), statement.text(), ex,
					this.placeholders::mask);
		}
	}

}
