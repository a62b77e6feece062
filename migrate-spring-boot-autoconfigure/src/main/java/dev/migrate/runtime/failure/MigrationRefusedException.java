package dev.migrate.runtime.failure;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a migration cannot be run in the way that was asked for: a revision has no
 * way back, does not run in one transaction where it must, or is not in the state that is
 * needed. Nothing has been changed then.
 */
public class MigrationRefusedException extends MigrateException {

	private static final int SHOWN = 5;

	private static final String BY_HAND = "If the database has everything that the revisions up to one of them do, say so:"
			+ " migrate stamp <revision>";

	private final @Nullable String revision;

	private MigrationRefusedException(@Nullable String revision, String problem, String action,
			@Nullable Throwable cause) {
		super(problem, action, cause);
		this.revision = revision;
	}

	/**
	 * Creates an exception for a downgrade of a revision that has no way back.
	 * @param revision the id of the revision
	 * @param location where its script is
	 * @param reason why it has none
	 * @param cause the cause, or {@code null}
	 * @return the exception
	 */
	public static MigrationRefusedException irreversible(String revision, String location, String reason,
			@Nullable Throwable cause) {
		return new MigrationRefusedException(revision,
				"Revision %s (%s) has no way back: %s. Nothing has been downgraded.".formatted(revision, location,
						reason),
				"Downgrade to this revision or above, restore a backup, or write a new revision that undoes it.",
				cause);
	}

	/**
	 * Creates an exception for a revision that does not run in a transaction while all
	 * revisions of a plan are to run in one.
	 * @param revision the revision
	 * @return the exception
	 */
	public static MigrationRefusedException nonTransactional(RevisionNode revision) {
		return new MigrationRefusedException(revision.id(),
				"""
						With migrate.transaction=all everything runs in one transaction, but revision %s (%s) cannot run in one: \
						it commits on its way, or contains a statement that the database refuses in a transaction. Nothing has \
						been changed."""
					.formatted(revision.id(), revision.location()),
				"Set migrate.transaction=per-revision, at least until that revision is done.", null);
	}

	/**
	 * Creates an exception for a revision that does not run in one transaction while the
	 * lock lasts no longer than one.
	 * @param revision the id of the revision
	 * @param location where its script is
	 * @return the exception
	 */
	public static MigrationRefusedException unlocked(String revision, String location) {
		return new MigrationRefusedException(revision,
				"""
						Revision %s (%s) does not run in one transaction, but with migrate.lock.mode=transaction nothing keeps other \
						processes away outside of one. Nothing has been run."""
					.formatted(revision, location),
				"""
						Migrate over a direct connection to the server instead of the pooler: set migrate.url, and leave \
						migrate.lock.mode as it is by default. If a pooler cannot be avoided, take out of that revision what has \
						to run outside of a transaction.""",
				null);
	}

	/**
	 * Creates an exception for a revision whose script is to be accepted although it is
	 * not applied.
	 * @param revision the revision
	 * @return the exception
	 */
	public static MigrationRefusedException notApplied(RevisionNode revision) {
		return new MigrationRefusedException(
				revision.id(), "Revision %s (%s) is not applied, so there is nothing to accept."
					.formatted(revision.id(), revision.location()),
				"Upgrade to it, or stamp it if the schema has what it does.", null);
	}

	/**
	 * Creates an exception for a run that is told what to do with a statement in doubt
	 * when there is none.
	 * @return the exception
	 */
	public static MigrationRefusedException nothingToResume() {
		return new MigrationRefusedException(null,
				"No statement of this database is in doubt: either no revision was interrupted, or another process has"
						+ " continued it.",
				"Run it again without 'resume'.", null);
	}

	/**
	 * Creates an exception for a database in which another tool has failed.
	 * @param tool the name of the tool
	 * @param table the table of its history
	 * @param failed the migrations that have failed
	 * @return the exception
	 */
	public static MigrationRefusedException failedElsewhere(String tool, String table, List<String> failed) {
		return new MigrationRefusedException(null,
				"%s has failed here with %s, as %s says, and may have left a part of it. Nothing has been changed."
					.formatted(tool, listed(failed), table),
				"Undo what is left of it, and have the version of the application that still has %s repair its history and run it again. Then start again. %s"
					.formatted(tool, BY_HAND),
				null);
	}

	/**
	 * Creates an exception for a database that another tool has brought to where no
	 * revision is.
	 * @param tool the name of the tool
	 * @param word the word for it in headers
	 * @param table the table of its history
	 * @param unknown the migrations that no revision adopts
	 * @return the exception
	 */
	public static MigrationRefusedException notAdopted(String tool, String word, String table, List<String> unknown) {
		return new MigrationRefusedException(null,
				"This database is ahead of the revisions: %s has applied %s here, as %s says, and no revision adopts %s. Nothing has been changed."
					.formatted(tool, listed(unknown), table, (unknown.size() == 1) ? "it" : "them"),
				"Deploy a version of the application that has revisions for %s. If a revision has what %s did, add '-- adopts: %s %s' to its header. %s"
					.formatted((unknown.size() == 1) ? "it" : "them", unknown.get(0), word, unknown.get(0), BY_HAND),
				null);
	}

	/**
	 * Creates an exception for a database that lacks a migration below one that it has.
	 * @param tool the name of the other tool
	 * @param missing what it has not applied
	 * @param revision the revision that adopts that
	 * @param above what it has applied
	 * @param aboveRevision the revision that adopts that
	 * @param rows the revisions that the database would be at
	 * @param outOfOrder whether Flyway has to be told to apply it
	 * @return the exception
	 */
	public static MigrationRefusedException missingBelow(String tool, String missing, String revision, String above,
			String aboveRevision, List<String> rows, boolean outOfOrder) {
		return new MigrationRefusedException(revision,
				"%s has applied %s here (revision %s), but not %s (revision %s), which comes before it. Nothing has been changed."
					.formatted(tool, above, aboveRevision, missing, revision),
				"Have %s apply it with the version of the application that still has it%s, and start again. If the database has what it does, say so: migrate stamp %s"
					.formatted(tool, outOfOrder ? " (spring.flyway.out-of-order=true)" : "", String.join(" ", rows)),
				null);
	}

	/**
	 * Creates an exception for a database that has a part of what a revision adopts.
	 * @param revision the revision
	 * @param location where its script is
	 * @param tool the name of the other tool
	 * @param applied what the tool has applied
	 * @param missing what it has not applied
	 * @return the exception
	 */
	public static MigrationRefusedException partlyAdopted(String revision, String location, String tool,
			List<String> applied, List<String> missing) {
		return new MigrationRefusedException(revision,
				"Revision %s (%s) does what several migrations did: %s has applied %s here, but not %s. Nothing has been changed."
					.formatted(revision, location, tool, listed(applied), listed(missing)),
				"Have %s apply the rest with the version of the application that still has it, and start again. If the database has all of it, say so: migrate stamp %s"
					.formatted(tool, revision),
				null);
	}

	/**
	 * Creates an exception for a database in which another tool is migrating, or was
	 * killed while it was.
	 * @param tool the name of the tool
	 * @param holder who holds its lock
	 * @return the exception
	 */
	public static MigrationRefusedException otherToolRuns(String tool, String holder) {
		return new MigrationRefusedException(null,
				"%s is migrating this database: its lock is held by %s. Nothing has been changed.".formatted(tool,
						holder),
				"Start again when it is done. If it was killed, have the version of the application that still has %s release the lock and go on."
					.formatted(tool),
				null);
	}

	/**
	 * Creates an exception for a database that has several histories of another tool.
	 * @param tool the name of the tool
	 * @param tables the tables
	 * @return the exception
	 */
	public static MigrationRefusedException severalHistories(String tool, List<String> tables) {
		return new MigrationRefusedException(null,
				"There are several tables in which %s may keep the state of this database: %s. Nothing has been changed."
					.formatted(tool, String.join(", ", tables)),
				"Name the one that belongs to this application: migrate.adopt-table=%s. If none does, set migrate.adopt=none."
					.formatted(tables.get(0)),
				null);
	}

	/**
	 * Creates an exception for a history of another tool that cannot be read.
	 * @param tool the name of the tool
	 * @param table the table
	 * @param message what the server said
	 * @param cause the cause
	 * @return the exception
	 */
	public static MigrationRefusedException unreadableHistory(String tool, String table, String message,
			Throwable cause) {
		return new MigrationRefusedException(null,
				"What %s has applied here cannot be read from %s: %s. Nothing has been changed.".formatted(tool, table,
						message.replaceFirst("\\.$", "")),
				"Give the role that migrates the right to read it (GRANT SELECT ON %s). If it is not the history of this application, set migrate.adopt=none, or migrate.adopt-table to the one that is."
					.formatted(table),
				cause);
	}

	/**
	 * Creates an exception for a target that is another revision for some tenants than
	 * for others.
	 * @param target the identifier of the target
	 * @param positions how many tenants stand where
	 * @return the exception
	 */
	public static MigrationRefusedException differentPositions(String target, List<String> positions) {
		return new MigrationRefusedException(null,
				"'%s' counts from where each tenant stands, and they stand at different revisions: %s. Nothing has been changed."
					.formatted(target, listed(positions)),
				"Name the revision that all of them are to be at. After a run in which some have failed, it is where the others are now.",
				null);
	}

	private static String listed(List<String> migrations) {
		return (migrations.size() <= SHOWN) ? String.join(", ", migrations) : "%s and %d more"
			.formatted(String.join(", ", migrations.subList(0, SHOWN)), migrations.size() - SHOWN);
	}

	/**
	 * Returns the revision that cannot be run.
	 * @return the id, or {@code null} if it is none in particular
	 */
	public @Nullable String getRevision() {
		return this.revision;
	}

}
