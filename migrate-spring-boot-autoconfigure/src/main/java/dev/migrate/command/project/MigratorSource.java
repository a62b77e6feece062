package dev.migrate.command.project;

import java.util.List;

import javax.sql.DataSource;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Where commands get their {@link Migrator} from.
 */
@FunctionalInterface
public interface MigratorSource {

	/**
	 * Returns a migrator.
	 * @param name its name, or {@code null} for the only or main one
	 * @throws dev.migrate.MigrateException if there is none of that name, if there are
	 * several and no name, or if it cannot be created; the message lists the names there
	 * are
	 */
	Migrator get(@Nullable String name);

	/**
	 * Returns what connects as a data source does, without the pool that it may be.
	 * @param dataSource the data source of a migrator
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
	 * Returns what the application has set for comparing what it wants with its database.
	 * @return the settings, without a target if there are no entities to be seen
	 */
	default AutogenerateSettings autogenerateSettings() {
		return AutogenerateSettings.of(List.of());
	}

}
