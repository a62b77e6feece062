package dev.migrate.sample.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The server process that a {@code postmaster.pid} tells of. The file may be a leftover:
 * its process gone, or its number given to another program.
 *
 * @param data the server's data directory
 * @param pid the number of the process
 * @param port where it listens
 */
record Postmaster(Path data, long pid, int port) {

	/**
	 * Reads {@code postmaster.pid}.
	 * @param data the server's data directory
	 * @return the process, empty without the file or when it is incomplete
	 * @throws IOException if the file is there and cannot be read
	 */
	static Optional<Postmaster> in(Path data) throws IOException {
		try {
			List<String> lines = Files.readAllLines(pidFile(data));
			return Optional.of(new Postmaster(data, Long.parseLong(lines.get(0)), Integer.parseInt(lines.get(3))));
		}
		catch (NoSuchFileException | IndexOutOfBoundsException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	static Path pidFile(Path data) {
		return data.resolve("postmaster.pid");
	}

	String url() {
		return "jdbc:postgresql://localhost:" + this.port + "/postgres";
	}

	/**
	 * Whether no process has this number any more.
	 * @return {@code true} if so
	 */
	boolean isGone() {
		return process().isEmpty();
	}

	/**
	 * Whether the process exists and is a server on this data directory.
	 * @return {@code true} if it is
	 */
	boolean isRunning() {
		return process().map(ProcessHandle::info)
			.map((info) -> info.commandLine()
				.map((line) -> line.contains(this.data.toString()))
				.or(() -> info.command().map((command) -> command.contains("postgres")))
				.orElse(false))
			.orElse(false);
	}

	/**
	 * Whether a server on this data directory accepts connections.
	 * @return {@code true} if it does
	 */
	boolean isReady() {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet directory = statement.executeQuery("SHOW data_directory")) {
			return directory.next() && Path.of(directory.getString(1)).equals(this.data);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/**
	 * Sees the clients off and tells the server to shut down.
	 * @throws SQLException if the server does not listen
	 */
	void stop() throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute("""
					SELECT pg_terminate_backend(pid) FROM pg_stat_activity
					WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()""");
		}
		process().ifPresent(ProcessHandle::destroy);
	}

	/**
	 * Waits until the process ends, but no longer than the given time.
	 * @param limit the time
	 */
	void awaitEnd(Duration limit) {
		process().map(ProcessHandle::onExit)
			.orElseGet(() -> CompletableFuture.completedFuture(null))
			.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
			.join();
	}

	private Optional<ProcessHandle> process() {
		return ProcessHandle.of(this.pid).filter(ProcessHandle::isAlive);
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(url() + "?connectTimeout=5&socketTimeout=10", "postgres", "postgres");
	}

}
