package dev.migrate.autoconfigure.failure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import dev.migrate.revision.SimilarNames;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.RevisionScript;
import dev.migrate.text.MaskedException;
import dev.migrate.text.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.NestedExceptionUtils;

/**
 * Thrown when the beans, properties, dependencies or arguments of an application do not
 * let it be migrated.
 */
public final class MigrateConfigurationException extends MigrateException {

	private MigrateConfigurationException(String problem, String action, @Nullable Throwable cause) {
		super(Secrets.withoutUrls(problem), action, MaskedException.withoutUrls(cause));
	}

	public static MigrateConfigurationException ambiguousConnectionDetails(List<String> beanNames) {
		return new MigrateConfigurationException(
				"Several MigrateConnectionDetails beans say how to connect: " + String.join(", ", beanNames) + ".",
				"Mark one of them as @Primary, or annotate the DataSource to migrate with @MigrateDataSource. To migrate"
						+ " several databases, give each a name, as in migrate.databases.reporting.data-source.",
				null);
	}

	public static MigrateConfigurationException ambiguousDataSource(List<String> beanNames) {
		return new MigrateConfigurationException(
				"Several DataSource beans could be the one to migrate: " + String.join(", ", beanNames) + ".",
				"Annotate the DataSource to migrate with @MigrateDataSource, mark one of them as @Primary, or set"
						+ " migrate.url. To migrate several databases, give each a name, as in"
						+ " migrate.databases.reporting.data-source=%s.".formatted(beanNames.get(0)),
				null);
	}

	/**
	 * Translates what Spring Boot's analyzers say about a migrator that cannot be created
	 * for a command.
	 */
	public static MigrateConfigurationException analyzed(String problem, String action, Throwable cause) {
		return new MigrateConfigurationException(problem, action, cause);
	}

	/**
	 * A value that properties or customizers have set for a migrator.
	 * @param prefix the prefix of its properties
	 */
	public static MigrateConfigurationException invalidValue(String prefix, String problem, Throwable cause) {
		return new MigrateConfigurationException("The migrator cannot be configured: " + problem + ".",
				"Correct the property under %s.*, or the MigratorBuilderCustomizer, that sets this value."
					.formatted(prefix),
				cause);
	}

	public static MigrateConfigurationException connectionNotSetUp(Throwable cause) {
		return new MigrateConfigurationException(
				"The connection to the database could not be set up: "
						+ NestedExceptionUtils.getMostSpecificCause(cause),
				"Check the configuration of the DataSource. --raise prints the stack trace.", cause);
	}

	public static MigrateConfigurationException comparisonNotSetUp(Throwable cause) {
		return new MigrateConfigurationException(
				"What the database is to be compared with could not be set up: "
						+ NestedExceptionUtils.getMostSpecificCause(cause),
				"Check the beans that take part: entities and Hibernate's settings, naming strategies and customizers,"
						+ " and beans of type TargetSchema, ObjectFilter and RevisionProcessor. --raise prints the stack"
						+ " trace.",
				cause);
	}

	public static MigrateConfigurationException databaseAddedAfterBuild(String name) {
		return new MigrateConfigurationException(
				"The database '%s' was not configured when the application was processed ahead of time."
					.formatted(name),
				"Build the application again with the properties under migrate.databases.%s.*, for example in a"
					.formatted(name) + " profile that is active then, or remove them.",
				null);
	}

	public static MigrateConfigurationException databaseNamedTwice(String first, String second) {
		return new MigrateConfigurationException(
				"The names '%s' and '%s' under migrate.databases mean the same database.".formatted(first, second),
				"Spell the name in one way, as in migrate.databases.%s.".formatted(first), null);
	}

	public static MigrateConfigurationException unknownTenantProperty(String property) {
		return new MigrateConfigurationException(
				"There is no property %s, and nothing says where the tenants are.".formatted(property),
				"Correct the property, such as to migrate.tenants.schemas, or remove it.", null);
	}

	public static MigrateConfigurationException noTenantSchemas(String property) {
		return new MigrateConfigurationException(
				"The property %s is empty, and nothing else says where the tenants are.".formatted(property),
				"Name schemas, or a pattern such as tenant_*. For an application without tenants, remove the property.",
				null);
	}

	public static MigrateConfigurationException databaseWithoutProperties(String name, String property) {
		return new MigrateConfigurationException(
				"The database '%s' has no property that there is, only %s.".formatted(name, property),
				"Correct the property. An environment variable has the name of the database without dashes and underscores,"
						+ " as in MIGRATE_DATABASES_ORDERHISTORY_URL for order-history.",
				null);
	}

	public static MigrateConfigurationException dataSourceNotNamed(String name, String beanName) {
		return new MigrateConfigurationException(
				"The database '%s' has neither a DataSource nor a URL of its own, although there is the DataSource bean '%s'."
					.formatted(name, beanName),
				"Set migrate.databases.%s.data-source=%s, or to the name of the DataSource that it is to be."
					.formatted(name, beanName),
				null);
	}

	public static MigrateConfigurationException driverNotFound(String driverClassName) {
		return new MigrateConfigurationException(
				"The JDBC driver of the database to migrate, " + driverClassName + ", is not on the class path.",
				"Add the driver to the dependencies, for example org.postgresql:postgresql, which an application that"
						+ " uses R2DBC needs as well. Or correct migrate.url or migrate.driver-class-name.",
				null);
	}

	public static MigrateConfigurationException invalidProperty(BindException failure) {
		ConfigurationProperty property = failure.getProperty();
		String value = (property == null) ? "" : " '" + property.getValue() + "'";
		String place = (property == null || property.getOrigin() == null) ? "" : " (" + property.getOrigin() + ")";
		Class<?> type = failure.getTarget().getType().resolve();
		Object[] constants = (type != null) ? type.getEnumConstants() : null;
		return new MigrateConfigurationException(
				"The value%s of %s%s is invalid: %s.".formatted(value, failure.getName(), place,
						Objects.requireNonNull(NestedExceptionUtils.getMostSpecificCause(failure)).getMessage()),
				(constants == null) ? "Correct it, or remove it to use the default."
						: Arrays.stream(constants)
							.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
							.collect(Collectors.joining(", ", "Set it to one of: ", ".")),
				failure);
	}

	/**
	 * The URL is not part of the message, because it may contain a password.
	 */
	public static MigrateConfigurationException invalidScratchUrl() {
		return new MigrateConfigurationException(
				"No JDBC driver on the class path accepts the URL of migrate.autogenerate.scratch-url.",
				"Correct the property, as in jdbc:postgresql://localhost/scratch, or add the driver to the"
						+ " dependencies.",
				null);
	}

	public static MigrateConfigurationException jdbcUrlUnknown(String reason) {
		return new MigrateConfigurationException(
				"The application has no DataSource, and no JDBC URL can be derived from its R2DBC ConnectionFactory: "
						+ reason + ".",
				"Set migrate.url, migrate.user and migrate.password. To start without migrating, set"
						+ " migrate.enabled=false.",
				null);
	}

	public static MigrateConfigurationException lostCommand(String command) {
		return new MigrateConfigurationException(
				"The command '%s' was given, but 'main' does not pass it on, and the application is about to start."
					.formatted(command),
				"Pass the arguments on, as in SpringApplication.run(Application.class, args). If 'migrate' is an argument"
						+ " of your own, set migrate.cli.enabled=false.",
				null);
	}

	public static MigrateConfigurationException malformedDatabaseName(String name) {
		String suggestion = name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
		return new MigrateConfigurationException("A database cannot be called '%s'.".formatted(name),
				"Use letters, digits and single dashes under migrate.databases, with a letter first%s."
					.formatted(suggestion.isEmpty() ? "" : ", as in migrate.databases." + suggestion),
				null);
	}

	public static MigrateConfigurationException migratorNameTaken(String name, String beanName) {
		return new MigrateConfigurationException(
				"The migrator of the database '%s' would be the bean '%s', which is something else.".formatted(name,
						beanName),
				"Rename that bean, or the database under migrate.databases.", null);
	}

	public static MigrateConfigurationException migratorsNamedAlike(String name, List<String> beanNames) {
		return new MigrateConfigurationException(
				"The Migrator beans %s are all called '%s'.".formatted(String.join(", ", beanNames), name),
				"Give each a name of its own, as with builder.name(\"%s2\").".formatted(name), null);
	}

	public static MigrateConfigurationException noDatabase() {
		return new MigrateConfigurationException("The application has no database to migrate.",
				"Set spring.datasource.url or migrate.url, or define a DataSource bean, and do not set"
						+ " migrate.enabled=false.",
				null);
	}

	public static MigrateConfigurationException noDataSource() {
		return new MigrateConfigurationException("There is no DataSource bean to migrate, and migrate.url is not set.",
				"Set migrate.url (with migrate.user and migrate.password) or spring.datasource.url, or define a"
						+ " DataSource bean. To start without migrating, set migrate.enabled=false.",
				null);
	}

	public static MigrateConfigurationException noDriverForUrl(String url, @Nullable Throwable cause) {
		return new MigrateConfigurationException(
				"No JDBC driver on the class path accepts '%s'.".formatted(Secrets.url(url)),
				"Add the driver of the database to the dependencies, for example org.postgresql:postgresql, or correct"
						+ " the URL, as in jdbc:postgresql://localhost/app.",
				cause);
	}

	public static MigrateConfigurationException otherSchemaManagers(List<String> conflicts) {
		return new MigrateConfigurationException(
				"Migrate is not alone in changing the schema:\n- " + String.join("\n- ", conflicts),
				"Leave the schema to one of them. If they are to share it, set migrate.on-other-schema-manager=warn or"
						+ " ignore.",
				null);
	}

	public static MigrateConfigurationException reservedDatabaseName(String name) {
		return new MigrateConfigurationException(
				"A database cannot be called '%s', which stands for others.".formatted(name),
				"Use another name under migrate.databases. The database without a name is configured under migrate.*"
						+ " itself.",
				null);
	}

	public static MigrateConfigurationException adoptedToolActive(RevisionScript revision, AdoptedMigration adopted,
			String property, String starter, String mode) {
		String tool = adopted.tool().title();
		return new MigrateConfigurationException(
				"%s is active beside Migrate, whose revisions take the place of its migrations: %s (%s), for example, adopts '%s'. Both would run the same, so nothing has been run."
					.formatted(tool, revision.id(), revision.origin(), adopted),
				"Remove %s from the dependencies, or set:\n\n    %s=false\n\nThe history of %s stays where it is, and the start takes it over. To keep both, set %s=none."
					.formatted(starter, property, tool, mode),
				null);
	}

	public static MigrateConfigurationException schemaScriptNotFound(String location, Throwable cause) {
		return new MigrateConfigurationException(
				"The schema script '%s' of migrate.autogenerate.schema-script cannot be read.".formatted(location),
				"Correct the property, as in classpath:schema.sql or file:db/schema.sql, or create the file.", cause);
	}

	public static MigrateConfigurationException sharedEntities(String unit, String database, String other,
			String property, String otherProperty) {
		return new MigrateConfigurationException(
				"The %s and the %s have the same data source, and the persistence unit '%s' uses it, too. So it is unknown whose the entities are."
					.formatted(database, other, unit),
				"Set %s=%s or %s=%s.".formatted(property, unit, otherProperty, unit), null);
	}

	public static MigrateConfigurationException unassignedEntities(String database, String property,
			List<String> units) {
		return new MigrateConfigurationException(
				"It is unknown which entities belong to the %s: no data source of an entity manager factory leads there, and those of these persistence units lead to no database that is migrated: %s."
					.formatted(database, String.join(", ", units)),
				"Set %s to one of them, as in %s=%s.".formatted(property, property, units.get(0)), null);
	}

	public static MigrateConfigurationException unknownPersistenceUnit(String property, String unit,
			List<String> units) {
		return new MigrateConfigurationException(
				"The property %s names the persistence unit '%s', which %s.".formatted(property, unit,
						units.isEmpty() ? "the application does not have"
								: "is not one of those of the application: " + String.join(", ", units)),
				"Set it to the name of a persistence unit, or of the bean that declares it.", null);
	}

	public static MigrateConfigurationException unreadableEntityManagerFactory(String bean) {
		return new MigrateConfigurationException(
				"The bean '%s' is an entity manager factory whose entities are known only after it has started."
					.formatted(bean),
				"Return the LocalContainerEntityManagerFactoryBean from the bean method instead of what it creates, or define a TargetSchema bean for the entities.",
				null);
	}

	public static MigrateConfigurationException sharedVersionTable(String name, String other, String table) {
		return new MigrateConfigurationException(
				"The migrators '%s' and '%s' would keep their revisions in the same table, %s of the same database."
					.formatted(name, other, table),
				"Give one of them another DataSource, schema or version-table.", null);
	}

	public static MigrateConfigurationException twoDatabases(String name) {
		return new MigrateConfigurationException("The database '%s' has both a DataSource and a URL.".formatted(name),
				"Remove migrate.databases.%1$s.data-source or migrate.databases.%1$s.url.".formatted(name), null);
	}

	public static MigrateConfigurationException unknownDatabase(String name, List<String> names) {
		return new MigrateConfigurationException("There is no database '%s'.".formatted(name),
				names.isEmpty() ? "Set migrate.databases.%s.data-source or migrate.databases.%1$s.url.".formatted(name)
						: similar(name, names) + "The databases are: " + String.join(", ", names) + ".",
				null);
	}

	public static MigrateConfigurationException unknownDataSource(String database, String beanName,
			List<String> names) {
		return new MigrateConfigurationException(
				"The DataSource '%s' of migrate.databases.%s.data-source does not exist.".formatted(beanName, database),
				names.isEmpty() ? "Define a DataSource bean, or set migrate.databases.%s.url.".formatted(database)
						: similar(beanName, names) + "The DataSource beans are: " + String.join(", ", names) + ".",
				null);
	}

	private static String similar(String name, List<String> names) {
		return names.stream()
			.filter((known) -> SimilarNames.distance(name.toLowerCase(Locale.ROOT),
					known.toLowerCase(Locale.ROOT)) <= Math.max(2, name.length() / 4))
			.min(Comparator.comparingInt((known) -> SimilarNames.distance(name, known)))
			.map("Did you mean '%s'? "::formatted)
			.orElse("");
	}

	/**
	 * Returns the exception for tenants without a migrator.
	 */
	public static MigrateConfigurationException noMigratorOfTenants() {
		return new MigrateConfigurationException(
				"It is unknown which Migrator has the scripts of the tenants: there is none without a name.",
				"Put the scripts of the tenants where migrate.locations says, which is db/revisions if it is not set. Those"
						+ " under migrate.databases.<name> are for that database alone.",
				null);
	}

	/**
	 * Returns the exception for tenants in two places.
	 */
	public static MigrateConfigurationException tenantsTwice() {
		return new MigrateConfigurationException("It is said twice where the tenants are.",
				"Keep one of them: migrate.tenants.schemas, the TenantSchemas bean, or the TenantDataSources bean.",
				null);
	}

}
