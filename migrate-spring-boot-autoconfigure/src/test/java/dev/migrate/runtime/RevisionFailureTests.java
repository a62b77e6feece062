package dev.migrate.runtime;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link Migrator} with revisions that fail.
 */
@ExtendWith(PostgresExtension.class)
class RevisionFailureTests {

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	@Test
	void saysWhatFailedAndWhere(TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "a1", """
				CREATE TABLE b2 (id int);

				-- a comment
				ALTER TABLE a1
					ADD COLUMN name text,
					ADD COLUMN other txet;""", "DROP TABLE b2;");
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				this.scripts.migrator(database.dataSource())::upgrade);
		assertThat(failure.getRevision()).isEqualTo("b2");
		assertThat(failure.getLocation()).endsWith("R_b2.sql");
		assertThat(failure.getLine()).isEqualTo(11);
		assertThat(failure.getStatement()).startsWith("ALTER TABLE a1").endsWith("txet");
		assertThat(failure.getSqlState()).isEqualTo("42704");
		assertThat(failure).hasMessageContaining("R_b2.sql, line 11")
			.hasMessageContaining("type \"txet\" does not exist [SQLSTATE 42704]")
			.hasMessageContaining("ALTER TABLE a1")
			.hasMessageContaining("The database is at a1. Nothing of this revision has been kept.");
	}

	@Test
	void staysAtTheRevisionBeforeAndContinuesOnceMended(TestDatabase database) {
		this.scripts.chain().revision("b2", "a1", "CREATE TABLE b2 (id int); SELECT 1/0;", "DROP TABLE b2;");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade)
			.withMessageContaining("division by zero");
		Migrator broken = this.scripts.migrator(database.dataSource());
		assertThat(database.tables()).containsExactly("a1", "migrate_history", "migrate_version");
		assertThat(broken.status().current()).containsExactly("a1");
		assertThat(broken.history(10)).hasSize(1);
		MigrationResult result = this.scripts.table("b2", "a1").migrator(database.dataSource()).upgrade();
		assertThat(result.steps()).extracting(CompletedStep::revision).containsExactly("b2", "c3");
	}

	@Test
	void showsWhatTheServerAdvises(TestDatabase database) {
		this.scripts.revision("a1", "", """
				CREATE TABLE a1 (id int UNIQUE);
				INSERT INTO a1 VALUES (1), (1);""", "");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade)
			.withMessageContaining("Detail: Key (id)=(1) already exists.");
	}

	@Test
	void shortensALongStatementAroundTheMistake(TestDatabase database) {
		String values = "(1), ".repeat(5_000);
		this.scripts.revision("a1", "",
				"CREATE TABLE a1 (id int);\nINSERT INTO a1 VALUES " + values + "\n(nonsense), " + values + "(1);", "");
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				this.scripts.migrator(database.dataSource())::upgrade);
		assertThat(failure.getMessage()).hasSizeLessThan(2_000).contains("(nonsense)");
		assertThat(failure.getStatement()).hasSizeGreaterThan(40_000);
		assertThat(failure.getLine()).isEqualTo(7);
	}

	@Test
	void aDeferredConstraintThatFailsAtCommitFailsItsRevision(TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "a1", """
				CREATE TABLE parent (id int PRIMARY KEY);
				CREATE TABLE child (parent int REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
				INSERT INTO child VALUES (1);""", "");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade)
			.withMessageContaining("COMMIT")
			.withMessageContaining("violates foreign key constraint");
		assertThat(database.tables()).containsExactly("a1", "migrate_history", "migrate_version");
	}

	@Test
	void aScriptThatCannotBeSplitStopsTheRunBeforeItBegins(TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "a1", "CREATE TABLE b2 (id int);\nCOMMIT;", "");
		assertThatExceptionOfType(RefusedStatementException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade)
			.satisfies((ex) -> assertThat(ex.getLine()).isEqualTo(7));
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void aFailedDowngradeStaysAtItsRevision(TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "a1", List.of(), "CREATE TABLE b2 (id int);", "\nDROP TABLE b3;");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.downgrade("base"))
			.withMessageStartingWith("The downgrade of revision b2 failed");
		assertThat(migrator.status().current()).containsExactly("b2");
	}

	@Test
	void aVersionTableThatIsChangedByTheScriptItselfIsNoticed(TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "a1", "DELETE FROM migrate_version;", "");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThatExceptionOfType(ConcurrentMigrationException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("0 rows 'a1'");
		assertThat(migrator.status().current()).containsExactly("a1");
	}

	@Test
	void aVersionRowThatTheScriptItselfAddsIsNoticed(TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "", "INSERT INTO migrate_version VALUES ('b2');", "");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThatExceptionOfType(ConcurrentMigrationException.class).isThrownBy(() -> migrator.upgrade("heads"))
			.withMessageContaining("'b2'");
		assertThat(migrator.status().current()).doesNotContain("b2");
	}

	@Test
	void saysWhatCannotRunInATransactionAndHowToLeaveIt(TestDatabase database) {
		this.scripts.revision("a1", "", """
				CREATE TYPE mood AS ENUM ('fine');
				CREATE PROCEDURE commits() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;""", "");
		this.scripts.migrator(database.dataSource()).upgrade();
		Map<String, String> statements = Map.of("2D000", "CALL commits();", "55P04",
				"ALTER TYPE mood ADD VALUE 'sad';\nSELECT 'sad'::mood;", "25001",
				"DO $$ BEGIN EXECUTE 'VACUUM'; END $$;");
		statements.forEach((state, statement) -> assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.revision("b2", "a1", statement, "").migrator(database.dataSource())::upgrade)
			.satisfies((ex) -> assertThat(ex.getSqlState()).isEqualTo(state))
			.satisfies((ex) -> assertThat(ex.getAction()).startsWith("Write '-- transaction: none' into the header of ")
				.contains("R_b2.sql, so that each statement commits by itself")));
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.builder(database.dataSource()).transaction(TransactionMode.ALL).build()::upgrade)
			.satisfies((ex) -> assertThat(ex.getAction()).startsWith("Set migrate.transaction=per-revision. If"));
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(
					this.scripts.revision("b2", "a1", "SELECT 1;\nSET TRANSACTION ISOLATION LEVEL SERIALIZABLE;", "")
						.migrator(database.dataSource())::upgrade)
			.satisfies((ex) -> assertThat(ex.getSqlState()).isEqualTo("25001"))
			.satisfies((ex) -> assertThat(ex.getAction()).startsWith("Fix the script"));
		this.scripts.revision("b2", "a1", List.of("transaction: none"),
				statements.get("55P04") + "\n" + statements.get("2D000"), "\n");
		assertThat(this.scripts.migrator(database.dataSource()).upgrade().after()).containsExactly("b2");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(JavaContent.of(database, (op) -> op.execute("CALL commits()"))
				.versionTable("java_version")
				.historyTable("java_history")
				.target("j1")
				.build()::upgrade)
			.satisfies((ex) -> assertThat(ex.getAction()).startsWith("Annotate ")
				.contains("R1_in_pieces", "transaction = Transaction.NONE", "op.autocommitBlock"));
	}

	@Test
	void showsPlaceholdersInsteadOfTheirValues(TestDatabase database) {
		this.scripts.revision("a1", "", "CREATE TABLE a1 (id int);\nSELECT '${secret}'::int;", "");
		Migrator migrator = this.scripts.builder(database.dataSource())
			.placeholders(Map.of("secret", "open sesame"))
			.build();
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("SELECT '${secret}'::int")
			.withMessageContaining("invalid input syntax for type integer: \"${secret}\"")
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.getStatement()).doesNotContain("sesame"))
			.satisfies((ex) -> {
				StringWriter printed = new StringWriter();
				ex.printStackTrace(new PrintWriter(printed));
				assertThat(printed.toString()).contains("Caused by: ", "${secret}").doesNotContain("sesame");
			});
	}

}
