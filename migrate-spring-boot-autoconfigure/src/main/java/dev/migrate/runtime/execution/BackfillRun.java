package dev.migrate.runtime.execution;

import java.time.Duration;
import java.util.Set;

import dev.migrate.dialect.BatchedUpdate;
import dev.migrate.dialect.BatchedUpdate.Batch;
import dev.migrate.dialect.LockWait;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.runtime.failure.BackfillException;
import dev.migrate.runtime.failure.MigrationStoppedException;
import dev.migrate.runtime.history.BackfillProgress;
import dev.migrate.runtime.history.ProgressTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a backfill batch by batch, each in a transaction together with the note of how far
 * it is.
 */
public final class BackfillRun {

	private static final Logger logger = LoggerFactory.getLogger(BackfillRun.class);

	// Whoever inserts so fast that it takes more does so for ever.
	private static final int MOST_PASSES = 10;

	private final RunContext context;

	private final Backfill backfill;

	private final String sql;

	private final RunTransaction transaction;

	private final ProgressTable table;

	private final BackfillLog log;

	private final BatchedUpdate batches;

	private final int passesBefore;

	private BackfillProgress progress;

	/**
	 * Creates a run that begins where an earlier one has ended.
	 * @param context the run that it is a part of
	 * @param backfill what to update
	 * @param sql how messages call it
	 * @param transaction the transactions, none of which is open
	 * @param table the row of its progress, in a table that exists
	 */
	BackfillRun(RunContext context, Backfill backfill, String sql, RunTransaction transaction, ProgressTable table) {
		this.context = context;
		this.backfill = backfill;
		this.sql = sql;
		this.transaction = transaction;
		this.table = table;
		this.batches = context.dialect().batches(context.connection().jdbc(), backfill);
		this.progress = table.read().orElse(BackfillProgress.NONE);
		this.passesBefore = this.progress.pass() - 1;
		this.log = new BackfillLog(backfill, this.batches.estimatedRows(), this.progress);
	}

	void run() {
		requireSameKey();
		while (!isComplete()) {
			long start = System.nanoTime();
			Batch batch = next();
			this.log.at(this.progress);
			if (batch.cursor() != null) {
				pause(batch, start);
			}
		}
		this.log.end(this.progress);
	}

	private void requireSameKey() {
		String key = this.progress.key();
		if (key == null) {
			return;
		}
		Set<String> found = this.batches.keysOf(key);
		if (!found.equals(this.batches.cursorKeys())) {
			throw new InvalidOperationException(
					"The backfill of '%s' was interrupted when it followed (%s), and would now follow (%s).".formatted(
							this.backfill.table(), String.join(", ", found),
							String.join(", ", this.batches.cursorKeys())),
					"Put the key back as it was, or the call of byIndex(…), until the backfill is done.");
		}
	}

	private boolean isComplete() {
		int passes = this.progress.completePasses();
		if (passes == 0) {
			return false;
		}
		if (this.backfill.condition() == null) {
			return true;
		}
		if (this.progress.unfinished() > 0) {
			logger.warn(
					"Backfill of {}: {} rows satisfy the condition {} still after their update, so that rows which were"
							+ " inserted behind it cannot be told from them and are left alone",
					this.backfill.table(), this.progress.unfinished(), this.backfill.condition());
			return true;
		}
		boolean[] left = new boolean[1];
		inTransaction("The search for what is left", () -> left[0] = this.batches.hasLeft());
		if (left[0] && passes - this.passesBefore >= MOST_PASSES) {
			throw BackfillException.outrun(this.backfill, passes);
		}
		return !left[0];
	}

	private Batch next() {
		Batch[] batch = new Batch[1];
		inTransaction("A batch", () -> {
			Batch done = this.batches.update(this.progress.key());
			if (done.unfinished() > 0 && this.batches.revisits()) {
				throw BackfillException.unchanged(this.backfill, done.unfinished());
			}
			this.table.write(this.progress.after(done));
			batch[0] = done;
		});
		this.progress = this.progress.after(batch[0]);
		return batch[0];
	}

	private void inTransaction(String what, Runnable action) {
		this.context.shutdown().check();
		this.context.retry()
			.run(what + " of the backfill of " + this.backfill.table(), this.sql, () -> runInTransaction(action));
	}

	private void runInTransaction(Runnable action) {
		try {
			// The rows that a batch has updated keep others waiting as long as it waits.
			this.transaction.require(LockWait.LIMITED);
			action.run();
			this.transaction.commit();
		}
		catch (RuntimeException ex) {
			this.transaction.rollback(ex);
			throw ex;
		}
	}

	private void pause(Batch batch, long start) {
		Duration pause = this.backfill.pause();
		Integer limit = this.backfill.rowsPerSecond();
		if (limit != null) {
			Duration least = Duration.ofNanos(Math.round(batch.updated() * 1e9 / limit));
			Duration rest = least.minusNanos(System.nanoTime() - start);
			pause = (rest.compareTo(pause) > 0) ? rest : pause;
		}
		if (!pause.isZero()) {
			try {
				Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new MigrationStoppedException(null, "What was committed of the backfill stays.", ex);
			}
		}
	}

}
