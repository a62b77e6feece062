package dev.migrate.runtime;

import java.nio.file.Path;

import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for what a transaction with too many locks reports.
 */
@ExtendWith(PostgresExtension.class)
@Isolated("leaves no locks to others")
class TransactionLocksTests {

	@ParameterizedTest
	@EnumSource(value = TransactionMode.class, names = { "ALL", "PER_REVISION" })
	void aTransactionWithMoreLocksThanTheServerHasRoomForIsReportedAsSuch(TransactionMode mode, TestDatabase database,
			@TempDir Path folder) {
		ScriptFolder scripts = new ScriptFolder(folder).revision("a1", "",
				"SELECT pg_advisory_xact_lock(n) FROM generate_series(1, 1000000) AS n;", "");
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				scripts.builder(database.dataSource()).transaction(mode).build()::upgrade);
		assertThat(failure.getSqlState()).isEqualTo("53200");
		assertThat(failure).hasMessageContaining("out of shared memory");
		assertThat(failure.getAction()).contains("migrate.transaction=per-revision")
			.contains("raise max_locks_per_transaction");
	}

}
