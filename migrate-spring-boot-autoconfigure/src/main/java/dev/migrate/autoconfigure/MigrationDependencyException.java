package dev.migrate.autoconfigure;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;

/**
 * A Java revision asks for a bean that it cannot have while it runs, as a rule because
 * that bean itself waits for the migration.
 */
public class MigrationDependencyException extends MigrateException {

	static final String USE_JDBC_CLIENT = "Take a JdbcClient instead: a revision gets one on the migration's"
			+ " own connection. Work that needs the application's own beans belongs after the start.";

	private final Class<?> revision;

	private final Parameter parameter;

	private final @Nullable String beanName;

	private MigrationDependencyException(Parameter parameter, @Nullable String beanName, String reason, String action,
			@Nullable Throwable cause) {
		super(describe(parameter, beanName) + reason, action, cause);
		this.revision = parameter.getDeclaringExecutable().getDeclaringClass();
		this.parameter = parameter;
		this.beanName = beanName;
	}

	static MigrationDependencyException waiting(Parameter parameter, @Nullable String beanName,
			@Nullable Throwable cause) {
		return new MigrationDependencyException(parameter, beanName,
				", which is not created until the migration is done.", USE_JDBC_CLIENT, cause);
	}

	static MigrationDependencyException secondConnection(Parameter parameter) {
		return new MigrationDependencyException(parameter, null,
				", and a second connection to the database would wait for the locks of the migration.",
				"Take a JdbcClient instead: a revision gets one on the migration's own connection."
						+ " A DataSource of another database is named by a @Qualifier.",
				null);
	}

	static MigrationDependencyException unresolvable(Parameter parameter, BeansException cause) {
		return new MigrationDependencyException(parameter, null,
				", which cannot be had: " + cause.getMostSpecificCause().getMessage(),
				"Define that bean, or take a JdbcClient, which a revision gets on the migration's own connection.",
				cause);
	}

	private static String describe(Parameter parameter, @Nullable String beanName) {
		Class<?> revision = parameter.getDeclaringExecutable().getDeclaringClass();
		return "The constructor of the revision " + revision.getName() + " takes " + ordinal(parameter) + " a "
				+ parameter.getType().getTypeName() + ((beanName != null) ? " (bean '" + beanName + "')" : "");
	}

	private static String ordinal(Parameter parameter) {
		Constructor<?> constructor = (Constructor<?>) parameter.getDeclaringExecutable();
		Parameter[] parameters = constructor.getParameters();
		for (int index = 0; index < parameters.length; index++) {
			if (parameters[index].equals(parameter)) {
				return "as parameter " + (index + 1);
			}
		}
		throw new IllegalStateException("Not a parameter of " + constructor);
	}

	/**
	 * Returns the class of the revision.
	 * @return the class that has the constructor
	 */
	public Class<?> getRevision() {
		return this.revision;
	}

	/**
	 * Returns the parameter that is refused.
	 * @return the parameter of the constructor
	 */
	public Parameter getParameter() {
		return this.parameter;
	}

	/**
	 * Returns the name of the bean that waits for the migration.
	 * @return the bean name, or {@code null} when it is not known
	 */
	public @Nullable String getBeanName() {
		return this.beanName;
	}

}
