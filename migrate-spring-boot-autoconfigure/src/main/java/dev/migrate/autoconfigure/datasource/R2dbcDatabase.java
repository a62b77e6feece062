package dev.migrate.autoconfigure.datasource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.text.Secrets;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * The database of an R2DBC connection, as JDBC knows it.
 *
 * @param url the JDBC URL
 * @param user the login user, or {@code null} for none
 * @param password the login password, or {@code null} for none
 */
public record R2dbcDatabase(String url, @Nullable String user, @Nullable String password) {

	/**
	 * Drivers that only wrap the one that their protocol names.
	 */
	private static final Set<String> WRAPPERS = Set.of("pool", "proxy");

	private static final Set<String> POSTGRESQL = Set.of("postgresql", "postgres");

	/**
	 * Translates the options of a connection.
	 * @throws MigrateConfigurationException if the driver or one of the options has no
	 * counterpart
	 */
	static R2dbcDatabase of(ConnectionFactoryOptions options) {
		Deque<String> drivers = drivers(options);
		String driver = drivers.pop();
		String protocol = String.join(":", drivers);
		String url;
		if (POSTGRESQL.contains(driver)) {
			url = PostgresqlR2dbcOptions.url(options, protocol);
		}
		else if (driver.equals("h2")) {
			url = h2(options, protocol);
		}
		else {
			throw MigrateConfigurationException.jdbcUrlUnknown("the R2DBC driver '" + driver + "' is not supported");
		}
		CharSequence password = options.hasOption(ConnectionFactoryOptions.PASSWORD)
				? (CharSequence) options.getValue(ConnectionFactoryOptions.PASSWORD) : null;
		return new R2dbcDatabase(url, text(options, ConnectionFactoryOptions.USER.name()),
				(password != null) ? password.toString() : null);
	}

	private static Deque<String> drivers(ConnectionFactoryOptions options) {
		String driver = text(options, ConnectionFactoryOptions.DRIVER.name());
		String protocol = text(options, ConnectionFactoryOptions.PROTOCOL.name());
		Deque<String> drivers = new ArrayDeque<>();
		drivers.add((driver != null) ? driver : "");
		if (protocol != null && !protocol.isEmpty()) {
			drivers.addAll(List.of(protocol.split(":")));
		}
		while (drivers.size() > 1 && WRAPPERS.contains(drivers.element())) {
			drivers.pop();
		}
		return drivers;
	}

	private static String h2(ConnectionFactoryOptions options, String protocol) {
		String own = text(options, "url");
		if (own != null) {
			return "jdbc:h2:" + own;
		}
		String database = text(options, ConnectionFactoryOptions.DATABASE.name());
		if (database == null || !Set.of("mem", "file").contains(protocol)) {
			throw MigrateConfigurationException
				.jdbcUrlUnknown("it does not name an H2 database of the protocol mem or file");
		}
		StringBuilder url = new StringBuilder("jdbc:h2:" + protocol + ":" + database);
		String settings = text(options, "options");
		if (settings != null) {
			url.append(';').append(settings);
		}
		return url.toString();
	}

	/**
	 * Returns an option as text.
	 * @return its value, or {@code null} if it is not set
	 */
	static @Nullable String text(ConnectionFactoryOptions options, String name) {
		Object value = value(options, name);
		return (value instanceof Map) ? null : (value != null) ? value.toString() : null;
	}

	static @Nullable Object value(ConnectionFactoryOptions options, String name) {
		Option<Object> option = Option.valueOf(name);
		return options.hasOption(option) ? options.getValue(option) : null;
	}

	/**
	 * Keeps the password and the options of the URL to itself.
	 */
	@Override
	public String toString() {
		return "R2dbcDatabase[" + Secrets.url(this.url) + "]";
	}

}
