package dev.migrate.runtime;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DefaultSchemaDataSource}.
 */
@ExtendWith(PostgresExtension.class)
class DefaultSchemaDataSourceTests {

	@Test
	void connectionsHaveTheSchemaOfTheRevisionsAndGoBackAsTheyCame(TestDatabase database) throws SQLException {
		database.jdbc().sql("CREATE SCHEMA app").update();
		DataSource kept = database.session();
		MigratorBuilder builder = Migrator.builder(kept).versionTableSchema("meta");
		assertThat(schema(DefaultSchemaDataSource.of(builder.build()))).isEqualTo("public");
		assertThat(schema(DefaultSchemaDataSource.of(builder.schema("missing").build()))).isEqualTo("public");
		assertThat(schema(DefaultSchemaDataSource.of(builder.schema("app").build()))).isEqualTo("app");
		assertThat(schema(kept)).isEqualTo("public");
	}

	private static String schema(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return connection.getSchema();
		}
	}

}
