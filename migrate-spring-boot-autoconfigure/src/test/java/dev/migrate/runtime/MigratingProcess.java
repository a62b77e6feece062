package dev.migrate.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.dialect.LockMode;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

import static org.awaitility.Awaitility.await;

/**
 * A process of its own that upgrades a database, to be killed.
 */
final class MigratingProcess implements AutoCloseable {

	private static final String READY = "ready to migrate";

	private final Process process;

	private final Path log;

	private MigratingProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/**
	 * Starts a process and waits until it is about to migrate.
	 * @param database the database
	 * @param location where the scripts are, several locations separated by commas
	 * @param log where its output goes
	 * @return the process
	 */
	static MigratingProcess start(TestDatabase database, String location, Path log) {
		return start(database, location, TransactionMode.PER_REVISION, log);
	}

	static MigratingProcess start(TestDatabase database, String location, TransactionMode mode, Path log) {
		return ready(launch(database, location, mode, LockMode.ADVISORY, log));
	}

	static MigratingProcess start(TestDatabase database, String location, LockMode lock, Path log) {
		return ready(launch(database, location, TransactionMode.PER_REVISION, lock, log));
	}

	private static MigratingProcess ready(MigratingProcess process) {
		await().atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(10))
			.until(() -> process.output().contains(READY));
		return process;
	}

	/**
	 * Starts a process without waiting for it.
	 * @param database the database
	 * @param location where the scripts are
	 * @param log where its output goes
	 * @return the process
	 */
	static MigratingProcess launch(TestDatabase database, String location, Path log) {
		return launch(database, location, TransactionMode.PER_REVISION, LockMode.ADVISORY, log);
	}

	private static MigratingProcess launch(TestDatabase database, String location, TransactionMode mode, LockMode lock,
			Path log) {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", MigratingProcess.class.getName(), database.url(),
				database.user(), database.password(), location, mode.name(), lock.name());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		File output = log.toFile();
		try {
			return new MigratingProcess(builder.redirectErrorStream(true).redirectOutput(output).start(), log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Kills the process with SIGKILL, after a while unless it has ended by itself.
	 * @param delay how long it may go on
	 * @throws InterruptedException if this thread is interrupted
	 */
	void kill(Duration delay) throws InterruptedException {
		this.process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS);
		this.process.destroyForcibly().waitFor();
	}

	/**
	 * Sends a signal.
	 * @param signal its name, such as {@code STOP}
	 */
	void signal(String signal) throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-" + signal, String.valueOf(this.process.pid())).start().waitFor();
	}

	/**
	 * Sends SIGTERM.
	 */
	void terminate() {
		this.process.destroy();
	}

	/**
	 * Waits until the process has ended by itself.
	 * @param limit how long at most
	 * @return its exit code
	 * @throws InterruptedException if this thread is interrupted
	 */
	int exitCode(Duration limit) throws InterruptedException {
		if (!this.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new AssertionError("The process has not ended within %s:%n%s".formatted(limit, output()));
		}
		return this.process.exitValue();
	}

	String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	@SuppressWarnings("SystemOut")
	public static void main(String[] arguments) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(arguments[0]);
		dataSource.setUser(arguments[1]);
		dataSource.setPassword(arguments[2]);
		dataSource.setApplicationName("to be killed");
		Migrator migrator = Migrator.builder(dataSource)
			.locations(List.of(arguments[3].split(",")))
			.lockTimeout(Duration.ZERO)
			.transaction(TransactionMode.valueOf(arguments[4]))
			.lockMode(LockMode.valueOf(arguments[5]))
			.lockLease(Duration.ofSeconds(1))
			.build();
		migrator.status();
		System.out.println(READY);
		migrator.upgrade();
	}

}
