package dev.migrate.runtime.run;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Creates the instance of a revision written in Java when it is about to run.
 */
@FunctionalInterface
public interface MigrationFactory {

	/**
	 * Creates an instance.
	 * @param type the class, which implements {@link dev.migrate.operations.Migration} or
	 * {@link dev.migrate.operations.ReversibleMigration}
	 * @param jdbc the connection of the migration, for constructors that want one
	 * @return a new instance
	 */
	Object create(Class<?> type, JdbcOperations jdbc);

}
