package dev.migrate.autoconfigure;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;

/**
 * A {@link dev.migrate.runtime.MigrationCallback} bean needs a bean that itself waits for
 * the migration.
 */
public class MigrationCallbackDependencyException extends MigrateException {

	private final @Nullable String beanName;

	MigrationCallbackDependencyException(BeansException cause) {
		super("The callback%s needs a bean that is not created until the migration is done."
			.formatted((beanName(cause) != null) ? " '" + beanName(cause) + "'" : ""),
				"Use the JdbcClient that each method of a MigrationCallback is given, or ask for that bean with an"
						+ " ObjectProvider where it is used after the start.",
				cause);
		this.beanName = beanName(cause);
	}

	private static @Nullable String beanName(BeansException cause) {
		return (cause instanceof BeanCreationException ex) ? ex.getBeanName() : null;
	}

	/**
	 * Returns the bean that needs it.
	 * @return the name of the callback, or {@code null} when it is not known
	 */
	public @Nullable String getBeanName() {
		return this.beanName;
	}

}
