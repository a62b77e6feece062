package dev.migrate.runtime;

import java.util.function.Consumer;

import dev.migrate.operations.Backfill;
import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs the statements of a revision in the transaction of the whole plan.
 */
final class PlanStatements implements StatementRunner {

	private final RevisionNode revision;

	private final MigrationConnection connection;

	private @Nullable NonTransactionalRevisionException refusal;

	PlanStatements(RevisionNode revision, MigrationConnection connection) {
		this.revision = revision;
		this.connection = connection;
	}

	@Override
	public void run(RevisionStatement statement, Consumer<JdbcTemplate> execution) {
		if (this.connection.dialect().refusedInTransaction(statement.sql())) {
			throw refuse();
		}
		this.connection.shutdown().check();
		execution.accept(this.connection.jdbc());
	}

	@Override
	public void run(RevisionStatement statement, Backfill backfill) {
		throw refuse();
	}

	@Override
	public void autocommit(Runnable block) {
		throw refuse();
	}

	private NonTransactionalRevisionException refuse() {
		this.refusal = new NonTransactionalRevisionException(this.revision);
		return this.refusal;
	}

	@Override
	public JdbcTemplate jdbc() {
		return this.connection.jdbc();
	}

	/**
	 * Makes sure that nothing of the revision was left out.
	 * @throws NonTransactionalRevisionException if something was refused, whatever the
	 * revision has made of that
	 */
	void requireNoneRefused() {
		if (this.refusal != null) {
			throw this.refusal;
		}
	}

}
