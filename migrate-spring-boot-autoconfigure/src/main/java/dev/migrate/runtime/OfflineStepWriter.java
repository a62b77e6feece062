package dev.migrate.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import dev.migrate.dialect.ConditionalScript;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.ScriptSession;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RevisionRunner} that is written down: a revision in one transaction, or piece
 * by piece with a journal.
 */
final class OfflineStepWriter {

	private final Dialect dialect;

	private final ScriptSession session;

	private final @Nullable ConditionalScript conditions;

	private final HistoryStatements history;

	private final SqlScript script;

	/**
	 * Creates a writer.
	 * @param dialect the database
	 * @param session the session of the script
	 * @param conditions what makes the script idempotent, or {@code null} if it is not
	 * @param history the history table
	 * @param script where to write
	 */
	OfflineStepWriter(Dialect dialect, ScriptSession session, @Nullable ConditionalScript conditions,
			HistoryStatements history, SqlScript script) {
		this.dialect = dialect;
		this.session = session;
		this.conditions = conditions;
		this.history = history;
		this.script = script;
	}

	/**
	 * Writes what an idempotent script runs only if a condition holds, and every other
	 * one always.
	 */
	void when(String condition, Runnable content) {
		if (this.conditions == null) {
			content.run();
			return;
		}
		this.script.client(this.conditions.begin(condition));
		content.run();
		this.script.client(this.conditions.end());
	}

	/**
	 * Returns where a step may have been interrupted and can be continued.
	 */
	List<HistoryTable.Journal> journals(OfflineStep step) {
		List<HistoryTable.Journal> journals = new ArrayList<>();
		if (!step.atomic() && this.conditions != null) {
			journals.add(journal(step, 0, 0, null));
			for (OfflineStep.Piece piece : step.pieces()) {
				journals.add(journal(step, piece.to(), piece.to(), piece.checksum()));
				if (tookEffect(piece).isPresent()) {
					journals.add(journal(step, piece.to(), piece.from(), piece.checksum()));
				}
			}
		}
		return journals;
	}

	private static HistoryTable.Journal journal(OfflineStep step, int started, int done, @Nullable String checksum) {
		return new HistoryTable.Journal(0, step.step().revision().id(), step.step().direction(), Instant.EPOCH, started,
				done, checksum);
	}

	/**
	 * Returns a condition that tells whether the statement of a piece has taken effect
	 * although it was interrupted, empty if it runs in a transaction or nobody can tell.
	 */
	private Optional<String> tookEffect(OfflineStep.Piece piece) {
		boolean counted = this.conditions != null && !piece.transactional() && piece.checksum() != null;
		return counted ? Objects.requireNonNull(this.conditions).tookEffect(piece.statements().get(0))
				: Optional.empty();
	}

	/**
	 * Writes a step.
	 * @param step the step
	 * @param row its row in the history
	 * @param fence what every transaction begins with, for how long its statements may
	 * wait for a lock
	 * @param rows writes what the step changes in the version table
	 */
	void write(OfflineStep step, HistoryTable.Step row, Function<LockWait, String> fence, Runnable rows) {
		if (!step.atomic()) {
			writePiecewise(step, row, fence, rows);
			return;
		}
		OfflineStep.Piece piece = step.pieces().get(0);
		transaction(fence, piece.lockWait(), () -> {
			writeStatements(piece);
			this.script.statement(this.session.reset());
			rows.run();
			write(this.history.insert(row, this.session.millisecondsSince("now()"), null));
		});
	}

	private void writePiecewise(OfflineStep step, HistoryTable.Step row, Function<LockWait, String> fence,
			Runnable rows) {
		RevisionNode revision = step.step().revision();
		when("NOT " + this.history.interrupted(revision.id(), step.step().direction()),
				() -> transaction(fence, LockWait.LIMITED, () -> write(this.history.insert(row, null, 0))));
		for (OfflineStep.Piece piece : step.pieces()) {
			String passed = tookEffect(piece)
				.map((took) -> " AND NOT (%s AND %s)".formatted(this.history.reached(piece.to(), piece.from()), took))
				.orElse("");
			when("NOT " + this.history.reached(piece.to(), piece.to()) + passed, () -> write(piece, fence));
		}
		transaction(fence, LockWait.LIMITED, () -> {
			rows.run();
			write(this.history.complete(this.history.lastRow(), this.session.millisecondsSince("started_at")));
		});
	}

	private void transaction(Function<LockWait, String> fence, LockWait lockWait, Runnable content) {
		this.script.transaction(() -> {
			this.script.statement(fence.apply(lockWait));
			content.run();
		});
	}

	private void write(OfflineStep.Piece piece, Function<LockWait, String> fence) {
		if (piece.transactional()) {
			transaction(fence, piece.lockWait(), () -> {
				writeStatements(piece);
				this.script.statement(this.session.reset());
				write(progress(piece, piece.to()));
			});
			return;
		}
		write(progress(piece, piece.from()));
		writeStatements(piece);
		this.script.statement(this.session.reset());
		write(progress(piece, piece.to()));
	}

	private SqlCommand progress(OfflineStep.Piece piece, int done) {
		return this.history.progress(this.history.lastRow(), piece.to(), done, piece.checksum());
	}

	/**
	 * Writes the statements of a piece with the limits that a {@link StatementGuard} sets
	 * online.
	 */
	private void writeStatements(OfflineStep.Piece piece) {
		LockWait limit = piece.transactional() ? piece.lockWait() : null;
		for (String statement : piece.statements()) {
			LockWait wanted = this.dialect.lockWait(statement);
			if (!piece.transactional()) {
				if (wanted != limit) {
					this.script.statement(this.session.limitStatements(wanted));
				}
				limit = wanted;
				writeAlone(statement);
				continue;
			}
			if (limit == LockWait.UNLIMITED && wanted == LockWait.LIMITED) {
				this.script.statement(this.session.limitTransaction(LockWait.LIMITED));
				limit = LockWait.LIMITED;
			}
			this.script.statement(statement);
		}
	}

	private void writeAlone(String statement) {
		if (this.conditions != null) {
			this.conditions.dropLeftovers(statement).ifPresent(this.script::client);
		}
		else {
			this.session.dropLeftovers(statement).ifPresent(this.script::statement);
		}
		this.script.statement(statement);
		this.session.verify(statement).ifPresent(this.script::statement);
	}

	private void write(SqlCommand command) {
		this.script.statement(this.dialect.inline(command));
	}

}
