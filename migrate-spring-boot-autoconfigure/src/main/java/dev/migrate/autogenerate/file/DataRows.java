package dev.migrate.autogenerate.file;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a file, as far as they can be understood without a database.
 *
 * @param location the file, for messages
 * @param columns the names of the columns that the rows have, empty if there are no rows
 * that could tell
 * @param columnLine the line that names them
 * @param key the columns that tell rows apart, empty if the file does not say
 * @param keyLine the line that says so
 * @param delete whether rows of the table that are not in the file are to be deleted
 * @param csv the rows in the server's own dialect of CSV, or {@code null}
 * @param firstLine the line of the file that the CSV begins in
 * @param rows the rows if they are not CSV
 */
public record DataRows(String location, List<String> columns, int columnLine, List<String> key, int keyLine,
		boolean delete, @Nullable String csv, int firstLine, List<Row> rows) {

	public DataRows {
		columns = List.copyOf(columns);
		key = List.copyOf(key);
		rows = List.copyOf(rows);
	}

	/**
	 * Returns the line of the file that a row begins in.
	 * @param number the number of the line of the CSV, or of the row, counted from 1; 0
	 * if it is not known
	 */
	public int line(int number) {
		if (number == 0) {
			return 0;
		}
		if (this.csv != null) {
			return number + this.firstLine - 1;
		}
		return (number <= this.rows.size()) ? this.rows.get(number - 1).line() : 0;
	}

	/**
	 * A row that is not CSV.
	 *
	 * @param line the line that it begins in
	 * @param values its values in the order of the columns
	 */
	public record Row(int line, List<Value> values) {

		public Row {
			values = List.copyOf(values);
		}

	}

	/**
	 * A value that is not CSV.
	 *
	 * @param text its text, {@code null} for NULL
	 * @param json the same as JSON
	 * @param array the same as an array of the database, or {@code null} if it is none
	 */
	public record Value(@Nullable String text, String json, @Nullable String array) {

		/**
		 * Returns the value as the database reads it.
		 * @param isArray whether the column has arrays
		 */
		public @Nullable String text(boolean isArray) {
			return (isArray && this.array != null && this.array.startsWith("{")) ? this.array : this.text;
		}

	}

}
