package dev.migrate.runtime.inspection;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionNode;

/**
 * What there is to say about the scripts of an application without asking a database.
 *
 * @param revisions the revisions whose scripts can be read as far as their place in the
 * graph
 * @param irreversible the ids of those that say that they have no way back
 * @param mistakes everything that is wrong with the scripts and with the graph that they
 * form, as the exceptions that running them would end with
 */
public record ScriptReport(List<RevisionNode> revisions, List<String> irreversible, List<MigrateException> mistakes) {

	/**
	 * Creates a report.
	 */
	public ScriptReport {
		revisions = List.copyOf(revisions);
		irreversible = List.copyOf(irreversible);
		mistakes = List.copyOf(mistakes);
	}

}
