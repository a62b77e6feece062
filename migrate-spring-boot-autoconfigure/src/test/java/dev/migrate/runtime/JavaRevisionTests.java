package dev.migrate.runtime;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.runtime.failure.InvalidMigrationClassException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link Migrator} with revisions written in Java.
 */
@ExtendWith(PostgresExtension.class)
class JavaRevisionTests {

	@Test
	void runsOperationsAndReversesThem(TestDatabase database) {
		Migrator migrator = migrator(database, "javarevisions");
		migrator.upgrade("1");
		database.jdbc().sql("INSERT INTO people (name) VALUES ('Ada Lovelace')").update();
		database.jdbc().sql("INSERT INTO notes VALUES (1, 'first')").update();
		assertThat(database.jdbc()
			.sql("SELECT obj_description('people'::regclass) || ': ' || col_description('people'::regclass, 2)")
			.query(String.class)
			.single()).isEqualTo("Who we know: Given name, blank, family name");
		database.jdbc().sql("DELETE FROM people").update();
		assertThat(database.jdbc().sql("SELECT count(*) FROM notes").query(Integer.class).single()).isZero();
		assertThat(database.jdbc()
			.sql("SELECT indexdef FROM pg_indexes WHERE tablename = 'people' AND indexname <> 'people_pkey'")
			.query(String.class)
			.single()).endsWith("(name, created DESC)");
		migrator.downgrade("base");
		assertThat(database.tables()).containsExactly("migrate_history", "migrate_version");
	}

	@Test
	void readsAndWritesOnTheConnectionOfTheMigration(TestDatabase database) {
		Migrator migrator = migrator(database, "javarevisions");
		migrator.upgrade("1");
		database.jdbc().sql("INSERT INTO people (name) VALUES ('Ada Lovelace')").update();
		migrator.upgrade();
		assertThat(database.jdbc()
			.sql("SELECT concat_ws('/', name, family_name) FROM people ORDER BY 1")
			.query(String.class)
			.list()).containsExactly("Ada/Lovelace", "added by upgrade");
		assertThat(migrator.history(1)).singleElement().satisfies((entry) -> {
			assertThat(entry.script()).endsWith("R2_split_name.class");
			assertThat(entry.checksum()).hasSize(64);
		});
		migrator.downgrade("-1");
		assertThat(database.jdbc().sql("SELECT name FROM people").query(String.class).list())
			.containsExactly("Ada Lovelace");
	}

	@Test
	void saysInWhichLineOfTheClassAnOperationFailed(TestDatabase database) {
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				() -> migrator(database, "javafailures").upgrade("f1"));
		assertThat(failure.getLocation()).endsWith("javafailures/R1_fails.java");
		assertThat(failure.getLine()).isEqualTo(13);
		assertThat(failure.getStatement()).isEqualTo("DROP TABLE nobody");
		assertThat(failure).hasMessageContaining("table \"nobody\" does not exist");
		assertThat(database.tables()).doesNotContain("kept");
	}

	@Test
	void saysInWhichLineAnOperationOfAReversibleMigrationWasCalledThatFailed(TestDatabase database) {
		Migrator migrator = migrator(database, "javafailures");
		RevisionFailedException upgrade = catchThrowableOfType(RevisionFailedException.class,
				() -> migrator.upgrade("f6"));
		assertThat(upgrade.getLocation()).endsWith("javafailures/R6_fails_in_change.java");
		assertThat(upgrade.getLine()).isEqualTo(17);
		assertThat(upgrade.getStatement()).isEqualTo("ALTER TABLE somebody RENAME TO nobody");
		database.jdbc().sql("CREATE TABLE nobody (id int)").update();
		migrator.stamp("f6");
		database.jdbc().sql("DROP TABLE kept").update();
		RevisionFailedException downgrade = catchThrowableOfType(RevisionFailedException.class,
				() -> migrator.downgrade("base"));
		assertThat(downgrade.getLine()).isEqualTo(16);
		assertThat(downgrade.getStatement()).isEqualTo("DROP TABLE kept");
	}

	@Test
	void refusesAnIrreversibleOperationOnTheWayUp(TestDatabase database) {
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> migrator(database, "javafailures").upgrade("f2"))
			.withMessageContaining("execute CREATE TABLE kept");
		assertThat(database.tables()).doesNotContain("kept");
	}

	@Test
	void refusesAnIrreversibleOperationBeforeTheDowngradeBegins(TestDatabase database) {
		Migrator migrator = migrator(database, "javafailures");
		migrator.stamp("f2");
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> migrator.downgrade("base"))
			.withMessageContaining("f2")
			.withMessageContaining("execute CREATE TABLE kept");
	}

	@Test
	void refusesAReversibleMigrationThatUsesAConnection(TestDatabase database) {
		Migrator migrator = migrator(database, "javafailures");
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.upgrade("f5"))
			.withMessageContaining("A reversible migration reads or writes rows over JDBC");
		migrator.stamp("f5");
		assertThatExceptionOfType(MigrateException.class).isThrownBy(() -> migrator.downgrade("base"))
			.withMessageContaining("A reversible migration reads or writes rows over JDBC");
		assertThat(database.tables()).doesNotContain("kept");
	}

	@Test
	void refusesAClassThatIsNoMigration(TestDatabase database) {
		assertThatExceptionOfType(InvalidMigrationClassException.class)
			.isThrownBy(() -> migrator(database, "javafailures").upgrade("f3"))
			.withMessageContaining("R3_is_no_migration");
	}

	private static Migrator migrator(TestDatabase database, String location) {
		return Migrator.builder(database.dataSource())
			.locations(List.of("classpath:dev/migrate/runtime/" + location))
			.build();
	}

}
