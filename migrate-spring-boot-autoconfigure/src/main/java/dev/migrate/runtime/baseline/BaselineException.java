package dev.migrate.runtime.baseline;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a database that is there already cannot become the first revision.
 */
public final class BaselineException extends MigrateException {

	private static final String AGAIN = "Nothing was stamped. Correct the script and run 'migrate baseline --prove', which"
			+ " stamps this database if the revisions build the same, or delete the script and start again.";

	private BaselineException(String problem, String action, @Nullable Throwable cause) {
		super(problem, action, cause);
	}

	public static BaselineException revisionsExist(Collection<String> ids) {
		return new BaselineException(
				"The project has %s already (%s), and a baseline is the first one.".formatted(
						Counts.of(ids.size(), "revision"),
						String.join(", ", ids.stream().sorted().limit(5).toList()) + ((ids.size() > 5) ? ", …" : "")),
				"If they build what this database has, let 'migrate baseline --prove' show that and stamp it. Otherwise"
						+ " delete the scripts that were never applied anywhere, or write what is missing with 'migrate"
						+ " revision'.",
				null);
	}

	public static BaselineException noRevisions() {
		return new BaselineException("There is no revision to prove.",
				"Run 'migrate baseline' without --prove, which writes the first one.", null);
	}

	public static BaselineException managed(Collection<String> rows) {
		return new BaselineException(
				"The database is managed by Migrate already: it is at %s.".formatted(String.join(", ", rows)),
				"Connect to the database that is to be taken over. If the revision is no longer wanted, 'migrate stamp"
						+ " --purge base' forgets it.",
				null);
	}

	public static BaselineException empty(String database) {
		return new BaselineException("Database %s has nothing that a first revision could create.".formatted(database),
				"Connect to the database that is to be taken over, as with --migrate.url. For a new database, write the"
						+ " first revision with 'migrate revision --autogenerate'.",
				null);
	}

	public static BaselineException unknownTable(String name, @Nullable String similar) {
		return new BaselineException(
				"There is no table %s for --data.%s".formatted(name,
						(similar != null) ? " Did you mean %s?".formatted(similar) : ""),
				"Name tables of the database, with their schema unless it is the default one, as in --data"
						+ " roles,audit.kinds.",
				null);
	}

	public static BaselineException withoutRows(String name, String kind) {
		return new BaselineException("%s, given with --data, is %s and has no rows of its own.".formatted(name, kind),
				"Name the tables that have the rows.", null);
	}

	public static BaselineException ofTool(String name) {
		return new BaselineException(
				"%s, given with --data, is a table in which a migration tool keeps its state, and such tables are left out."
					.formatted(name),
				"Name tables of the application.", null);
	}

	public static BaselineException tooManyRows(Collection<String> tables, long limit) {
		return new BaselineException(
				"The tables of --data have more than %d rows: %s.".formatted(limit, String.join(", ", tables)),
				"A first revision is for the rows that the application cannot do without, such as roles. Leave large tables"
						+ " out and load them where they are needed, or allow more with --max-rows.",
				null);
	}

	public static BaselineException noScratchDatabase(String role) {
		return new BaselineException(
				"The revision is proven by building it in a scratch database, and the role %s may not create one."
					.formatted(role),
				"Let it create databases (ALTER ROLE %s CREATEDB), or run the command on a copy of the database, as"
					.formatted(role)
						+ " with --migrate.url, and then 'migrate stamp head' on this one. Nothing was written.",
				null);
	}

	public static BaselineException unknownLogin(Class<?> dataSource) {
		return new BaselineException(
				"It cannot be told how %s connects, so neither pg_dump nor a scratch database can be reached."
					.formatted(dataSource.getName()),
				"Say it with --migrate.url, --migrate.user and --migrate.password for this command.", null);
	}

	public static BaselineException unreachable(SQLException cause) {
		return new BaselineException(
				"The scratch database that proves the revision cannot be reached: %s.".formatted(cause.getMessage()),
				"It is on the server of the application's database, with the same user and password. Say them with"
						+ " --migrate.url, --migrate.user and --migrate.password for this command.",
				cause);
	}

	public static BaselineException notCreated(String message, Throwable cause) {
		return new BaselineException(
				"The scratch database that proves the revision cannot be created or dropped: %s.".formatted(message),
				"Nothing was stamped. Correct that, and go on with 'migrate baseline --prove' if the script was written.",
				cause);
	}

	public static BaselineException notCompared(String message, Throwable cause) {
		return new BaselineException(
				"What the revisions build cannot be compared with this database: %s.".formatted(message),
				"Nothing was stamped. Correct that, and go on with 'migrate baseline --prove' if the script was written.",
				cause);
	}

	public static BaselineException unreadable(String message, Throwable cause) {
		return new BaselineException("The database cannot be read: %s.".formatted(message),
				"Run the command as a role that may read everything in it, as with --migrate.user and"
						+ " --migrate.password.",
				cause);
	}

	public static BaselineException otherDatabase(String name) {
		return new BaselineException("The connection to the scratch database %s leads to another one.".formatted(name),
				"Let --migrate.url lead to the server itself, not to a pooler that chooses the database.", null);
	}

	public static BaselineException notBuilt(String problem, Throwable cause) {
		return new BaselineException("The revisions do not run in an empty database. " + problem, AGAIN, cause);
	}

	/**
	 * Creates the exception for a database that is not what the revisions build.
	 * @param differences whole lines
	 */
	public static BaselineException different(List<String> differences) {
		return new BaselineException(
				"What the revisions build in an empty database is not what this database has:\n"
						+ String.join("\n", differences) + "\n",
				AGAIN + " If the differences do not matter, 'migrate stamp head' stamps it as it is.", null);
	}

	static BaselineException folder(Path file, Exception cause) {
		return new BaselineException("The revision in %s cannot be read: %s.".formatted(file, cause.getMessage()),
				AGAIN, cause);
	}

}
