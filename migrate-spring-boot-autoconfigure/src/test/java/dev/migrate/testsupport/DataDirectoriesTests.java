package dev.migrate.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DataDirectories}.
 */
class DataDirectoriesTests {

	@Test
	void whatAKilledProcessLeftIsDeleted(@TempDir Path parent) throws IOException {
		Path left = Files.createDirectories(parent.resolve("migrate-test-1").resolve("17").resolve("base"));
		Files.createFile(parent.resolve("migrate-test-1").resolve("lock"));
		Path withoutLock = Files.createDirectories(parent.resolve("migrate-test-2-17"));
		Path folder = new DataDirectories(parent).folder();
		assertThat(left).doesNotExist();
		assertThat(withoutLock).doesNotExist();
		assertThat(folder).isDirectory();
	}

	@Test
	void whatIsInUseStays(@TempDir Path parent) throws IOException {
		Path one = new DataDirectories(parent).folder();
		Path other = new DataDirectories(parent).folder();
		assertThat(one).isDirectory().isNotEqualTo(other);
	}

	@Test
	void serversOfOneProcessAreInOneFolder(@TempDir Path parent) throws IOException {
		DataDirectories directories = new DataDirectories(parent);
		assertThat(directories.folder()).isEqualTo(directories.folder());
	}

	@Test
	void filesOfOthersStay(@TempDir Path parent) throws IOException {
		Path other = Files.createDirectory(parent.resolve("PostgreSQL.1"));
		new DataDirectories(parent).folder();
		assertThat(other).isDirectory();
	}

}
