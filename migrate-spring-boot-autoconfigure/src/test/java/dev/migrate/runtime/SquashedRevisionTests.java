package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialects;
import dev.migrate.revision.Direction;
import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.script.RevisionScript;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Migrator} with a revision that replaces others.
 */
@ExtendWith(PostgresExtension.class)
class SquashedRevisionTests {

	private Path folder;

	private ScriptFolder old;

	private ScriptFolder both;

	private ScriptFolder squashed;

	@BeforeEach
	void createFolders(@TempDir Path folder) throws Exception {
		this.folder = folder;
		this.old = folder("old").chain();
		this.both = squash(folder("both").chain());
		this.squashed = squash(folder("squashed"));
	}

	private ScriptFolder folder(String name) throws Exception {
		return new ScriptFolder(Files.createDirectory(this.folder.resolve(name)));
	}

	private static ScriptFolder squash(ScriptFolder folder) {
		return folder
			.revision("s9", "", List.of("replaces: a1 b2, c3"),
					"CREATE TABLE a1 (id int); CREATE TABLE b2 (id int); CREATE TABLE c3 (id int);",
					"\nDROP TABLE c3; DROP TABLE b2; DROP TABLE a1;")
			.table("d4", "c3");
	}

	private static List<String> steps(MigrationResult result) {
		return result.steps().stream().map(CompletedStep::revision).toList();
	}

	@Test
	void buildsAnEmptyDatabaseThatOldApplicationsKnow(TestDatabase database) {
		assertThat(steps(this.both.migrator(database.dataSource()).upgrade())).containsExactly("s9", "d4");
		MigrationStatus status = this.both.migrator(database.dataSource()).status();
		assertThat(status.upToDate()).isTrue();
		assertThat(status.implied()).isEmpty();
		assertThat(status.inconsistency()).isNull();
		for (int scripts = 1; scripts <= 3; scripts++) {
			ScriptFolder older = new ScriptFolder(this.folder.resolve("old"));
			if (scripts < 3) {
				older = new ScriptFolder(this.folder.resolve("older" + scripts));
				assertThat(older.location()).isNotNull();
				assertThat(this.folder.resolve("older" + scripts).toFile().mkdir()).isTrue();
				older.table("a1", "");
				if (scripts > 1) {
					older.table("b2", "a1");
				}
			}
			assertThat(older.migrator(database.dataSource()).upgrade().steps()).isEmpty();
			assertThat(older.migrator(database.dataSource()).position().state())
				.isEqualTo(MigrationPosition.State.AHEAD);
		}
		Migrator migrator = this.squashed.migrator(database.dataSource());
		assertThat(steps(migrator.downgrade("base"))).containsExactly("d4", "s9");
		assertThat(database.tables()).containsExactly("migrate_history", "migrate_version");
		assertThat(steps(this.both.migrator(database.dataSource()).upgrade("b2"))).containsExactly("a1", "b2");
		assertThat(this.both.migrator(database.dataSource()).status().inconsistency()).isNull();
	}

	@Test
	void goesOnFromTheMiddleAndRecordsTheSquashedRevision(TestDatabase database) {
		this.old.migrator(database.dataSource()).upgrade("a1");
		assertThatExceptionOfType(UnknownVersionRowException.class)
			.isThrownBy(() -> this.squashed.migrator(database.dataSource()).upgrade())
			.withMessageContaining("'a1', which is in the middle of what revision s9")
			.withMessageContaining("those up to c3");
		assertThat(this.squashed.migrator(database.dataSource()).position().state())
			.isEqualTo(MigrationPosition.State.DIVERGED);
		Migrator migrator = this.both.migrator(database.dataSource());
		assertThat(migrator.status().pending()).extracting(RevisionScript::id).containsExactly("b2", "c3", "d4");
		MigrationResult result = migrator.upgrade("s9");
		assertThat(steps(result)).containsExactly("b2", "c3");
		assertThat(result.after()).containsExactly("s9");
		assertThat(migrator.rows()).containsExactly("s9");
		HistoryEntry entry = migrator.history(1).get(0);
		assertThat(entry).extracting(HistoryEntry::revision, HistoryEntry::direction)
			.containsExactly("s9", Direction.STAMP);
		assertThat(entry.dependsOn()).containsExactly("a1", "b2", "c3");
		assertThat(this.old.migrator(database.dataSource()).upgrade().steps()).isEmpty();
		assertThat(steps(this.squashed.migrator(database.dataSource()).upgrade())).containsExactly("d4");
		assertThat(migrator.status().implied()).isEmpty();
		assertThat(migrator.contradiction()).isEmpty();
		assertThat(steps(migrator.downgrade("b2"))).containsExactly("d4", "c3");
		assertThat(migrator.rows()).containsExactly("b2");
		assertThat(migrator.contradiction()).isEmpty();
		assertThat(steps(migrator.upgrade())).containsExactly("c3", "d4");
		assertThat(migrator.history(10).stream().filter((row) -> row.revision().equals("s9"))).hasSize(1);
		assertThat(this.old.migrator(database.dataSource()).upgrade().steps()).isEmpty();
	}

	@Test
	void goesOnFromTheMiddleOfWhatWasSquashedTwice(TestDatabase database) throws Exception {
		ScriptFolder twice = squash(folder("twice").chain()).revision("t9", "", List.of("replaces: a1 b2 c3 s9 d4"),
				"CREATE TABLE a1 (id int); CREATE TABLE b2 (id int); CREATE TABLE c3 (id int); CREATE TABLE d4 (id int);",
				" none");
		this.old.migrator(database.dataSource()).upgrade("a1");
		Migrator migrator = twice.migrator(database.dataSource());
		assertThat(steps(migrator.upgrade("s9"))).containsExactly("b2", "c3");
		assertThat(migrator.rows()).containsExactly("s9");
		assertThat(steps(migrator.downgrade("a1"))).containsExactly("c3", "b2");
		assertThat(steps(migrator.upgrade())).containsExactly("b2", "c3", "d4");
		assertThat(migrator.rows()).containsExactly("t9");
		assertThat(migrator.contradiction()).isEmpty();
		assertThat(migrator.status().upToDate()).isTrue();
		assertThat(this.squashed.migrator(database.dataSource()).upgrade().steps()).isEmpty();
		assertThat(this.old.migrator(database.dataSource()).upgrade().steps()).isEmpty();
	}

	@Test
	void startsAtTheEndWithThreeStatementsAndGoesOnFromThere(TestDatabase database) throws Exception {
		this.old.migrator(database.dataSource()).upgrade();
		for (ScriptFolder scripts : List.of(this.both, this.squashed)) {
			Files.delete(Path.of(java.net.URI.create(scripts.location())).resolve("R_d4.sql"));
			Migrator migrator = scripts.migrator(database.dataSource());
			database.forgetStatements();
			assertThat(migrator.upgrade().steps()).isEmpty();
			assertThat(database.statements()).hasSizeLessThanOrEqualTo(3)
				.allSatisfy((statement) -> assertThat(statement).doesNotContain("advisory"));
			assertThat(migrator.position().state()).isEqualTo(MigrationPosition.State.UP_TO_DATE);
			assertThat(migrator.rows()).containsExactly("c3");
		}
		this.squashed.table("d4", "s9");
		Migrator migrator = this.squashed.migrator(database.dataSource());
		assertThat(steps(migrator.upgrade())).containsExactly("d4");
		assertThat(migrator.history(2)).extracting(HistoryEntry::revision, HistoryEntry::direction)
			.containsExactly(tuple("s9", Direction.STAMP), tuple("d4", Direction.UPGRADE));
		MigrationStatus status = migrator.status();
		assertThat(status.implied()).isEmpty();
		assertThat(status.modified()).isEmpty();
		assertThat(status.inconsistency()).isNull();
		assertThat(this.old.migrator(database.dataSource()).upgrade().steps()).isEmpty();
		assertThat(steps(migrator.downgrade("s9"))).containsExactly("d4");
		assertThat(this.old.migrator(database.dataSource()).upgrade().steps()).isEmpty();
		assertThat(steps(migrator.downgrade("base"))).containsExactly("s9");
		assertThat(migrator.contradiction()).isEmpty();
		assertThat(steps(migrator.upgrade())).containsExactly("s9", "d4");
		migrator.stamp("base");
		assertThat(migrator.contradiction()).isEmpty();
	}

	@Test
	void continuesAReplacedRevisionThatWasInterrupted(TestDatabase database) throws Exception {
		for (String name : List.of("old", "both")) {
			new ScriptFolder(this.folder.resolve(name)).revision("a1", "", List.of("transaction: none"),
					"CREATE TABLE a1 (id int);\nINSERT INTO a1 SELECT 1 / n FROM gate;", "\nDROP TABLE a1;");
		}
		database.jdbc().sql("CREATE TABLE gate (n int)").update();
		database.jdbc().sql("INSERT INTO gate VALUES (0)").update();
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> this.old.migrator(database.dataSource()).upgrade());
		database.jdbc().sql("UPDATE gate SET n = 1").update();
		assertThat(steps(this.both.migrator(database.dataSource()).upgrade())).containsExactly("a1", "b2", "c3", "d4");
	}

	@Test
	void oldAndNewReplicasStartAtOnce(TestDatabase database) throws Exception {
		this.old.migrator(database.dataSource()).upgrade("b2");
		ExecutorService replicas = Executors.newFixedThreadPool(10);
		try {
			List<Callable<MigrationResult>> starts = Stream.of(this.old, this.both, this.both, this.old, this.both)
				.flatMap((scripts) -> Stream.of(scripts, scripts))
				.map((scripts) -> (Callable<MigrationResult>) () -> scripts.migrator(database.dataSource()).upgrade())
				.toList();
			List<String> done = new ArrayList<>();
			for (Future<MigrationResult> result : replicas.invokeAll(starts)) {
				done.addAll(steps(result.get()));
			}
			assertThat(done).containsExactlyInAnyOrder("c3", "d4");
			assertThat(this.both.migrator(database.dataSource()).status().upToDate()).isTrue();
		}
		finally {
			replicas.shutdownNow();
		}
	}

	@Test
	void runsThePlanInOneTransactionAndOffline(TestDatabase database) {
		this.old.migrator(database.dataSource()).upgrade("b2");
		Migrator together = this.both.builder(database.dataSource()).transaction(TransactionMode.ALL).build();
		assertThat(together.upgrade("s9").after()).containsExactly("s9");
		assertThat(together.history(1).get(0).revision()).isEqualTo("s9");
		OfflineMigrator offline = this.both.migrator(database.dataSource()).offline(Dialects.of("postgresql"));
		assertThat(offline.upgrade("base:head")).containsPattern("Running upgrade.* -> s9").doesNotContain("b2 ->");
		assertThat(offline.upgrade("b2:head")).contains("'s9'", "Running upgrade b2 -> c3", "VALUES ('s9'");
		assertThat(offline.upgrade("c3:head"))
			.contains("Running upgrade s9 -> d4", "SET version_num = 'd4' WHERE version_num = 'c3'", "VALUES ('s9'")
			.doesNotContain("c3 (id int)");
		assertThat(offline.upgrade("s9:head")).contains("SET version_num = 'd4' WHERE version_num = 's9'")
			.doesNotContain("VALUES ('s9'");
		assertThat(offline.idempotentUpgrade("b2:head")).contains("Running upgrade b2 -> c3");
	}

}
