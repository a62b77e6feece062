package dev.migrate.autogenerate;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import dev.migrate.text.MaskedException;
import dev.migrate.text.Secrets;

/**
 * Thrown when the database cannot be compared as it is now or as was asked for: it cannot
 * be reached, somebody has locked a table, the model cannot be tried out, or a rename or
 * a pattern makes no sense. Nothing has been changed.
 */
public final class ComparisonFailedException extends MigrateException {

	private ComparisonFailedException(String problem, String action, Throwable cause) {
		super(problem, action, cause);
	}

	private ComparisonFailedException(String problem, String action) {
		super(problem, action);
	}

	/**
	 * There is no connection, or it fails.
	 * @param cause the exception of the driver
	 * @return the exception
	 */
	public static ComparisonFailedException connection(SQLException cause) {
		return new ComparisonFailedException(
				"The database cannot be compared with what is wanted: %s"
					.formatted(Secrets.withoutUrls(String.valueOf(cause.getMessage()))),
				"Make sure that the database can be reached, and try again.",
				MaskedException.of(cause, Secrets::withoutUrls));
	}

	/**
	 * The database refuses a statement of the comparison itself.
	 * @param cause the exception of the driver
	 * @return the exception
	 */
	public static ComparisonFailedException statement(SQLException cause) {
		return new ComparisonFailedException(
				"The database refuses a statement of the comparison: %s [SQLSTATE %s]".formatted(cause.getMessage(),
						cause.getSQLState()),
				"Give the user the right that is missing, if one is. Otherwise repeat the command with --raise and report"
						+ " the stack trace.",
				cause);
	}

	/**
	 * A table or column cannot be renamed as requested.
	 * @param request the request, or what stands at the entity
	 * @param problem what is wrong with it
	 * @param action what to do about it
	 * @return the exception
	 */
	public static ComparisonFailedException invalidRename(String request, String problem, String action) {
		return new ComparisonFailedException(request + ": " + problem, action);
	}

	/**
	 * A pattern for the names of compared objects is malformed.
	 * @param property the property that has it
	 * @param pattern the pattern
	 * @param parts whether it may be for a part of a table, too
	 * @return the exception
	 */
	static ComparisonFailedException invalidPattern(String property, String pattern, boolean parts) {
		return new ComparisonFailedException(
				"'%s' in %s is not a pattern for the name of a table%s.".formatted(pattern, property,
						parts ? " or of a part of one" : ""),
				("Write it as table%s; * stands for any characters but a dot, and a name with other characters than"
						+ " letters, digits, _, $ and - is written in double quotes.")
					.formatted(parts ? ", schema.table, table.column or schema.table.column" : " or schema.table"));
	}

	/**
	 * Somebody else keeps the tables of the database from being read.
	 * @param holders a description of each session that may be in the way
	 * @param cause the exception of the driver
	 * @return the exception
	 */
	public static ComparisonFailedException lockedTables(List<String> holders, Throwable cause) {
		return new ComparisonFailedException(
				holders.isEmpty() ? "The database cannot be compared, because somebody else has locked a table."
						: "The database cannot be compared, because somebody else has locked a table: %s."
							.formatted(String.join("; ", holders)),
				"Wait until that transaction has ended, or end it, and try again.", cause);
	}

	/**
	 * There is no connection to the scratch database.
	 * @param cause the exception of the driver
	 * @return the exception
	 */
	public static ComparisonFailedException scratchDatabase(SQLException cause) {
		return new ComparisonFailedException(
				"The scratch database cannot be reached: %s"
					.formatted(Secrets.withoutUrls(String.valueOf(cause.getMessage()))),
				"Start it, or correct migrate.autogenerate.scratch-url, scratch-username or scratch-password.",
				MaskedException.of(cause, Secrets::withoutUrls));
	}

	/**
	 * The wanted schema would lock a live object if it was created.
	 * @param locks the objects with their locks
	 * @return the exception
	 */
	public static ComparisonFailedException scratchLocks(List<String> locks) {
		return new ComparisonFailedException(
				"Trying out the model locks objects of the database: %s.".formatted(String.join(", ", locks)),
				"Write what refers to them, such as a default that calls a function, without side effects, or leave it"
						+ " out with migrate.autogenerate.exclude.");
	}

	/**
	 * The database refuses a part of the wanted schema.
	 * @param refused the parts
	 * @return the exception
	 */
	public static ComparisonFailedException refused(List<RefusedPart> refused) {
		String problem = (refused.size() == 1)
				? "The database refuses a part of the model: %s.".formatted(refused.get(0))
				: "The database refuses %d parts of the model:\n  %s".formatted(refused.size(),
						refused.stream().map(RefusedPart::toString).collect(Collectors.joining("\n  ")));
		return new ComparisonFailedException(problem,
				"Create the type, function or extension in a revision first, correct the definition, or leave the part out with"
						+ " migrate.autogenerate.exclude. With --allow-refused, 'revision --autogenerate', 'check' and"
						+ " 'accept' go on with the rest and leave such parts as they are in the database.");
	}

	/**
	 * The database would refuse changes because of what depends on the changed objects.
	 * @param changes a sentence for each change
	 * @return the exception
	 */
	public static ComparisonFailedException blocked(List<String> changes) {
		return new ComparisonFailedException(
				(changes.size() == 1) ? changes.get(0)
						: "The database would refuse %d changes:\n  %s".formatted(changes.size(),
								String.join("\n  ", changes)),
				"Drop or change what depends on it in a revision of its own first, or leave what is to be changed out"
						+ " with migrate.autogenerate.exclude. What belongs to somebody else is changed by them, or by a"
						+ " member of their role.");
	}

	/**
	 * The model is in several schemas, and the user may not create schemas.
	 * @param schemas the schemas
	 * @param database what to call the database
	 * @return the exception
	 */
	public static ComparisonFailedException noRightForSchemas(Collection<String> schemas, String database) {
		return withoutRight(
				"The model is in the schemas %s, and the user of %s may not create schemas to try it out in."
					.formatted(String.join(", ", schemas), database),
				"CREATE");
	}

	/**
	 * Objects are declared, and the user may not create schemas.
	 * @param database what to call the database
	 * @return the exception
	 */
	public static ComparisonFailedException noRightForObjects(String database) {
		return withoutRight(
				"Declared objects are tried out in schemas of their own, and the user of %s may not create any."
					.formatted(database),
				"CREATE");
	}

	/**
	 * The user may create neither schemas nor temporary objects.
	 * @param database what to call the database
	 * @return the exception
	 */
	public static ComparisonFailedException noRight(String database) {
		return withoutRight(
				("The user of %s has neither the CREATE nor the TEMPORARY privilege on it, and one of them is needed to try"
						+ " the model out.")
					.formatted(database),
				"CREATE or TEMPORARY");
	}

	private static ComparisonFailedException withoutRight(String problem, String right) {
		return new ComparisonFailedException(problem,
				("Grant %s on that database to that user, or set migrate.autogenerate.scratch-url to a database where the"
						+ " user may create schemas.")
					.formatted(right));
	}

}
