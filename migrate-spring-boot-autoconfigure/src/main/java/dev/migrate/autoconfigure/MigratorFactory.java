package dev.migrate.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.datasource.MigrateConnectionDetails;
import dev.migrate.autoconfigure.datasource.MigrationDataSourceSelector;
import dev.migrate.autoconfigure.datasource.PropertiesMigrateConnectionDetails;
import dev.migrate.autoconfigure.failure.DatabaseMigrationException;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autoconfigure.properties.NamingProperties;
import dev.migrate.autoconfigure.properties.RetryProperties;
import dev.migrate.autoconfigure.schemamanagement.AdoptedTools;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.MigratorBuilder;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.schema.naming.NamingConvention.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Creates the migrators of an application: with its properties, events, callbacks and
 * customizers.
 */
class MigratorFactory {

	static final String BEAN_NAME = "migrateMigratorFactory";

	private final ConfigurableListableBeanFactory beanFactory;

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	private final ApplicationEventPublisher eventPublisher;

	private final MigrationDataSourceSelector dataSources;

	private final ObjectProvider<MigrateConnectionDetails> connectionDetails;

	private final Set<String> named = ConcurrentHashMap.newKeySet();

	MigratorFactory(ConfigurableListableBeanFactory beanFactory, Environment environment, ResourceLoader resourceLoader,
			ApplicationEventPublisher eventPublisher, MigrationDataSourceSelector dataSources,
			ObjectProvider<MigrateConnectionDetails> connectionDetails) {
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.resourceLoader = resourceLoader;
		this.eventPublisher = eventPublisher;
		this.dataSources = dataSources;
		this.connectionDetails = connectionDetails;
	}

	/**
	 * Creates the migrator of the database without a name.
	 */
	Migrator create(MigrateProperties properties) {
		return build("migrate", () -> builder(properties).dataSource(defaultDataSource()));
	}

	/**
	 * Creates the migrator of a database that has a name.
	 */
	Migrator createNamed(String name) {
		NamedDatabase database = NamedDatabases.of(this.environment).get(name);
		String prefix = "migrate.databases." + name;
		try {
			DataSource dataSource = dataSource(database);
			return build(prefix, () -> builder(name, database.properties()).dataSource(dataSource));
		}
		catch (MigrationSchemaException ex) {
			throw new DatabaseMigrationException(name, prefix + ".", ex);
		}
	}

	private static Migrator build(String prefix, Supplier<MigratorBuilder> builder) {
		try {
			return builder.get().build();
		}
		catch (IllegalArgumentException ex) {
			throw MigrateConfigurationException.invalidValue(prefix, String.valueOf(ex.getMessage()), ex);
		}
	}

	/**
	 * Returns a builder that has everything but a database. It has the name of the
	 * migrator that is being created, if the application defines one.
	 */
	MigratorBuilder builderForBean(MigrateProperties properties) {
		String name = Stream.of(this.beanFactory.getBeanNamesForType(Migrator.class, true, false))
			.filter(this.beanFactory::isCurrentlyInCreation)
			.filter(this.named::add)
			.findFirst()
			.orElse(null);
		NamedDatabases databases = NamedDatabases.of(this.environment);
		return databases.names()
			.stream()
			.filter((database) -> NamedDatabase.beanName(database, "Migrator").equals(name))
			.findFirst()
			.map((database) -> builder(database, databases.get(database).properties()))
			.orElseGet(() -> builder(name, properties));
	}

	private MigratorBuilder builder(MigrateProperties properties) {
		return builder(null, properties);
	}

	private MigratorBuilder builder(@Nullable String name, DatabaseProperties properties) {
		MigratorBuilder builder = Migrator.builder()
			.name(name)
			.locations(properties.getLocations())
			.target(properties.getTarget())
			.schema(properties.getSchema())
			.createSchema(properties.isCreateSchema())
			.versionTableSchema(properties.getVersionTableSchema())
			.versionTable(properties.getVersionTable())
			.historyTable(properties.getHistoryTable())
			.placeholders(properties.getPlaceholders())
			.transaction(properties.getTransaction())
			.onAhead(properties.getOnAhead())
			.onModified(properties.getOnModified())
			.adopt(properties.getAdopt())
			.adoptTable(properties.getAdoptTable())
			.otherHistories((name == null) ? AdoptedTools.tables(this.environment) : Map.of(),
					(name == null) ? AdoptedTools.lockTable(this.environment) : null)
			.lockMode(properties.getLock().getMode())
			.lockLease(properties.getLock().getLease())
			.lockMaxWait(properties.getLock().getMaxWait())
			.lockTimeout(properties.getSession().getLockTimeout())
			.statementTimeout(properties.getSession().getStatementTimeout())
			.idleInTransactionTimeout(properties.getSession().getIdleInTransactionTimeout())
			.networkTimeout(properties.getSession().getNetworkTimeout())
			.retry(retryPolicy(properties.getRetry()))
			.naming(namingConvention(properties.getNaming()))
			.listener((known) -> new EventPublisher(this.eventPublisher, known))
			.listener(new StartupStepRecorder(this.beanFactory.getApplicationStartup()))
			.callbacks(new CallbackBeans(this.beanFactory.getBeanProvider(MigrationCallback.class)))
			.migrationFactory((dataSource) -> new BeanFactoryMigrationFactory(this.beanFactory, dataSource));
		ClassLoader classLoader = this.resourceLoader.getClassLoader();
		if (classLoader != null) {
			builder.classLoader(classLoader);
		}
		this.beanFactory.getBeanProvider(MigratorBuilderCustomizer.class)
			.orderedStream()
			.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	private static RetryPolicy retryPolicy(RetryProperties retry) {
		return new RetryPolicy(retry.getMaxAttempts(), retry.getInitialDelay(), retry.getMultiplier(),
				retry.getMaxDelay(), retry.getJitter());
	}

	private static NamingConvention namingConvention(NamingProperties naming) {
		return new NamingConvention(
				Map.of(Kind.PRIMARY_KEY, naming.getPk(), Kind.FOREIGN_KEY, naming.getFk(), Kind.UNIQUE, naming.getUq(),
						Kind.CHECK, naming.getCk(), Kind.INDEX, naming.getIx(), Kind.EXCLUSION, naming.getEx()));
	}

	ClassLoader classLoader() {
		ClassLoader classLoader = this.resourceLoader.getClassLoader();
		return (classLoader != null) ? classLoader : MigratorFactory.class.getClassLoader();
	}

	/**
	 * Returns the database that is migrated where nothing names another one.
	 */
	DataSource defaultDataSource() {
		return this.dataSources.select(this.connectionDetails);
	}

	private DataSource dataSource(NamedDatabase database) {
		String name = database.name();
		NamedDatabaseProperties properties = database.properties();
		MigrateConnectionDetails details = new PropertiesMigrateConnectionDetails(properties.getUrl(),
				properties.getUser(), properties.getPassword(), properties.getDriverClassName());
		String beanName = properties.getDataSource();
		if (beanName != null) {
			if (properties.getUrl() != null) {
				throw MigrateConfigurationException.twoDatabases(name);
			}
			return this.dataSources.select(name, beanName, details);
		}
		if (database.ownConnection()) {
			return this.dataSources.select(details);
		}
		List<String> alike = this.dataSources.names();
		for (String candidate : List.of(name, NamedDatabase.beanName(name, ""),
				NamedDatabase.beanName(name, "DataSource"))) {
			if (alike.contains(candidate)) {
				throw MigrateConfigurationException.dataSourceNotNamed(name, candidate);
			}
		}
		return defaultDataSource();
	}

}
