package dev.migrate.runtime.offline;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.content.RevisionContent;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.content.StatementFailure;
import dev.migrate.runtime.failure.OfflineException;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan with what it runs written down.
 *
 * @param step the step
 * @param message what the revision does
 * @param pieces what to run, none for a revision without statements
 */
public record OfflineStep(RevisionStep step, String message, List<Piece> pieces) {

	public OfflineStep {
		pieces = List.copyOf(pieces);
	}

	/**
	 * Writes down a step.
	 * @param bodies the scripts
	 * @param dialect the database
	 * @throws OfflineException if it cannot be written down
	 */
	public static OfflineStep of(RevisionStep step, RevisionContents bodies, Dialect dialect) {
		try {
			RevisionContent body = bodies.of(step, dialect);
			OfflineStatements statements = new OfflineStatements(dialect, step.revision().location());
			body.run(statements);
			RevisionScript script = bodies.script(step.revision().id());
			return new OfflineStep(step, (script != null) ? script.message() : "", statements.pieces());
		}
		catch (StatementFailure ex) {
			throw failure(step, ex.place(), ex.line(), ex.failure(), ex.statement());
		}
	}

	private static OfflineException failure(RevisionStep step, String place, int line, Throwable failure,
			@Nullable String statement) {
		if (failure instanceof MigrateException ex) {
			return OfflineException.revision(step.revision().id(), place, line, ex.getProblem(), ex.getAction(), ex);
		}
		return OfflineException.revision(step.revision().id(), place, line,
				"it fails with " + failure + ((statement != null) ? " at '" + statement + "'." : "."),
				"Look at the cause: what it needs may not be there without a database.", failure);
	}

	boolean atomic() {
		return this.pieces.isEmpty() || (this.pieces.size() == 1 && this.pieces.get(0).transactional());
	}

	String describe() {
		return RevisionTexts.step(this.step, this.message);
	}

	/**
	 * A part of the step that takes effect as a whole or not at all.
	 *
	 * @param transactional whether it runs in a transaction
	 * @param from how many statements of the revision come before it
	 * @param to how many statements of the revision are done after it
	 * @param checksum the checksum of the statements of the revision up to its end
	 * @param statements the statements, at least one, without semicolons and parameters
	 */
	public record Piece(boolean transactional, int from, int to, String checksum, List<String> statements) {

		public Piece {
			statements = List.copyOf(statements);
		}

	}

}
