package dev.migrate.runtime;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.migrate.revision.Direction;
import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.runtime.failure.DatabaseAheadException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.failure.ModifiedScriptException;
import dev.migrate.runtime.failure.NotAtTargetException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.script.index.ClassPathRoot;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Migrator} on databases that other versions of the application, or
 * other tools, have migrated.
 */
@ExtendWith({ PostgresExtension.class, OutputCaptureExtension.class })
@Isolated("captures the output")
class DatabaseStateTests {

	private ScriptFolder scripts;

	private ScriptFolder newer;

	@BeforeEach
	void createFolders(@TempDir Path scripts, @TempDir Path newer) {
		this.scripts = new ScriptFolder(scripts).chain();
		this.newer = new ScriptFolder(newer).chain().table("d4", "c3").table("e5", "d4");
	}

	@Test
	void anOlderApplicationGoesOnWithADatabaseThatIsAhead(TestDatabase database) {
		this.newer.migrator(database.newConnections()).upgrade();
		Migrator older = this.scripts.migrator(database.newConnections());
		assertThat(older.upgrade().steps()).isEmpty();
		assertThatNoException().isThrownBy(older::validate);
		assertThatNoException().isThrownBy(older::await);
		MigrationStatus status = older.status();
		assertThat(status.upToDate()).isTrue();
		assertThat(status.ahead()).isTrue();
		assertThat(status.unknown()).containsExactly("e5");
		assertThat(status.current()).containsExactly("e5");
	}

	@Test
	void anApplicationMayRefuseADatabaseThatIsAhead(TestDatabase database) {
		this.newer.migrator(database.newConnections()).upgrade();
		Migrator older = this.scripts.builder(database.newConnections()).onAhead(MismatchPolicy.FAIL).build();
		assertThatExceptionOfType(DatabaseAheadException.class).isThrownBy(older::upgrade)
			.withMessageContaining("e5")
			.withMessageContaining("migrate.on-ahead");
	}

	@Test
	void aDatabaseWithAnUnknownBranchHasDivergedAndIsLeftAlone(TestDatabase database) {
		this.newer.table("x9", "b2").migrator(database.newConnections()).upgrade("x9");
		Migrator migrator = this.scripts.migrator(database.newConnections());
		assertThatExceptionOfType(UnknownVersionRowException.class).isThrownBy(migrator::upgrade);
		assertThatExceptionOfType(UnknownVersionRowException.class).isThrownBy(migrator::validate);
		assertThatExceptionOfType(UnknownVersionRowException.class).isThrownBy(() -> migrator.downgrade("base"));
		assertThat(database.tables()).contains("x9").doesNotContain("c3");
		MigrationStatus status = migrator.status();
		assertThat(status.upToDate()).isFalse();
		assertThat(status.ahead()).isFalse();
		assertThat(status.unknown()).containsExactly("x9");
	}

	@Test
	void warnsOfARevisionThatWasPutBelowAnAppliedOne(TestDatabase database, CapturedOutput output) {
		this.scripts.migrator(database.newConnections()).upgrade();
		this.scripts.table("a0", "").table("a1", "a0").table("d4", "c3");
		Migrator migrator = this.scripts.migrator(database.newConnections());
		assertThat(migrator.status().implied()).containsExactly("a0");
		migrator.upgrade();
		assertThat(output).contains("have never run here: a0");
		assertThat(database.tables()).doesNotContain("a0").contains("d4");
		migrator.accept("a0");
		assertThat(migrator.status().implied()).isEmpty();
	}

	@Test
	void warnsOnceThatThereAreNoScriptsToRun(TestDatabase database, @TempDir Path empty, CapturedOutput output) {
		Migrator migrator = new ScriptFolder(empty).migrator(database.newConnections());
		assertThat(migrator.status().current()).isEmpty();
		assertThat(output).doesNotContain("no revision scripts");
		migrator.upgrade();
		migrator.validate();
		assertThat(output.toString()).containsOnlyOnce("There are no revision scripts in file:");
	}

	@Test
	void aSchemaThatAlembicManagedGetsAHistoryAtTheFirstRun(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)").update();
		database.jdbc().sql("INSERT INTO alembic_version VALUES ('b2')").update();
		Migrator migrator = this.scripts.builder(database.newConnections()).versionTable("alembic_version").build();
		assertThat(migrator.upgrade().steps()).extracting(CompletedStep::revision).containsExactly("c3");
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision, HistoryEntry::direction)
			.containsExactly(tuple("c3", Direction.UPGRADE), tuple("b2", Direction.STAMP),
					tuple("a1", Direction.STAMP));
		assertThat(migrator.status().implied()).isEmpty();
	}

	@Test
	void refusesAHistoryWithoutAVersionTable(TestDatabase database) {
		Migrator migrator = this.scripts.migrator(database.newConnections());
		migrator.upgrade();
		database.jdbc().sql("DROP TABLE migrate_version").update();
		assertThatExceptionOfType(MigrationStateException.class).isThrownBy(migrator::upgrade);
		assertThatExceptionOfType(MigrationStateException.class).isThrownBy(migrator::validate);
		migrator.stamp("c3");
		assertThat(migrator.upgrade().steps()).isEmpty();
	}

	@Test
	void warnsOfAScriptThatWasModifiedButNotOfItsLayout(TestDatabase database, CapturedOutput output) {
		this.scripts.migrator(database.newConnections()).upgrade();
		this.scripts.revision("a1", "", "-- a comment\nCREATE TABLE a1\r\n\t(id int) ;", "DROP TABLE a1;")
			.table("d4", "c3");
		assertThat(this.scripts.migrator(database.newConnections()).status().modified()).isEmpty();
		this.scripts.revision("a1", "", "CREATE TABLE a1 (id bigint);", "DROP TABLE a1;");
		Migrator modified = this.scripts.migrator(database.newConnections());
		assertThat(modified.status().modified()).containsExactly("a1");
		modified.upgrade();
		assertThat(output).contains("modified since they were applied: a1 (");
		modified.accept("a1");
		assertThat(modified.status().modified()).isEmpty();
	}

	@Test
	void failsForAModifiedScriptIfTold(TestDatabase database) {
		this.scripts.migrator(database.newConnections()).upgrade();
		this.scripts.revision("a1", "", "CREATE TABLE a1 (id bigint);", "DROP TABLE a1;");
		assertThat(this.scripts.migrator(database.newConnections()).upgrade().steps()).isEmpty();
		Migrator strict = this.scripts.builder(database.newConnections()).onModified(MismatchPolicy.FAIL).build();
		assertThatExceptionOfType(ModifiedScriptException.class).isThrownBy(strict::upgrade)
			.withMessageContaining("a1 (");
		this.scripts.table("d4", "c3");
		Migrator pending = this.scripts.builder(database.newConnections()).onModified(MismatchPolicy.FAIL).build();
		assertThatExceptionOfType(ModifiedScriptException.class).isThrownBy(pending::upgrade);
		assertThat(database.tables()).doesNotContain("d4");
		Migrator indifferent = this.scripts.builder(database.newConnections())
			.onModified(MismatchPolicy.IGNORE)
			.build();
		assertThat(indifferent.upgrade().steps()).hasSize(1);
	}

	@Test
	void warnsOfAClassWhoseSourceWasEditedInTheProject(TestDatabase database, @TempDir Path project,
			CapturedOutput output) throws IOException {
		String source = """
				@Revision(id = "a1")
				class R1 implements dev.migrate.operations.ReversibleMigration {
					public void change(dev.migrate.operations.Operations op) {
						op.createSchema("edited");
					}
				}
				""";
		ClassPathRoot sources = new ClassPathRoot(project.resolve("src/main/java"));
		ClassPathRoot classes = new ClassPathRoot(project.resolve("target/classes")).java("edited.R1", source);
		ClassPathRoot scripts = new ClassPathRoot(project.resolve("target/test-classes"));
		sources.file("edited/R1.java", source);
		inProject(database, classes.url(), scripts.url(), MismatchPolicy.FAIL, (migrator) -> {
			migrator.upgrade();
			assertThat(migrator.history(1)).singleElement().extracting(HistoryEntry::checksum).isNotNull();
		});
		sources.file("edited/R1.java",
				source.replace("\n", "\r\n").replace("\t", "    ").replace("@Revision", "// a comment\n@Revision"));
		inProject(database, classes.url(), scripts.url(), MismatchPolicy.FAIL,
				(migrator) -> assertThat(migrator.status().modified()).isEmpty());
		sources.file("edited/R1.java", source.replace("\"edited\"", "\"renamed\""));
		scripts.file("edited/R2.sql", "-- revision: b2\n-- revises: a1\n-- migrate:upgrade\n-- migrate:downgrade\n");
		inProject(database, classes.url(), scripts.url(), MismatchPolicy.FAIL, (migrator) -> {
			assertThat(migrator.position().modified()).isEmpty();
			assertThat(migrator.status().modified()).containsExactly("a1");
			assertThat(migrator.upgrade().steps()).hasSize(1);
			assertThat(output).contains("Scripts have been modified since they were applied: a1 (");
		});
		inProject(database, classes.jar(true), scripts.url(), MismatchPolicy.WARN,
				(migrator) -> assertThat(migrator.status().modified()).isEmpty());
		inProject(database, classes.url(), scripts.url(), MismatchPolicy.WARN, (migrator) -> {
			migrator.accept("a1");
			assertThat(migrator.status().modified()).isEmpty();
		});
	}

	@Test
	void aClassOfAJarHasNoChecksum(TestDatabase database, @TempDir Path project) throws IOException {
		String source = "@Revision(id = \"a1\") class R1 implements dev.migrate.operations.ReversibleMigration {"
				+ " public void change(dev.migrate.operations.Operations op) { } }";
		new ClassPathRoot(project.resolve("src/main/java")).file("edited/R1.java", source);
		ClassPathRoot classes = new ClassPathRoot(project.resolve("target/classes")).java("edited.R1", source);
		inProject(database, classes.jar(true), classes.jar(true), MismatchPolicy.WARN, (migrator) -> {
			migrator.upgrade();
			assertThat(migrator.history(1)).singleElement().extracting(HistoryEntry::checksum).isNull();
		});
		inProject(database, classes.url(), classes.url(), MismatchPolicy.WARN,
				(migrator) -> assertThat(migrator.status().modified()).isEmpty());
	}

	private static void inProject(TestDatabase database, URL classes, URL scripts, MismatchPolicy onModified,
			Consumer<Migrator> use) throws IOException {
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { classes, scripts },
				DatabaseStateTests.class.getClassLoader())) {
			use.accept(Migrator.builder(database.newConnections())
				.locations(List.of("classpath:edited"))
				.classLoader(classLoader)
				.onModified(onModified)
				.build());
		}
	}

	@Test
	void onlyAnAppliedRevisionCanBeAccepted(TestDatabase database) {
		Migrator migrator = this.scripts.migrator(database.newConnections());
		migrator.upgrade("b2");
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> migrator.accept("c3"));
	}

	@Test
	void validationRefusesPendingRevisionsAndChangesNothing(TestDatabase database) {
		Migrator migrator = this.scripts.migrator(database.newConnections());
		assertThatExceptionOfType(NotAtTargetException.class).isThrownBy(migrator::validate)
			.withMessageContaining("The database is at base, and 3 revisions to head are pending: a1 (");
		assertThat(database.tables()).isEmpty();
		migrator.upgrade();
		assertThatNoException().isThrownBy(migrator::validate);
	}

	@Test
	void waitsForAnotherProcessToUpgrade(TestDatabase database, CapturedOutput output) {
		Migrator waiting = this.scripts.migrator(database.newConnections());
		CompletableFuture<Void> wait = CompletableFuture.runAsync(waiting::await);
		org.awaitility.Awaitility.await()
			.until(() -> output.getAll().contains("Waiting for another process to run 3 pending revision(s), next a1"));
		assertThat(wait).isNotDone();
		this.scripts.migrator(database.newConnections()).upgrade();
		wait.join();
	}

	@Test
	void waitsNoLongerThanItIsTold(TestDatabase database) {
		Migrator waiting = this.scripts.builder(database.newConnections()).lockMaxWait(Duration.ofMillis(100)).build();
		assertThatExceptionOfType(NotAtTargetException.class).isThrownBy(waiting::await);
		assertThat(waiting.history(1)).isEqualTo(List.of());
	}

}
