package dev.migrate.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.migrate.runtime.MigrationPosition;
import dev.migrate.runtime.MigrationPosition.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link MigrationMonitor}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MigrationMonitorTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final AtomicInteger readings = new AtomicInteger();

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void whatWasReadIsKept() {
		MigrationMonitor monitor = new MigrationMonitor(this::read, Duration.ofHours(1));
		assertThat(monitor.position()).isEqualTo(position(1)).isSameAs(monitor.position());
		assertThat(this.readings).hasValue(1);
	}

	@Test
	void whatHasChangedIsReadAgain() {
		MigrationMonitor monitor = new MigrationMonitor(this::read, Duration.ofHours(1));
		monitor.position();
		monitor.forget();
		assertThat(monitor.position()).isEqualTo(position(2));
	}

	@Test
	void whatIsTooOldIsReadAgain() {
		MigrationMonitor monitor = new MigrationMonitor(this::read, Duration.ofMillis(20));
		monitor.position();
		await().untilAsserted(() -> assertThat(monitor.position().applied()).isGreaterThan(1));
	}

	@Test
	void withoutTimeToLiveEachCallReads() {
		MigrationMonitor monitor = new MigrationMonitor(this::read, Duration.ZERO);
		monitor.position();
		assertThat(monitor.position()).isEqualTo(position(2));
	}

	@Test
	void aFailureIsKeptAsWell() {
		MigrationMonitor monitor = new MigrationMonitor(() -> {
			throw new IllegalStateException("attempt " + this.readings.incrementAndGet());
		}, Duration.ofHours(1));
		assertThatIllegalStateException().isThrownBy(monitor::position).withMessage("attempt 1");
		assertThatIllegalStateException().isThrownBy(monitor::position).withMessage("attempt 1");
	}

	@Test
	void manyWhoAskAtOnceReadOnce() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		MigrationMonitor monitor = new MigrationMonitor(slow(answer), Duration.ofHours(1));
		List<Future<MigrationPosition>> all = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			all.add(this.executor.submit(monitor::position));
		}
		await().until(() -> this.readings.get() == 1);
		answer.countDown();
		for (Future<MigrationPosition> one : all) {
			assertThat(one.get()).isEqualTo(position(1));
		}
	}

	@Test
	void whileOneReadsAgainTheOthersAreToldWhatWasKnown() throws Exception {
		Duration timeToLive = Duration.ofSeconds(2);
		CountDownLatch answer = new CountDownLatch(1);
		Supplier<MigrationPosition> slow = slow(answer);
		MigrationMonitor monitor = new MigrationMonitor(() -> (this.readings.get() == 0) ? read() : slow.get(),
				timeToLive);
		monitor.position();
		Future<MigrationPosition> again = this.executor.submit(() -> {
			while (monitor.position().applied() == 1) {
				Thread.onSpinWait();
			}
			return monitor.position();
		});
		await().until(() -> this.readings.get() == 2);
		assertThat(monitor.position()).isEqualTo(position(1));
		answer.countDown();
		assertThat(again.get()).isEqualTo(position(2));
	}

	private Supplier<MigrationPosition> slow(CountDownLatch answer) {
		return () -> {
			MigrationPosition position = read();
			try {
				answer.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return position;
		};
	}

	private MigrationPosition read() {
		return position(this.readings.incrementAndGet());
	}

	private static MigrationPosition position(int applied) {
		return new MigrationPosition(State.UP_TO_DATE, true, List.of("a1"), List.of("a1"), List.of(), List.of(),
				List.of(), applied);
	}

}
