package dev.migrate.dialect.database;

import java.nio.file.Path;
import java.util.Collection;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a database cannot be dumped.
 */
public final class DumpFailedException extends MigrateException {

	private static final String OTHERWISE = "or write the revision from the entities with --from-entities.";

	private DumpFailedException(String problem, String action, @Nullable Throwable cause) {
		super(problem, action, cause);
	}

	public static DumpFailedException notFound(String path) {
		return new DumpFailedException(
				"The program pg_dump was not found on the PATH (%s)."
					.formatted(path.isEmpty() ? "which is empty" : path),
				"Install the client programs of PostgreSQL, such as the package postgresql-client, name the program with"
						+ " --pg-dump, " + OTHERWISE,
				null);
	}

	public static DumpFailedException notExecutable(Path program, @Nullable Throwable cause) {
		return new DumpFailedException(
				"%s is not a program that can be run%s.".formatted(program,
						(cause != null) ? " (" + cause.getMessage() + ")" : ""),
				"Name the program pg_dump with --pg-dump, " + OTHERWISE, cause);
	}

	public static DumpFailedException notPgDump(Path program, String output) {
		return new DumpFailedException(
				"%s does not say that it is a pg_dump of PostgreSQL: %s".formatted(program,
						output.isBlank() ? "it prints no version." : output.strip()),
				"Name the program pg_dump with --pg-dump, " + OTHERWISE, null);
	}

	public static DumpFailedException tooOld(Path program, int version, int server) {
		return new DumpFailedException(
				"%s is of version %d, and the server is PostgreSQL %d, which an older program cannot dump."
					.formatted(program, version, server),
				"Install the client programs of PostgreSQL %d or later and name their pg_dump with --pg-dump, %s"
					.formatted(server, OTHERWISE),
				null);
	}

	public static DumpFailedException unreachable(String setting) {
		return new DumpFailedException(
				"The connection of the application is made with %s, which pg_dump cannot do.".formatted(setting),
				"Set migrate.url to a URL without it for this command, as in --migrate.url=…, " + OTHERWISE, null);
	}

	public static DumpFailedException failed(Path program, int exitCode, String output) {
		return new DumpFailedException("%s ended with exit code %d:%n%s".formatted(program, exitCode, output
			.strip()).stripTrailing(), output.contains("permission denied")
					? "Run the command as a role that may read everything in the database, as with --migrate.user and"
							+ " --migrate.password."
					: "pg_dump gets host, port, database, user, password and TLS settings of the application's JDBC URL."
							+ " Correct what it complains about, " + OTHERWISE,
				null);
	}

	public static DumpFailedException interrupted(Path program) {
		return new DumpFailedException("Waiting for %s was interrupted.".formatted(program),
				"Run the command again. Nothing was written.", null);
	}

	public static DumpFailedException beyondSchemas(Collection<String> tables) {
		return new DumpFailedException(
				"The revision cannot be built in scratch schemas, because it uses what is outside of them: %s."
					.formatted(String.join(", ", tables)),
				"Nothing was stamped, and what it did was rolled back. Delete the script and run the command as a role that"
						+ " may create databases (ALTER ROLE … CREATEDB), which builds it in one.",
				null);
	}

	public static DumpFailedException unreadable(String problem, Throwable cause) {
		return new DumpFailedException("What pg_dump has written cannot be read: " + problem,
				"Write the dump into a revision by hand, as the page about an existing database shows.", cause);
	}

}
