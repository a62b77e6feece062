package dev.migrate.autoconfigure;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SchemaManagementConflicts}.
 */
@ExtendWith({ PostgresExtension.class, OutputCaptureExtension.class })
class SchemaManagementConflictsTests {

	@Test
	void hibernateThatOnlyValidatesIsNoConflict(TestDatabase database) {
		TestApplications.withJpa(database)
			.run((context) -> assertThat(context.getBean(SchemaManagementConflicts.class).find()).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.jpa.generate-ddl=true", "spring.jpa.hibernate.ddl-auto=update",
			"spring.jpa.properties.hibernate.hbm2ddl.auto=update" })
	void hibernateThatChangesTheSchemaIsWarnedOf(String property, TestDatabase database, CapturedOutput output) {
		TestApplications.withJpa(database)
			.withPropertyValues(property)
			.run((context) -> assertThat(output).contains("WARN", property + " lets Hibernate", "Remove it"));
	}

	@Test
	void hibernateThatStartsBeforeTheMigrationIsWarnedOf(TestDatabase database, CapturedOutput output) {
		TestApplications.withJpa(database)
			.withPropertyValues("spring.jpa.defer-datasource-initialization=true", "spring.jpa.hibernate.ddl-auto=none")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("WARN", "spring.jpa.defer-datasource-initialization=true", "Remove it");
			});
	}

	@Test
	void secondMigrationToolIsWarnedOf(TestDatabase database, CapturedOutput output) {
		TestApplications.on(database)
			.withBean(Flyway.class, () -> Flyway.configure().dataSource(database.dataSource()).load())
			.run((context) -> assertThat(output).contains("WARN", "Flyway and Migrate", "spring.flyway.enabled=false"));
	}

}
