package dev.migrate.runtime;

import dev.migrate.MigrateException;

/**
 * Thrown when an earlier run was interrupted in a revision that does not run in one
 * transaction, and nobody can tell whether its last statement took effect.
 */
public class InterruptedRevisionException extends MigrateException {

	private final String revision;

	private final int done;

	InterruptedRevisionException(String revision, String location, String direction, int done, String rest) {
		super("""
				Revision %s (%s) does not run in one transaction and was interrupted while it was %s: the first %d of \
				its statements are done, and %s.""".formatted(revision, location, direction, done, rest), """
				Look at the schema and bring it by hand to where the revision begins or where it ends, then say with \
				'migrate stamp' (or Migrator.stamp) which revision the database is at.""");
		this.revision = revision;
		this.done = done;
	}

	public String getRevision() {
		return this.revision;
	}

	/**
	 * Returns how many statements are known to have taken effect.
	 * @return the number, at least 0
	 */
	public int getDone() {
		return this.done;
	}

}
