package dev.migrate.script;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A migration of another tool that a revision takes the place of: where that tool has run
 * the migration, the revision counts as applied.
 *
 * @param tool the other tool
 * @param name what the tool calls the migration: of Flyway a version such as {@code 2.1},
 * {@code R} and the description of a repeatable migration, {@code callback} and the name
 * of an SQL callback, or {@code schemas}; of Liquibase {@code id::author::path}
 * @param checksum the checksum that Flyway gives a repeatable migration, if only that
 * text of it is adopted, else {@code null}
 */
public record AdoptedMigration(Tool tool, String name, @Nullable Integer checksum) {

	private static final String REPEATABLE = "R ";

	private static final char BASELINE = 'B';

	private static final String CALLBACK = "callback ";

	private static final String SCHEMAS = "schemas";

	private static final String SEPARATOR = "::";

	private static final int LONGEST_DESCRIPTION = 200;

	private static final Pattern TEXT = Pattern.compile("(?<tool>\\S+)\\s+(?<name>\\S.*)", Pattern.DOTALL);

	private static final Pattern CHECKSUM = Pattern.compile("(?<name>R\\s.*\\S)\\s+checksum=(?<checksum>-?\\d{1,10})");

	/**
	 * Reads what the header of a script or {@link dev.migrate.Revision#adopts()} says.
	 * @return the migration, or {@code null} if the text names none
	 */
	static @Nullable AdoptedMigration parse(String text) {
		Matcher matcher = TEXT.matcher(text.strip());
		Tool tool = matcher.matches() ? Tool.of(matcher.group("tool")) : null;
		if (tool == null) {
			return null;
		}
		String name = matcher.group("name");
		return (tool == Tool.FLYWAY) ? flyway(name) : liquibase(name);
	}

	private static @Nullable AdoptedMigration flyway(String name) {
		boolean baseline = name.charAt(0) == BASELINE;
		FlywayVersion version = FlywayVersion.parse(baseline ? name.substring(1) : name);
		if (version != null) {
			return baseline ? flywayBaseline(version.text()) : flywayVersion(version.text());
		}
		if (name.equals(SCHEMAS)) {
			return flywaySchemas();
		}
		if (name.startsWith(CALLBACK)) {
			return flywayCallback(name.substring(CALLBACK.length()));
		}
		Matcher checksum = CHECKSUM.matcher(name);
		if (checksum.matches()) {
			long value = Long.parseLong(checksum.group("checksum"));
			return (value != (int) value) ? null : repeatable(checksum.group("name"), (int) value);
		}
		return repeatable(name, null);
	}

	private static @Nullable AdoptedMigration repeatable(String name, @Nullable Integer checksum) {
		return (name.length() > 2 && name.charAt(0) == 'R' && Character.isWhitespace(name.charAt(1)))
				? new AdoptedMigration(Tool.FLYWAY, REPEATABLE + name.substring(1).strip(), checksum) : null;
	}

	private static @Nullable AdoptedMigration liquibase(String name) {
		int path = name.lastIndexOf(SEPARATOR);
		int author = name.lastIndexOf(SEPARATOR, path - 1);
		boolean complete = author > 0 && author + SEPARATOR.length() < path
				&& path + SEPARATOR.length() < name.length();
		return complete ? new AdoptedMigration(Tool.LIQUIBASE, name, null) : null;
	}

	/**
	 * Returns a versioned migration of Flyway.
	 * @param version its version, as the history of Flyway has it
	 * @return the migration
	 */
	public static AdoptedMigration flywayVersion(String version) {
		return new AdoptedMigration(Tool.FLYWAY, version, null);
	}

	/**
	 * Creates what stands for a baseline script of Flyway.
	 * @param version its version
	 * @return the migration
	 */
	public static AdoptedMigration flywayBaseline(String version) {
		return new AdoptedMigration(Tool.FLYWAY, BASELINE + version, null);
	}

	/**
	 * Returns a repeatable migration of Flyway.
	 * @param description its description, as the history of Flyway has it
	 * @param checksum its checksum, or {@code null} if that does not matter
	 * @return the migration
	 */
	public static AdoptedMigration flywayRepeatable(String description, @Nullable Integer checksum) {
		return new AdoptedMigration(Tool.FLYWAY, REPEATABLE + description.strip(), checksum);
	}

	/**
	 * Returns an SQL callback of Flyway.
	 * @param name the name of its file
	 * @return what Flyway did with each of its runs
	 */
	public static AdoptedMigration flywayCallback(String name) {
		return new AdoptedMigration(Tool.FLYWAY, CALLBACK + name.strip(), null);
	}

	/**
	 * Returns the creation of the schemas that Flyway was given.
	 * @return what Flyway did before its first migration
	 */
	public static AdoptedMigration flywaySchemas() {
		return new AdoptedMigration(Tool.FLYWAY, SCHEMAS, null);
	}

	/**
	 * Returns a change set of Liquibase.
	 * @param id its id
	 * @param author its author
	 * @param path the path of its changelog
	 * @return the migration
	 */
	public static AdoptedMigration liquibaseChangeSet(String id, String author, String path) {
		return new AdoptedMigration(Tool.LIQUIBASE, id + SEPARATOR + author + SEPARATOR + path, null);
	}

	/**
	 * Makes sure that no two revisions adopt the same migration.
	 * @param scripts all scripts
	 * @throws InvalidScriptException if two do
	 */
	public static void requireDistinct(List<RevisionScript> scripts) {
		Map<Object, RevisionScript> owners = new HashMap<>();
		for (RevisionScript script : scripts) {
			for (AdoptedMigration migration : script.adopts()) {
				RevisionScript other = owners.putIfAbsent(migration.identity(), script);
				if (other != null && !isSame(other, script)) {
					throw InvalidScriptException.adoptedTwice(migration, other, script);
				}
			}
		}
	}

	/**
	 * A revision adopts what those adopt that it replaces.
	 */
	private static boolean isSame(RevisionScript one, RevisionScript other) {
		return one.id().equals(other.id()) || one.node().replaces().contains(other.id())
				|| other.node().replaces().contains(one.id());
	}

	/**
	 * Returns whether this is a baseline script of Flyway, in whose place every version
	 * up to its own can have been applied, also one that nothing names any more.
	 * @return whether it is one
	 */
	public boolean isBaseline() {
		return this.tool == Tool.FLYWAY && this.name.charAt(0) == BASELINE;
	}

	/**
	 * Returns the version of a baseline script.
	 * @return the version, or this migration if it is no baseline script
	 */
	public AdoptedMigration version() {
		return isBaseline() ? flywayVersion(this.name.substring(1)) : this;
	}

	/**
	 * Returns what the version of a versioned migration or a baseline script of Flyway is
	 * compared by.
	 * @return the version, or {@code null} if this is another migration
	 */
	public @Nullable FlywayVersion parsedVersion() {
		return (this.tool == Tool.FLYWAY) ? FlywayVersion.parse(version().name()) : null;
	}

	/**
	 * Returns whether Flyway runs this migration again when its text has changed.
	 * @return whether it is a repeatable one
	 */
	public boolean isRepeatable() {
		return this.tool == Tool.FLYWAY && this.name.startsWith(REPEATABLE);
	}

	/**
	 * Returns whether Flyway did this around its migrations, and its history has no row
	 * of it: wherever that tool has run a migration above, it was done.
	 * @return whether it is a callback, or the creation of schemas
	 */
	public boolean isAround() {
		return this.tool == Tool.FLYWAY && (this.name.equals(SCHEMAS) || this.name.startsWith(CALLBACK));
	}

	/**
	 * Returns what makes this migration the same as another one, as its tool compares
	 * them: the versions 1, 1.0 and 01 are one, the path of a changelog is the same with
	 * and without {@code classpath:}, and checksums make no difference.
	 * @return a value to compare
	 */
	public Identity identity() {
		if (this.tool == Tool.LIQUIBASE) {
			int path = this.name.lastIndexOf(SEPARATOR) + SEPARATOR.length();
			return new Identity(this.tool, this.name.substring(0, path) + normalPath(this.name.substring(path)));
		}
		if (isRepeatable()) {
			// Flyway abbreviates what its table has no room for.
			String description = this.name.substring(REPEATABLE.length());
			return new Identity(this.tool, REPEATABLE + ((description.length() <= LONGEST_DESCRIPTION) ? description
					: description.substring(0, LONGEST_DESCRIPTION - 3) + "..."));
		}
		FlywayVersion version = parsedVersion();
		if (version == null) {
			return new Identity(this.tool, this.name);
		}
		return new Identity(this.tool, isBaseline() ? BASELINE + version.normal() : version.normal());
	}

	/**
	 * Returns the path of a changelog as Liquibase compares it, whichever version has
	 * written it.
	 * @param path the path, as a history or a header has it
	 * @return the path without what makes no difference
	 */
	public static String normalPath(String path) {
		return path.replace('\\', '/').replaceFirst("^classpath\\*?:", "").replaceFirst("^(\\./|/)+", "");
	}

	/**
	 * Returns the form of the header.
	 */
	@Override
	public String toString() {
		return this.tool.word() + " " + this.name + ((this.checksum != null) ? " checksum=" + this.checksum : "");
	}

	/**
	 * What makes two migrations the same.
	 *
	 * @param tool the tool that they belong to
	 * @param name the normal form of their name
	 */
	public record Identity(Tool tool, String name) {
	}

	/**
	 * A tool whose migrations revisions can adopt.
	 */
	public enum Tool {

		/**
		 * Flyway.
		 */
		FLYWAY("Flyway"),

		/**
		 * Liquibase.
		 */
		LIQUIBASE("Liquibase");

		private final String title;

		Tool(String title) {
			this.title = title;
		}

		static @Nullable Tool of(String word) {
			return Stream.of(values()).filter((tool) -> tool.word().equals(word)).findFirst().orElse(null);
		}

		/**
		 * Returns the name of the tool.
		 * @return the name, for people to read
		 */
		public String title() {
			return this.title;
		}

		/**
		 * Returns the word for the tool in headers and properties.
		 * @return a word in lower case
		 */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
