package dev.migrate.runtime.failure;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a migration cannot be run in the way that was asked for: a revision has no
 * way back, does not run in one transaction where it must, or is not in the state that is
 * needed. Nothing has been changed then.
 */
public class MigrationRefusedException extends MigrateException {

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
	 * Returns the revision that cannot be run.
	 * @return the id, or {@code null} if it is none in particular
	 */
	public @Nullable String getRevision() {
		return this.revision;
	}

}
