package dev.migrate.dialect;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;

/**
 * Thrown when no {@link Dialect} is known for a database, or when a database does not
 * have the lock that was configured.
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
	 * @param name the name; of a JDBC URL only what comes before the address
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

	private static String name(LockMode mode) {
		return mode.name().toLowerCase(Locale.ROOT);
	}

	private static String alternatives(String before, List<String> names, String after) {
		return names.stream().collect(Collectors.joining(after + " or " + before, before, after));
	}

}
