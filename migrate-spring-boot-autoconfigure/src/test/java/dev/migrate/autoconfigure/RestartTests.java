package dev.migrate.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.SourceCompiler;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that is started again in the same process with a new class
 * loader, which is how DevTools restarts it.
 */
@ExtendWith(PostgresExtension.class)
class RestartTests {

	private static final String REVISION = """
			package restarted;

			import dev.migrate.Revision;
			import dev.migrate.operations.Migration;
			import dev.migrate.operations.Operations;

			@Revision(id = "%s", down = %s)
			class R%1$s implements Migration {

				@Override
				public void upgrade(Operations op) {
					op.execute("CREATE TABLE t%1$s (id int)");
				}

				@Override
				public void downgrade(Operations op) {
					op.execute("DROP TABLE t%1$s");
				}

			}
			""";

	@Test
	void aRevisionThatWasAddedIsFoundByTheNextStart(TestDatabase database, @TempDir Path classes) throws IOException {
		add(classes, "1", "{}");
		start(database, classes, "1");
		add(classes, "2", "\"1\"");
		start(database, classes, "2");
		assertThat(database.tables()).contains("t1", "t2");
	}

	private static void add(Path classes, String id, String down) throws IOException {
		Path source = Files.createDirectories(classes.resolve("restarted")).resolve("R" + id + ".java");
		SourceCompiler.compile(classes, List.of(Files.writeString(source, REVISION.formatted(id, down))));
	}

	private static void start(TestDatabase database, Path classes, String head) throws IOException {
		try (URLClassLoader restarted = new URLClassLoader(new URL[] { classes.toUri().toURL() })) {
			TestApplications.on(database)
				.withClassLoader(restarted)
				.withPropertyValues("migrate.locations=classpath:restarted")
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThat(context.getBean(Migrator.class).status().current()).containsExactly(head);
				});
		}
	}

}
