package dev.migrate.dialect.sql;

import dev.migrate.dialect.dependency.DroppedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DropStatements}.
 */
class DropStatementsTests {

	@Test
	void dropTableDropsEachTableThatItNames() {
		assertThat(DropStatements.dropped("-- gone\ndrop table if exists a, \"B c\".d cascade"))
			.containsExactly(new DroppedData("a", null), new DroppedData("\"B c\".d", null));
	}

	@Test
	void alterTableDropsTheColumnsThatItNames() {
		assertThat(DropStatements.dropped("""
				ALTER TABLE IF EXISTS ONLY shop.orders
					ADD CHECK (total > 0, coalesce(a, b) > 1),
					DROP CONSTRAINT orders_check,
					DROP note,
					ALTER COLUMN total DROP NOT NULL,
					DROP COLUMN IF EXISTS "Old, one" CASCADE"""))
			.containsExactly(new DroppedData("shop.orders", "note"), new DroppedData("shop.orders", "\"Old, one\""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP INDEX a", "ALTER TABLE a RENAME TO b", "ALTER TABLE a ALTER b DROP DEFAULT",
			"CREATE TABLE a (b int)", "SELECT 'DROP TABLE a'", "DROP TABLE", "ALTER TABLE a DROP", "",
			"COMMENT ON TABLE a IS 'DROP TABLE a'" })
	void otherStatementsDropNoRows(String statement) {
		assertThat(DropStatements.dropped(statement)).isEmpty();
	}

}
