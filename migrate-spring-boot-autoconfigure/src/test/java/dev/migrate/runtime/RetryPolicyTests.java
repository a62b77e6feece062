package dev.migrate.runtime;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import dev.migrate.runtime.run.RetryPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RetryPolicy}.
 */
class RetryPolicyTests {

	@Test
	void pausesGrowUpToTheLongest() {
		RetryPolicy policy = new RetryPolicy(10, Duration.ofMillis(100), 2, Duration.ofSeconds(1), 0);
		assertThat(IntStream.rangeClosed(1, 6).mapToObj((attempt) -> policy.delay(attempt, new Random()).toMillis()))
			.containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
		assertThat(policy.delay(100_000, new Random())).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void itsShareOfAPauseIsLeftToChance() {
		RetryPolicy policy = new RetryPolicy(10, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 0.5);
		Random random = new Random(7);
		assertThat(IntStream.range(0, 100).mapToObj((i) -> policy.delay(1, random)))
			.allSatisfy((delay) -> assertThat(delay).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1)))
			.satisfies((delays) -> assertThat(Set.copyOf(delays)).hasSizeGreaterThan(50));
	}

	@Test
	void saysWhichValueIsWrong() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(0, Duration.ZERO, 1, Duration.ZERO, 0))
			.withMessage("maxAttempts must be at least 1, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, 1.5))
			.withMessage("jitter must be between 0 and 1, but is 1.5");
	}

}
