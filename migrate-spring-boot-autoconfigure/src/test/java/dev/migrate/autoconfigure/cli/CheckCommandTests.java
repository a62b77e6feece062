package dev.migrate.autoconfigure.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.city.City;
import dev.migrate.autoconfigure.cli.notes.Note;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code migrate check} in an application with entities.
 */
@ExtendWith(PostgresExtension.class)
class CheckCommandTests {

	private static final String REVISIONS = "classpath:dev/migrate/autoconfigure/revisions";

	@Test
	void saysInWhatEntitiesAndDatabaseDifferAndLeavesNothing(TestDatabase database) {
		assertThat(run(database, "migrate", "upgrade").exitCode()).isZero();
		TestProcess check = run(database, "migrate", "check");
		assertThat(check.exitCode()).as(check.toString()).isEqualTo(1);
		assertThat(check.out().lines()).containsExactlyInAnyOrder(
				"type of city.country: varchar(255) wanted, varchar(2) found",
				"nullability of city.name: NULL wanted, NOT NULL found");
		assertThat(check.err()).contains("2 differences. ");
		assertThat(database.tables()).containsExactly("city", "migrate_history", "migrate_version");
		assertThat(database.jdbc()
			.sql("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'migrate_scratch%'")
			.query(Integer.class)
			.single()).isZero();
		TestProcess json = run(database, "migrate", "check", "--json");
		assertThat(json.exitCode()).isEqualTo(1);
		assertThat(json.out()).contains("\"kind\":\"nullability\"", "\"object\":\"city\"", "\"part\":\"name\"");
	}

	@Test
	void comparesOneTenantWithTheEntitiesAndTheOthersWithThatOne(TestDatabase database) {
		database.jdbc().sql("CREATE SCHEMA t1; CREATE SCHEMA t2; CREATE SCHEMA t3").update();
		String tenants = "--migrate.tenants.schemas=t*";
		assertThat(run(database, "migrate", "upgrade", tenants).exitCode()).isZero();
		database.jdbc().sql("ALTER TABLE t2.city DROP country; ALTER TABLE t3.city DROP country").update();
		TestProcess check = run(database, "migrate", "check", tenants);
		assertThat(check.exitCode()).as(check.toString()).isEqualTo(1);
		assertThat(check.out().lines()).containsExactlyInAnyOrder("2 tenants differ from t1: t2, t3",
				"  column city.country is missing", "type of city.country: varchar(255) wanted, varchar(2) found",
				"nullability of city.name: NULL wanted, NOT NULL found");
	}

	@Test
	void comparesEntitiesOfTenantsWithoutAskingWhichTenantItIsFor(TestDatabase database, @TempDir Path project)
			throws IOException {
		Files.writeString(project.resolve("pom.xml"), "<project/>");
		Path scripts = Files.createDirectories(project.resolve("src/main/resources/db/notes"));
		String location = "--migrate.locations=file:" + scripts;
		TestProcess written = notes(project, database, location, "revision", "-m", "create note", "--autogenerate",
				"--format", "sql");
		assertThat(written.exitCode()).as(written.toString()).isZero();
		try (Stream<Path> files = Files.list(scripts)) {
			assertThat(Files.readString(files.findFirst().orElseThrow())).contains("tenant varchar(60) NOT NULL",
					"CREATE INDEX note_tenant ON note (tenant, title);", "UNIQUE (tenant, number)");
		}
		Migrator migrator = Migrator.builder(database.dataSource()).locations("file:" + scripts).build();
		migrator.upgrade();
		TestProcess shared = notes(project, database, location, "check", "--test.multi-tenant=true");
		assertThat(shared.exitCode()).as(shared.toString()).isZero();

		database.jdbc().sql("CREATE SCHEMA t1; CREATE SCHEMA t2").update();
		TenantMigrator.builder(migrator).schemas(List.of("t*")).build().upgrade();
		TestProcess each = notes(project, database, location, "check", "--test.multi-tenant=true",
				"--migrate.tenants.schemas=t*");
		assertThat(each.exitCode()).as(each.toString()).isZero();
		assertThat(each.err()).contains("All 2 tenants are alike.", "Tenant t1 and the entities:");
		database.jdbc().sql("DROP INDEX t2.note_tenant").update();
		TestProcess one = notes(project, database, location, "revision", "-m", "index notes", "--autogenerate",
				"--format", "sql", "--tenant", "t2", "--test.multi-tenant=true", "--migrate.tenants.schemas=t*");
		assertThat(one.exitCode()).as(one.toString()).isZero();
		try (Stream<Path> files = Files.list(scripts)) {
			assertThat(files.map(Object::toString).filter((file) -> file.contains("index_notes"))).singleElement()
				.satisfies((file) -> assertThat(Files.readString(Path.of(file)))
					.contains("CREATE INDEX note_tenant ON note (tenant, title);")
					.doesNotContain("t2"));
		}
	}

	private static TestProcess notes(Path project, TestDatabase database, String location, String... command) {
		List<String> arguments = new ArrayList<>(List.of("migrate"));
		arguments.addAll(List.of(command));
		arguments.addAll(List.of(location, "--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password()));
		return new TestProcess().in(project).run(new SpringApplication(Notes.class), arguments.toArray(String[]::new));
	}

	@Test
	void writesTheRevisionThatMakesThemTheSame(TestDatabase database, @TempDir Path project) throws IOException {
		Files.writeString(project.resolve("pom.xml"), "<project/>");
		Path scripts = Files
			.createDirectories(project.resolve("src/main/resources/dev/migrate/autoconfigure/revisions"));
		upgrade(database);
		database.jdbc().sql("INSERT INTO city (id, name, country) VALUES (1, 'Oslo', 'no')").update();
		TestProcess written = in(project, database, "migrate", "revision", "-m", "let names be unknown",
				"--autogenerate", "--format", "sql");
		assertThat(written.exitCode()).as(written.toString()).isZero();
		assertThat(written.err()).contains("type of city.country: varchar(255) wanted, varchar(2) found")
			.doesNotContain("Converts");
		try (Stream<Path> files = Files.list(scripts)) {
			String script = Files.readString(files.findFirst().orElseThrow());
			assertThat(script).contains("-- revises: 2b3c4d5e6f7a",
					"ALTER TABLE city ALTER COLUMN country SET DATA TYPE varchar(255);",
					"ALTER TABLE city ALTER COLUMN name DROP NOT NULL;",
					"ALTER TABLE city ALTER COLUMN name SET NOT NULL;");
		}
	}

	@Test
	void succeedsAndWritesNothingWhenTheyAreTheSame(TestDatabase database, @TempDir Path project) throws IOException {
		Files.writeString(project.resolve("pom.xml"), "<project/>");
		upgrade(database);
		database.jdbc()
			.sql("ALTER TABLE city ALTER COLUMN country TYPE varchar(255), ALTER COLUMN name DROP NOT NULL")
			.update();
		TestProcess check = run(database, "migrate", "check");
		assertThat(check.exitCode()).as(check.toString()).isZero();
		assertThat(check.out()).isEmpty();
		TestProcess nothing = in(project, database, "migrate", "revision", "-m", "nothing", "--autogenerate");
		assertThat(nothing.exitCode()).as(nothing.toString()).isZero();
		assertThat(nothing.err()).contains("No script was written");
		assertThat(project.resolve("src")).doesNotExist();
	}

	@Test
	void needsADatabaseAtHead(TestDatabase database) {
		TestProcess check = run(database, "migrate", "check");
		assertThat(check.exitCode()).isEqualTo(1);
		assertThat(check.err()).contains("The database is at base", "migrate upgrade");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void saysWhichRightIsMissingToTryTheModelOut(TestDatabase database) {
		upgrade(database);
		JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
		String role = "reader_" + database.name();
		jdbc.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'reader'");
		try {
			jdbc.execute("REVOKE CREATE, TEMPORARY ON DATABASE " + database.name() + " FROM PUBLIC");
			jdbc.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);
			TestProcess check = run(database, "migrate", "check", "--migrate.url=" + database.url(),
					"--migrate.user=" + role, "--migrate.password=reader");
			assertThat(check.exitCode()).as(check.toString()).isEqualTo(1);
			assertThat(check.err()).contains("CREATE", "TEMPORARY", "migrate.autogenerate.scratch-url")
				.doesNotContain("Unexpected error");
		}
		finally {
			jdbc.execute("DROP OWNED BY " + role);
			jdbc.execute("DROP ROLE " + role);
		}
	}

	@Test
	void aBeanThatFailsIsNotAConnectionThatFails(TestDatabase database) {
		upgrade(database);
		TestProcess check = run(database, "migrate", "check", "--test.fail=customizer");
		assertThat(check.exitCode()).as(check.toString()).isEqualTo(1);
		assertThat(check.err()).isEqualTo(
				"""
						Error: What the database is to be compared with could not be set up: java.lang.IllegalStateException: \
						No customizer
						Check the beans that take part: entities and Hibernate's settings, naming strategies and customizers, and \
						beans of type TargetSchema, ObjectFilter and RevisionProcessor. --raise prints the stack trace.
						""");
	}

	/**
	 * Does what the command does, without an application.
	 */
	private static void upgrade(TestDatabase database) {
		Migrator.builder(database.dataSource()).locations(REVISIONS).build().upgrade();
	}

	private static TestProcess run(TestDatabase database, String... command) {
		return run(new TestProcess(), database, command);
	}

	private static TestProcess in(Path project, TestDatabase database, String... command) {
		return run(new TestProcess().in(project), database, command);
	}

	private static TestProcess run(TestProcess process, TestDatabase database, String... command) {
		String[] arguments = new String[command.length + 4];
		System.arraycopy(command, 0, arguments, 0, command.length);
		arguments[command.length] = "--migrate.locations=" + REVISIONS;
		arguments[command.length + 1] = "--spring.datasource.url=" + database.url();
		arguments[command.length + 2] = "--spring.datasource.username=" + database.user();
		arguments[command.length + 3] = "--spring.datasource.password=" + database.password();
		return process.run(new SpringApplication(Cities.class), arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Note.class)
	static class Notes {

		/**
		 * What says which tenant it is for fails outside of a request.
		 */
		@Bean
		@ConditionalOnProperty("test.multi-tenant")
		HibernatePropertiesCustomizer tenants(DataSource dataSource) {
			Object unasked = Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { MultiTenantConnectionProvider.class, CurrentTenantIdentifierResolver.class },
					(proxy, method, arguments) -> switch (method.getName()) {
						case "toString" -> "for " + dataSource;
						case "hashCode" -> System.identityHashCode(proxy);
						case "equals" -> proxy == arguments[0];
						default -> throw new IllegalStateException("There is no tenant to be asked for " + method);
					});
			return (properties) -> {
				properties.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, unasked);
				properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, unasked);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = City.class)
	static class Cities {

		@Bean
		@ConditionalOnProperty("test.fail")
		HibernatePropertiesCustomizer customizer() {
			throw new IllegalStateException("No customizer");
		}

	}

}
