package dev.migrate.autoconfigure;

import java.util.Objects;

import dev.migrate.autoconfigure.failure.MigrateFailureAnalyzer;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Finds what a start-up failed with.
 */
public final class Failures {

	private Failures() {
	}

	public static <T extends Throwable> T find(AssertableApplicationContext context, Class<T> type) {
		return find(of(context), type);
	}

	public static <T extends Throwable> T find(Throwable failure, Class<T> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		throw new AssertionError("No " + type.getSimpleName(), failure);
	}

	public static FailureAnalysis analyze(AssertableApplicationContext context) {
		return Objects.requireNonNull(new MigrateFailureAnalyzer().analyze(of(context)));
	}

	private static Throwable of(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		return Objects.requireNonNull(context.getStartupFailure());
	}

}
