package dev.migrate.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrate.testsupport.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Projects whose history is that of Flyway.
 */
final class FlywayProjects {

	static final String MIGRATIONS = "src/main/resources/db/migration/";

	static final String REVISIONS = "src/main/resources/db/revisions";

	private static final String ADOPTS = "-- adopts: ";

	private FlywayProjects() {
	}

	/**
	 * Returns the Flyway of an application that was built.
	 */
	static FluentConfiguration flyway(Path folder, TestDatabase database) {
		return Flyway.configure()
			.configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
			.dataSource(database.newConnections())
			.locations("filesystem:" + folder.resolve("target/classes/db/migration"));
	}

	/**
	 * Returns what each revision adopts, in their order.
	 */
	static List<String> adopted(TestProject project) {
		return project.files(REVISIONS)
			.stream()
			.map((file) -> TestProject.read(file)
				.lines()
				.filter((line) -> line.startsWith(ADOPTS))
				.map((line) -> line.substring(ADOPTS.length()))
				.collect(Collectors.joining(", ")))
			.toList();
	}

	static Path file(TestProject project, String adopted) {
		return project.files(REVISIONS).get(adopted(project).lastIndexOf(adopted));
	}

	static String script(TestProject project, String adopted) {
		return TestProject.read(file(project, adopted));
	}

	static String id(TestProject project, String adopted) {
		return script(project, adopted).lines().findFirst().orElseThrow().substring("-- revision: ".length());
	}

	/**
	 * Deletes the revisions, so that they are written anew.
	 */
	static TestProject withoutRevisions(TestProject project) {
		project.files(REVISIONS).forEach((file) -> file.toFile().delete());
		return project;
	}

}
