package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.datasource.ScratchDataSource;
import dev.migrate.autoconfigure.entities.DatabaseTargets;
import dev.migrate.autoconfigure.entities.DatabaseTargets.Database;
import dev.migrate.autoconfigure.entities.DeclaredTarget;
import dev.migrate.autoconfigure.entities.DeclaredTargets;
import dev.migrate.autoconfigure.entities.SchemaScripts;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autoconfigure.properties.AutogenerateProperties;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.ObjectFilter;
import dev.migrate.autogenerate.OnlineTables;
import dev.migrate.autogenerate.RevisionProcessor;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.file.DataFiles;
import dev.migrate.autogenerate.file.ObjectFiles;
import dev.migrate.operations.rendering.DataTypeRenderer;
import dev.migrate.runtime.Migrator;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.function.SingletonSupplier;

/**
 * What the application has set for autogenerate, for each database that it migrates.
 */
public final class DatabaseAutogenerateSettings {

	private static final String PERSISTENCE_UNIT = ".persistence-unit";

	private final MigrateProperties properties;

	private final Environment environment;

	private final ListableBeanFactory beanFactory;

	private final ResourceLoader resourceLoader;

	private final Supplier<Map<String, Database>> databases = SingletonSupplier.of(this::findDatabases);

	private final Supplier<DatabaseTargets> targets = SingletonSupplier.of(this::findTargets);

	DatabaseAutogenerateSettings(MigrateProperties properties, Environment environment, ListableBeanFactory beanFactory,
			ResourceLoader resourceLoader) {
		this.properties = properties;
		this.environment = environment;
		this.beanFactory = beanFactory;
		this.resourceLoader = resourceLoader;
	}

	/**
	 * Returns the settings of a database.
	 * @param migrator the name of the bean that migrates it
	 * @return the settings; a bean of that type of the application has those of the only
	 * database, or of the one without a name
	 * @throws MigrateConfigurationException if it is unknown which entities belong to it
	 */
	public AutogenerateSettings of(String migrator) {
		return migrator.equals(main()) ? this.beanFactory.getBean(AutogenerateSettings.class) : create(migrator);
	}

	/**
	 * Returns the settings of the database of a migrator.
	 * @param migrator the migrator, which may be no bean
	 * @return the settings; those of the only database, or of the one without a name, if
	 * it is no bean
	 */
	public AutogenerateSettings of(Migrator migrator) {
		return BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beanFactory, Migrator.class)
			.entrySet()
			.stream()
			.filter((bean) -> bean.getValue() == migrator)
			.findFirst()
			.map((bean) -> of(bean.getKey()))
			.orElseGet(() -> this.beanFactory.getBean(AutogenerateSettings.class));
	}

	/**
	 * Returns the settings of the only database, or of the one without a name.
	 */
	AutogenerateSettings ofMain() {
		return create(main());
	}

	private String main() {
		Map<String, Database> all = this.databases.get();
		return (all.size() == 1) ? all.keySet().iterator().next() : MigrateAutoConfiguration.MIGRATOR;
	}

	private AutogenerateSettings create(String migrator) {
		DatabaseProperties properties = named(migrator).<DatabaseProperties>map(NamedDatabase::properties)
			.orElse(this.properties);
		AutogenerateProperties autogenerate = properties.getAutogenerate();
		ClassLoader classLoader = classLoader();
		return AutogenerateSettings.of(targets(migrator))
			.scripts(SchemaScripts.read(autogenerate.getSchemaScript(), this.resourceLoader))
			.objects(ObjectFiles.in(classLoader, properties.getObjects().getLocations()))
			.data(DataFiles.in(classLoader, properties.getData().getLocations(), properties.getData().getMaxRows()))
			.filter(ObjectFilter.byName(autogenerate.getInclude(), autogenerate.getExclude()))
			.filter((object) -> this.beanFactory.getBeanProvider(ObjectFilter.class)
				.stream()
				.allMatch((filter) -> filter.includes(object)))
			.processors(this.beanFactory.getBeanProvider(RevisionProcessor.class).orderedStream().toList())
			.scratch(ScratchDataSource.of(autogenerate.getScratchUrl(), autogenerate.getScratchUsername(),
					autogenerate.getScratchPassword()))
			.renderer(this.beanFactory.getBeanProvider(DataTypeRenderer.class)
				.orderedStream()
				.reduce(DataTypeRenderer::or)
				.orElseGet(DataTypeRenderer::none))
			.online(OnlineTables.above(autogenerate.getOnlineThreshold()));
	}

	private List<TargetSchema> targets(String migrator) {
		Database database = this.databases.get().get(migrator);
		return (database != null) ? this.targets.get().of(database) : List.of();
	}

	private Map<String, Database> findDatabases() {
		Map<String, Database> databases = new LinkedHashMap<>();
		String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, Migrator.class);
		for (String name : names) {
			databases.put(name,
					database(name, this.beanFactory.getBean(name, Migrator.class).dataSource(), names.length == 1));
		}
		return databases;
	}

	private Database database(String migrator, DataSource dataSource, boolean only) {
		Optional<NamedDatabase> named = named(migrator);
		if (named.isPresent()) {
			String name = named.get().name();
			return new Database("database '" + name + "'", false, dataSource,
					named.get().properties().getPersistenceUnit(), "migrate.databases." + name + PERSISTENCE_UNIT);
		}
		if (only || migrator.equals(MigrateAutoConfiguration.MIGRATOR)) {
			return new Database(only ? "database" : "database without a name", true, dataSource,
					this.properties.getPersistenceUnit(), "migrate" + PERSISTENCE_UNIT);
		}
		return new Database("database of the migrator '" + migrator + "'", false, dataSource, null,
				"migrate.databases." + migrator + PERSISTENCE_UNIT);
	}

	private Optional<NamedDatabase> named(String migrator) {
		return NamedDatabases.of(this.environment)
			.all()
			.stream()
			.filter((database) -> database.beanName().equals(migrator))
			.findFirst();
	}

	private DatabaseTargets findTargets() {
		Map<String, TargetSchema> beans = BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beanFactory,
				TargetSchema.class);
		List<DeclaredTarget> declared = new ArrayList<>();
		this.beanFactory.getBeanProvider(TargetSchema.class)
			.orderedStream()
			.forEach((schema) -> beans.entrySet()
				.stream()
				.filter((bean) -> bean.getValue() == schema)
				.forEach((bean) -> declared.add(DeclaredTarget.of(bean.getKey(), schema))));
		if (!replaceEntities(declared)) {
			this.beanFactory.getBeanProvider(DeclaredTargets.class)
				.forEach((others) -> declared.addAll(others.targets()));
		}
		return new DatabaseTargets(List.copyOf(this.databases.get().values()), declared);
	}

	/**
	 * Returns whether nobody asks for the entities, which then need not be readable.
	 */
	private boolean replaceEntities(List<DeclaredTarget> own) {
		List<Database> all = List.copyOf(this.databases.get().values());
		return all.size() == 1 && all.get(0).persistenceUnit() == null
				&& own.stream().anyMatch((target) -> target.dataSource() == null);
	}

	private ClassLoader classLoader() {
		ClassLoader classLoader = this.resourceLoader.getClassLoader();
		return (classLoader != null) ? classLoader : DatabaseAutogenerateSettings.class.getClassLoader();
	}

}
