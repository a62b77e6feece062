package dev.migrate.dialect.postgresql.sql;

import java.util.HashSet;
import java.util.List;

import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.operations.table.DropTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresqlIdentifiers}.
 */
@ExtendWith(PostgresExtension.class)
class PostgresqlIdentifiersTests {

	@Test
	void quotesEveryWordThatTheServerReserves(TestDatabase database) {
		List<String> words = database.jdbc()
			.sql("SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')")
			.query(String.class)
			.list();
		assertThat(PostgresqlIdentifiers.reserved()).containsAll(new HashSet<>(words));
	}

	@Test
	void leavesPlainWordsAsTheyAre() {
		assertThat(PostgresqlIdentifiers.quote(new ObjectName("app", "users_2"))).isEqualTo("app.users_2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Users", "user", "with blank", "with\"quote", "with.dot", "ünïcode", "1st", "a$b",
			"back\\slash", "don't" })
	void anyNameComesThrough(String name, TestDatabase database) {
		Table table = Table.table(new ObjectName("public", name))
			.column(Column.column(name, DataType.integer()).comment("it's a \\ comment"))
			.primaryKey(name);
		run(database, new CreateTable(table));
		assertThat(database.tables()).containsExactly(name);
		assertThat(database.jdbc()
			.sql("SELECT col_description(attrelid, attnum) FROM pg_attribute WHERE attname = ? AND attnum = 1"
					+ " AND attrelid::regclass::text !~ 'pkey'")
			.param(name)
			.query(String.class)
			.list()).contains("it's a \\ comment");
		run(database, new DropTable(table, List.of()));
		assertThat(database.tables()).isEmpty();
	}

	private static void run(TestDatabase database, dev.migrate.operations.operation.Operation operation) {
		PostgresqlDialect.newest().write(operation).forEach((command) -> database.jdbc().sql(command.sql()).update());
	}

}
