package dev.migrate.test;

/**
 * What {@link MigrationTests @MigrationTests} checks.
 */
public enum MigrationCheck {

	/**
	 * The scripts have no mistakes, as {@code migrate validate} says: headers, statements
	 * and placeholders of SQL scripts, classes of Java revisions, the graph that they
	 * form, and that each has a way back or says that it has none. With mistakes, nothing
	 * else is checked.
	 */
	SCRIPTS("the scripts have no mistakes"),

	/**
	 * There is one head, or {@code migrate.target} leads to all heads.
	 */
	HEADS("there is one head"),

	/**
	 * An empty database is upgraded from base to head.
	 */
	UPGRADE("an empty database is upgraded to head"),

	/**
	 * Each revision goes up, down and up again, one after the other. One that has no way
	 * back only goes up.
	 */
	ROUND_TRIP("each revision goes up, down and up again"),

	/**
	 * After the downgrade of a revision the database has what it had before its upgrade,
	 * compared object by object.
	 */
	NO_TRACE("no downgrade leaves a trace"),

	/**
	 * The entities match the database at head, as {@code migrate check} says; accepted
	 * differences are honoured.
	 */
	ENTITIES("the entities match the database at head"),

	/**
	 * The offline script leaves what the online run leaves, also in its idempotent form
	 * that is run twice.
	 */
	OFFLINE_SCRIPT("the offline script does what the online run does");

	private final String description;

	MigrationCheck(String description) {
		this.description = description;
	}

	/**
	 * Returns the name of the check in test reports.
	 * @return a sentence without its full stop
	 */
	public String description() {
		return this.description;
	}

}
