package dev.migrate.revision;

/**
 * What is done with a revision.
 */
public enum Direction {

	/** The revision is applied. */
	UPGRADE,

	/** The revision is downgraded. */
	DOWNGRADE,

	/** The revision is declared applied without running its script. */
	STAMP,

	/** The revision is declared not applied without running its script. */
	UNSTAMP

}
