package dev.migrate.runtime.execution;

import java.time.Duration;
import java.util.Locale;

import dev.migrate.operations.operation.Backfill;
import dev.migrate.runtime.history.BackfillProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells now and then how far a backfill is, how quick, and how long it takes.
 */
public final class BackfillLog {

	private static final Logger logger = LoggerFactory.getLogger(BackfillLog.class);

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private final Backfill backfill;

	private final long estimatedRows;

	private final BackfillProgress begin;

	private final long start = System.nanoTime();

	private long last = this.start;

	BackfillLog(Backfill backfill, long estimatedRows, BackfillProgress begin) {
		this.backfill = backfill;
		this.estimatedRows = estimatedRows;
		this.begin = begin;
		if (begin.rows() > 0) {
			logger.info("Backfill of {} goes on after {} rows, {} of them updated", backfill.table(),
					number(begin.rows()), number(begin.updated()));
		}
	}

	void at(BackfillProgress progress) {
		long now = System.nanoTime();
		if (now - this.last >= INTERVAL.toNanos()) {
			this.last = now;
			logger.info("Backfill of {}: {}", this.backfill.table(),
					describe(progress, Duration.ofNanos(now - this.start)));
		}
	}

	/**
	 * Describes how far it is.
	 * @param progress how far
	 * @param elapsed how long this run has taken for what it has done of it
	 */
	String describe(BackfillProgress progress, Duration elapsed) {
		double rate = rate(progress, elapsed);
		String text = String.format(Locale.ROOT, "%,d%s rows, %,d updated, %,.0f rows/s", progress.rows(),
				(this.estimatedRows > 0) ? " of about " + number(this.estimatedRows) : "", progress.updated(), rate);
		long left = this.estimatedRows - progress.rows();
		if (progress.pass() > 1) {
			return text + ", looking for what is left";
		}
		return (left > 0 && rate > 0) ? text + ", about " + duration(Math.round(left / rate)) + " left" : text;
	}

	void end(BackfillProgress progress) {
		Duration elapsed = Duration.ofNanos(System.nanoTime() - this.start);
		logger.info("Backfill of {} is done: {} rows, {} updated, {} rows/s in {} ms", this.backfill.table(),
				number(progress.rows()), number(progress.updated()), number(Math.round(rate(progress, elapsed))),
				elapsed.toMillis());
	}

	private double rate(BackfillProgress progress, Duration elapsed) {
		return (progress.rows() - this.begin.rows()) * 1000.0 / Math.max(1, elapsed.toMillis());
	}

	private static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	private static String duration(long seconds) {
		if (seconds < 120) {
			return seconds + " s";
		}
		return (seconds < 7200) ? seconds / 60 + " min" : seconds / 3600 + " h";
	}

}
