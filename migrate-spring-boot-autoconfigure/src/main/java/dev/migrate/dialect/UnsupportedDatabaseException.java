package dev.migrate.dialect;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;

/**
 * Thrown when no {@link Dialect} is known for a database, or when a database, or what
 * stands before it, does not have the lock that was configured.
 */
public class UnsupportedDatabaseException extends MigrateException {

	private UnsupportedDatabaseException(String problem, String action) {
		super(problem, action);
	}

	/**
	 * Returns the exception for the database that a connection leads to.
	 * @param product what the driver calls it
	 */
	static UnsupportedDatabaseException product(String product) {
		return new UnsupportedDatabaseException("The database is %s, which Migrate does not know.".formatted(product),
				"Use PostgreSQL, or H2 2 for tests, or set migrate.enabled=false for this application.");
	}

	/**
	 * Returns the exception for the name of a database.
	 * @param name the name; of a JDBC URL only what can be shown
	 * @param known the names that are known
	 */
	static UnsupportedDatabaseException dialect(String name, List<String> known) {
		return new UnsupportedDatabaseException("There is no dialect '%s'.".formatted(name),
				"Name the database, %s, with a version if need be, as in 'postgresql:16', or give a JDBC URL that begins with %s."
					.formatted(alternatives("'", known, "'"), alternatives("'jdbc:", known, ":'")));
	}

	/**
	 * Returns the exception for a database without the lock that was configured.
	 * @param database the database, such as {@code H2}
	 * @param mode what was configured
	 * @param supported what the database has, the usual one first
	 * @return the exception
	 */
	public static UnsupportedDatabaseException lock(String database, LockMode mode, List<LockMode> supported) {
		List<String> names = supported.stream().map(UnsupportedDatabaseException::name).toList();
		return new UnsupportedDatabaseException(
				"%s does not have the lock of migrate.lock.mode=%s.".formatted(database, name(mode)),
				"Set %s, or leave it unset for %s.".formatted(alternatives("migrate.lock.mode=", names, ""),
						names.get(0)));
	}

	/**
	 * Returns the exception for a connection whose statements run in several sessions of
	 * the server, so that none of them can hold a lock for the others.
	 * @param before the pid of the session that the lock was asked for in
	 * @param now the pid of the session of a later statement
	 * @return the exception
	 */
	public static UnsupportedDatabaseException sessions(int before, int now) {
		return new UnsupportedDatabaseException("""
				One statement of this connection ran in the session with pid %d, and the next one in that with pid %d: \
				there is a connection pooler in transaction mode between, which the lock of migrate.lock.mode=advisory \
				does not work with.""".formatted(before, now), """
				Migrate over a direct connection to the server (migrate.url), or set migrate.lock.mode=transaction. If \
				later migrations wait for a session that is idle, the pooler has kept the lock in it: end that session \
				with pg_terminate_backend(pid).""");
	}

	private static String name(LockMode mode) {
		return mode.name().toLowerCase(Locale.ROOT);
	}

	private static String alternatives(String before, List<String> names, String after) {
		return names.stream().collect(Collectors.joining(after + " or " + before, before, after));
	}

}
