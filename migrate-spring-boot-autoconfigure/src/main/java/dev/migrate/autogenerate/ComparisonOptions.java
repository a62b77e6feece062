package dev.migrate.autogenerate;

/**
 * How a comparison goes about what only the database has.
 *
 * @param complete whether the wanted side states everything, so that what it does not
 * have is not wanted; entities do not
 * @param dropTables whether a table that is not wanted is one too many
 * @param dropIndexes whether an index that is not wanted is one too many
 */
public record ComparisonOptions(boolean complete, boolean dropTables, boolean dropIndexes) {

	/**
	 * The options for entities: tables and indexes that they do not have are left alone.
	 * @return the options
	 */
	public static ComparisonOptions forEntities() {
		return new ComparisonOptions(false, false, false);
	}

}
