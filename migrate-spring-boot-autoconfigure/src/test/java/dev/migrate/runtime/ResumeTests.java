package dev.migrate.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.migrate.operations.Operations;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.Resume;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Resume}, with a statement whose session ends while it runs.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResumeTests {

	private static final String DIES_ONCE = """
			DO $$
			BEGIN
				INSERT INTO event (name) VALUES ('second');
				IF nextval('attempts') = 1 THEN
					PERFORM pg_terminate_backend(pg_backend_pid());
					PERFORM pg_sleep(30);
				END IF;
			END $$""";

	private static final String STATEMENTS = """
			INSERT INTO event (name) VALUES ('first');
			%s;
			INSERT INTO event (name) VALUES ('third');""".formatted(DIES_ONCE);

	private ScriptFolder scripts;

	@BeforeEach
	void createEvents(@TempDir Path folder, TestDatabase database) {
		this.scripts = new ScriptFolder(folder);
		database.jdbc().sql("CREATE TABLE event (id serial, name text)").update();
		database.jdbc().sql("CREATE SEQUENCE attempts").update();
	}

	@ParameterizedTest
	@EnumSource
	void anUpgradeGoesOn(Resume resume, TestDatabase database) {
		this.scripts.revision("a1", "", List.of("transaction: none"), STATEMENTS, " none").table("b2", "a1");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		interrupt(migrator);
		assertThat(migrator.upgrade("b2", RunOptions.defaults().resume(resume)).after()).containsExactly("b2");
		assertThat(events(database)).isEqualTo(expected(resume));
		assertThat(migrator.history(10)).hasSize(2).allSatisfy((entry) -> assertThat(entry.duration()).isNotNull());
	}

	@ParameterizedTest
	@EnumSource
	void aDowngradeGoesOn(Resume resume, TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "a1", List.of("transaction: none"), "SELECT 1;", "\n" + STATEMENTS);
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		assertThatExceptionOfType(ConnectionLostException.class).isThrownBy(() -> migrator.downgrade("base"));
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(() -> migrator.downgrade("base"))
			.withMessageContaining("migrate downgrade --resume=skip");
		assertThatExceptionOfType(InterruptedRevisionException.class)
			.isThrownBy(() -> migrator.upgrade("b2", RunOptions.defaults().resume(resume)))
			.withMessageContaining("while it was downgraded");
		assertThat(migrator.downgrade("base", RunOptions.defaults().resume(resume)).after()).isEmpty();
		assertThat(events(database)).isEqualTo(expected(resume));
	}

	@ParameterizedTest
	@EnumSource
	void aJavaRevisionGoesOn(Resume resume, TestDatabase database) {
		Consumer<Operations> content = (op) -> {
			op.execute("INSERT INTO event (name) VALUES ('first')");
			op.autocommitBlock(() -> op.execute(DIES_ONCE));
			op.execute("INSERT INTO event (name) VALUES ('third')");
		};
		Migrator migrator = JavaContent.of(database, content).target("j1").build();
		interrupt(migrator);
		assertThat(migrator.upgrade("j1", RunOptions.defaults().resume(resume)).after()).containsExactly("j1");
		assertThat(events(database)).isEqualTo(expected(resume));
	}

	@Test
	void whatIsSaidOfAStatementIsKept(TestDatabase database) {
		this.scripts.revision("a1", "", List.of("transaction: none"), STATEMENTS + "SELECT 1 / 0;", " none");
		interrupt(this.scripts.migrator(database.dataSource()));
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> this.scripts.migrator(database.dataSource())
				.upgrade("a1", RunOptions.defaults().resume(Resume.SKIP)));
		this.scripts.revision("a1", "", List.of("transaction: none"), STATEMENTS, " none");
		this.scripts.migrator(database.dataSource()).upgrade();
		assertThat(events(database)).containsExactly("first", "third");
	}

	@Test
	void nothingIsSkippedWhereNothingIsInDoubt(TestDatabase database) {
		this.scripts.chain();
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> migrator.upgrade("head", RunOptions.defaults().resume(Resume.SKIP)));
		assertThat(database.tables()).doesNotContain("a1");
		migrator.upgrade();
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> migrator.upgrade("head", RunOptions.defaults().resume(Resume.REPEAT)));
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> migrator.downgrade("base", RunOptions.defaults().resume(Resume.SKIP)));
		assertThat(migrator.status().current()).containsExactly("c3");
	}

	@Test
	void theStatementInDoubtMustBeTheSame(TestDatabase database) {
		this.scripts.revision("a1", "", List.of("transaction: none"), STATEMENTS, " none");
		interrupt(this.scripts.migrator(database.dataSource()));
		this.scripts.revision("a1", "", List.of("transaction: none"), STATEMENTS.replace("second", "2nd"), " none");
		assertThatExceptionOfType(InterruptedRevisionException.class)
			.isThrownBy(() -> this.scripts.migrator(database.dataSource())
				.upgrade("a1", RunOptions.defaults().resume(Resume.SKIP)))
			.withMessageContaining("its script has changed since in the first 2")
			.withMessageNotContaining("resume");
		assertThat(events(database)).containsExactly("first");
	}

	private static void interrupt(Migrator migrator) {
		assertThatExceptionOfType(ConnectionLostException.class).isThrownBy(migrator::upgrade);
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("statement 2 may or may not have taken effect: DO $$")
			.withMessageContaining("If statement 2 took effect, go on after it with 'migrate upgrade --resume=skip'")
			.withMessageContaining("'--resume=repeat'")
			.withMessageContaining("Migrator.stamp");
	}

	private static List<String> expected(Resume resume) {
		return (resume == Resume.SKIP) ? List.of("first", "third") : List.of("first", "second", "third");
	}

	private static List<String> events(TestDatabase database) {
		return database.jdbc().sql("SELECT name FROM event ORDER BY id").query(String.class).list();
	}

}
