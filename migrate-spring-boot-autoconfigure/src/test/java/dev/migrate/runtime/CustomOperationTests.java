package dev.migrate.runtime;

import java.util.List;

import dev.migrate.dialect.Dialects;
import dev.migrate.operations.rendering.JavaImports;
import dev.migrate.operations.rendering.JavaSource;
import dev.migrate.runtime.customoperation.SetStatistics;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an operation that an application brings along.
 */
@ExtendWith(PostgresExtension.class)
class CustomOperationTests {

	@Test
	void runsAndIsReversed(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE \"City\" (\"country.code\" text)").update();
		Migrator migrator = migrator(database).build();
		migrator.upgrade();
		assertThat(statistics(database)).isEqualTo(500);
		migrator.downgrade("base");
		assertThat(statistics(database)).isEqualTo(-1);
	}

	@Test
	void isWrittenOffline(TestDatabase database) {
		OfflineMigrator offline = migrator(database).build().offline(Dialects.of("postgresql"));
		assertThat(offline.upgrade("head"))
			.contains("ALTER TABLE \"City\" ALTER COLUMN \"country.code\" SET STATISTICS 500;");
		assertThat(offline.downgrade("head:base"))
			.contains("ALTER TABLE \"City\" ALTER COLUMN \"country.code\" SET STATISTICS -1;");
	}

	@Test
	void isRenderedByItsConstructor() {
		JavaImports imports = new JavaImports("db.revisions");
		SetStatistics operation = new SetStatistics(new ColumnName(ObjectName.of("City"), "country"), 500, -1);
		assertThat(new JavaSource(imports).statement(operation).source()).isEqualTo(
				"\t\top.apply(new SetStatistics(new ColumnName(ObjectName.of(\"City\"), \"country\"), 500, -1));");
		assertThat(imports.source()).isEqualTo("""
				import dev.migrate.runtime.customoperation.SetStatistics;
				import dev.migrate.schema.ColumnName;
				import dev.migrate.schema.ObjectName;
				""");
	}

	private static MigratorBuilder migrator(TestDatabase database) {
		return Migrator.builder(database.dataSource())
			.locations(List.of("classpath:dev/migrate/runtime/customoperation"));
	}

	private static int statistics(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT coalesce(attstattarget, -1) FROM pg_attribute WHERE attrelid = '\"City\"'::regclass AND attnum = 1")
			.query(Integer.class)
			.single();
	}

}
