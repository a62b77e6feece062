package dev.migrate.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.runtime.MigrationPosition.State;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationPosition}.
 */
@ExtendWith(PostgresExtension.class)
class MigrationPositionTests {

	private Path folder;

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = folder;
		this.scripts = new ScriptFolder(folder);
	}

	@Test
	void aDatabaseAtTheTargetIsReadWithoutHistoryAndInThreeStatements(TestDatabase database) {
		Migrator migrator = this.scripts.chain().migrator(database.dataSource());
		migrator.upgrade();
		database.forgetStatements();
		assertThat(migrator.position()).isEqualTo(new MigrationPosition(State.UP_TO_DATE, true, List.of("c3"),
				List.of("c3"), List.of(), List.of(), List.of(), 3));
		assertThat(database.statements()).hasSizeLessThanOrEqualTo(3);
	}

	@Test
	void anEmptyDatabaseHasEverythingPending(TestDatabase database) {
		assertThat(this.scripts.chain().migrator(database.dataSource()).position()).isEqualTo(new MigrationPosition(
				State.PENDING, false, List.of(), List.of("c3"), List.of("a1", "b2", "c3"), List.of(), List.of(), 0));
	}

	@Test
	void aTargetBelowTheHeadIsWhereADatabaseIsUpToDate(TestDatabase database) {
		Migrator migrator = this.scripts.chain().builder(database.dataSource()).target("b2").build();
		migrator.upgrade();
		assertThat(migrator.position()).returns(State.UP_TO_DATE, MigrationPosition::state)
			.returns(2, MigrationPosition::applied);
	}

	@Test
	void aDatabaseThatIsAheadIsReadyUnlessThatIsForbidden(TestDatabase database) throws IOException {
		migrateFurther(database);
		assertThat(this.scripts.migrator(database.dataSource()).position()).isEqualTo(new MigrationPosition(State.AHEAD,
				true, List.of("c3"), List.of("b2"), List.of(), List.of("c3"), List.of(), 2));
		assertThat(this.scripts.builder(database.dataSource()).onAhead(MismatchPolicy.FAIL).build().position())
			.returns(State.AHEAD, MigrationPosition::state)
			.returns(false, MigrationPosition::ready);
	}

	@Test
	void aDatabaseWithARevisionThatNobodyKnowsHasDiverged(TestDatabase database) throws IOException {
		migrateFurther(database);
		this.scripts.table("d4", "b2");
		assertThat(this.scripts.migrator(database.dataSource()).position()).isEqualTo(new MigrationPosition(
				State.DIVERGED, false, List.of("c3"), List.of("d4"), List.of(), List.of("c3"), List.of(), 2));
	}

	@Test
	void modifiedScriptsMatterOnlyIfTheyAreForbidden(TestDatabase database) {
		this.scripts.chain().migrator(database.dataSource()).upgrade();
		this.scripts.revision("b2", "a1", "CREATE TABLE b2 (id bigint);", "DROP TABLE b2;");
		assertThat(this.scripts.migrator(database.dataSource()).position()).returns(true, MigrationPosition::ready)
			.returns(List.of(), MigrationPosition::modified);
		assertThat(this.scripts.builder(database.dataSource()).onModified(MismatchPolicy.FAIL).build().position())
			.returns(State.MODIFIED, MigrationPosition::state)
			.returns(false, MigrationPosition::ready)
			.returns(List.of("b2"), MigrationPosition::modified);
	}

	@Test
	void aDowngradeThatWasInterruptedIsNotUpToDate(TestDatabase database) {
		this.scripts.table("a1", "")
			.revision("b2", "a1", List.of("transaction: none"), "SELECT 1;",
					"\nCREATE TABLE left_over (id int);\nSELECT 1 / 0;");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.downgrade("a1"));
		assertThat(migrator.position()).returns(State.INTERRUPTED, MigrationPosition::state)
			.returns(false, MigrationPosition::ready);
	}

	private void migrateFurther(TestDatabase database) throws IOException {
		this.scripts.chain().migrator(database.dataSource()).upgrade();
		Files.delete(this.folder.resolve("R_c3.sql"));
	}

}
