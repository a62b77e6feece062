package dev.migrate.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

import static org.awaitility.Awaitility.await;

/**
 * A PgBouncer in transaction mode before the server of the tests, where it is installed.
 */
public final class PgBouncer implements AutoCloseable {

	/**
	 * How many connections to the server its clients share.
	 */
	public static final int POOL_SIZE = 3;

	private final Process process;

	private final int port;

	private final TestDatabase database;

	private PgBouncer(Process process, int port, TestDatabase database) {
		this.process = process;
		this.port = port;
		this.database = database;
	}

	public static boolean isPresent() throws InterruptedException {
		try {
			return new ProcessBuilder("pgbouncer", "--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Starts a pooler for one database.
	 * @param database the database
	 * @param folder where its configuration and its log are written
	 * @return the pooler, to be closed
	 * @throws IOException if it cannot be started
	 */
	public static PgBouncer start(TestDatabase database, Path folder) throws IOException {
		int port = freePort();
		Path configuration = Files.writeString(folder.resolve("pgbouncer.ini"), """
				[databases]
				%s = host=localhost port=%d user=%s password=%s
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %d
				unix_socket_dir =
				auth_type = any
				pool_mode = transaction
				default_pool_size = %d
				ignore_startup_parameters = extra_float_digits
				""".formatted(database.name(), URI.create(database.url().substring("jdbc:".length())).getPort(),
				database.user(), database.password(), port, POOL_SIZE));
		List<String> command = new ArrayList<>(List.of("pgbouncer"));
		if (System.getProperty("user.name").equals("root")) {
			// It refuses to run as root.
			command.addAll(List.of("-u", "nobody"));
			Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
		command.add(configuration.toString());
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(folder.resolve("pgbouncer.log").toFile())
			.start();
		await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive() || listens(port));
		if (!process.isAlive()) {
			throw new IOException(Files.readString(folder.resolve("pgbouncer.log")));
		}
		return new PgBouncer(process, port, database);
	}

	/**
	 * Returns a data source that goes through the pooler, with the settings that the
	 * driver comes with.
	 * @return the data source
	 */
	public DataSource dataSource() {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) this.database.newConnections();
		dataSource.setServerNames(new String[] { "127.0.0.1" });
		dataSource.setPortNumbers(new int[] { this.port });
		return dataSource;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static boolean listens(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
