package dev.migrate.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NamedDatabases}.
 */
class NamedDatabasesTests {

	private final MockEnvironment environment = new MockEnvironment();

	private NamedDatabases databases() {
		return NamedDatabases.of(this.environment);
	}

	private DatabaseProperties reporting() {
		return databases().get("reporting").properties();
	}

	@Test
	void whatADatabaseDoesNotSetIsAsForTheOneWithoutAName() {
		this.environment.withProperty("migrate.version-table", "app_version")
			.withProperty("migrate.placeholders.owner", "app")
			.withProperty("migrate.placeholders.region", "eu")
			.withProperty("migrate.lock.max-wait", "1m")
			.withProperty("migrate.session.lock-timeout", "7s")
			.withProperty("migrate.mode", "validate")
			.withProperty("migrate.autogenerate.exclude", "tmp_*")
			.withProperty("migrate.databases.reporting.data-source", "reports")
			.withProperty("migrate.databases.reporting.session.lock-timeout", "9s")
			.withProperty("migrate.databases.reporting.placeholders.owner", "reports")
			.withProperty("migrate.databases.reporting.schema", "reports");
		assertThat(reporting()).returns("app_version", DatabaseProperties::getVersionTable)
			.returns(MigrationMode.VALIDATE, DatabaseProperties::getMode)
			.returns("reports", DatabaseProperties::getSchema)
			.returns(Map.of("owner", "reports", "region", "eu"), DatabaseProperties::getPlaceholders)
			.returns(List.of("tmp_*"), (properties) -> properties.getAutogenerate().getExclude())
			.satisfies((properties) -> assertThat(properties.getSession().getLockTimeout()).hasSeconds(9))
			.satisfies((properties) -> assertThat(properties.getLock().getMaxWait()).hasMinutes(1));
	}

	@Test
	void whatIsInOneDatabaseIsNotInAnother() {
		this.environment.withProperty("migrate.url", "jdbc:postgresql://localhost/app")
			.withProperty("migrate.user", "owner")
			.withProperty("migrate.password", "secret")
			.withProperty("migrate.driver-class-name", "org.postgresql.Driver")
			.withProperty("migrate.autogenerate.schema-script", "classpath:schema.sql")
			.withProperty("migrate.databases.reporting.url", "jdbc:postgresql://localhost/reports")
			.withProperty("migrate.databases.audit.user", "auditor")
			.withProperty("migrate.databases.archive.data-source", "archive")
			.withProperty("migrate.databases.copy.schema", "copy");
		assertThat(reporting()).returns("jdbc:postgresql://localhost/reports", DatabaseProperties::getUrl)
			.returns(null, DatabaseProperties::getUser)
			.returns(null, DatabaseProperties::getPassword)
			.returns(null, DatabaseProperties::getDriverClassName)
			.returns(List.of(), (properties) -> properties.getAutogenerate().getSchemaScript())
			.returns(List.of("classpath:db/reporting/revisions"), DatabaseProperties::getLocations)
			.returns(List.of("classpath:db/reporting/objects"), (properties) -> properties.getObjects().getLocations())
			.returns(List.of("classpath:db/reporting/data"), (properties) -> properties.getData().getLocations());
		assertThat(databases().get("archive").properties()).returns(null, DatabaseProperties::getUrl)
			.returns(null, DatabaseProperties::getUser)
			.returns("archive", NamedDatabaseProperties::getDataSource);
		assertThat(databases().get("audit").properties())
			.returns("jdbc:postgresql://localhost/app", DatabaseProperties::getUrl)
			.returns("auditor", DatabaseProperties::getUser)
			.returns(null, DatabaseProperties::getPassword)
			.returns("org.postgresql.Driver", DatabaseProperties::getDriverClassName);
		assertThat(databases().get("copy")).returns(false, NamedDatabase::ownConnection)
			.returns("secret", (database) -> database.properties().getPassword());
	}

	@Test
	void locationsThatAreSetHoldForAllThatSetNone() {
		this.environment.withProperty("migrate.locations", "classpath:shared")
			.withProperty("migrate.objects.locations[0]", "classpath:views")
			.withProperty("migrate.databases.reporting.url", "jdbc:postgresql://localhost/reports")
			.withProperty("migrate.databases.audit.locations", "classpath:a,classpath:b");
		assertThat(reporting()).returns(List.of("classpath:shared"), DatabaseProperties::getLocations)
			.returns(List.of("classpath:views"), (properties) -> properties.getObjects().getLocations())
			.returns(List.of("classpath:db/reporting/data"), (properties) -> properties.getData().getLocations());
		assertThat(databases().get("audit").properties().getLocations()).containsExactly("classpath:a", "classpath:b");
	}

	@Test
	void databasesAreInTheirOrderThenByName() {
		this.environment.withProperty("migrate.databases.b.schema", "b")
			.withProperty("migrate.databases.c.order", "-1")
			.withProperty("migrate.databases.a.schema", "a")
			.withProperty("migrate.databases.first-of-all.order", "-2");
		assertThat(databases().all()).extracting(NamedDatabase::name).containsExactly("first-of-all", "c", "a", "b");
		assertThat(databases().get("first-of-all").beanName()).isEqualTo("firstOfAllMigrator");
	}

	@Test
	void anEnvironmentVariableSpellsANameInItsOwnWay() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("MIGRATE_DATABASES_ORDERHISTORY_PASSWORD", "secret", "MIGRATE_DATABASES_AUDIT_URL",
							"jdbc:postgresql://localhost/audit")));
		environment.getPropertySources()
			.addLast(new MapPropertySource("file",
					Map.of("migrate.databases.order-history.url", "jdbc:postgresql://localhost/history")));
		assertThat(NamedDatabases.of(environment).names()).containsExactly("audit", "order-history");
		assertThat(NamedDatabases.of(environment).get("order-history").properties())
			.returns("secret", DatabaseProperties::getPassword)
			.returns("jdbc:postgresql://localhost/history", DatabaseProperties::getUrl);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[my reports]", "2nd", "order_history", "a--b", "[a.b]" })
	void aNameThatIsMalformedIsRefused(String name) {
		this.environment.withProperty("migrate.databases" + (name.startsWith("[") ? name : "." + name) + ".schema",
				"x");
		assertThatExceptionOfType(MigrateConfigurationException.class).isThrownBy(this::databases)
			.withMessageContaining(name.replace("[", "").replace("]", ""));
	}

	@ParameterizedTest
	@CsvSource({ "default, stands for", "Migrator, stands for", "all, stands for" })
	void aNameThatMeansOthersIsRefused(String name, String message) {
		this.environment.withProperty("migrate.databases." + name + ".schema", "x");
		assertThatExceptionOfType(MigrateConfigurationException.class).isThrownBy(this::databases)
			.withMessageContaining(name)
			.withMessageContaining(message);
	}

	@Test
	void twoSpellingsOfANameAreRefused() {
		this.environment.withProperty("migrate.databases.order-history.schema", "x")
			.withProperty("migrate.databases.orderHistory.user", "y");
		assertThatExceptionOfType(MigrateConfigurationException.class).isThrownBy(this::databases)
			.withMessageContaining("order-history")
			.withMessageContaining("orderHistory");
	}

	@Test
	void aPropertyThatThereIsNotIsFound() {
		this.environment.withProperty("migrate.databases.reporting.schema", "x")
			.withProperty("migrate.databases.reporting.lock.max-wait", "1s")
			.withProperty("migrate.databases.reporting.locations[0]", "classpath:x")
			.withProperty("migrate.databases.reporting.dataSource", "x")
			.withProperty("migrate.databases.reporting.data-sorce", "x")
			.withProperty("migrate.databases.reporting.placeholders.[a.b]", "x")
			.withProperty("migrate.databases.reporting.placeholders.data-sorce", "x")
			.withProperty("migrate.databases.reporting.naming.pk", "x")
			.withProperty("migrate.databases.reporting.objects.locations", "x")
			.withProperty("migrate.databases.reporting.data.max-rows", "1")
			.withProperty("migrate.databases.reporting.lock.max-weight", "1s")
			.withProperty("migrate.databases.reporting.parallel", "true");
		assertThat(databases().unknownProperties(this.environment)).containsExactlyInAnyOrder(
				"migrate.databases.reporting.data-sorce", "migrate.databases.reporting.lock.max-weight",
				"migrate.databases.reporting.parallel");
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("MIGRATE_DATABASES_REPORTING_VERSION_TABLE", "x", "MIGRATE_DATABASES_REPORTING_LOCATIONS_0",
							"x", "MIGRATE_DATABASES_REPORTING_LOCK_MAXWAIT", "1s",
							"MIGRATE_DATABASES_ORDER_HISTORY_URL", "x")));
		assertThatExceptionOfType(MigrateConfigurationException.class)
			.isThrownBy(() -> databases().unknownProperties(this.environment))
			.withMessageContaining("migrate.databases.order.history.url")
			.withMessageContaining("MIGRATE_DATABASES_ORDERHISTORY_URL");
	}

	@Test
	void aNameAloneIsRefused() {
		this.environment.withProperty("migrate.databases.reporting", "");
		assertThatExceptionOfType(MigrateConfigurationException.class)
			.isThrownBy(() -> databases().unknownProperties(this.environment))
			.withMessageContaining("The database 'reporting' has no property");
		this.environment.withProperty("migrate.databases.reporting.schema", "reports");
		assertThat(databases().unknownProperties(this.environment)).containsExactly("migrate.databases.reporting");
		assertThat(reporting().getSchema()).isEqualTo("reports");
	}

	@Test
	void aNativeImageCanSetTheProperties() {
		RuntimeHints hints = new RuntimeHints();
		BindableRuntimeHintsRegistrar.forTypes(MigrateProperties.class).registerHints(hints);
		assertThat(
				RuntimeHintsPredicates.reflection().onMethodInvocation(NamedDatabaseProperties.class, "setDataSource"))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(DatabaseProperties.class, "setSchema"))
			.accepts(hints);
	}

	@Test
	void anUnknownNameComesWithASuggestion() {
		this.environment.withProperty("migrate.databases.reporting.schema", "x");
		NamedDatabases databases = databases();
		assertThatExceptionOfType(MigrateConfigurationException.class).isThrownBy(() -> databases.get("reportign"))
			.withMessageContaining("Did you mean 'reporting'?");
	}

	@Test
	void theDatabaseWithoutANameNeedsPropertiesOrScripts() {
		ClassLoader classLoader = getClass().getClassLoader();
		assertThat(databases().isUnnamedPresent(classLoader)).isTrue();
		this.environment.withProperty("migrate.databases.reporting.schema", "x");
		assertThat(databases().isUnnamedPresent(classLoader)).isFalse();
		this.environment.withProperty("migrate.schema", "app");
		assertThat(databases().isUnnamedPresent(classLoader)).isFalse();
		this.environment.withProperty("migrate.locations[0]", "classpath:app");
		assertThat(databases().isUnnamedPresent(classLoader)).isTrue();
	}

}
