package dev.migrate.runtime.execution;

import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.WatchedConnection;
import dev.migrate.runtime.content.RevisionStatement;
import dev.migrate.runtime.content.StatementRunner;
import dev.migrate.runtime.failure.BackfillException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.run.UntriedPart;
import dev.migrate.schema.Inspector;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs the statements of a revision in the transaction of the whole plan. What does not
 * run in one is refused, or left out in a dry run.
 */
public final class PlanRevision implements StatementRunner {

	private final RevisionNode revision;

	private final MigrationConnection connection;

	private final @Nullable MigrationSession session;

	private final @Nullable Consumer<UntriedPart> untried;

	private final JdbcTemplate watched;

	private int blocks;

	private @Nullable MigrationRefusedException refusal;

	/**
	 * Creates a runner.
	 * @param connection the connection, whose transaction is open
	 * @param untried is told of what is left out, or {@code null} to refuse it
	 */
	public PlanRevision(RevisionNode revision, MigrationConnection connection,
			@Nullable Consumer<UntriedPart> untried) {
		this(revision, connection, untried, null);
	}

	/**
	 * Creates a runner of a run.
	 * @param session the session to put back when it has ended, or {@code null}
	 */
	PlanRevision(RevisionNode revision, MigrationConnection connection, @Nullable Consumer<UntriedPart> untried,
			@Nullable MigrationSession session) {
		this.revision = revision;
		this.connection = connection;
		this.session = session;
		this.untried = untried;
		this.watched = WatchedConnection.of(this.connection.jdbc(), this::requireTransaction);
	}

	@Override
	public void run(Iterable<RevisionStatement> statements) {
		StatementBatch batch = new StatementBatch(this.connection);
		for (RevisionStatement statement : statements) {
			try {
				take(statement, batch);
			}
			catch (RuntimeException ex) {
				throw batch.explain(statement, ex);
			}
		}
		batch.send();
	}

	private void take(RevisionStatement statement, StatementBatch batch) {
		Backfill backfill = statement.backfill();
		if (backfill != null && this.blocks == 0 && this.untried != null) {
			batch.send();
			throw BackfillException.inTransaction(backfill);
		}
		Dialect dialect = this.connection.dialect();
		if (backfill != null || this.blocks > 0 || dialect.refusedInTransaction(statement.sql())) {
			batch.send();
			leaveOut(statement.shown());
			return;
		}
		this.connection.shutdown().check();
		Runnable watch = (this.session != null) ? this.session.watch(statement.sql()) : null;
		if (watch != null) {
			batch.send();
			watch.run();
		}
		batch.add(statement);
	}

	/**
	 * Finds out what a block consists of, as far as it goes without a connection.
	 */
	@Override
	public void autocommit(Runnable block) {
		if (this.untried == null) {
			throw refuse();
		}
		this.blocks++;
		try {
			block.run();
		}
		catch (RuntimeException ex) {
			if (!Unconnected.isCauseOf(ex)) {
				throw ex;
			}
			leaveOut(() -> "what it does over JDBC outside of a transaction");
		}
		finally {
			this.blocks--;
		}
	}

	private void leaveOut(Supplier<String> description) {
		if (this.untried == null) {
			throw refuse();
		}
		this.untried.accept(new UntriedPart(this.revision.id(), description.get()));
	}

	private MigrationRefusedException refuse() {
		this.refusal = MigrationRefusedException.nonTransactional(this.revision);
		return this.refusal;
	}

	@Override
	public JdbcTemplate jdbc() {
		return this.watched;
	}

	@Override
	public Inspector inspector(Dialect dialect) {
		return dialect.inspector(this.connection.jdbc());
	}

	private void requireTransaction() {
		if (this.blocks > 0) {
			throw new Unconnected();
		}
		if (this.session != null) {
			this.session.unwatched();
		}
	}

	/**
	 * Makes sure that nothing of the revision was left out unnoticed.
	 * @throws MigrationRefusedException if something was refused, whatever the revision
	 * has made of that
	 */
	void requireNoneRefused() {
		if (this.refusal != null) {
			throw this.refusal;
		}
	}

	/**
	 * Ends a block that cannot go on without a connection.
	 */
	private static final class Unconnected extends RuntimeException {

		Unconnected() {
			super("A dry run has no connection for what runs outside of a transaction", null, false, false);
		}

		static boolean isCauseOf(Throwable failure) {
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				if (cause instanceof Unconnected) {
					return true;
				}
			}
			return false;
		}

	}

}
