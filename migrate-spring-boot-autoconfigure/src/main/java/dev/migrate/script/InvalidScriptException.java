package dev.migrate.script;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the content of a file is not what it has to be: a revision script or a file
 * beside it breaks the rules of its format, a script uses a placeholder without a value,
 * or a template makes no such script.
 */
public final class InvalidScriptException extends MigrateException {

	private static final String TEXT = "write \\${ for the text itself, or put '-- placeholders: none' into the header.";

	private final String location;

	private final int line;

	/**
	 * Creates an exception.
	 * @param location where the script was found
	 * @param line the line of the mistake, counted from 1, or 0 if it is in no one line
	 * @param problem what is wrong
	 * @param action what to do about it
	 */
	public InvalidScriptException(String location, int line, String problem, String action) {
		this(location, line, ((line > 0) ? location + ", line " + line : location) + ": " + problem, action, null);
	}

	private InvalidScriptException(String location, int line, String problem, String action,
			@Nullable Throwable cause) {
		super(problem, action, cause);
		this.location = location;
		this.line = line;
	}

	static InvalidScriptException unknownPlaceholder(String location, int line, String placeholder) {
		return new InvalidScriptException(location, line, "the placeholder ${" + placeholder + "} has no value.",
				"Set the property migrate.placeholders." + placeholder + " or the environment variable "
						+ variable(placeholder) + ", " + TEXT);
	}

	static InvalidScriptException invalidPlaceholder(String location, int line, String placeholder) {
		String name = placeholder.replaceAll("[^\\w.-]+", ".").replaceAll("^[^A-Za-z]+|\\W+$", "");
		return new InvalidScriptException(location, line,
				"'" + placeholder + "' in ${" + placeholder + "} is not the name of a placeholder.",
				"A name begins with a letter, and has letters, digits, '_', '.' and '-'. "
						+ (name.isEmpty() ? "Write one, " : "Write a name such as ${" + name + "}, ") + TEXT);
	}

	static InvalidScriptException unclosedPlaceholder(String location, int line, String start) {
		return new InvalidScriptException(location, line,
				"the placeholder '" + start.strip() + "' has no } in its line.", "Close it with }, " + TEXT);
	}

	static InvalidScriptException ambiguousPlaceholder(String location, int line, String placeholder,
			List<String> names) {
		return new InvalidScriptException(location, line,
				"the placeholder ${" + placeholder + "} has several values, those of "
						+ names.stream().map((name) -> "migrate.placeholders." + name).collect(Collectors.joining(", "))
						+ ".",
				"Keep one of these properties: names that differ in nothing but case, '-', '_' and '.' are the same.");
	}

	/**
	 * Returns the environment variable whose value a placeholder gets.
	 */
	private static String variable(String placeholder) {
		return "MIGRATE_PLACEHOLDERS_" + placeholder.replaceAll("[_-]", "").replace('.', '_').toUpperCase(Locale.ROOT);
	}

	static InvalidScriptException adoptedTwice(AdoptedMigration migration, RevisionScript one, RevisionScript other) {
		return new InvalidScriptException(other.location(), 0,
				"Two revisions adopt '%s': %s (%s) and %s (%s).".formatted(migration, one.id(), one.origin(),
						other.id(), other.origin()),
				"Remove '%s' from the one that does not do what it did.".formatted(migration), null);
	}

	public static InvalidScriptException acceptedDifferences(String location, int line, String problem) {
		return new InvalidScriptException(location, line, problem,
				"Restore the line from an earlier version of the file, or delete the file and run 'migrate accept' to"
						+ " write a new one.");
	}

	public static InvalidScriptException template(String location, String problem, @Nullable Throwable cause) {
		return new InvalidScriptException(location, 0, "The template " + location + " cannot be used: " + problem + ".",
				"Correct it, or delete it to use the built-in one.", cause);
	}

	/**
	 * Returns where the script or the template was found.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

	/**
	 * Returns the line of the mistake.
	 * @return the line, counted from 1, or 0 if the mistake is in no one line
	 */
	public int getLine() {
		return this.line;
	}

}
