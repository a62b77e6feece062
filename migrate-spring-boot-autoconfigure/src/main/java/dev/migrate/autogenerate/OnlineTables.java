package dev.migrate.autogenerate;

/**
 * The tables that are changed in steps which let everybody read and write meanwhile.
 *
 * @param above how many rows, about, a table has to have more than, or a negative number
 * for none
 * @param all whether it is all tables, whatever they hold
 */
public record OnlineTables(long above, boolean all) {

	/**
	 * No table.
	 * @return no table
	 */
	public static OnlineTables none() {
		return above(-1);
	}

	/**
	 * All tables.
	 * @return all tables
	 */
	public static OnlineTables everywhere() {
		return new OnlineTables(-1, true);
	}

	/**
	 * The large tables.
	 * @param rows how many rows, about, a table has to have more than; a negative number
	 * for none
	 * @return the tables
	 */
	public static OnlineTables above(long rows) {
		return new OnlineTables(rows, false);
	}

	public boolean isNone() {
		return this.above < 0 && !this.all;
	}

}
