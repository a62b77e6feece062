package dev.migrate.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.SourceCompiler;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application whose classes are loaded by another class loader than Migrate,
 * a new one at each restart, as with DevTools.
 */
@ExtendWith(PostgresExtension.class)
class RestartClassLoaderTests {

	@Test
	void aRestartRunsTheRevisionThatWasWrittenInTheMeantime(TestDatabase database, @TempDir Path folder)
			throws IOException {
		Path sources = Files.createDirectories(folder.resolve("src/db/restarted"));
		Path classes = Files.createDirectories(folder.resolve("classes"));
		List<Path> files = new ArrayList<>();
		files.add(revision(sources, "R1", "\"a1\"", "{}"));
		SourceCompiler.compile(classes, files);
		start(database, classes);
		assertThat(database.tables()).contains("r1").doesNotContain("r2");
		files.add(revision(sources, "R2", "\"b2\"", "\"a1\""));
		SourceCompiler.compile(classes, files);
		start(database, classes);
		assertThat(database.tables()).contains("r1", "r2");
	}

	private static Path revision(Path sources, String name, String id, String down) throws IOException {
		return Files.writeString(sources.resolve(name + ".java"), """
				package db.restarted;

				@dev.migrate.Revision(id = %s, down = %s)
				class %s implements dev.migrate.operations.Migration {

					@Override
					public void upgrade(dev.migrate.operations.Operations op) {
						op.execute("CREATE TABLE %s (id int)");
					}

					@Override
					public void downgrade(dev.migrate.operations.Operations op) {
					}

				}
				""".formatted(id, down, name, name));
	}

	private static void start(TestDatabase database, Path classes) throws IOException {
		try (URLClassLoader restart = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				RestartClassLoaderTests.class.getClassLoader())) {
			TestApplications.on(database)
				.withClassLoader(restart)
				.withPropertyValues("migrate.locations=classpath:db/restarted")
				.run((context) -> assertThat(context).hasNotFailed());
		}
	}

}
