package dev.migrate.runtime.adoption;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.migrate.runtime.connection.PollingWait;
import dev.migrate.script.AdoptedMigration.Tool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until Flyway is done. It gives its lock back after each migration and takes it
 * again, so that its history counts if it stays the same for a while, or is complete.
 * Liquibase is not waited for: a process that was killed leaves its lock behind.
 */
final class OtherToolWait {

	private static final Logger logger = LoggerFactory.getLogger(OtherToolWait.class);

	private final @Nullable Duration limit;

	private final Predicate<List<OtherHistory>> complete;

	/**
	 * Creates a wait.
	 * @param limit how long at most, or {@code null} for as long as the other lives
	 * @param complete whether histories have everything that there is for them to do
	 */
	OtherToolWait(@Nullable Duration limit, Predicate<List<OtherHistory>> complete) {
		this.limit = limit;
		this.complete = complete;
	}

	/**
	 * Waits.
	 * @param found the histories
	 * @param reread reads them again
	 * @return the histories as they are then; with a lock, if there was enough waiting
	 */
	List<OtherHistory> await(List<OtherHistory> found, Supplier<List<OtherHistory>> reread) {
		PollingWait wait = new PollingWait(this.limit);
		List<OtherHistory> before = found;
		boolean settled = this.complete.test(found);
		while (true) {
			OtherHistory busy = busy(before);
			if ((busy == null && settled) || (busy != null && wait.isExhausted())) {
				return before;
			}
			if (busy != null && wait.isTimeToReport()) {
				logger.info("Waiting for Flyway, which is migrating this database: its lock is held by {}",
						busy.lock());
			}
			wait.pause();
			List<OtherHistory> now = reread.get();
			settled = now.equals(before) || Thread.currentThread().isInterrupted();
			before = now;
		}
	}

	private static @Nullable OtherHistory busy(List<OtherHistory> histories) {
		return histories.stream()
			.filter((history) -> history.tool() == Tool.FLYWAY && history.lock() != null)
			.findFirst()
			.orElse(null);
	}

}
