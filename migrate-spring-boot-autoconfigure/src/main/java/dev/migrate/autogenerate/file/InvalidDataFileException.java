package dev.migrate.autogenerate.file;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import dev.migrate.revision.SimilarNames;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file of rows cannot be read, or says what its table cannot be. Nothing
 * has been changed.
 */
public final class InvalidDataFileException extends MigrateException {

	private static final String LARGE = "Write a revision for them instead, with op.bulkInsert or with COPY in a script:"
			+ " a file of rows is for what people read and review.";

	private InvalidDataFileException(String problem, String action) {
		super(problem, action);
	}

	private InvalidDataFileException(String problem, String action, Throwable cause) {
		super(problem, action, cause);
	}

	private static String at(String location, int line) {
		return (line > 0) ? location + ", line " + line : location;
	}

	/**
	 * The file cannot be read.
	 */
	static InvalidDataFileException unreadable(String location, IOException cause) {
		return new InvalidDataFileException("%s cannot be read: %s.".formatted(location, cause.getMessage()),
				"Check that the file is there and readable.", cause);
	}

	/**
	 * The file has more bytes than are read.
	 */
	static InvalidDataFileException tooLarge(String location, int megabytes) {
		return new InvalidDataFileException("%s is larger than %d MB.".formatted(location, megabytes), LARGE);
	}

	/**
	 * The file has more rows than it may have.
	 * @param location the file
	 * @param rows how many rows it has
	 * @param limit how many it may have
	 * @return the exception
	 */
	public static InvalidDataFileException tooManyRows(String location, long rows, int limit) {
		return new InvalidDataFileException("%s has %s, more than the %d of migrate.data.max-rows.".formatted(location,
				Counts.of(rows, "row"), limit), LARGE + " Or raise migrate.data.max-rows.");
	}

	/**
	 * More rows differ than may.
	 * @param location the file
	 * @param table the table
	 * @param limit how many may differ
	 * @return the exception
	 */
	public static InvalidDataFileException tooManyChanges(String location, ObjectName table, int limit) {
		return new InvalidDataFileException(
				"More rows of %s differ from %s than the %d of migrate.data.max-rows.".formatted(table, location,
						limit),
				"If the file is meant to delete so many rows, delete them in a revision of its own first. Otherwise"
						+ " correct the file, or raise migrate.data.max-rows.");
	}

	/**
	 * The file is not in UTF-8.
	 */
	static InvalidDataFileException encoding(String location, int line) {
		return new InvalidDataFileException("%s is not in UTF-8.".formatted(at(location, line)),
				"Save the file in UTF-8.");
	}

	/**
	 * The file has nothing in it.
	 */
	static InvalidDataFileException empty(String location, boolean yaml) {
		return new InvalidDataFileException("%s is empty.".formatted(location),
				yaml ? "Write a list of rows, or 'rows: []' for none."
						: "Write a line with the names of the columns, and nothing below it for no rows.");
	}

	/**
	 * A part of the file is not as it has to be.
	 * @param location the file
	 * @param line the line, or 0 if it is not known
	 * @param problem what is wrong, without a full stop
	 * @param action what to do about it
	 * @return the exception
	 */
	public static InvalidDataFileException malformed(String location, int line, String problem, String action) {
		return new InvalidDataFileException("%s: %s.".formatted(at(location, line), problem), action);
	}

	/**
	 * The file sets something that there is not.
	 */
	static InvalidDataFileException unknownSetting(String location, int line, String name, List<String> known) {
		return new InvalidDataFileException("%s: unknown setting '%s'.".formatted(at(location, line), name),
				similar(name, known) + "The settings are " + String.join(", ", known) + ".");
	}

	/**
	 * YAML cannot be read.
	 */
	static InvalidDataFileException noYaml(String location) {
		return new InvalidDataFileException("%s is YAML, and SnakeYAML is not on the class path.".formatted(location),
				"Add the dependency org.yaml:snakeyaml, which spring-boot-starter has, or write the rows as CSV.");
	}

	/**
	 * There is no such table.
	 * @param location the file
	 * @param table the table
	 * @param known the tables that there are
	 * @return the exception
	 */
	public static InvalidDataFileException unknownTable(String location, ObjectName table, Collection<String> known) {
		return new InvalidDataFileException(
				"%s declares rows of the table '%s', which neither the database nor the entities have."
					.formatted(location, table),
				similar(table.written(), known)
						+ "Name the file after a table, as in countries.csv or app.countries.csv, or create the table"
						+ " with an entity or in a revision first.");
	}

	/**
	 * What the file is named after has no rows of its own.
	 * @param location the file
	 * @param name the name
	 * @param what what it is, such as {@code a view}
	 * @return the exception
	 */
	public static InvalidDataFileException noTable(String location, ObjectName name, String what) {
		return new InvalidDataFileException("%s declares rows of '%s', which is %s.".formatted(location, name, what),
				"Name the file after the table that the rows are in.");
	}

	/**
	 * The table is to be dropped.
	 * @param location the file
	 * @param table the table
	 * @return the exception
	 */
	public static InvalidDataFileException droppedTable(String location, ObjectName table) {
		return new InvalidDataFileException(
				"%s declares rows of the table '%s', which this revision would drop.".formatted(location, table),
				"Delete the file, or keep the table.");
	}

	/**
	 * Two files are about the same table.
	 * @param table the table
	 * @param location one file
	 * @param other the other file
	 * @return the exception
	 */
	public static InvalidDataFileException twoFiles(ObjectName table, String location, String other) {
		return new InvalidDataFileException(
				"%s and %s both declare the rows of '%s'.".formatted(location, other, table), "Keep one of them.");
	}

	/**
	 * There is no such column.
	 * @param location the file
	 * @param line the line
	 * @param table the table
	 * @param column the column
	 * @param known the columns of the table
	 * @return the exception
	 */
	public static InvalidDataFileException unknownColumn(String location, int line, ObjectName table, String column,
			List<String> known) {
		return new InvalidDataFileException(
				"%s: the table '%s' has no column '%s'.".formatted(at(location, line), table, column),
				similar(column, known) + "Its columns are " + String.join(", ", known) + ".");
	}

	/**
	 * The database computes the values of a column.
	 * @param location the file
	 * @param line the line
	 * @param column the column
	 * @return the exception
	 */
	public static InvalidDataFileException generatedColumn(String location, int line, String column) {
		return new InvalidDataFileException(
				"%s: the database computes the column '%s' by itself.".formatted(at(location, line), column),
				"Leave the column out.");
	}

	/**
	 * An identity that is always generated would have to be changed.
	 * @param location the file
	 * @param column the column
	 * @return the exception
	 */
	public static InvalidDataFileException changedIdentity(String location, String column) {
		return new InvalidDataFileException(
				"%s has other values of '%s' than the database, which is GENERATED ALWAYS and cannot be updated."
					.formatted(location, column),
				"Leave the column out, or make it the key.");
	}

	/**
	 * It is not clear which rows are the same.
	 * @param location the file
	 * @param table the table
	 * @param keys the keys that the file could have
	 * @return the exception
	 */
	public static InvalidDataFileException noKey(String location, ObjectName table, List<String> keys) {
		return new InvalidDataFileException(
				keys.isEmpty()
						? "%s has neither the primary key of '%s' nor the columns of a unique constraint."
							.formatted(location, table)
						: "%s has the columns of several keys of '%s': %s.".formatted(location, table,
								keys.stream().map((key) -> "(" + key + ")").collect(Collectors.joining(", "))),
				"State which columns tell the rows apart: '# key: code' above the line with the names of the columns, or"
						+ " 'key: code' in YAML.");
	}

	/**
	 * The key has a column that the file has not.
	 * @param location the file
	 * @param line the line
	 * @param column the column
	 * @param columns the columns of the file
	 * @return the exception
	 */
	public static InvalidDataFileException keyColumn(String location, int line, String column, List<String> columns) {
		return new InvalidDataFileException(
				"%s: the key has the column '%s', which the rows do not have.".formatted(at(location, line), column),
				similar(column, columns) + "Name columns of the file, separated by commas.");
	}

	/**
	 * The rows that a table has cannot be told apart by a column that is yet to be added.
	 * @param location the file
	 * @param table the table
	 * @param column the column
	 * @return the exception
	 */
	public static InvalidDataFileException newKey(String location, ObjectName table, String column) {
		return new InvalidDataFileException(
				"%s has the key '%s', which the rows of '%s' do not have yet.".formatted(location, column, table),
				"Add the column and its values in a revision of its own first, or state another key.");
	}

	/**
	 * Several rows of the table have the same key.
	 * @param location the file
	 * @param table the table
	 * @param key the key
	 * @return the exception
	 */
	public static InvalidDataFileException repeatedKey(String location, ObjectName table, String key) {
		return new InvalidDataFileException("%s: several rows of '%s' have the key %s.".formatted(location, table, key),
				"State a key that tells the rows apart, or add a unique constraint.");
	}

	/**
	 * The database refuses a row.
	 * @param location the file
	 * @param line the line, or 0 if it is not known
	 * @param column the column, or {@code null}
	 * @param message what the database says
	 * @param cause the exception of the driver
	 * @return the exception
	 */
	public static InvalidDataFileException refused(String location, int line, @Nullable String column, String message,
			Throwable cause) {
		return new InvalidDataFileException(
				"%s%s: the database refuses the row: %s.".formatted(at(location, line),
						(column != null) ? ", column " + column : "", message),
				"Correct the row. Without quotes, an empty value is NULL.", cause);
	}

	/**
	 * The database refuses a table of such columns.
	 * @param location the file
	 * @param message what the database says
	 * @param cause the exception of the driver
	 * @return the exception
	 */
	public static InvalidDataFileException refusedTable(String location, String message, Throwable cause) {
		return new InvalidDataFileException(
				"%s cannot be compared, because the database refuses its columns: %s.".formatted(location, message),
				"State another key, leave the column out, or create its type in a revision first.", cause);
	}

	private static String similar(String name, Collection<String> known) {
		return known.stream()
			.filter((candidate) -> SimilarNames.distance(name.strip(), candidate) <= Math.max(1,
					Math.max(name.length(), candidate.length()) / 3))
			.min(Comparator.comparingInt((candidate) -> SimilarNames.distance(name.strip(), candidate)))
			.map("Did you mean '%s'? "::formatted)
			.orElse("");
	}

}
