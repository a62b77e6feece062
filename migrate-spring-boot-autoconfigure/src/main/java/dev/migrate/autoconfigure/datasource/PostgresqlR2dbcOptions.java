package dev.migrate.autoconfigure.datasource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.jspecify.annotations.Nullable;

/**
 * Translates the options of <a href="https://github.com/pgjdbc/r2dbc-postgresql">R2DBC's
 * driver for PostgreSQL</a> into the parameters of JDBC's. Carried over is whatever tells
 * where the database is, who connects, how the connection is secured and which settings
 * its session begins with; what tunes the driver itself is not.
 */
public final class PostgresqlR2dbcOptions {

	private static final String DEFAULT_PORT = "5432";

	/**
	 * What has no counterpart, and would be missed.
	 */
	private static final List<String> UNSUPPORTED = List.of("socket", "sslKey", "sslCert",
			"sslContextBuilderCustomizer", "sslHostnameVerifier");

	private PostgresqlR2dbcOptions() {
	}

	static String url(ConnectionFactoryOptions options, String protocol) {
		for (String name : UNSUPPORTED) {
			if (R2dbcDatabase.value(options, name) != null) {
				throw MigrateConfigurationException
					.jdbcUrlUnknown("the option '" + name + "' has no counterpart in JDBC");
			}
		}
		String host = R2dbcDatabase.text(options, ConnectionFactoryOptions.HOST.name());
		String database = R2dbcDatabase.text(options, ConnectionFactoryOptions.DATABASE.name());
		if (host == null) {
			throw MigrateConfigurationException.jdbcUrlUnknown("it does not name a host");
		}
		return "jdbc:postgresql://" + hosts(host, options) + "/" + ((database != null) ? encode(database) : "")
				+ query(parameters(options, protocol));
	}

	private static String hosts(String host, ConnectionFactoryOptions options) {
		String port = R2dbcDatabase.text(options, ConnectionFactoryOptions.PORT.name());
		String all = (port != null) ? port : DEFAULT_PORT;
		return Stream.of(host.split(","))
			.map((one) -> one.matches(".*:\\d+") ? one : one + ":" + all)
			.collect(Collectors.joining(","));
	}

	private static Map<String, String> parameters(ConnectionFactoryOptions options, String protocol) {
		Map<String, String> parameters = new LinkedHashMap<>();
		put(parameters, "currentSchema", first(options, "schema", "currentSchema"));
		put(parameters, "ApplicationName", first(options, "applicationName"));
		put(parameters, "options", settings(R2dbcDatabase.value(options, "options")));
		putSsl(parameters, options);
		if (protocol.equals("failover")) {
			parameters.put("targetServerType", "primary");
		}
		return parameters;
	}

	private static void putSsl(Map<String, String> parameters, ConnectionFactoryOptions options) {
		String mode = first(options, "sslMode", "sslmode");
		if (mode == null && Boolean.parseBoolean(first(options, ConnectionFactoryOptions.SSL.name()))) {
			mode = "verify-full";
		}
		if (mode == null) {
			return;
		}
		String name = mode.toLowerCase(Locale.ROOT).replace('_', '-');
		if (name.equals("tunnel")) {
			throw MigrateConfigurationException.jdbcUrlUnknown("the sslMode 'tunnel' has no counterpart in JDBC");
		}
		parameters.put("sslmode", name);
		if ("direct".equalsIgnoreCase(first(options, "sslNegotiation", "sslnegotiation"))) {
			parameters.put("sslNegotiation", "direct");
		}
		String certificate = first(options, "sslRootCert", "sslrootcert");
		put(parameters, "sslrootcert", certificate);
		if (certificate == null && name.startsWith("verify-")) {
			// JDBC's driver would look for ~/.postgresql/root.crt, R2DBC's trusts what
			// the JVM does.
			parameters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
		}
	}

	/**
	 * Returns run-time parameters as the server's own command line has them.
	 * @param options a map, or text such as {@code search_path=app;role=owner}
	 */
	private static @Nullable String settings(@Nullable Object options) {
		if (options == null) {
			return null;
		}
		List<String> settings = (options instanceof Map<?, ?> map)
				? map.entrySet().stream().map((entry) -> entry.getKey() + "=" + entry.getValue()).toList()
				: List.of(options.toString().split(";"));
		return settings.stream()
			.map((setting) -> "-c " + setting.strip().replace("\\", "\\\\").replace(" ", "\\ "))
			.collect(Collectors.joining(" "));
	}

	private static @Nullable String first(ConnectionFactoryOptions options, String... names) {
		for (String name : names) {
			String value = R2dbcDatabase.text(options, name);
			if (value != null && !value.isBlank()) {
				return value;
			}
		}
		return null;
	}

	private static void put(Map<String, String> parameters, String name, @Nullable String value) {
		if (value != null) {
			parameters.put(name, value);
		}
	}

	private static String query(Map<String, String> parameters) {
		if (parameters.isEmpty()) {
			return "";
		}
		return parameters.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "=" + encode(parameter.getValue()))
			.collect(Collectors.joining("&", "?", ""));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
