package dev.migrate.runtime.connection;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.migrate.dialect.session.SessionMonitor;
import dev.migrate.dialect.session.SessionMonitor.Activity;
import dev.migrate.dialect.session.SessionMonitor.State;
import dev.migrate.dialect.session.SessionMonitor.Wait;
import dev.migrate.text.Secrets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, in a thread of its own and over another connection, at a session that has been
 * busy for a while: says who is in its way, in growing intervals, and ends the connection
 * if the server does not have that session any more or is out of reach. A statement that
 * only takes its time is left alone.
 */
final class ConnectionWatch {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionWatch.class);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(10);

	private final TimedConnection watched;

	private final Supplier<MigrationConnection> second;

	private final SessionMonitor monitor;

	private final ResponseTimes times;

	private final Supplier<String> running;

	private final String ending;

	private final Consumer<String> end;

	private final Thread thread = new Thread(this::run, "migrate-watch");

	private boolean stopped;

	// All of these belong to one use of the connection.

	private long use;

	private Duration nextLook = Duration.ZERO;

	private Duration pause = Duration.ZERO;

	private @Nullable Duration lastReport;

	private Duration interval = Duration.ZERO;

	private @Nullable Duration silentSince;

	/**
	 * Creates a watch.
	 * @param watched the connection
	 * @param second opens another one
	 * @param monitor looks at the session of the first
	 * @param running says what is being done
	 * @param ending how a session is ended, for messages
	 * @param end ends the connection, given the reason
	 */
	ConnectionWatch(TimedConnection watched, Supplier<MigrationConnection> second, SessionMonitor monitor,
			ResponseTimes times, Supplier<String> running, String ending, Consumer<String> end) {
		this.watched = watched;
		this.second = second;
		this.monitor = monitor;
		this.times = times;
		this.running = running;
		this.ending = ending;
		this.end = end;
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Stops, without waiting for a look that is under way.
	 */
	synchronized void stop() {
		this.stopped = true;
		this.thread.interrupt();
	}

	private synchronized boolean isStopped() {
		return this.stopped;
	}

	private synchronized void lose(String reason) {
		if (!this.stopped) {
			this.stopped = true;
			this.end.accept(reason);
		}
	}

	private void run() {
		begin();
		while (!isStopped()) {
			if (this.use != this.watched.lastUse()) {
				begin();
			}
			Duration busy = Duration.ofNanos(System.nanoTime() - this.use);
			if (busy.compareTo(this.nextLook) < 0) {
				sleep(this.nextLook.minus(busy));
				continue;
			}
			this.pause = min(this.pause.multipliedBy(2), longestPause());
			this.nextLook = busy.plus(this.pause);
			look(busy);
		}
	}

	private void begin() {
		this.use = this.watched.lastUse();
		this.nextLook = min(this.times.firstReport(), longestPause());
		this.pause = this.nextLook.dividedBy(2);
		this.lastReport = null;
		this.interval = this.times.firstReport();
		this.silentSince = null;
	}

	private Duration longestPause() {
		return this.times.isLimited() ? min(this.times.networkTimeout(), LONGEST_PAUSE) : LONGEST_PAUSE;
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private void sleep(Duration time) {
		try {
			Thread.sleep(time.toMillis() + 1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			stop();
		}
	}

	private void look(Duration busy) {
		Activity activity;
		try (MigrationConnection other = this.second.get()) {
			activity = this.monitor.look(other.prompt());
		}
		catch (RuntimeException ex) {
			if (!isStopped()) {
				notSeen(busy, MigrationConnection.sqlCause(ex));
			}
			return;
		}
		this.silentSince = null;
		if (activity.state() == State.GONE && this.times.isLimited()) {
			lose("the server does not have its session any more");
		}
		else if (activity.state() == State.UNKNOWN) {
			reportBusy(busy, "the sessions of the server cannot be told apart behind a connection pooler");
		}
		else if (activity.blocked() != null) {
			reportWait(busy, activity.blocked());
		}
	}

	private void notSeen(Duration busy, @Nullable SQLException failure) {
		Reach reach = Reach.of(failure);
		if (reach == Reach.ANSWERED) {
			this.silentSince = null;
		}
		else if (this.silentSince == null) {
			this.silentSince = (reach == Reach.SILENT) ? busy : null;
		}
		else if (reach != Reach.NOT_ASKED && this.times.isLimited()) {
			Duration silent = Duration.ofNanos(System.nanoTime() - this.use).minus(this.silentSince);
			if (silent.compareTo(this.times.networkTimeout().multipliedBy(2)) >= 0) {
				lose("the server has been out of reach for %d s, over a second connection as well"
					.formatted(silent.toSeconds()));
				return;
			}
		}
		reportBusy(busy, "no second connection can be had"
				+ ((failure != null) ? ": " + Secrets.withoutUrls(String.valueOf(failure.getMessage())) : ""));
	}

	private void reportWait(Duration busy, Wait wait) {
		if (wait.waited().compareTo(this.times.firstReport()) < 0) {
			this.nextLook = busy.plus(min(this.pause, this.times.firstReport().minus(wait.waited())));
			return;
		}
		if (this.lastReport != null && wait.waited().compareTo(busy.minus(this.lastReport)) < 0) {
			// Another wait than the one that was reported.
			this.lastReport = null;
		}
		if (isTimeToReport(busy)) {
			logger.warn(
					"{} has waited for {} s for {}. In its way: {}. It goes on when they are done; end them{} if they"
							+ " are stuck",
					this.running.get(), wait.waited().toSeconds(), wait.lock(), String.join("; ", wait.blockers()),
					this.ending);
		}
	}

	private void reportBusy(Duration busy, String why) {
		if (busy.compareTo(this.times.firstReport()) >= 0 && isTimeToReport(busy)) {
			logger.info("{} has waited for the database for {} s. Whether another session is in its way cannot be"
					+ " seen, because {}", this.running.get(), busy.toSeconds(), why);
		}
	}

	private boolean isTimeToReport(Duration busy) {
		if (this.lastReport == null) {
			this.interval = this.times.firstReport();
		}
		else if (busy.compareTo(this.lastReport.plus(this.interval)) < 0) {
			return false;
		}
		else {
			this.interval = min(this.interval.multipliedBy(2), LONGEST_INTERVAL);
		}
		this.lastReport = busy;
		return true;
	}

	/**
	 * How far a connection got that could not be had.
	 */
	private enum Reach {

		/**
		 * Nobody answered.
		 */
		SILENT,

		/**
		 * The server or its host refused.
		 */
		ANSWERED,

		/**
		 * The name of the server has no address at the moment.
		 */
		NO_ADDRESS,

		/**
		 * Nobody was asked, as by a pool without a free connection.
		 */
		NOT_ASKED;

		static Reach of(@Nullable SQLException failure) {
			boolean lost = false;
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				if (cause instanceof UnknownHostException) {
					return NO_ADDRESS;
				}
				if (cause instanceof ConnectException && String.valueOf(cause.getMessage()).contains("refused")) {
					return ANSWERED;
				}
				if (cause instanceof SQLException exception && exception.getSQLState() != null) {
					if (!exception.getSQLState().startsWith("08")) {
						return ANSWERED;
					}
					lost = true;
				}
			}
			return lost ? SILENT : NOT_ASKED;
		}

	}

}
