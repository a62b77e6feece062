package dev.migrate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs the packaged application with one more revision, in a folder beside it, that is
 * not completed at the first start.
 */
class UnfinishedUpgradeIT {

	private static final String HEAD = "186eaba5ab69";

	private static final String NEXT = "e07b1d5c3f92";

	private Path script;

	@BeforeEach
	void nameScript(@TempDir Path folder) {
		this.script = folder.resolve("R202606020900_e07b1d5c3f92_pin_conversations.sql");
	}

	@Test
	void refusesToStartOnABrokenRevisionAndContinuesOnceItIsFixed() throws Exception {
		SampleDatabase database = SampleDatabase.create("broken");
		writeScript("""
				CREATE TABLE pins (conversation bigint);

				ALTER TABLE conversations
					ADD COLUMN pinned boolaen;
				""");
		try (SampleProcess application = start("broken", database)) {
			assertThat(application.awaitFailure()).containsSubsequence("APPLICATION FAILED TO START",
					"The upgrade of revision " + NEXT + " failed at " + this.script + ", line 9:",
					"type \"boolaen\" does not exist [SQLSTATE 42704]", "ALTER TABLE conversations",
					"ADD COLUMN pinned boolaen", "The database is at " + HEAD, "Action:", "Fix the script");
		}
		assertThat(version(database)).isEqualTo(HEAD);
		assertThat(database.jdbc().sql("SELECT to_regclass('pins')").query(String.class).optional()).isEmpty();
		writeScript("ALTER TABLE conversations ADD COLUMN pinned boolean;");
		assertContinues(database);
	}

	@Test
	void continuesAfterItWasKilledInTheMiddleOfARevision() throws Exception {
		SampleDatabase database = SampleDatabase.create("killed");
		writeScript("""
				ALTER TABLE conversations ADD COLUMN pinned boolean;
				SELECT pg_sleep(600);
				""");
		try (SampleProcess application = start("killed", database)) {
			await().atMost(Duration.ofMinutes(3)).until(() -> sleeps(database));
			application.kill();
		}
		assertThat(version(database)).isEqualTo(HEAD);
		writeScript("ALTER TABLE conversations ADD COLUMN pinned boolean;");
		assertContinues(database);
	}

	@Test
	void endsAtOnceWhenItIsToldToInTheMiddleOfARevision() throws Exception {
		SampleDatabase database = SampleDatabase.create("told");
		writeScript("""
				ALTER TABLE conversations ADD COLUMN pinned boolean;
				SELECT pg_sleep(600);
				""");
		try (SampleProcess application = start("told", database)) {
			await().atMost(Duration.ofMinutes(3)).until(() -> sleeps(database));
			application.stop();
			assertThat(application.output()).contains(
					"The migration was stopped while revision " + NEXT
							+ " was running, because the application is being shut down.",
					"the database is at " + HEAD);
		}
		await().atMost(Duration.ofSeconds(3)).until(() -> !sleeps(database));
		assertThat(version(database)).isEqualTo(HEAD);
		writeScript("ALTER TABLE conversations ADD COLUMN pinned boolean;");
		assertContinues(database);
	}

	private void writeScript(String upgrade) throws IOException {
		Files.writeString(this.script, """
				-- revision: e07b1d5c3f92
				-- revises: 186eaba5ab69
				-- message: pin conversations

				-- migrate:upgrade
				%s
				-- migrate:downgrade
				ALTER TABLE conversations DROP COLUMN pinned;
				""".formatted(upgrade));
	}

	private SampleProcess start(String name, SampleDatabase database) throws IOException {
		return SampleProcess.start(name, SampleJar.extracted(), database.environment(), locations());
	}

	private void assertContinues(SampleDatabase database) {
		SampleCommand upgrade = SampleCommand.run(database.environment(), "upgrade " + locations());
		assertThat(upgrade.exitCode()).as(upgrade.toString()).isZero();
		assertThat(upgrade.out()).contains("The database is at " + NEXT + " now: 1 revision in");
		assertThat(version(database)).isEqualTo(NEXT);
	}

	private String locations() {
		return "--migrate.locations=classpath:db/revisions,file:" + this.script.getParent();
	}

	private static String version(SampleDatabase database) {
		return database.jdbc().sql("SELECT version_num FROM migrate_version").query(String.class).single();
	}

	private static boolean sleeps(SampleDatabase database) {
		return database.jdbc()
			.sql("""
					SELECT count(*) FROM pg_stat_activity
					WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg\\_sleep(600)'""")
			.query(Integer.class)
			.single() > 0;
	}

}
