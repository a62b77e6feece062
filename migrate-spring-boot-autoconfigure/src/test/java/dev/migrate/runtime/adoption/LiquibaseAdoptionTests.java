package dev.migrate.runtime.adoption;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.revision.Direction;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.MigratorBuilder;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.testsupport.H2Database;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for taking over the history of the real Liquibase.
 */
@ExtendWith(PostgresExtension.class)
class LiquibaseAdoptionTests {

	@TempDir
	private Path changes;

	private static String changelog(String... changeSets) {
		StringBuilder text = new StringBuilder("--liquibase formatted sql\n");
		for (String changeSet : changeSets) {
			text.append("--changeset me:").append(changeSet).append("\n");
		}
		return text.toString();
	}

	private void update(DataSource database) throws Exception {
		update(database, "");
	}

	private void update(DataSource database, String contexts) throws Exception {
		try (Liquibase liquibase = new Liquibase("db/log.sql", new DirectoryResourceAccessor(this.changes),
				new JdbcConnection(database.getConnection()))) {
			liquibase.update(contexts);
		}
	}

	private static List<?> table(TestDatabase database) {
		return database.jdbc().sql("SELECT * FROM databasechangelog ORDER BY orderexecuted").query().listOfRows();
	}

	private static MigrationRefusedException refused(Migrator migrator) {
		MigrationRefusedException refused = catchThrowableOfType(MigrationRefusedException.class, migrator::upgrade);
		assertThat(refused).isNotNull();
		assertThat(migrator.rows()).isEmpty();
		return refused;
	}

	@Test
	void aStartTakesOverWhatLiquibaseHasRun(TestDatabase database, @TempDir Path folder) throws Exception {
		Files.createDirectory(this.changes.resolve("db"));
		Files.writeString(this.changes.resolve("db/log.sql"),
				changelog("1\nCREATE TABLE a (id int);", "2\nCREATE TABLE b (id int);"));
		update(database.dataSource());
		ScriptFolder scripts = new ScriptFolder(folder)
			.revision("a1", "", List.of("adopts: liquibase 1::me::classpath:/db/log.sql"), "CREATE TABLE a (id int);",
					" none")
			.revision("b2", "a1", List.of("adopts: liquibase 2::me::db/log.sql"), "CREATE TABLE b (id int);", " none")
			.table("c3", "b2");
		Migrator migrator = scripts.migrator(database.dataSource());
		database.jdbc()
			.sql("UPDATE databasechangeloglock SET locked = true, lockedby = 'pod-1', lockgranted = '2026-01-02 03:04'")
			.update();
		assertThat(refused(migrator)).hasMessage("""
				Liquibase is migrating this database: its lock is held by pod-1 since 2026-01-02 03:04:00.0, as \
				public.databasechangeloglock says. Nothing has been changed. Start again when it is done. If it was \
				killed, have the version of the application that still has Liquibase release the lock and go on.""");
		database.jdbc()
			.sql("UPDATE databasechangeloglock SET locked = false; UPDATE databasechangelog SET exectype = 'FAILED' WHERE id = '2'")
			.update();
		assertThat(refused(migrator)).hasMessage(
				"""
						Liquibase has failed here with 2::me::db/log.sql, as public.databasechangelog says, and may have left a \
						part of it. Nothing has been changed. Undo what is left of it, and have the version of the application \
						that still has Liquibase repair its history and run it again. Then start again. If the database has \
						everything that the revisions up to one of them do, say so: migrate stamp <revision>""");
		database.jdbc().sql("UPDATE databasechangelog SET exectype = 'MARK_RAN', id = '3' WHERE id = '2'").update();
		assertThat(refused(migrator)).hasMessageContaining(
				"Liquibase has applied 3::me::db/log.sql here, as public.databasechangelog says, and no revision adopts it.");
		database.jdbc().sql("UPDATE databasechangelog SET id = '2' WHERE id = '3'").update();
		List<?> before = table(database);
		MigrationResult result = migrator.upgrade();
		assertThat(result.steps()).extracting(CompletedStep::direction)
			.containsExactly(Direction.STAMP, Direction.STAMP, Direction.UPGRADE);
		update(database.dataSource());
		assertThat(table(database)).isEqualTo(before);
		assertThat(migrator.upgrade().steps()).isEmpty();
		try (H2Database memory = new H2Database()) {
			update(memory.dataSource());
			assertThat(scripts.migrator(memory.dataSource()).upgrade().steps()).extracting(CompletedStep::direction)
				.containsExactly(Direction.STAMP, Direction.STAMP, Direction.UPGRADE);
		}
	}

	@Test
	void theLockOfAnotherLiquibaseInTheSameSchemaDoesNotCount(TestDatabase database, @TempDir Path folder)
			throws Exception {
		Files.createDirectory(this.changes.resolve("db"));
		Files.writeString(this.changes.resolve("db/log.sql"), changelog("1\nCREATE TABLE a (id int);"));
		update(database.dataSource());
		database.jdbc().sql("""
				ALTER TABLE databasechangelog RENAME TO shop_changes;
				ALTER TABLE databasechangeloglock RENAME TO shop_mutex;
				CREATE TABLE databasechangelog AS SELECT * FROM shop_changes;
				CREATE TABLE databasechangeloglock AS SELECT * FROM shop_mutex;
				CREATE TABLE lock_of_rows (id int, locked boolean, lockedby text);
				UPDATE shop_mutex SET locked = true, lockedby = 'pod-1'""").update();
		ScriptFolder scripts = new ScriptFolder(folder).revision("a1", "",
				List.of("adopts: liquibase 1::me::db/log.sql"), "CREATE TABLE a (id int);", " none");
		// Its lock is called as its history is, and that of nobody else counts
		assertThat(scripts.migrator(database.dataSource()).status().adoption()).contains("databasechangelog)");
		MigratorBuilder shop = scripts.builder(database.dataSource()).adoptTable("shop_changes");
		// Any can be the lock of a history that is called otherwise, unless the
		// application says which
		assertThat(refused(shop.build())).hasMessageContaining("held by pod-1")
			.hasMessageContaining("public.shop_mutex");
		assertThat(shop.otherHistories(Map.of(), "databasechangeloglock").build().status().adoption())
			.contains("public.shop_changes");
		assertThat(refused(shop.otherHistories(Map.of(), "SHOP_MUTEX").build()))
			.hasMessageContaining("public.shop_mutex");
		assertThat(scripts.builder(database.dataSource()).build().upgrade().after()).containsExactly("a1");
	}

	@Test
	void whatOnlyOtherEnvironmentsHaveIsInNobodysWay(TestDatabase database, @TempDir Path folder) throws Exception {
		Files.createDirectory(this.changes.resolve("db"));
		Files.writeString(this.changes.resolve("db/log.sql"),
				changelog("1\nCREATE TABLE a (id int);", "2 context:dev\nINSERT INTO a VALUES (2);",
						"3 context:staging\nINSERT INTO a VALUES (3);", "4\nCREATE TABLE b (id int);"));
		update(database.dataSource(), "staging");
		ScriptFolder scripts = new ScriptFolder(folder)
			.revision("a1", "", List.of("adopts: liquibase 1::me::db/log.sql"), "CREATE TABLE a (id int);", " none")
			.revision("b4", "a1", List.of("adopts: liquibase 4::me::db/log.sql"), "CREATE TABLE b (id int);", " none")
			.revision("c2", "b4", List.of("adopts: liquibase 2::me::db/log.sql"), "-- It is for dev.", " none")
			.revision("d3", "c2", List.of("adopts: liquibase 3::me::db/log.sql"), "-- It is for staging.", " none");
		Migrator migrator = scripts.migrator(database.dataSource());
		assertThat(migrator.adopted()).get().extracting(AdoptedHistory::rows).isEqualTo(List.of("d3"));
		// It is in nobody's way above what is missing either
		database.jdbc().sql("DELETE FROM databasechangelog WHERE id = '4'; DROP TABLE b").update();
		assertThat(migrator.upgrade().steps()).extracting((step) -> step.direction() + " " + step.revision())
			.containsExactly("STAMP a1", "UPGRADE b4", "UPGRADE c2", "UPGRADE d3");
		database.jdbc().sql("DROP TABLE migrate_version, migrate_history").update();
		// What does something may be missing
		scripts
			.revision("c2", "a1", List.of("adopts: liquibase 2::me::db/log.sql"), "INSERT INTO a VALUES (2);", " none")
			.revision("b4", "d3", List.of("adopts: liquibase 4::me::db/log.sql"), "CREATE TABLE c (id int);", " none")
			.revision("d3", "c2", List.of("adopts: liquibase 3::me::db/log.sql"), "INSERT INTO a VALUES (3);", " none");
		assertThat(refused(scripts.migrator(database.dataSource()))).hasMessageContaining(
				"Liquibase has applied 3::me::db/log.sql here (revision d3), but not 2::me::db/log.sql (revision c2)");
	}

}
