package dev.migrate.runtime.inspection;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Rows that a downgrade would drop.
 *
 * @param revision the id of the revision whose downgrade drops them
 * @param table the table, as the SQL names it
 * @param column the column, as the SQL names it, or {@code null} for the whole table
 * @param rows the number of rows, of those with a value if it is a column; never more
 * than {@link #LIMIT}, where counting ends; {@code null} if they could not be counted in
 * a few seconds
 */
public record DataLoss(String revision, String table, @Nullable String column, @Nullable Long rows) {

	/** The number of rows that counting ends at. */
	public static final long LIMIT = 100_000;

	/**
	 * Describes what is lost.
	 * @return a text such as {@code table users (3 rows)}
	 */
	public String describe() {
		String what = (this.column != null) ? "column %s of %s".formatted(this.column, this.table)
				: "table " + this.table;
		return "%s (%s)".formatted(what, count((this.column != null) ? "value" : "row"));
	}

	private String count(String unit) {
		if (this.rows == null) {
			return "an unknown number of " + unit + "s";
		}
		if (this.rows == 1) {
			return "1 " + unit;
		}
		return ((this.rows >= LIMIT) ? "at least " : "") + String.format(Locale.ROOT, "%,d %ss", this.rows, unit);
	}

}
