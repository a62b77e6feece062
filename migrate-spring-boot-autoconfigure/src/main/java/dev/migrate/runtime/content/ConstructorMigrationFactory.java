package dev.migrate.runtime.content;

import java.lang.reflect.Constructor;
import java.util.Arrays;

import dev.migrate.runtime.failure.InvalidMigrationClassException;
import dev.migrate.runtime.run.MigrationFactory;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Creates revisions outside of a bean factory, by a constructor whose parameters are each
 * a {@link JdbcClient} or {@link JdbcOperations}, or none.
 */
public final class ConstructorMigrationFactory implements MigrationFactory {

	/**
	 * Returns whether a class can be created by a bean factory only.
	 * @return whether its constructor wants anything but a connection, or there are
	 * several
	 */
	public static boolean needsBeans(Class<?> type) {
		Constructor<?>[] constructors = type.getDeclaredConstructors();
		return constructors.length != 1 || !Arrays.stream(constructors[0].getParameterTypes())
			.allMatch((parameter) -> parameter == JdbcClient.class || parameter.isAssignableFrom(JdbcTemplate.class));
	}

	@Override
	public Object create(Class<?> type, JdbcOperations jdbc) {
		Constructor<?>[] constructors = type.getDeclaredConstructors();
		if (constructors.length != 1) {
			throw new InvalidMigrationClassException(type.getName(), "has several constructors", "Keep one of them.");
		}
		Object[] arguments = Arrays.stream(constructors[0].getParameterTypes())
			.map((parameter) -> argument(type, parameter, jdbc))
			.toArray();
		try {
			return BeanUtils.instantiateClass(constructors[0], arguments);
		}
		catch (BeanInstantiationException ex) {
			throw new InvalidMigrationClassException(type.getName(), "cannot be created: " + ex.getMessage(),
					"Look at the cause.", ex);
		}
	}

	private static Object argument(Class<?> type, Class<?> parameter, JdbcOperations jdbc) {
		if (parameter == JdbcClient.class) {
			return JdbcClient.create(jdbc);
		}
		if (parameter.isInstance(jdbc)) {
			return jdbc;
		}
		throw new InvalidMigrationClassException(
				type.getName(), "has a constructor parameter of type %s, and there is no bean factory to take it from"
					.formatted(parameter.getName()),
				"Use JdbcClient or JdbcOperations, or configure a MigrationFactory.");
	}

}
