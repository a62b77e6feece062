package dev.migrate.sample.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server in a directory, shared by all applications that name the directory.
 * The first one in starts it, later ones join it, and the last one out stops it, whoever
 * started it.
 *
 * <p>
 * Who is in holds a lock on some byte of {@code users.lock}, which the operating system
 * takes back however the process ends; who comes or goes holds {@code door.lock}
 * meanwhile. A process that is killed leaves the server running if it was the last; the
 * next one joins it.
 */
final class SharedPostgres implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SharedPostgres.class);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration POLL = Duration.ofMillis(100);

	private final Path directory;

	private final Path data;

	private final Path complete;

	private final FileChannel users;

	private final FileLock use;

	private final Postmaster postmaster;

	private @Nullable EmbeddedPostgres server;

	private SharedPostgres(Path directory) throws IOException {
		this.directory = directory;
		this.data = directory.resolve("data");
		this.complete = directory.resolve("data.complete");
		try (FileChannel door = open("door.lock")) {
			door.lock();
			Optional<Postmaster> running = running();
			this.postmaster = running.isPresent() ? running.get() : start();
			Files.writeString(this.complete, "");
			this.users = open("users.lock");
			this.use = this.users.lock(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE - 1), 1, false);
			logger.info("{} PostgreSQL on port {}, data in {}", running.isPresent() ? "Joined" : "Started",
					this.postmaster.port(), this.data);
		}
	}

	/**
	 * Joins the server in the directory, after starting it if it is not running.
	 * @param directory where the server keeps what is its own, created if missing
	 * @return the server, to be closed when no longer used
	 * @throws IllegalStateException if it does not start
	 */
	static SharedPostgres join(Path directory) {
		try {
			return new SharedPostgres(Files.createDirectories(directory).toRealPath());
		}
		catch (IOException | IllegalStateException ex) {
			throw new IllegalStateException("PostgreSQL does not start in " + directory.toAbsolutePath()
					+ ". See its postgres.log; delete the directory to begin with an empty database.", ex);
		}
	}

	String url() {
		return this.postmaster.url();
	}

	@Override
	public void close() {
		try (FileChannel door = open("door.lock"); this.users) {
			door.lock();
			this.use.release();
			if (nobodyIsLeft()) {
				stop();
			}
		}
		catch (IOException | SQLException ex) {
			logger.warn("Cannot stop PostgreSQL, process {}: stop it by hand, or let the next start of the application "
					+ "join it", this.postmaster.pid(), ex);
		}
	}

	private Optional<Postmaster> running() throws IOException {
		Instant deadline = Instant.now().plus(PATIENCE);
		while (true) {
			Optional<Postmaster> postmaster = Postmaster.in(this.data).filter(Postmaster::isRunning);
			if (postmaster.isEmpty() || postmaster.get().isReady()) {
				return postmaster;
			}
			if (Instant.now().isAfter(deadline)) {
				throw new IOException("Process " + postmaster.get().pid() + " accepts no connections");
			}
			postmaster.get().awaitEnd(POLL);
		}
	}

	private Postmaster start() throws IOException {
		if (!Files.exists(this.complete)) {
			logger.info("Creating an empty PostgreSQL database in {}", this.data);
			FileSystemUtils.deleteRecursively(this.data);
		}
		else if (!Postmaster.in(this.data).map(Postmaster::isGone).orElse(false)) {
			// PostgreSQL clears away the file of a process that is gone, but no other
			Files.deleteIfExists(Postmaster.pidFile(this.data));
		}
		Redirect log = Redirect.appendTo(this.directory.resolve("postgres.log").toFile());
		this.server = EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setCleanDataDirectory(false)
			.setOverrideWorkingDirectory(this.directory.resolve("binaries").toFile())
			.setRegisterShutdownHook(false)
			.setPGStartupWait(PATIENCE)
			.setOutputRedirector(log)
			.setErrorRedirector(log)
			.start();
		return running().orElseThrow(() -> new IOException("PostgreSQL ended while starting"));
	}

	private void stop() throws IOException, SQLException {
		if (this.server != null) {
			this.server.close();
		}
		else {
			this.postmaster.stop();
			Instant deadline = Instant.now().plus(PATIENCE);
			while (Files.exists(Postmaster.pidFile(this.data)) && Instant.now().isBefore(deadline)) {
				this.postmaster.awaitEnd(POLL);
			}
		}
		logger.info("Stopped PostgreSQL on port {}", this.postmaster.port());
	}

	private boolean nobodyIsLeft() throws IOException {
		try {
			return this.users.tryLock() != null;
		}
		catch (OverlappingFileLockException ex) {
			// Another application in this JVM
			return false;
		}
	}

	private FileChannel open(String file) throws IOException {
		return FileChannel.open(this.directory.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE);
	}

}
