package dev.migrate.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.autoconfigure.failure.DatabaseMigrationException;
import dev.migrate.autoconfigure.start.ParallelStart;
import dev.migrate.autoconfigure.start.SharedVersionTables;
import dev.migrate.autoconfigure.start.StartedDatabases;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.Ordered;

/**
 * Migrates the databases of one or more {@link Migrator migrators} while the application
 * context starts. Whatever bean
 * {@link org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization
 * depends on database initialization} waits for it, and so do JPA, {@code JdbcClient},
 * jOOQ and the others that Spring Boot knows to. A bean of this type replaces the
 * auto-configured one, which takes every migrator of the context in order, or all at once
 * with {@code migrate.parallel=true}, and then the tenants.
 */
public class MigrationInitializer implements InitializingBean, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(MigrationInitializer.class);

	private final Map<String, Migrator> migrators;

	private final @Nullable StartedDatabases databases;

	private final boolean several;

	private final MigrationStrategy strategy;

	private final @Nullable ParallelStart parallel;

	private final @Nullable TenantMigrator tenants;

	private final String nameOfTenants;

	private int order;

	/**
	 * Creates an initializer that upgrades one database to the configured target.
	 * @param migrator the migrator of the database
	 */
	public MigrationInitializer(Migrator migrator) {
		this(List.of(migrator), Migrator::upgrade);
	}

	/**
	 * Creates an initializer.
	 * @param migrators the migrators of the databases, in the order to be taken
	 * @param strategy what is to be done with each of them
	 */
	public MigrationInitializer(List<Migrator> migrators, MigrationStrategy strategy) {
		this(named(migrators), null, strategy, null, null);
	}

	/**
	 * Creates an initializer of databases that may be migrated at once.
	 * @param migrators the migrators in their order, by unique names
	 * @param databases what the properties say of them, or {@code null} if nobody knows
	 * @param strategy what is to be done with each of them
	 * @param parallel what does that, or {@code null} for one after the other
	 * @param tenants the migrator of tenants, which come last, or {@code null}
	 */
	MigrationInitializer(Map<String, Migrator> migrators, @Nullable StartedDatabases databases,
			MigrationStrategy strategy, @Nullable ParallelStart parallel, @Nullable TenantMigrator tenants) {
		this.migrators = new LinkedHashMap<>(migrators);
		this.databases = databases;
		this.several = migrators.size() > 1;
		String nameOfTenants = NamedDatabases.UNNAMED;
		if (tenants != null) {
			for (Map.Entry<String, Migrator> entry : migrators.entrySet()) {
				if (entry.getValue() == tenants.migrator()) {
					nameOfTenants = entry.getKey();
					this.migrators.remove(nameOfTenants);
				}
			}
		}
		this.nameOfTenants = nameOfTenants;
		this.tenants = tenants;
		this.strategy = strategy;
		this.parallel = parallel;
	}

	private static Map<String, Migrator> named(List<Migrator> migrators) {
		Map<String, Migrator> named = new LinkedHashMap<>();
		for (Migrator migrator : migrators) {
			String name = migrator.name();
			named.put((name != null && !named.containsKey(name)) ? name : String.valueOf(named.size() + 1), migrator);
		}
		return named;
	}

	@Override
	public void afterPropertiesSet() {
		migrateDatabases();
		TenantMigrator all = this.tenants;
		if (all != null) {
			migrate(this.nameOfTenants, () -> this.strategy.migrate(all));
		}
	}

	private void migrateDatabases() {
		SharedVersionTables.check(this.migrators, (this.strategy == this.databases) ? this.databases : null);
		if (this.parallel != null && this.migrators.size() > 1) {
			this.parallel.run(this.migrators, this::migrate);
		}
		else {
			this.migrators.forEach(this::migrate);
		}
	}

	private void migrate(String name, Migrator migrator) {
		migrate(name, () -> this.strategy.migrate(migrator));
	}

	private void migrate(String name, Runnable migration) {
		if (!this.several) {
			migration.run();
			return;
		}
		logger.info("Database: {}", name);
		try {
			migration.run();
		}
		catch (RuntimeException ex) {
			String properties = (this.databases != null) ? this.databases.properties(name) : "migrate.";
			throw new DatabaseMigrationException(name, properties, ex);
		}
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	/**
	 * Sets the order of this initializer among others.
	 * @param order the order, 0 by default
	 */
	public void setOrder(int order) {
		this.order = order;
	}

}
