package dev.migrate.sample.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SharedPostgres}.
 */
// One JVM unpacks the binaries once, into the directory of whoever comes first.
@ResourceLock("binaries of PostgreSQL")
class SharedPostgresTests {

	@TempDir
	private static Path directory;

	@Test
	void dataOutlivesTheServer() throws SQLException {
		try (SharedPostgres first = SharedPostgres.join(directory)) {
			execute(first, "CREATE TABLE kept (id int)");
		}
		try (SharedPostgres second = SharedPostgres.join(directory)) {
			execute(second, "DROP TABLE kept");
		}
	}

	@Test
	void lastOneOutStopsTheServer() throws SQLException {
		SharedPostgres first = SharedPostgres.join(directory);
		SharedPostgres second = SharedPostgres.join(directory);
		assertThat(second.url()).isEqualTo(first.url());
		second.close();
		execute(first, "SELECT 1");
		first.close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(first, "SELECT 1"));
		assertThat(pidFile()).doesNotExist();
	}

	@Test
	void startsOverThePidFileOfAnotherProgram() throws IOException, SQLException {
		SharedPostgres.join(directory).close();
		Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n" + pidFile().getParent() + "\n0\n5432\n");
		try (SharedPostgres postgres = SharedPostgres.join(directory)) {
			execute(postgres, "SELECT 1");
		}
	}

	@Test
	void startsOverAnEmptyPidFile() throws IOException, SQLException {
		SharedPostgres.join(directory).close();
		Files.writeString(pidFile(), "");
		try (SharedPostgres postgres = SharedPostgres.join(directory)) {
			execute(postgres, "SELECT 1");
		}
	}

	@Test
	void startsOverAnUnfinishedDatabase() throws IOException, SQLException {
		SharedPostgres.join(directory).close();
		Files.delete(directory.resolve("data.complete"));
		Files.delete(directory.resolve("data/global/pg_control"));
		try (SharedPostgres postgres = SharedPostgres.join(directory)) {
			execute(postgres, "SELECT 1");
		}
	}

	private static Path pidFile() {
		return directory.resolve("data/postmaster.pid");
	}

	private static void execute(SharedPostgres postgres, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(postgres.url(), "postgres", "postgres");
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
