package dev.migrate.runtime.connection;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection between calls, for a thread that makes many of them in a row. What
 * fails ends the connection, and the next call opens another one.
 */
public final class ConnectionKeeper implements AutoCloseable {

	private @Nullable MigrationConnection kept;

	private boolean closed;

	/**
	 * Returns what keeps nothing: each call opens a connection and closes it.
	 */
	public static ConnectionKeeper none() {
		ConnectionKeeper none = new ConnectionKeeper();
		none.closed = true;
		return none;
	}

	/**
	 * Takes the connection that was kept.
	 * @return the connection, or {@code null} if none was
	 */
	public synchronized @Nullable MigrationConnection take() {
		MigrationConnection taken = this.kept;
		this.kept = null;
		if (taken != null) {
			taken.beginUse();
		}
		return taken;
	}

	/**
	 * Opens a connection that may be kept.
	 */
	public MigrationConnection open(DataSource dataSource, ResponseTimes times) {
		MigrationConnection opened = MigrationConnection.open(dataSource, times);
		opened.session().lasts(!isClosed());
		return opened;
	}

	/**
	 * Keeps a connection, or closes it if there is one already.
	 */
	public void keep(MigrationConnection connection) {
		if (!store(connection)) {
			connection.close();
		}
	}

	private synchronized boolean store(MigrationConnection connection) {
		if (this.closed || this.kept != null || !connection.isUsable()) {
			return false;
		}
		this.kept = connection;
		return true;
	}

	private synchronized boolean isClosed() {
		return this.closed;
	}

	/**
	 * Closes the connection that is kept, so that its place in the pool is free.
	 */
	public void release() {
		MigrationConnection connection = take();
		if (connection != null) {
			connection.close();
		}
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
		}
		release();
	}

}
