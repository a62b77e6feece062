package dev.migrate.dialect;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The default schema and the limits of a session that migrates.
 *
 * @param schema the schema that unqualified names mean first, or {@code null} for what
 * the search path of the connection says
 * @param createSchema whether a run creates that schema, and the one of the version
 * table, if it does not exist
 * @param lockTimeout how long a statement may wait for a lock when others queue behind
 * it; zero for no limit
 * @param statementTimeout how long a statement may run, zero for no limit, or
 * {@code null} for what the connection came with
 * @param idleInTransactionTimeout how long a transaction may be idle, zero for no limit,
 * or {@code null} for what the connection came with
 */
public record SessionSettings(@Nullable String schema, boolean createSchema, Duration lockTimeout,
		@Nullable Duration statementTimeout, @Nullable Duration idleInTransactionTimeout) {

	public SessionSettings {
		if (schema != null && schema.isBlank()) {
			throw MigrationSchemaException.invalidName("migrate.schema is empty.");
		}
		check("lockTimeout", lockTimeout);
		check("statementTimeout", statementTimeout);
		check("idleInTransactionTimeout", idleInTransactionTimeout);
	}

	/**
	 * Returns the settings of a migration that nobody has configured: a lock timeout of
	 * five seconds.
	 * @return the settings
	 */
	public static SessionSettings defaults() {
		return new SessionSettings(null, false, Duration.ofSeconds(5), null, null);
	}

	private static void check(String name, @Nullable Duration duration) {
		// The server counts milliseconds in 32 bits.
		Assert.isTrue(
				duration == null
						|| (!duration.isNegative() && duration.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) <= 0),
				() -> name + " must be between 0 and 24 days, but is " + duration);
	}

}
