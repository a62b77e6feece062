package dev.migrate.autoconfigure.properties;

import java.time.Duration;

/**
 * The {@code migrate.retry.*} properties.
 */
public class RetryProperties {

	/**
	 * How often a revision is tried in all when other sessions are in its way.
	 */
	private int maxAttempts = 10;

	/**
	 * Pause after the first attempt.
	 */
	private Duration initialDelay = Duration.ofMillis(500);

	/**
	 * What each pause is multiplied by to make the next.
	 */
	private double multiplier = 2;

	/**
	 * Longest pause between two attempts.
	 */
	private Duration maxDelay = Duration.ofSeconds(15);

	/**
	 * Share of each pause that is left to chance, from 0 to 1.
	 */
	private double jitter = 0.5;

	public int getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(int maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	public Duration getInitialDelay() {
		return this.initialDelay;
	}

	public void setInitialDelay(Duration initialDelay) {
		this.initialDelay = initialDelay;
	}

	public double getMultiplier() {
		return this.multiplier;
	}

	public void setMultiplier(double multiplier) {
		this.multiplier = multiplier;
	}

	public Duration getMaxDelay() {
		return this.maxDelay;
	}

	public void setMaxDelay(Duration maxDelay) {
		this.maxDelay = maxDelay;
	}

	public double getJitter() {
		return this.jitter;
	}

	public void setJitter(double jitter) {
		this.jitter = jitter;
	}

}
