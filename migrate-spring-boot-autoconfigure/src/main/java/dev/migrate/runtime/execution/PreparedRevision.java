package dev.migrate.runtime.execution;

import java.time.Instant;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.content.RevisionContent;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.content.StatementFailure;
import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.run.JournalEntry;

/**
 * A step of a plan with what it runs.
 *
 * @param step the step
 * @param content what the revision consists of
 * @param row what the history says about it, which has no start yet
 * @param squashed what the history says about the squashed revisions that count as
 * applied with it
 */
public record PreparedRevision(RevisionStep step, RevisionContent content, HistoryStep row,
		List<HistoryStep> squashed) {

	/**
	 * Prepares a step.
	 * @throws StatementFailure if the database has not what the revision needs
	 */
	static PreparedRevision of(RevisionStep step, RevisionContents contents, Dialect dialect) {
		return new PreparedRevision(step, contents.of(step, dialect),
				contents.row(step.revision(), step.direction(), dialect),
				step.squashed().stream().map((squash) -> contents.row(squash, Direction.STAMP, dialect)).toList());
	}

	String id() {
		return this.step.revision().id();
	}

	/**
	 * Returns the row of a revision that starts now.
	 */
	HistoryStep start() {
		return this.row.startedAt(Instant.now());
	}

	/**
	 * Returns the same revision with nothing to run.
	 */
	PreparedRevision withoutContent() {
		return new PreparedRevision(this.step, RevisionContent.EMPTY, this.row, this.squashed);
	}

	/**
	 * Returns whether an interrupted revision goes on with this step.
	 */
	boolean continues(JournalEntry journal) {
		return id().equals(journal.revision()) && this.step.direction() == journal.direction();
	}

	String describe() {
		String text = RevisionTexts.step(this.step, this.row.message());
		String script = this.row.script();
		return (script != null && script.endsWith(".jar")) ? text + " (" + script + ")" : text;
	}

}
