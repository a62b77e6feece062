package dev.migrate.autoconfigure;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.MigratorBuilder;

/**
 * Changes each {@link Migrator} that the application does not build all by itself, before
 * it is built. {@link MigratorBuilder#name()} tells which of several databases it is for.
 * Beans of this type are called in {@link org.springframework.core.annotation.Order
 * order}, after the {@code migrate.*} properties have been applied.
 */
@FunctionalInterface
public interface MigratorBuilderCustomizer {

	/**
	 * Customizes the builder.
	 * @param builder the builder of the migrator
	 */
	void customize(MigratorBuilder builder);

}
