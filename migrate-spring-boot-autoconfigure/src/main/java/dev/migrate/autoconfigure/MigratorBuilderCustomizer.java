package dev.migrate.autoconfigure;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.MigratorBuilder;

/**
 * Changes the auto-configured {@link Migrator} before it is built. Beans of this type are
 * called in {@link org.springframework.core.annotation.Order order}, after the
 * {@code migrate.*} properties have been applied.
 */
@FunctionalInterface
public interface MigratorBuilderCustomizer {

	/**
	 * Customizes the builder.
	 * @param builder the builder of the migrator
	 */
	void customize(MigratorBuilder builder);

}
