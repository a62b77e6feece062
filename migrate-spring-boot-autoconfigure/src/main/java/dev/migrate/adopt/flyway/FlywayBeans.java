package dev.migrate.adopt.flyway;

import java.util.Map;
import java.util.function.Function;

import dev.migrate.adopt.AdoptionReport;

/**
 * What an application gives its Flyway in code: beans, by their names. None of them was
 * created.
 *
 * @param migrations the Java migrations
 * @param callbacks the callbacks
 * @param customizers what changes the configuration
 */
public record FlywayBeans(Map<String, Class<?>> migrations, Map<String, Class<?>> callbacks,
		Map<String, Class<?>> customizers) {

	/**
	 * Creates beans.
	 */
	public FlywayBeans {
		migrations = Map.copyOf(migrations);
		callbacks = Map.copyOf(callbacks);
		customizers = Map.copyOf(customizers);
	}

	/**
	 * Finds the beans.
	 * @param beans returns the beans of a type, which it is given the name of
	 */
	public static FlywayBeans find(Function<String, Map<String, Class<?>>> beans) {
		return new FlywayBeans(beans.apply(JavaMigrations.TYPE), beans.apply("org.flywaydb.core.api.callback.Callback"),
				beans.apply("org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer"));
	}

	void report(AdoptionReport report) {
		this.callbacks.forEach((name, type) -> report.leftOut("bean " + name,
				"a callback in Java (%s). What it does for a new database belongs to a revision, and what is to run each"
					.formatted(type.getName()) + " time to a MigrationCallback bean."));
		this.customizers.forEach((name, type) -> report.leftOut("bean " + name,
				"it changes the configuration of Flyway in code (%s), which was not looked at. If it changes locations,"
					.formatted(type.getName())
						+ " schemas, placeholders or names, set the properties spring.flyway.* to the same."));
	}

}
