package dev.migrate.runtime.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.dialect.LockWait;
import dev.migrate.runtime.connection.CommitFailure;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.history.TableWrite;
import dev.migrate.runtime.lock.OpeningStatement;

/**
 * The transactions of a run, one after the other, and what their statements may wait for.
 * Once one of them may hold a lock that blocks others, all that follow wait only for a
 * limited time: whoever waits for the lock that is held would wait with them.
 */
public final class RunTransaction {

	private final RunContext context;

	private final boolean confirmed;

	private boolean open;

	private LockWait lockWait = LockWait.LIMITED;

	private RunTransaction(RunContext context, boolean confirmed) {
		this.context = context;
		this.confirmed = confirmed;
	}

	/**
	 * Returns transactions, none of which is open yet, each of which first makes sure
	 * that the plan is still good.
	 */
	static RunTransaction confirmed(RunContext context) {
		return new RunTransaction(context, true);
	}

	/**
	 * Returns transactions for what does not depend on the plan, none of which is open
	 * yet.
	 */
	static RunTransaction unconfirmed(RunContext context) {
		return new RunTransaction(context, false);
	}

	boolean isOpen() {
		return this.open;
	}

	/**
	 * Returns whether a transaction is open whose statements wait for a limited time
	 * only.
	 */
	boolean isLimited() {
		return this.open && this.lockWait == LockWait.LIMITED;
	}

	/**
	 * Makes sure that a transaction is open.
	 * @param lockWait what its next statement may wait for
	 */
	void require(LockWait lockWait) {
		StatementBatch batch = new StatementBatch(this.context.connection());
		require(lockWait, batch, UnaryOperator.identity());
		batch.send();
	}

	/**
	 * Makes sure that a transaction is open when a batch is sent.
	 * @param lockWait what the next statement of the batch may wait for
	 * @param batch gets what must come before that statement
	 * @param explain is told of a failure of that, and returns what to throw
	 */
	void require(LockWait lockWait, StatementBatch batch, UnaryOperator<RuntimeException> explain) {
		if (!this.open) {
			OpeningStatement opening = this.context.lock().open(lockWait);
			this.open = true;
			this.lockWait = lockWait;
			if (opening != null) {
				batch.add(opening.sql(), (failure) -> explain.apply(notOpened(opening.explain().apply(failure))));
			}
			else if (this.confirmed) {
				this.context.confirm();
			}
		}
		else if (this.lockWait == LockWait.UNLIMITED && lockWait == LockWait.LIMITED) {
			String limit = this.context.session().limitTransaction(lockWait);
			if (!limit.isEmpty()) {
				batch.add(limit, explain);
			}
			this.lockWait = lockWait;
		}
	}

	private RuntimeException notOpened(RuntimeException failure) {
		rollback(failure);
		return failure;
	}

	/**
	 * Makes sure that a transaction is open, by opening one in which nothing can be
	 * written.
	 */
	void requireReadOnly() {
		if (!this.open) {
			this.open = true;
			this.context.connection().beginReadOnly();
			this.lockWait = LockWait.LIMITED;
		}
	}

	/**
	 * Commits the open transaction.
	 * @throws CommitFailure if it cannot be committed; it is still open then
	 * @throws ConcurrentMigrationException if the lock has been lost; it is still open
	 * then
	 */
	void commit() {
		this.context.lock().beforeCommit();
		commitWritten();
	}

	/**
	 * Commits the open transaction, after the last of what was written in it.
	 * @param writes what the transaction ends with
	 */
	void commit(List<TableWrite> writes) {
		List<TableWrite> last = new ArrayList<>(writes);
		last.addAll(this.context.lock().lastWrites());
		this.context.resetAndWrite(last);
		commitWritten();
	}

	private void commitWritten() {
		this.context.connection().commit();
		this.open = false;
	}

	/**
	 * Rolls back the transaction that is open, if one is.
	 */
	void rollback() {
		if (this.open) {
			this.open = false;
			this.context.connection().rollback();
		}
	}

	/**
	 * Rolls back after a failure, whose place no second one takes.
	 */
	void rollback(Throwable failure) {
		try {
			rollback();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}
