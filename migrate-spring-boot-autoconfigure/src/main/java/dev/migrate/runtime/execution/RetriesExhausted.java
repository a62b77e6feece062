package dev.migrate.runtime.execution;

import java.util.List;

import dev.migrate.runtime.connection.RunFailure;

/**
 * The last failure of something that other sessions were in the way of each time.
 */
public final class RetriesExhausted extends RunFailure {

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
