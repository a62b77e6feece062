package dev.migrate.dialect.postgresql.dump;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import dev.migrate.dialect.database.DatabaseLogin;
import dev.migrate.dialect.database.DumpFailedException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Turns the URL of the JDBC driver into the environment variables of the programs of
 * PostgreSQL. Nothing of it is visible to other processes, as arguments are.
 */
final class DumpEnvironment {

	/**
	 * Settings of the driver that the programs have under another name.
	 */
	private static final Map<String, String> SAME = Map.ofEntries(Map.entry("PGHOST", "PGHOST"),
			Map.entry("PGPORT", "PGPORT"), Map.entry("PGDBNAME", "PGDATABASE"), Map.entry("user", "PGUSER"),
			Map.entry("password", "PGPASSWORD"), Map.entry("sslrootcert", "PGSSLROOTCERT"),
			Map.entry("sslcert", "PGSSLCERT"), Map.entry("sslkey", "PGSSLKEY"),
			Map.entry("sslNegotiation", "PGSSLNEGOTIATION"), Map.entry("channelBinding", "PGCHANNELBINDING"),
			Map.entry("gssEncMode", "PGGSSENCMODE"), Map.entry("kerberosServerName", "PGKRBSRVNAME"),
			Map.entry("connectTimeout", "PGCONNECT_TIMEOUT"), Map.entry("options", "PGOPTIONS"),
			Map.entry("requireAuth", "PGREQUIREAUTH"));

	private static final Map<String, String> SERVER_TYPES = Map.of("master", "primary", "primary", "primary",
			"secondary", "standby", "slave", "standby", "prefersecondary", "prefer-standby", "preferslave",
			"prefer-standby");

	private static final String FACTORIES = "org.postgresql.ssl.";

	/**
	 * Classes of the application, and what the programs ask a person for.
	 */
	private static final String[] UNKNOWN = { "socketFactory", "sslhostnameverifier", "sslpasswordcallback",
			"sslpassword", "authenticationPluginClassName" };

	private DumpEnvironment() {
	}

	/**
	 * Returns the variables for a login.
	 * @throws DumpFailedException if a setting of the URL has no counterpart
	 */
	static Map<String, String> of(DatabaseLogin login) {
		Properties properties = Driver.parseURL(login.url(), new Properties());
		if (properties == null) {
			throw DumpFailedException.unreachable("a URL that the driver does not read");
		}
		put(properties, "user", login.user());
		put(properties, "password", login.password());
		for (String setting : UNKNOWN) {
			if (!properties.getProperty(setting, "").isEmpty()) {
				throw DumpFailedException.unreachable(setting);
			}
		}
		Map<String, String> variables = new LinkedHashMap<>();
		SAME.forEach((setting, variable) -> {
			String value = properties.getProperty(setting, "");
			if (!value.isEmpty()) {
				variables.put(variable, value);
			}
		});
		// The driver's own default, which the programs do not know.
		variables.remove("PGGSSENCMODE", "allow");
		variables.computeIfPresent("PGHOST", (name, hosts) -> hosts.replace("[", "").replace("]", ""));
		if (variables.getOrDefault("PGSSLKEY", "").toLowerCase(Locale.ROOT).matches(".*\\.(p12|pfx)")) {
			throw DumpFailedException.unreachable("a key in PKCS-12 format (sslkey)");
		}
		String sslMode = sslMode(properties);
		if (sslMode != null) {
			variables.put("PGSSLMODE", sslMode);
		}
		String serverType = SERVER_TYPES.get(properties.getProperty("targetServerType", "").toLowerCase(Locale.ROOT));
		if (serverType != null) {
			variables.put("PGTARGETSESSIONATTRS", serverType);
		}
		variables.put("PGAPPNAME", "migrate baseline");
		variables.put("PGCLIENTENCODING", "UTF8");
		return variables;
	}

	private static void put(Properties properties, String setting, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			properties.setProperty(setting, value);
		}
	}

	/**
	 * The driver and the programs use the same modes, but {@code ssl=true} is one of the
	 * driver alone, and so are its factories.
	 */
	private static @Nullable String sslMode(Properties properties) {
		String factory = properties.getProperty("sslfactory", "");
		if (!factory.isEmpty() && !factory.equals(FACTORIES + "LibPQFactory")
				&& !factory.equals(FACTORIES + "NonValidatingFactory")) {
			throw DumpFailedException.unreachable("the sslfactory " + factory);
		}
		String mode = properties.getProperty("sslmode");
		String ssl = properties.getProperty("ssl");
		boolean on = ssl != null && (ssl.isEmpty() || Boolean.parseBoolean(ssl));
		if (factory.endsWith("NonValidatingFactory") && (on || "require".equals(mode))) {
			return "require";
		}
		return (mode != null) ? mode.toLowerCase(Locale.ROOT) : on ? "verify-full" : null;
	}

}
