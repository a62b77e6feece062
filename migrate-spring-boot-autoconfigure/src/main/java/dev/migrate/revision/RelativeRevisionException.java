package dev.migrate.revision;

import dev.migrate.MigrateException;

/**
 * Thrown when the steps of a relative identifier lead past the end of the graph.
 */
public final class RelativeRevisionException extends MigrateException {

	private final String identifier;

	private final int wanted;

	RelativeRevisionException(String identifier, int wanted, String reason, String action) {
		super("'" + identifier + "' does not lead to a revision: " + reason + ".", action);
		this.identifier = identifier;
		this.wanted = wanted;
	}

	/**
	 * Returns the identifier.
	 * @return the identifier
	 */
	public String getIdentifier() {
		return this.identifier;
	}

	/**
	 * Returns how many steps it asks for.
	 * @return the number of steps, without sign
	 */
	public int getWanted() {
		return this.wanted;
	}

}
