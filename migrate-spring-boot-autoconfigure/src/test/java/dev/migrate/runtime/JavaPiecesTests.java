package dev.migrate.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.migrate.operations.Operations;
import dev.migrate.operations.operation.Execute;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link Migrator} with revisions written in Java that commit on their way.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JavaPiecesTests {

	private static final String DIE = "SELECT pg_terminate_backend(pg_backend_pid())";

	private static final Map<String, ?> NONE = Map.of();

	@BeforeEach
	void createEvents(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE event (id serial, name text, xid text)").update();
		database.jdbc().sql("CREATE SEQUENCE attempts").update();
	}

	@Test
	void aBlockCommitsWhatCameBeforeAndRunsOutsideOfATransaction(TestDatabase database) {
		migrator(database, (op) -> {
			note(op, "before");
			note(op, "also before");
			op.autocommitBlock(() -> {
				note(op, "first");
				assertThat(events(database)).containsExactly("before", "also before", "first");
				op.jdbc().sql("VACUUM event").update();
				note(op, "second");
			});
			note(op, "after");
			assertThat(events(database)).doesNotContain("after");
			note(op, "also after");
		}).upgrade("j1");
		assertThat(transactions(database)).containsExactly("before, also before", "first", "second",
				"after, also after");
		assertThat(counted(database)).containsExactly("j1 6 6 complete");
	}

	@Test
	void aBlockInABlockIsPartOfIt(TestDatabase database) {
		migrator(database, (op) -> {
			op.autocommitBlock(() -> {
				op.autocommitBlock(() -> note(op, "inner"));
				note(op, "outer");
				note(op, "outer again");
			});
			op.autocommitBlock(() -> {
			});
		}).upgrade("j1");
		assertThat(transactions(database)).containsExactly("inner", "outer", "outer again");
	}

	@Test
	void anEmptyBlockCommitsNothing(TestDatabase database) {
		migrator(database, (op) -> {
			note(op, "before");
			op.autocommitBlock(() -> {
			});
			note(op, "after");
		}).upgrade("j1");
		assertThat(transactions(database)).containsExactly("before, after");
		assertThat(counted(database)).containsExactly("j1 - - complete");
	}

	@Test
	void aStatementThatIsRefusedInATransactionNeedsNoBlock(TestDatabase database) {
		Consumer<Operations> content = (op) -> {
			note(op, "before");
			op.execute("CREATE INDEX CONCURRENTLY event_name ON event (name); VACUUM event");
			note(op, "after");
		};
		migrator(database, content).upgrade("j1");
		assertThat(transactions(database)).containsExactly("before", "after");
		assertThat(counted(database)).containsExactly("j1 4 4 complete");
	}

	@Test
	void aReversibleMigrationKeepsItsBlocksOnTheWayBack(TestDatabase database) {
		Migrator migrator = migrator(database, (op) -> {
			op.apply(noted("1"));
			op.apply(noted("2"));
			op.autocommitBlock(() -> {
				op.apply(noted("3"));
				op.autocommitBlock(() -> op.apply(noted("4")));
			});
			op.apply(noted("5"));
			op.apply(noted("6"));
		});
		migrator.upgrade("j3");
		migrator.downgrade("base");
		assertThat(transactions(database)).containsExactly("1, 2", "3", "4", "5, 6", "-6, -5", "-4", "-3", "-2, -1");
	}

	@Test
	void whatFailsAfterABlockIsContinuedThere(TestDatabase database) {
		Consumer<Operations> done = (op) -> {
			note(op, "before");
			op.autocommitBlock(() -> note(op, "block"));
			note(op, "after");
		};
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> migrator(database, done.andThen((op) -> {
				throw new IllegalStateException("not today");
			})).upgrade("j1"))
			.withMessageContaining("not today")
			.withMessageContaining("What this revision has committed so far has been kept");
		assertThat(events(database)).containsExactly("before", "block");
		assertThat(counted(database)).containsExactly("j1 2 2 interrupted");
		migrator(database, done.andThen((op) -> note(op, "fixed"))).upgrade("j1");
		assertThat(transactions(database)).containsExactly("before", "block", "after, fixed");
		assertThat(counted(database)).containsExactly("j1 4 4 complete");
	}

	@Test
	void whatIsRefusedInABlockIsContinuedThere(TestDatabase database) {
		Consumer<Operations> first = (op) -> note(op, "before");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> migrator(database, first.andThen((op) -> op.autocommitBlock(() -> {
				note(op, "block");
				op.execute("INSERT INTO event (name) VALUES (1 / 0)");
			}))).upgrade("j1"))
			.withMessageContaining("division by zero");
		assertThat(counted(database)).containsExactly("j1 2 2 interrupted");
		migrator(database, first.andThen((op) -> op.autocommitBlock(() -> {
			note(op, "block");
			note(op, "fixed");
		}))).upgrade("j1");
		assertThat(transactions(database)).containsExactly("before", "block", "fixed");
	}

	@Test
	void withoutATransactionEachStatementIsCounted(TestDatabase database) {
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator(database, (op) -> {
			note(op, "first");
			note(op, "second");
			op.dropTable("nobody");
		}).upgrade("j2")).withMessageContaining("table \"nobody\" does not exist");
		assertThat(counted(database)).containsExactly("j2 2 2 interrupted");
		migrator(database, (op) -> {
			note(op, "first");
			note(op, "second");
			note(op, "fixed");
		}).upgrade("j2");
		assertThat(transactions(database)).containsExactly("first", "second", "fixed");
	}

	@Test
	void aDowngradeIsContinuedToo(TestDatabase database) {
		migrator(database, (op) -> {
		}).upgrade("j2");
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator(database, (op) -> {
			note(op, "first");
			op.dropTable("nobody");
		}).downgrade("base"));
		Migrator fixed = migrator(database, (op) -> note(op, "first"));
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(() -> fixed.upgrade("j2"))
			.withMessageContaining("while it was downgraded");
		assertThat(fixed.downgrade("base").after()).isEmpty();
		assertThat(events(database)).containsExactly("first");
	}

	@Test
	void doneStatementsThatAreOthersNowStopTheNextRun(TestDatabase database) {
		failAfter(database, (op) -> {
			op.execute("INSERT INTO event (name) VALUES (:name)", Map.of("name", "x"));
			op.autocommitBlock(() -> note(op, "block"));
		});
		List<Consumer<Operations>> others = List.of((op) -> {
			op.execute("INSERT INTO event (name) VALUES (:name)", Map.of("name", "y"));
			op.autocommitBlock(() -> note(op, "block"));
		}, (op) -> op.execute("INSERT INTO event (name) VALUES (:name)", Map.of("name", "x")), (op) -> {
		});
		assertThat(others).allSatisfy((content) -> assertThatExceptionOfType(InterruptedRevisionException.class)
			.isThrownBy(() -> migrator(database, content).upgrade("j1"))
			.withMessageContaining("R1_in_pieces")
			.withMessageContaining("the first 2 of its statements are done")
			.withMessageContaining("has changed since in the first 2, or decides differently"));
		assertThat(events(database)).containsExactly("x", "block");
	}

	@Test
	void aStatementThatJoinsDoneOnesStopsTheNextRun(TestDatabase database) {
		failAfter(database, (op) -> {
			note(op, "before");
			op.autocommitBlock(() -> note(op, "block"));
		});
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(() -> migrator(database, (op) -> {
			note(op, "before");
			note(op, "block");
			note(op, "after");
		}).upgrade("j1")).withMessageContaining("the next one runs together with some of these");
		assertThat(events(database)).containsExactly("before", "block");
	}

	@Test
	void aStatementInDoubtStopsTheNextRun(TestDatabase database) {
		Migrator migrator = migrator(database, (op) -> {
			note(op, "before");
			op.autocommitBlock(() -> op.execute(DIE));
		});
		assertThatExceptionOfType(ConnectionLostException.class).isThrownBy(() -> migrator.upgrade("j1"));
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(() -> migrator.upgrade("j1"))
			.withMessageContaining("statement 2 may or may not have taken effect: " + DIE);
		assertThat(events(database)).containsExactly("before");
	}

	@Test
	void aStatementInDoubtIsSettledByTheCatalog(TestDatabase database) {
		Consumer<Operations> before = (op) -> note(op, "before");
		String add = "ALTER TYPE mood ADD VALUE 'good'";
		database.jdbc().sql("CREATE TYPE mood AS ENUM ('fine')").update();
		failAfter(database, before.andThen((op) -> op.autocommitBlock(() -> op.execute(add))));
		// What a process leaves behind that is killed before it notes the end.
		database.jdbc().sql("UPDATE migrate_history SET statements_done = 1").update();
		migrator(database, before.andThen((op) -> {
			op.autocommitBlock(() -> op.execute(add));
			note(op, "after");
		})).upgrade("j1");
		assertThat(transactions(database)).containsExactly("before", "after");
	}

	@Test
	void aTransactionAfterABlockIsTriedAgainAlone(TestDatabase database) {
		JavaContent.of(database, (op) -> {
			note(op, "before");
			op.autocommitBlock(() -> note(op, "block"));
			note(op, "after");
			failUntil(op, 3);
		}).retry(quickly()).build().upgrade("j1");
		assertThat(transactions(database)).containsExactly("before", "block", "after");
		assertThat(database.jdbc().sql("SELECT last_value FROM attempts").query(Integer.class).single()).isEqualTo(3);
	}

	@Test
	void aBlockIsNotTriedAgainAsAWhole(TestDatabase database) {
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				() -> JavaContent.of(database, (op) -> op.autocommitBlock(() -> {
					note(op, "block");
					failUntil(op, 100);
				})).retry(quickly()).build().upgrade("j1"));
		assertThat(failure.getAttempts()).isEqualTo(5);
		assertThat(events(database)).containsExactly("block");
		assertThat(database.jdbc().sql("SELECT last_value FROM attempts").query(Integer.class).single()).isEqualTo(5);
	}

	@Test
	void whatWasReadOverJdbcIsReadAgain(TestDatabase database) {
		Consumer<Operations> content = (op) -> {
			int start = op.jdbc().sql("SELECT 40").query(Integer.class).single();
			note(op, "read " + start);
			op.autocommitBlock(() -> {
				note(op, "block " + op.jdbc().sql("SELECT 2").query(Integer.class).single());
				assertThat(op.jdbc().sql("SELECT 3").query(Integer.class).single()).isEqualTo(3);
			});
		};
		failAfter(database, content);
		migrator(database, content.andThen((op) -> note(op, "after"))).upgrade("j1");
		assertThat(transactions(database)).containsExactly("read 40", "block 2", "after");
	}

	@Test
	void whatWasWrittenOverJdbcAfterTheLastCommitIsWrittenAgain(TestDatabase database) {
		Consumer<Operations> content = (op) -> {
			op.autocommitBlock(() -> note(op, "block"));
			write(op, "after");
		};
		failAfter(database, content);
		assertThat(events(database)).containsExactly("block");
		migrator(database, content).upgrade("j1");
		assertThat(transactions(database)).containsExactly("block", "after");
	}

	@Test
	void whatWasWrittenOverJdbcBeforeACommitIsNotWrittenTwice(TestDatabase database) {
		List<Consumer<Operations>> contents = List.of((op) -> {
			note(op, "statement");
			write(op, "over JDBC");
			op.autocommitBlock(() -> note(op, "block"));
		}, (op) -> {
			write(op, "over JDBC");
			note(op, "statement");
			op.autocommitBlock(() -> note(op, "block"));
		}, (op) -> op.autocommitBlock(() -> {
			note(op, "block");
			write(op, "over JDBC");
		}), (op) -> {
			op.autocommitBlock(() -> note(op, "block"));
			write(op, "over JDBC");
			op.autocommitBlock(() -> op.execute("SELECT 1 / 0"));
		}, (op) -> {
			write(op, "over JDBC");
			op.autocommitBlock(() -> op.execute("SELECT 1 / 0"));
		}, (op) -> {
			write(op, "over JDBC");
			op.autocommitBlock(() -> op.jdbc().sql("SELECT 1").query().singleRow());
		});
		for (Consumer<Operations> content : contents) {
			database.jdbc().sql("DROP TABLE IF EXISTS migrate_version, migrate_history").update();
			database.jdbc().sql("TRUNCATE event").update();
			failAfter(database, content);
			List<String> events = events(database);
			assertThat(events).contains("over JDBC");
			assertThatExceptionOfType(InterruptedRevisionException.class)
				.isThrownBy(() -> migrator(database, content).upgrade("j1"))
				.withMessageContaining("what the class writes over JDBC")
				.withMessageContaining("Migrator.stamp")
				.withStackTraceContaining("cannot execute INSERT in a read-only transaction");
			assertThat(events(database)).isEqualTo(events);
		}
	}

	@Test
	void whatWasWrittenOverJdbcWithoutATransactionIsNotWrittenTwice(TestDatabase database) {
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator(database, (op) -> {
			write(op, "over JDBC");
			op.dropTable("nobody");
		}).upgrade("j2"));
		assertThatExceptionOfType(InterruptedRevisionException.class)
			.isThrownBy(() -> migrator(database, (op) -> write(op, "over JDBC")).upgrade("j2"))
			.withMessageContaining("what the class writes over JDBC");
		assertThat(events(database)).containsExactly("over JDBC");
	}

	@Test
	void whatAClassDoesOverJdbcAndAfterItWaitsForALimitedTime(TestDatabase database) {
		String limit = "INSERT INTO event (name) SELECT current_setting('lock_timeout')";
		JavaContent.of(database, (op) -> {
			op.execute(limit);
			assertThat(op.jdbc().sql("SHOW lock_timeout").query(String.class).single()).isEqualTo("7s");
			op.execute(limit);
			op.autocommitBlock(() -> {
				op.execute(limit);
				op.jdbc().sql(limit).update();
			});
			op.execute(limit);
		}).lockTimeout(Duration.ofSeconds(7)).build().upgrade("j1");
		assertThat(events(database)).containsExactly("0", "7s", "0", "7s", "0");
	}

	@Test
	void aClassDoesNotGoOnWithoutTheTransactionWhoseFailureItHasCaught(TestDatabase database) {
		database.jdbc()
			.sql("ALTER TABLE event ADD COLUMN other int, ADD UNIQUE (id), ADD FOREIGN KEY (other) REFERENCES event (id)"
					+ " DEFERRABLE INITIALLY DEFERRED")
			.update();
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				() -> migrator(database, (op) -> {
					op.execute("INSERT INTO event (name, other) VALUES ('x', -1)");
					try {
						op.autocommitBlock(() -> note(op, "block"));
					}
					catch (RuntimeException ex) {
						note(op, "never mind");
					}
				}).upgrade("j1"));
		assertThat(failure.getSqlState()).isEqualTo("23503");
		assertThat(failure).hasMessageContaining("Nothing of this revision has been kept");
		assertThat(events(database)).isEmpty();
	}

	@Test
	void aClassMayCatchTheFailureOfAStatementInABlock(TestDatabase database) {
		migrator(database, (op) -> op.autocommitBlock(() -> {
			try {
				op.execute("SELECT 1 / 0");
			}
			catch (DataAccessException ex) {
				note(op, "caught");
			}
		})).upgrade("j1");
		assertThat(events(database)).containsExactly("caught");
	}

	@ParameterizedTest
	@ValueSource(strings = { "j1", "j2" })
	void aRevisionWithoutStatementsIsJustNoted(String revision, TestDatabase database) {
		migrator(database, (op) -> {
		}).upgrade(revision);
		assertThat(counted(database)).containsExactly(revision + " - - complete");
	}

	/**
	 * Runs a revision that fails at its end.
	 */
	private static void failAfter(TestDatabase database, Consumer<Operations> content) {
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> migrator(database, content.andThen((op) -> {
				throw new IllegalStateException("not today");
			})).upgrade("j1"));
	}

	private static Migrator migrator(TestDatabase database, Consumer<Operations> content) {
		return JavaContent.of(database, content).build();
	}

	private static RetryPolicy quickly() {
		return new RetryPolicy(5, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0);
	}

	private static void note(Operations op, String name) {
		op.execute(insert(name), NONE);
	}

	private static Execute noted(String name) {
		return Execute.sql(insert(name)).reversedBy(insert("-" + name));
	}

	private static String insert(String name) {
		return "INSERT INTO event (name, xid) VALUES ('%s', pg_current_xact_id())".formatted(name);
	}

	private static void write(Operations op, String name) {
		op.jdbc().sql(insert(name)).update();
	}

	private static void failUntil(Operations op, int attempt) {
		op.execute("""
				DO $$
				BEGIN
					IF nextval('attempts') < %d THEN
						RAISE 'no' USING ERRCODE = '40001';
					END IF;
				END $$""".formatted(attempt));
	}

	private static List<String> events(TestDatabase database) {
		return database.jdbc().sql("SELECT name FROM event ORDER BY id").query(String.class).list();
	}

	/**
	 * Returns the names of the events of each transaction.
	 */
	private static List<String> transactions(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT string_agg(name, ', ' ORDER BY id) FROM event GROUP BY xid ORDER BY min(id)")
			.query(String.class)
			.list();
	}

	private static List<String> counted(TestDatabase database) {
		return database.jdbc().sql("""
				SELECT concat_ws(' ', revision, coalesce(statements_started::text, '-'),
					coalesce(statements_done::text, '-'),
					CASE WHEN duration_ms IS NULL THEN 'interrupted' ELSE 'complete' END)
				FROM migrate_history ORDER BY id""").query(String.class).list();
	}

}
