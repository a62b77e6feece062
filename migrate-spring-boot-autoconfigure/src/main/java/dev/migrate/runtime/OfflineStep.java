package dev.migrate.runtime;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionStep;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan with what it runs written down.
 *
 * @param step the step
 * @param message what the revision does
 * @param pieces what to run, at least one
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
	static OfflineStep of(RevisionStep step, RevisionBodies bodies, Dialect dialect) {
		try {
			RevisionBody body = bodies.of(step, dialect);
			StatementChecksums checksums = new StatementChecksums(dialect.splitter(), body.statements());
			List<Piece> pieces = body.pieces()
				.stream()
				.map((piece) -> new Piece(piece.transactional(), piece.from(), piece.to(), piece.lockWait(),
						checksums.of(piece.to()), body.write(piece)))
				.toList();
			pieces.forEach((piece) -> check(piece, step, dialect));
			RevisionScript script = bodies.script(step.revision().id());
			return new OfflineStep(step, (script != null) ? script.message() : "", pieces);
		}
		catch (StatementFailure ex) {
			throw failure(step, ex.place(), ex.line(), ex.failure(), ex.statement());
		}
	}

	private static void check(Piece piece, RevisionStep step, Dialect dialect) {
		for (String statement : piece.statements()) {
			if (piece.transactional() && dialect.refusedInTransaction(statement)) {
				throw new OfflineRevisionException(step.revision().id(), step.revision().location(), 0,
						"'%s' cannot run in a transaction.".formatted(statement),
						"Annotate the revision with transaction = NONE.", null);
			}
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
		return this.pieces.size() == 1 && this.pieces.get(0).transactional();
	}

	String describe() {
		RevisionNode revision = this.step.revision();
		String down = String.join(", ", revision.downRevisions());
		String text = (this.step.direction() == Direction.UPGRADE) ? "upgrade " + down + " -> " + revision.id()
				: "downgrade " + revision.id() + " -> " + down;
		return this.message.isEmpty() ? text : text.stripTrailing() + ", " + this.message;
	}

	/**
	 * A part of the step that takes effect as a whole or not at all.
	 *
	 * @param transactional whether it runs in a transaction
	 * @param from how many statements of the revision come before it
	 * @param to how many statements of the revision are done after it
	 * @param lockWait how long its first statement may wait for a lock
	 * @param checksum the checksum of the statements up to its end, or {@code null} if
	 * they are not counted
	 * @param statements the statements, without semicolons and parameters
	 */
	record Piece(boolean transactional, int from, int to, LockWait lockWait, @Nullable String checksum,
			List<String> statements) {

		Piece {
			statements = List.copyOf(statements);
		}

	}

}
