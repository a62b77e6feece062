package dev.migrate.adopt;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the history of another tool cannot be taken over.
 */
public final class AdoptException extends MigrateException {

	private static final String AGAIN = "The scripts are written, and nothing of the connected database was changed. Correct the"
			+ " scripts and run the command again, which then only compares.";

	private AdoptException(String problem, String action, @Nullable Throwable cause) {
		super(problem, action, cause);
	}

	/**
	 * Creates the exception for a history that cannot be read.
	 */
	public static AdoptException unreadable(String problem, String action, @Nullable Throwable cause) {
		return new AdoptException(problem, action, cause);
	}

	/**
	 * Creates the exception for a history that only its tool can read, which is not
	 * there.
	 */
	public static AdoptException notOnClassPath(String tool) {
		return new AdoptException("%s is not on the class path, and nobody else can run its history.".formatted(tool),
				"Leave it in the build until its history is adopted. Nothing was written.", null);
	}

	static AdoptException unconvertible(List<String> lines) {
		return new AdoptException("These migrations cannot be converted:\n  " + String.join("\n  ", lines) + "\n",
				"Nothing was written. Do what the lines say, and run the command again.", null);
	}

	/**
	 * Creates the exception for a project whose revisions were written without the old
	 * history.
	 */
	public static AdoptException otherRevisions(String tool, List<String> ids) {
		return new AdoptException(
				"The project has revisions already, and none of them adopts a migration of %s: %s.".formatted(tool,
						String.join(", ", ids.stream().sorted().limit(5).toList()) + ((ids.size() > 5) ? ", …" : "")),
				"The old history comes before all revisions. Move the scripts away, run the command, and bring them back"
						+ " behind its last revision ('revises' in their header). Nothing was written.",
				null);
	}

	/**
	 * Creates the exception for a file of which revisions adopt only a part.
	 */
	public static AdoptException partlyAdopted(String source, List<String> missing) {
		return new AdoptException(
				"Revisions adopt a part of %s, and none adopts %s.".formatted(source, String.join(", ", missing)),
				"Run the command without --per, which writes a revision for each change set that is missing. Nothing was"
						+ " written.",
				null);
	}

	/**
	 * Creates the exception for names that would mean something else.
	 */
	public static AdoptException otherSchema(String tool, String schema, String own) {
		return new AdoptException(
				"The default schema of %s is %s, and that of Migrate is %s.".formatted(tool, schema, own),
				"Set migrate.schema=%s, or spring.%s.default-schema=%s, and run the command again. Nothing was written."
					.formatted(schema, tool.toLowerCase(Locale.ROOT), own),
				null);
	}

	public static AdoptException differentHistory(String tool, List<String> differences) {
		return new AdoptException(
				"The revisions do not build what %s builds:\n%s\n".formatted(tool, String.join("\n", differences)),
				AGAIN + " If the differences do not matter, --without-proof leaves the comparison out.", null);
	}

	public static AdoptException notBuilt(String problem, Throwable cause) {
		return new AdoptException("The revisions do not run in an empty database. " + problem, AGAIN, cause);
	}

	/**
	 * Creates the exception for an old history that cannot be run.
	 */
	public static AdoptException oldHistoryNotBuilt(String tool, String problem, @Nullable Throwable cause) {
		return new AdoptException("%s cannot build an empty database from its history: %s".formatted(tool, problem),
				"The scripts are written, and cannot be compared with what does not run. Correct the old history and run"
						+ " the command again, or leave the comparison out with --without-proof.",
				cause);
	}

	/**
	 * Creates the exception for classes that the application was built without.
	 */
	public static AdoptException notCompiled(List<Path> files) {
		return new AdoptException(
				"The revisions are not compared yet, because some of them are classes: %s."
					.formatted(files.stream().map(Path::toString).collect(Collectors.joining(", "))),
				"Build the application and run the command again, which then only compares.", null);
	}

	/**
	 * Creates the exception for a database that cannot be compared with, because it is
	 * behind.
	 */
	public static AdoptException pending(String tool, List<String> migrations) {
		return new AdoptException(
				"The scripts are written and not compared: %s cannot build a database here, and the connected database lacks %s."
					.formatted(tool, String.join(", ", migrations)),
				"Connect to a database that has everything, or put the tool on the class path if it is one of Java, and run the"
						+ " command again.",
				null);
	}

	/**
	 * Creates the exception for migrations that would change what the application uses
	 * when they are run in a scratch database.
	 */
	public static AdoptException changesServer(List<String> lines) {
		return new AdoptException(
				"The scripts are written and not compared: on this server, the histories would change more than scratch databases.\n  "
						+ String.join("\n  ", lines) + "\n",
				"Set migrate.autogenerate.scratch-url to a server that nobody uses, such as a container, and run the command"
						+ " again, or leave the comparison out with --without-proof.",
				null);
	}

	static AdoptException noScratchDatabase(String role) {
		return new AdoptException(
				"The revisions are proven by building both histories in scratch databases, and the role %s may not create"
					.formatted(role) + " one.",
				"Let it create databases (ALTER ROLE %s CREATEDB), set migrate.autogenerate.scratch-url to a server where"
					.formatted(role) + " the role may, or leave the comparison out with --without-proof.",
				null);
	}

	public static AdoptException unreachable(String problem, Throwable cause) {
		return new AdoptException("The scratch databases cannot be used: " + problem,
				"Correct that and run the command again, which then only compares, or leave the comparison out with"
						+ " --without-proof.",
				cause);
	}

	static AdoptException unreachable(SQLException cause) {
		return unreachable(cause.getMessage() + ".", cause);
	}

}
