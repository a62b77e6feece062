package dev.migrate.runtime.offline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.migrate.dialect.ConditionalScript;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.ScriptSession;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.execution.RunTransaction;
import dev.migrate.runtime.history.HistoryStatements;
import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.runtime.run.TransactionMode;
import org.jspecify.annotations.Nullable;

/**
 * Writes a revision down: in one transaction, or piece by piece with a journal.
 */
public final class OfflineStepWriter {

	private final Dialect dialect;

	private final ScriptSession session;

	private final @Nullable ConditionalScript conditions;

	private final HistoryStatements history;

	private final ScriptText script;

	private final boolean together;

	// What the statements outside of a transaction may wait for, as was last written.
	private @Nullable LockWait limit;

	/**
	 * Creates a writer.
	 * @param dialect the database
	 * @param conditions what makes the script idempotent, or {@code null} if it is not
	 * @param history the history table
	 * @param script where to write
	 * @param mode how many revisions share a transaction
	 */
	OfflineStepWriter(Dialect dialect, ScriptSession session, @Nullable ConditionalScript conditions,
			HistoryStatements history, ScriptText script, TransactionMode mode) {
		this.dialect = dialect;
		this.session = session;
		this.conditions = conditions;
		this.history = history;
		this.script = script;
		this.together = mode == TransactionMode.ALL;
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
		// What comes before may have been passed over.
		this.limit = null;
		content.run();
		this.script.client(this.conditions.end());
	}

	/**
	 * Returns where a step may have been interrupted and can be continued.
	 */
	List<JournalEntry> journals(OfflineStep step) {
		List<JournalEntry> journals = new ArrayList<>();
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

	private static JournalEntry journal(OfflineStep step, int started, int done, @Nullable String checksum) {
		return new JournalEntry(0, step.step().revision().id(), step.step().direction(), Instant.EPOCH, started, done,
				checksum);
	}

	/**
	 * Returns a condition that tells whether the statement of a piece has taken effect
	 * although it was interrupted, empty if it runs in a transaction or nobody can tell.
	 */
	private Optional<String> tookEffect(OfflineStep.Piece piece) {
		return (this.conditions != null && !piece.transactional() && piece.statements().size() == 1)
				? this.conditions.tookEffect(piece.statements().get(0)) : Optional.empty();
	}

	/**
	 * Writes a step.
	 * @param fence what every transaction begins with, for how long its statements may
	 * wait for a lock
	 * @param rows writes what the step changes in the version table
	 * @param squashed the rows of what counts as applied with the step
	 */
	void write(OfflineStep step, HistoryStep row, Function<LockWait, String> fence, Runnable rows,
			List<HistoryStep> squashed) {
		if (!step.atomic()) {
			writePiecewise(step, row, fence, rows, squashed);
			return;
		}
		List<String> statements = step.pieces().isEmpty() ? List.of() : step.pieces().get(0).statements();
		transaction(fence, statements, () -> {
			if (!statements.isEmpty()) {
				this.script.statement(this.session.reset());
			}
			rows.run();
			write(this.history.insert(row, this.session.millisecondsSince("now()"), null));
			squashed.forEach((also) -> write(this.history.insert(also, 0L, null)));
		});
	}

	private void writePiecewise(OfflineStep step, HistoryStep row, Function<LockWait, String> fence, Runnable rows,
			List<HistoryStep> squashed) {
		RevisionNode revision = step.step().revision();
		this.limit = null;
		when("NOT " + this.history.interrupted(revision.id(), step.step().direction()),
				() -> transaction(fence, List.of(), () -> write(this.history.insert(row, null, 0))));
		for (OfflineStep.Piece piece : step.pieces()) {
			String passed = tookEffect(piece)
				.map((took) -> " AND NOT (%s AND %s)".formatted(this.history.reached(piece.to(), piece.from()), took))
				.orElse("");
			String reached = this.history.reached(piece.to(), piece.to());
			when("NOT " + reached + passed, () -> write(piece, fence));
			setAgain(piece, reached);
		}
		transaction(fence, List.of(), () -> {
			this.script.statement(this.session.reset());
			rows.run();
			write(this.history.complete(this.history.lastRow(), this.session.millisecondsSince("started_at")));
			squashed.forEach((also) -> write(this.history.insert(also, 0L, null)));
		});
	}

	/**
	 * Writes what a script that continues the step in another session needs of a piece
	 * that it passes over.
	 */
	private void setAgain(OfflineStep.Piece piece, String reached) {
		List<String> settings = piece.statements().stream().filter(this.dialect::changesOnlySession).toList();
		if (this.conditions != null && !settings.isEmpty()) {
			when(reached, () -> this.script.statements(settings));
		}
	}

	/**
	 * Writes a transaction with the limits that a {@link RunTransaction} sets online.
	 */
	private void transaction(Function<LockWait, String> fence, List<String> statements, Runnable end) {
		this.script.transaction(() -> {
			LockWait lockWait = statements.isEmpty() ? LockWait.LIMITED : lockWait(statements.get(0));
			this.script.statement(fence.apply(lockWait));
			for (String statement : statements) {
				this.session.watch(statement);
				if (lockWait == LockWait.UNLIMITED && lockWait(statement) == LockWait.LIMITED) {
					lockWait = LockWait.LIMITED;
					writeLimit(this.session.limitTransaction(lockWait));
				}
				this.script.statement(statement);
			}
			end.run();
		});
	}

	// Who shares a transaction may hold locks of those before.
	private LockWait lockWait(String statement) {
		return this.together ? LockWait.LIMITED : this.dialect.lockWait(statement);
	}

	private void write(OfflineStep.Piece piece, Function<LockWait, String> fence) {
		if (piece.transactional()) {
			transaction(fence, piece.statements(), () -> {
				this.script.statement(this.session.resetRole());
				write(progress(piece, piece.to()));
			});
			return;
		}
		write(progress(piece, piece.from()));
		piece.statements().forEach(this::writeAlone);
		this.script.statement(this.session.resetRole());
		write(progress(piece, piece.to()));
	}

	private SqlCommand progress(OfflineStep.Piece piece, int done) {
		return this.history.progress(this.history.lastRow(), piece.to(), done, piece.checksum());
	}

	private void writeAlone(String statement) {
		this.session.watch(statement);
		LockWait wanted = this.dialect.lockWait(statement);
		if (wanted != this.limit) {
			writeLimit(this.session.limitStatements(wanted));
			this.limit = wanted;
		}
		if (this.conditions != null) {
			this.conditions.dropLeftovers(statement).ifPresent(this.script::client);
		}
		else {
			this.session.dropLeftovers(statement).ifPresent(this.script::statement);
		}
		this.script.statement(statement);
		this.session.verify(statement).ifPresent(this.script::statement);
	}

	private void writeLimit(String limit) {
		if (!limit.isEmpty()) {
			this.script.statement(limit);
		}
	}

	private void write(SqlCommand command) {
		this.script.statement(this.dialect.inline(command));
	}

}
