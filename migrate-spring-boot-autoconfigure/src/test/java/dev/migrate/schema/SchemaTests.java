package dev.migrate.schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the values of this package.
 */
class SchemaTests {

	@Test
	void readsNamesWithASchemaAndWithQuotes() {
		assertThat(ObjectName.of("users")).isEqualTo(new ObjectName(null, "users"));
		assertThat(ObjectName.of("App.Users")).isEqualTo(new ObjectName("App", "Users"));
		assertThat(ObjectName.of("app.\"a.b\"\"c\"")).isEqualTo(new ObjectName("app", "a.b\"c"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "a.", ".a", "a.b.c", "\"a", "a\0b" })
	void refusesNamesThatAreNone(String text) {
		assertThatExceptionOfType(InvalidSchemaException.class).isThrownBy(() -> ObjectName.of(text));
	}

	@Test
	void writesTypesAsSqlDoes() {
		assertThat(DataType.varchar(255)).hasToString("varchar(255)");
		assertThat(DataType.numeric(10, 2).array()).hasToString("numeric(10, 2)[]");
		assertThat(DataType.timestamptz(3)).hasToString("timestamp(3) with time zone");
		assertThat(DataType.timestamptz().array()).hasToString("timestamp with time zone[]");
		assertThat(DataType.type("vector", 1536)).hasToString("vector(1536)");
	}

	@Test
	void refusesATableWithTwoColumnsOfOneName() {
		assertThatExceptionOfType(InvalidSchemaException.class)
			.isThrownBy(() -> table("users").column("id", integer()).column("id", integer()))
			.withMessageContaining("two columns named 'id'");
	}

	@Test
	void refusesATableWithTwoPrimaryKeys() {
		assertThatExceptionOfType(InvalidSchemaException.class)
			.isThrownBy(() -> table("users").primaryKey("id").primaryKey("name"));
	}

	@Test
	void refusesAColumnWithADefaultAndAnIdentity() {
		assertThatExceptionOfType(InvalidSchemaException.class)
			.isThrownBy(() -> column("id", integer()).defaultValue("1").asIdentity());
	}

	@Test
	void refusesAForeignKeyOverDifferentNumbersOfColumns() {
		assertThatExceptionOfType(InvalidSchemaException.class)
			.isThrownBy(() -> foreignKey("a", "b").references("users", "id"));
	}

}
