package dev.migrate.script;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when the sources hold revisions that the running application does not know, so
 * that a new revision would overlook them.
 */
public class StaleClassPathException extends MigrateException {

	private final List<String> revisions;

	StaleClassPathException(List<String> revisions, List<String> files) {
		super("The application was built before %s written: %s.".formatted(
				(revisions.size() == 1) ? "this revision was" : "these revisions were", String.join(", ", files)),
				"Rebuild it and repeat the command, so that the new revision can follow "
						+ ((revisions.size() == 1) ? "that one." : "them."));
		this.revisions = List.copyOf(revisions);
	}

	/**
	 * Returns the revisions that are not on the class path.
	 * @return at least one id
	 */
	public List<String> getRevisions() {
		return this.revisions;
	}

}
