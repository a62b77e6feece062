package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.runtime.Migrator;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.Ordered;

/**
 * Migrates the databases of one or more {@link Migrator migrators} while the application
 * context starts. Whatever bean
 * {@link org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization
 * depends on database initialization} waits for it, and so do JPA, {@code JdbcClient},
 * jOOQ and the others that Spring Boot knows to. A bean of this type replaces the
 * auto-configured one, which takes every migrator of the context in order.
 */
public class MigrationInitializer implements InitializingBean, Ordered {

	private final List<Migrator> migrators;

	private final MigrationStrategy strategy;

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
		this.migrators = List.copyOf(migrators);
		this.strategy = strategy;
	}

	@Override
	public void afterPropertiesSet() {
		this.migrators.forEach(this.strategy::migrate);
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
