package dev.migrate.runtime.lock;

import java.time.Duration;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.UnsupportedDatabaseException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How migrations of the same tables keep out of each other's way.
 *
 * @param mode what keeps them apart, or {@code null} for what the database has
 * @param maxWait how long one waits for another, or {@code null} for as long as it lives
 * @param lease how long the lease of {@link LockMode#TABLE} lasts after it was renewed,
 * at least a second
 */
public record LockSettings(@Nullable LockMode mode, @Nullable Duration maxWait, Duration lease) {

	public static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);

	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

	public LockSettings {
		Assert.isTrue(lease.compareTo(SHORTEST_LEASE) >= 0,
				() -> "migrate.lock.lease must be at least 1 s, but is " + lease);
	}

	/**
	 * Returns what keeps migrations of a database apart.
	 * @param dialect the database
	 * @throws UnsupportedDatabaseException if one was chosen that the database has not
	 */
	public LockMode modeOn(Dialect dialect) {
		List<LockMode> supported = dialect.lockModes();
		if (this.mode == null) {
			return supported.get(0);
		}
		if (!supported.contains(this.mode)) {
			throw UnsupportedDatabaseException.lock(dialect.name(), this.mode, supported);
		}
		return this.mode;
	}

}
