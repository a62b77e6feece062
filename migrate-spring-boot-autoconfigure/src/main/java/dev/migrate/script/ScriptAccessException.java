package dev.migrate.script;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when revision scripts cannot be found, read or written: a location or a file is
 * missing or not accessible, a class cannot be loaded, there is no folder or file name
 * for a new script, or what was built from the scripts is older than they are.
 */
public final class ScriptAccessException extends MigrateException {

	private final String location;

	private ScriptAccessException(String location, String problem, String action, @Nullable Throwable cause) {
		super(problem, action, cause);
		this.location = location;
	}

	public static ScriptAccessException unreadable(String location, String problem, String action,
			@Nullable Throwable cause) {
		return new ScriptAccessException(location, location + " cannot be used: " + problem + ".", action, cause);
	}

	public static ScriptAccessException unwritable(Path file, String problem, String action,
			@Nullable Throwable cause) {
		return new ScriptAccessException(file.toString(), file + " cannot be written: " + problem + ".", action, cause);
	}

	public static ScriptAccessException invalidLocation(String location) {
		return new ScriptAccessException(location,
				"The location '" + location + "' of revision scripts is neither a class path nor a file system folder.",
				"Correct the property migrate.locations: write 'classpath:db/revisions', 'application:db/revisions'"
						+ " or 'file:/path/to/folder',"
						+ (location.contains("{vendor}")
								? " and a property of your own such as ${app.vendor} in place of {vendor},"
										+ " because the revisions must be known without a connection."
								: " without wildcards."),
				null);
	}

	/**
	 * Creates an exception for a file name that the platform cannot write.
	 * @param name the name
	 * @param reason what is wrong with it
	 * @param encoding the encoding that the platform writes file names in
	 * @param cause what says so
	 * @return the exception
	 */
	public static ScriptAccessException unsupportedName(String name, String reason, String encoding, Throwable cause) {
		return new ScriptAccessException(name,
				"'%s' cannot be the name of a file here: %s. The platform writes file names in %s.".formatted(name,
						reason, encoding),
				"Use other characters in the name, or start with a locale of UTF-8, as with the environment variable"
						+ " LC_ALL=C.UTF-8.",
				cause);
	}

	/**
	 * Creates an exception for locations that do not exist.
	 * @param locations the locations, as they were configured
	 * @param database the name of the database, or {@code null} if it has none
	 * @return the exception
	 */
	public static ScriptAccessException missingLocations(List<String> locations, @Nullable String database) {
		String texts = String.join(", ", locations);
		return new ScriptAccessException(texts, "No such location of revision scripts: %s.".formatted(texts),
				"Correct %s, or create the folder with a first revision in it."
					.formatted((database == null) ? "migrate.locations" : "the locations of '" + database + "'"),
				null);
	}

	public static ScriptAccessException sourceFolder(String location, String problem, String action) {
		return new ScriptAccessException(location, problem, action, null);
	}

	public static ScriptAccessException fileTemplate(String template, String problem, String action) {
		return new ScriptAccessException(template, "The file template '" + template + "' " + problem + ".", action,
				null);
	}

	public static ScriptAccessException outdatedIndex(String location, boolean exists) {
		return new ScriptAccessException(location,
				"%s %s the application was processed ahead of time.".formatted(location,
						exists ? "was changed after" : "was deleted after"),
				"Build the application again, or run it with spring.aot.enabled=false, so that scripts are looked for.",
				null);
	}

	public static ScriptAccessException staleClassPath(List<String> revisions, List<String> files) {
		boolean one = revisions.size() == 1;
		return new ScriptAccessException(String.join(", ", files),
				"The application was built before %s written: %s."
					.formatted(one ? "this revision was" : "these revisions were", String.join(", ", files)),
				"Rebuild it and repeat the command, so that the new revision can follow "
						+ (one ? "that one." : "them."),
				null);
	}

	/**
	 * Creates an exception for scripts that an earlier build has left.
	 * @param scripts descriptions of the scripts
	 * @param actions what removes them
	 * @return the exception
	 */
	public static ScriptAccessException withoutSource(List<String> scripts, Collection<String> actions) {
		String texts = String.join(", ", scripts);
		boolean one = scripts.size() == 1;
		return new ScriptAccessException(texts,
				"%s left over from an earlier build, such as that of another branch; the sources of this project do not have %s: %s."
					.formatted(one ? "This revision is" : "These revisions are", one ? "it" : "them", texts),
				String.join(". ", new LinkedHashSet<>(actions)) + ", and start again.", null);
	}

	/**
	 * Returns what cannot be accessed.
	 * @return a file, a location as it was configured, or several of them
	 */
	public String getLocation() {
		return this.location;
	}

}
