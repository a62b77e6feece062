package dev.migrate.runtime;

import java.util.List;

/**
 * The last failure of something that other sessions were in the way of each time.
 */
final class RetriesExhausted extends RunFailure {

	private final int attempts;

	private final List<String> blockers;

	RetriesExhausted(int attempts, List<String> blockers, RuntimeException cause) {
		super(cause);
		this.attempts = attempts;
		this.blockers = List.copyOf(blockers);
	}

	int attempts() {
		return this.attempts;
	}

	List<String> blockers() {
		return this.blockers;
	}

}
