package dev.migrate.command.database;

import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * A database of the application, as commands see it.
 */
public interface CommandDatabase {

	/**
	 * What a database is called that has no name of its own.
	 */
	String UNNAMED = "default";

	/**
	 * Returns what it is called on the command line.
	 */
	String name();

	/**
	 * Returns what its migrator is called, which the command line may say as well.
	 */
	default String migratorName() {
		return name();
	}

	/**
	 * Returns what the names of its properties begin with.
	 */
	default String propertyPrefix() {
		return "migrate.";
	}

	/**
	 * Returns what migrates it. Before there is an application context, that knows the
	 * scripts and refuses to connect.
	 * @throws dev.migrate.MigrateException if it cannot be created
	 */
	Migrator migrator();

	/**
	 * Returns what has the scripts and the settings of the database, or of all its
	 * tenants. The database is not asked which tenants there are.
	 */
	default Migrator common() {
		return migrator();
	}

	/**
	 * Returns what writes SQL scripts for what the command is about, which may be several
	 * tenants.
	 * @param dialect the name of a dialect or a JDBC URL
	 */
	default OfflineMigrator offline(String dialect) {
		return migrator().offline(dialect);
	}

	/**
	 * Returns the tenants that share its revisions, of which the command is about several
	 * or all.
	 * @return their migrator, or {@code null} if there are none, or if the command is
	 * about one of them
	 */
	default @Nullable TenantMigrator tenants() {
		return null;
	}

	/**
	 * Returns what the application's properties say about its scripts.
	 */
	ProjectSettings settings();

	/**
	 * Returns what connects as a data source does, without the pool that it may be.
	 * @param dataSource the data source
	 * @return what has its URL, user and password, or {@code null} if that cannot be told
	 */
	default @Nullable SimpleDriverDataSource direct(DataSource dataSource) {
		return (dataSource instanceof SimpleDriverDataSource direct) ? direct : null;
	}

	/**
	 * Fills an object with properties of the application.
	 * @param prefix what the names of the properties begin with, such as
	 * {@code spring.flyway}
	 * @param properties an object with a setter for each property, and the default of
	 * each as its value
	 * @param <T> the type of the object
	 * @return the object
	 * @throws dev.migrate.MigrateException if a value makes no sense
	 */
	default <T> T properties(String prefix, T properties) {
		return properties;
	}

	/**
	 * Returns the classes of the beans that the application has of a type. No bean is
	 * created for that.
	 * @param type the name of the type, which need not be on the class path
	 * @return the classes by the names of the beans, as far as they are known before a
	 * bean is created
	 */
	default Map<String, Class<?>> beanClasses(String type) {
		return Map.of();
	}

	/**
	 * Returns what the application has set for comparing what it wants with it.
	 * @return the settings, without a target if there are no entities to be seen
	 */
	AutogenerateSettings autogenerateSettings();

}
