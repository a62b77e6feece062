package dev.migrate.autoconfigure.schemamanagement;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.TestApplications;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrateSchemaManagementProvider}.
 */
@ExtendWith(PostgresExtension.class)
class MigrateSchemaManagementProviderTests {

	@Test
	void migratedDataSourceIsManagedWhateverWrapsIt(TestDatabase database) {
		TestApplications.on(database).run((context) -> {
			MigrateSchemaManagementProvider provider = context.getBean(MigrateSchemaManagementProvider.class);
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(provider.getSchemaManagement(dataSource)).isEqualTo(SchemaManagement.MANAGED);
			assertThat(provider.getSchemaManagement(new LazyConnectionDataSourceProxy(dataSource)))
				.isEqualTo(SchemaManagement.MANAGED);
		});
	}

	@Test
	void otherDataSourceOfTheMigratedDatabaseIsManaged(TestDatabase database) {
		TestApplications.on(database)
			.withPropertyValues("migrate.user=" + database.user(), "migrate.password=" + database.password())
			.run((context) -> assertThat(context.getBean(MigrateSchemaManagementProvider.class)
				.getSchemaManagement(context.getBean(DataSource.class))).isEqualTo(SchemaManagement.MANAGED));
	}

	@Test
	void otherDatabaseIsNotManaged(TestDatabase database) {
		String other = database.url().replace(database.name(), "postgres");
		TestApplications.on(database)
			.run((context) -> assertThat(context.getBean(MigrateSchemaManagementProvider.class)
				.getSchemaManagement(new DriverManagerDataSource(other, database.user(), database.password())))
				.isEqualTo(SchemaManagement.UNMANAGED));
	}

}
