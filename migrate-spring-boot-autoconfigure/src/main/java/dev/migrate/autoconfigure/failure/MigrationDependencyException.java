package dev.migrate.autoconfigure.failure;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.text.MaskedException;
import dev.migrate.text.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;

/**
 * Thrown when a Java revision or a {@link dev.migrate.runtime.run.MigrationCallback} asks
 * for a bean that it cannot have while the migration runs, as a rule because that bean
 * itself waits for the migration.
 */
public final class MigrationDependencyException extends MigrateException {

	static final String USE_JDBC_CLIENT = "Use a JdbcClient instead: a revision gets one on the migration's own"
			+ " connection. Do work that needs the application's beans after the start.";

	private final @Nullable Class<?> revision;

	private final @Nullable String beanName;

	private MigrationDependencyException(Parameter parameter, @Nullable String beanName, String reason, String action,
			@Nullable Throwable cause) {
		super(describe(parameter, beanName) + reason, action, MaskedException.withoutUrls(cause));
		this.revision = parameter.getDeclaringExecutable().getDeclaringClass();
		this.beanName = beanName;
	}

	private MigrationDependencyException(@Nullable String callback, Throwable cause) {
		super("The callback%s needs a bean that is not created until the migration is done."
			.formatted((callback != null) ? " '" + callback + "'" : ""),
				"Use the JdbcClient that each method of a MigrationCallback receives, or get that bean from an"
						+ " ObjectProvider after the start.",
				cause);
		this.revision = null;
		this.beanName = callback;
	}

	public static MigrationDependencyException callback(BeansException cause) {
		return new MigrationDependencyException((cause instanceof BeanCreationException ex) ? ex.getBeanName() : null,
				cause);
	}

	public static MigrationDependencyException secondConnection(Parameter parameter) {
		return new MigrationDependencyException(parameter, null,
				", and a second connection to the database would wait for the locks of the migration.",
				"Use a JdbcClient instead: a revision gets one on the migration's own connection."
						+ " Name the DataSource of another database with @Qualifier.",
				null);
	}

	public static MigrationDependencyException unresolvable(Parameter parameter, BeansException cause) {
		return new MigrationDependencyException(parameter, null,
				", which cannot be resolved: "
						+ Secrets.withoutUrls(String.valueOf(cause.getMostSpecificCause().getMessage())),
				"Define that bean, or use a JdbcClient, which a revision gets on the migration's own connection.",
				cause);
	}

	public static MigrationDependencyException waiting(Parameter parameter, @Nullable String beanName,
			@Nullable Throwable cause) {
		return new MigrationDependencyException(parameter, beanName,
				", which is not created until the migration is done.", USE_JDBC_CLIENT, cause);
	}

	private static String describe(Parameter parameter, @Nullable String beanName) {
		Constructor<?> constructor = (Constructor<?>) parameter.getDeclaringExecutable();
		int number = List.of(constructor.getParameters()).indexOf(parameter) + 1;
		return "The constructor of the revision %s asks for a %s (parameter %d%s)".formatted(
				constructor.getDeclaringClass().getName(), parameter.getType().getTypeName(), number,
				(beanName != null) ? ", bean '" + beanName + "'" : "");
	}

	/**
	 * Returns the class of the revision.
	 * @return the class whose constructor asks for the bean, or {@code null} for a
	 * callback
	 */
	public @Nullable Class<?> getRevision() {
		return this.revision;
	}

	/**
	 * Returns the bean that waits for the migration, or the callback that needs one.
	 * @return the bean name, or {@code null} when it is not known
	 */
	public @Nullable String getBeanName() {
		return this.beanName;
	}

}
