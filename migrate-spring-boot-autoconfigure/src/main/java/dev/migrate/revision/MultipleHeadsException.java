package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.text.Counts;

/**
 * Thrown when one head is asked for and there are several.
 */
public final class MultipleHeadsException extends MigrateException {

	private final String identifier;

	private final List<RevisionNode> heads;

	public MultipleHeadsException(String identifier, List<RevisionNode> heads) {
		super("'" + identifier + "' means " + Counts.of(heads.size(), "head") + ": " + RevisionNames.nodes(heads) + ".",
				"Merge them with 'migrate merge heads', apply all of them with 'migrate upgrade heads' (at start-up migrate.target=heads), or name one, as in '"
						+ heads.get(0).id() + "' or 'label@head'.");
		this.identifier = identifier;
		this.heads = List.copyOf(heads);
	}

	/**
	 * Returns the identifier that means several revisions.
	 * @return the identifier
	 */
	public String getIdentifier() {
		return this.identifier;
	}

	/**
	 * Returns the heads.
	 * @return two or more revisions
	 */
	public List<RevisionNode> getHeads() {
		return this.heads;
	}

}
