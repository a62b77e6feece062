package dev.migrate.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the packaged application with a module, a jar among its libraries, that brings a
 * branch of revisions of its own.
 */
class ModuleBranchIT {

	private static final String HEAD = "186eaba5ab69";

	private static final String MODULE_HEAD = "5d21c08e74ab";

	private static final String SCRIPT = "db/revisions/R202606010900_5d21c08e74ab_create_reports.sql";

	@Test
	void runsTheRevisionsOfAModule(@TempDir Path folder) throws Exception {
		SampleDatabase database = SampleDatabase.create("module");
		try (SampleProcess application = SampleProcess.start("module", application(folder, false),
				database.environment(), "--migrate.target=heads")) {
			assertThat(application.awaitReady().upgrades()).contains(HEAD, MODULE_HEAD).hasSize(10);
			assertAtBothHeads(application);
		}
	}

	@Test
	void findsTheRevisionsOfAModuleWhoseJarHasDirectories(@TempDir Path folder) throws Exception {
		SampleCommand heads = SampleCommand.run(application(folder, true), Map.of(), "heads");
		assertThat(heads.out()).contains(HEAD, MODULE_HEAD);
	}

	@Test
	void refusesToChooseBetweenItsOwnHeadAndThatOfAModule(@TempDir Path folder) throws Exception {
		SampleDatabase database = SampleDatabase.create("module_heads");
		try (SampleProcess application = SampleProcess.start("module_heads", application(folder, false),
				database.environment())) {
			assertThat(application.awaitFailure()).contains("APPLICATION FAILED TO START", "'head' means 2 heads",
					"(db/revisions/R202611301409_186eaba5ab69_show_when_messages_were_sent.class)", "(" + SCRIPT + ")",
					"'migrate merge heads'", "'migrate upgrade heads'");
			assertThat(application.upgrades()).isEmpty();
		}
	}

	private static Path application(Path folder, boolean directories) throws IOException {
		byte[] module = SampleJar.module(SCRIPT, """
				-- revision: 5d21c08e74ab
				-- labels: reports
				-- message: create reports

				-- migrate:upgrade
				CREATE TABLE reports (id bigint PRIMARY KEY);

				-- migrate:downgrade
				DROP TABLE reports;
				""", directories);
		return SampleJar.withModule(folder, "reports-module.jar", module);
	}

	private static void assertAtBothHeads(SampleProcess application) {
		ParameterizedTypeReference<List<String>> ids = new ParameterizedTypeReference<>() {
		};
		String migrator = "$.contexts.application.migrators.migrator";
		application.http()
			.get()
			.uri("/actuator/migrations")
			.exchange()
			.expectBody()
			.jsonPath(migrator + ".current")
			.value(ids, (current) -> assertThat(current).containsExactlyInAnyOrder(HEAD, MODULE_HEAD))
			.jsonPath(migrator + ".heads")
			.value(ids, (heads) -> assertThat(heads).containsExactlyInAnyOrder(HEAD, MODULE_HEAD))
			.jsonPath(migrator + ".upToDate")
			.isEqualTo(true);
	}

}
