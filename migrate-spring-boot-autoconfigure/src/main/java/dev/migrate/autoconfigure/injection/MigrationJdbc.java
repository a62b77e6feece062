package dev.migrate.autoconfigure.injection;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a revision can have of Spring's JDBC support, always on the migration's own
 * connection.
 */
public final class MigrationJdbc {

	private static final Set<Class<?>> TYPES = Set.of(JdbcClient.class, JdbcOperations.class, JdbcTemplate.class,
			NamedParameterJdbcOperations.class, NamedParameterJdbcTemplate.class);

	private MigrationJdbc() {
	}

	public static boolean supports(Class<?> type) {
		return TYPES.contains(type);
	}

	/**
	 * Returns the argument for a parameter of a supported type.
	 * @param type the type of the parameter
	 * @param jdbc the operations on the migration's own connection
	 * @return the argument, or {@code null} if the type is more special than the
	 * operations are
	 */
	public static @Nullable Object adapt(Class<?> type, JdbcOperations jdbc) {
		if (type == JdbcClient.class) {
			return JdbcClient.create(jdbc);
		}
		if (type.isInstance(jdbc)) {
			return jdbc;
		}
		return type.isAssignableFrom(NamedParameterJdbcTemplate.class) ? new NamedParameterJdbcTemplate(jdbc) : null;
	}

}
