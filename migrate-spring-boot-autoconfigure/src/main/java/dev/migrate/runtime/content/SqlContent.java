package dev.migrate.runtime.content;

import java.sql.SQLException;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.CopyData;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.RunFailure;
import dev.migrate.script.Placeholders;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.SqlSection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * A section of an SQL script.
 */
public final class SqlContent implements RevisionContent {

	private static final Logger logger = LoggerFactory.getLogger(SqlContent.class);

	private final Dialect dialect;

	private final SqlRevision script;

	private final Placeholders placeholders;

	private final List<SqlStatement> statements;

	private final boolean inTransaction;

	/**
	 * Creates a body.
	 * @param section the section to run
	 * @param placeholders the placeholders of the section, replaced in it already
	 * @param inTransaction whether statements run in a transaction that the database does
	 * not refuse in one
	 */
	SqlContent(Dialect dialect, SqlRevision script, SqlSection section, Placeholders placeholders,
			boolean inTransaction) {
		this.dialect = dialect;
		this.script = script;
		this.placeholders = placeholders;
		this.statements = dialect.splitter().split(section.text(), script.location(), section::lineInFile);
		this.inTransaction = inTransaction;
	}

	@Override
	public boolean transactional() {
		return this.statements.isEmpty() || (this.inTransaction && this.statements.stream()
			.noneMatch((statement) -> this.dialect.refusedInTransaction(statement.text())));
	}

	@Override
	public void run(StatementRunner runner) {
		if (this.inTransaction) {
			runAll(runner);
		}
		else {
			runner.autocommit(() -> runAll(runner));
		}
	}

	private void runAll(StatementRunner runner) {
		runner.run(() -> this.statements.stream().map(this::toRun).iterator());
	}

	private int lineOf(SqlStatement statement, RuntimeException failure) {
		SQLException cause = MigrationConnection.sqlCause(failure);
		if (cause == null) {
			return statement.line();
		}
		ServerError error = this.dialect.error(cause);
		CopyData data = statement.data();
		return (data != null && error.row() > 0) ? data.line() + error.row() - 1
				: statement.lineAt(Math.max(error.position(), 1));
	}

	private RevisionStatement toRun(SqlStatement statement) {
		String sql = statement.text();
		if (logger.isDebugEnabled()) {
			logger.debug("{}", this.placeholders.mask(sql));
		}
		return new RevisionStatement(SqlCommand.of(statement), () -> this.placeholders.mask(sql),
				(failure) -> explain(statement, failure));
	}

	private RuntimeException explain(SqlStatement statement, RuntimeException failure) {
		boolean expected = failure instanceof DataAccessException || failure instanceof MigrateException
				|| failure instanceof RunFailure;
		return expected ? new StatementFailure(this.script.origin(), lineOf(statement, failure), statement.text(),
				failure, this.placeholders::mask) : failure;
	}

}
