package dev.migrate.runtime;

import java.time.Duration;

import dev.migrate.dialect.LockMode;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How migrations of the same tables keep out of each other's way.
 *
 * @param mode what keeps them apart
 * @param maxWait how long one waits for another, or {@code null} for as long as it lives
 * @param lease how long the lease of {@link LockMode#TABLE} lasts after it was renewed,
 * at least a second
 */
record LockSettings(LockMode mode, @Nullable Duration maxWait, Duration lease) {

	static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);

	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

	LockSettings {
		Assert.isTrue(lease.compareTo(SHORTEST_LEASE) >= 0,
				() -> "migrate.lock.lease must be at least 1 s, but is " + lease);
	}

}
