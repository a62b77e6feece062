package dev.migrate.runtime;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan with what it runs written down.
 *
 * @param step the step
 * @param message what the revision does
 * @param pieces what to run, none for a revision without statements
 */
record OfflineStep(RevisionStep step, String message, List<Piece> pieces) {

	OfflineStep {
		pieces = List.copyOf(pieces);
	}

	/**
	 * Writes down a step.
	 * @param step the step
	 * @param bodies the scripts
	 * @param dialect the database
	 * @return the step
	 * @throws OfflineRevisionException if it cannot be written down
	 */
	static OfflineStep of(RevisionStep step, RevisionContents bodies, Dialect dialect) {
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

	private static OfflineRevisionException failure(RevisionStep step, String place, int line, Throwable failure,
			@Nullable String statement) {
		if (failure instanceof MigrateException ex) {
			return new OfflineRevisionException(step.revision().id(), place, line, ex.getProblem(), ex.getAction(), ex);
		}
		return new OfflineRevisionException(step.revision().id(), place, line,
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
	record Piece(boolean transactional, int from, int to, String checksum, List<String> statements) {

		Piece {
			statements = List.copyOf(statements);
		}

	}

}
