package dev.migrate.runtime.run;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and after which pauses a revision is tried again that failed because another
 * session was in its way: it waited too long for a lock, was chosen as the victim of a
 * deadlock, or could not be serialized.
 *
 * @param maxAttempts how often it is tried in all, at least 1; with 1 it is never tried
 * again
 * @param initialDelay the pause after the first attempt
 * @param multiplier what each pause is multiplied by to make the next, at least 1
 * @param maxDelay the longest pause
 * @param jitter the share of a pause that is left to chance, from 0 to 1, so that
 * processes that failed together do not meet again
 */
public record RetryPolicy(int maxAttempts, Duration initialDelay, double multiplier, Duration maxDelay, double jitter) {

	public RetryPolicy {
		check(maxAttempts > 0, "maxAttempts must be at least 1", maxAttempts);
		check(!initialDelay.isNegative(), "initialDelay must not be negative", initialDelay);
		check(multiplier >= 1, "multiplier must be at least 1", multiplier);
		check(!maxDelay.isNegative(), "maxDelay must not be negative", maxDelay);
		check(jitter >= 0 && jitter <= 1, "jitter must be between 0 and 1", jitter);
	}

	private static void check(boolean valid, String rule, Object value) {
		if (!valid) {
			throw new IllegalArgumentException(rule + ", but is " + value);
		}
	}

	/**
	 * Returns the policy of a migration that nobody has configured: 10 attempts, the
	 * first pause half a second, each twice as long as the one before and at most 15
	 * seconds, half of it left to chance.
	 * @return the policy
	 */
	public static RetryPolicy defaults() {
		return new RetryPolicy(10, Duration.ofMillis(500), 2, Duration.ofSeconds(15), 0.5);
	}

	/**
	 * Returns how long to wait after an attempt.
	 * @param attempt the number of the attempt, counted from 1
	 * @param random the source of chance
	 * @return the pause, at most {@link #maxDelay()}
	 */
	public Duration delay(int attempt, RandomGenerator random) {
		double grown = this.initialDelay.toMillis() * Math.pow(this.multiplier, attempt - 1);
		double longest = Math.min(grown, (double) this.maxDelay.toMillis());
		return Duration.ofMillis(Math.round(longest * (1 - this.jitter * random.nextDouble())));
	}

}
