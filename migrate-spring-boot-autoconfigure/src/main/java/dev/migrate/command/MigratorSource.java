package dev.migrate.command;

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

}
