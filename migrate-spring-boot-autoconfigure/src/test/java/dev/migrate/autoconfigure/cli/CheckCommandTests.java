package dev.migrate.autoconfigure.cli;

import dev.migrate.autoconfigure.city.City;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code migrate check} in an application with entities.
 */
@ExtendWith(PostgresExtension.class)
class CheckCommandTests {

	@Test
	void saysInWhatEntitiesAndDatabaseDiffer(TestDatabase database) {
		assertThat(run(database, "migrate", "upgrade").exitCode()).isZero();
		TestProcess check = run(database, "migrate", "check");
		assertThat(check.exitCode()).as(check.toString()).isEqualTo(1);
		assertThat(check.out().lines()).containsExactlyInAnyOrder(
				"type of city.country: varchar(255) wanted, varchar(2) found",
				"nullability of city.name: nullable wanted, not null found");
		assertThat(check.err()).contains("2 differences");
		TestProcess json = run(database, "migrate", "check", "--json");
		assertThat(json.exitCode()).isEqualTo(1);
		assertThat(json.out()).contains("\"kind\":\"nullability\"", "\"object\":\"city\"", "\"part\":\"name\"");
	}

	@Test
	void succeedsWhenTheyAreTheSame(TestDatabase database) {
		run(database, "migrate", "upgrade");
		database.jdbc()
			.sql("ALTER TABLE city ALTER COLUMN country TYPE varchar(255), ALTER COLUMN name DROP NOT NULL")
			.update();
		TestProcess check = run(database, "migrate", "check");
		assertThat(check.exitCode()).as(check.toString()).isZero();
		assertThat(check.out()).isEmpty();
	}

	@Test
	void needsADatabaseAtHead(TestDatabase database) {
		TestProcess check = run(database, "migrate", "check");
		assertThat(check.exitCode()).isEqualTo(1);
		assertThat(check.err()).contains("The database is at base", "migrate upgrade");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void leavesNothingInTheDatabase(TestDatabase database) {
		run(database, "migrate", "upgrade");
		run(database, "migrate", "check");
		assertThat(database.tables()).containsExactly("city", "migrate_history", "migrate_version");
		assertThat(database.jdbc()
			.sql("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'migrate_scratch%'")
			.query(Integer.class)
			.single()).isZero();
	}

	private static TestProcess run(TestDatabase database, String... command) {
		String[] arguments = new String[command.length + 4];
		System.arraycopy(command, 0, arguments, 0, command.length);
		arguments[command.length] = "--migrate.locations=classpath:dev/migrate/autoconfigure/revisions";
		arguments[command.length + 1] = "--spring.datasource.url=" + database.url();
		arguments[command.length + 2] = "--spring.datasource.username=" + database.user();
		arguments[command.length + 3] = "--spring.datasource.password=" + database.password();
		return new TestProcess().run(new SpringApplication(Cities.class), arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = City.class)
	static class Cities {

	}

}
