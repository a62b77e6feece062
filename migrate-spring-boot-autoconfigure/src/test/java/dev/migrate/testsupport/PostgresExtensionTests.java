package dev.migrate.testsupport;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresExtension}.
 */
@ExtendWith(PostgresExtension.class)
class PostgresExtensionTests {

	@RepeatedTest(2)
	void everyTestStartsWithAnEmptyDatabase(TestDatabase database) {
		assertThat(database.tables()).isEmpty();
		database.jdbc().sql("CREATE TABLE leftover (id int)").update();
		assertThat(database.tables()).containsExactly("leftover");
	}

	@Test
	void theStatementsOfATestCanBeCounted(TestDatabase database) {
		database.forgetStatements();
		database.jdbc().sql("SELECT 1").query().singleRow();
		database.jdbc().sql("SELECT 2").query().singleRow();
		assertThat(database.statements()).containsExactly("SELECT $1", "SELECT $1");
	}

	@EachPostgresVersion
	void aTestCanRunOnEachVersion(TestDatabase database) {
		assertThat(database.version()).isIn(14, 17, 18);
		assertThat(database.jdbc().sql("SHOW server_version").query(String.class).single())
			.startsWith(database.version() + ".");
	}

	@EachPostgresVersion(since = 15)
	void aTestCanRunOnLaterVersionsOnly(TestDatabase database) {
		assertThat(database.version()).isIn(17, 18);
	}

}
