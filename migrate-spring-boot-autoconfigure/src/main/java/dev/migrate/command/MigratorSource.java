package dev.migrate.command;

import java.util.List;

import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;

/**
 * Where commands get their {@link Migrator} from.
 */
@FunctionalInterface
public interface MigratorSource {

	/**
	 * Returns a migrator.
	 * @param name its name, or {@code null} for the only or main one
	 * @return the migrator
	 * @throws dev.migrate.MigrateException if there is none of that name, if there are
	 * several and no name, or if it cannot be created; the message lists the names there
	 * are
	 */
	Migrator get(@Nullable String name);

	/**
	 * Returns where the schema that the application wants comes from.
	 * @return the sources, in the order of the application; none if there are no entities
	 * to be seen
	 */
	default List<TargetSchema> targets() {
		return List.of();
	}

}
