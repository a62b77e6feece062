package dev.migrate.runtime;

import java.util.List;
import java.util.Objects;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Effect;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.revision.Direction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where a revision goes on that an earlier run did not complete.
 *
 * @param journal how far it got
 * @param location where its script is
 */
record Continuation(HistoryTable.Journal journal, String location) {

	private static final Logger logger = LoggerFactory.getLogger(Migrator.class);

	/**
	 * Stops the run, because it is about to do something else.
	 * @return what to throw
	 */
	InterruptedRevisionException refuse() {
		return (this.journal.started() > this.journal.done()) ? doubtful("")
				: stop("the rest have not been started, and are not what is to be run now");
	}

	/**
	 * Finds out what is left to be done.
	 * @param body what the revision consists of now
	 * @param dialect the dialect of its statements
	 * @param session the session
	 * @return the journal, without a doubtful statement
	 * @throws InterruptedRevisionException if nobody can tell
	 */
	HistoryTable.Journal resume(RevisionBody body, Dialect dialect, MigrationSession session) {
		HistoryTable.Journal settled = settle(body, dialect, session);
		if (!body.continuesAfter(settled.done())) {
			throw stop("the script has been changed so that the next one runs together with some of these");
		}
		return settled;
	}

	private HistoryTable.Journal settle(RevisionBody body, Dialect dialect, MigrationSession session) {
		int started = this.journal.started();
		List<SqlStatement> statements = body.statements();
		String checksum = new StatementChecksums(dialect.splitter(), statements).of(started);
		if (this.journal.checksum() != null && !Objects.equals(this.journal.checksum(), checksum)) {
			throw stop("""
					its script has changed since in the first %d, so that it cannot be told which are left; put these \
					back as they were to continue""".formatted(started));
		}
		if (started == this.journal.done()) {
			return this.journal;
		}
		if (started > statements.size() || started - this.journal.done() != 1) {
			throw doubtful("");
		}
		String statement = statements.get(started - 1).text();
		Effect effect = session.effect(statement);
		if (effect == Effect.UNKNOWN) {
			throw doubtful(": " + statement);
		}
		logger.info("Statement {} of revision {} was interrupted and {}", started, this.journal.revision(),
				(effect == Effect.TAKEN) ? "has taken effect" : "is run again");
		return this.journal.at((effect == Effect.TAKEN) ? started : this.journal.done());
	}

	private InterruptedRevisionException doubtful(String statement) {
		return stop("statement %d may or may not have taken effect%s".formatted(this.journal.started(), statement));
	}

	private InterruptedRevisionException stop(String rest) {
		String direction = (this.journal.direction() == Direction.UPGRADE) ? "upgraded" : "downgraded";
		return new InterruptedRevisionException(this.journal.revision(), this.location, direction, this.journal.done(),
				rest);
	}

}
