package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.MigrateException;
import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.SchemaToolingSettings;

/**
 * The schema that the entities of a persistence unit want. Reads the metadata of
 * Hibernate with the settings of the application, so that its naming strategies,
 * converters and custom types count, but builds no session factory and opens no
 * connection.
 */
public final class HibernateTargetSchema implements TargetSchema {

	/**
	 * What would make Hibernate do something to a database, or look for one.
	 */
	private static final List<String> REMOVED = List.of(SchemaToolingSettings.HBM2DDL_AUTO,
			SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, SchemaToolingSettings.JAKARTA_HBM2DDL_SCRIPTS_ACTION,
			"hibernate.connection.datasource", JdbcSettings.JAKARTA_JTA_DATASOURCE,
			JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, "hibernate.connection.url", JdbcSettings.JAKARTA_JDBC_URL,
			"hibernate.connection.driver_class", JdbcSettings.JAKARTA_JDBC_DRIVER, JdbcSettings.CONNECTION_PROVIDER);

	private final PersistenceUnit unit;

	/**
	 * Creates a target.
	 * @param unit the persistence unit
	 */
	public HibernateTargetSchema(PersistenceUnit unit) {
		this.unit = unit;
	}

	/**
	 * Reads what the entities want.
	 * @throws InvalidEntitiesException if Hibernate does not accept them
	 */
	@Override
	public WantedSchema read(TargetDatabase database) {
		BootstrapServiceRegistry bootstrap = new BootstrapServiceRegistryBuilder()
			.applyClassLoaderService(new EntityClassLoading(this.unit.classLoader()))
			.build();
		StandardServiceRegistry registry = null;
		Metadata metadata = null;
		try {
			registry = new StandardServiceRegistryBuilder(bootstrap).applySettings(settings(database)).build();
			Object schema = this.unit.settings().get(MappingSettings.DEFAULT_SCHEMA);
			metadata = metadata(registry);
			List<String> notes = new ArrayList<>(MissingAnnotations.notes(this.unit));
			notes.addAll(new SessionFactoryMappings(metadata, registry).apply());
			return new MetadataReader(metadata, (schema != null) ? schema.toString() : null, database.defaultSchema(),
					notes)
				.read();
		}
		catch (MigrateException ex) {
			throw ex;
		}
		catch (RuntimeException | LinkageError | StackOverflowError | AssertionError ex) {
			throw new EntityFailure(this.unit, metadata).of(ex);
		}
		finally {
			if (registry != null) {
				StandardServiceRegistryBuilder.destroy(registry);
			}
			BootstrapServiceRegistryBuilder.destroy(bootstrap);
		}
	}

	@Override
	public String name() {
		return "the entities";
	}

	private Map<String, Object> settings(TargetDatabase database) {
		Map<String, Object> settings = new LinkedHashMap<>(this.unit.settings());
		REMOVED.forEach(settings::remove);
		settings.put(JdbcSettings.ALLOW_METADATA_ON_BOOT, false);
		settings.put(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, database.product());
		settings.put(JdbcSettings.JAKARTA_HBM2DDL_DB_MAJOR_VERSION, database.majorVersion());
		return settings;
	}

	private Metadata metadata(StandardServiceRegistry registry) {
		MetadataSources sources = new MetadataSources(registry);
		this.unit.managedClasses().forEach(sources::addAnnotatedClassName);
		this.unit.managedPackages().forEach(sources::addPackage);
		this.unit.mappingResources().forEach(sources::addResource);
		return sources.getMetadataBuilder().build();
	}

}
