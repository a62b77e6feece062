package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.text.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Finds the dialect of a database among the {@linkplain DialectProvider providers} on the
 * class path.
 */
public final class Dialects {

	private static final Pattern NAME = Pattern.compile("([\\w-]+)(?::(\\d{1,3}))?");

	/**
	 * The database that SQL is written for when nobody names another one.
	 */
	private static final String DEFAULT = "postgresql";

	/**
	 * Soft references, so that a class loader that is thrown away can be collected.
	 */
	private static final Map<ClassLoader, List<DialectProvider>> cache = new ConcurrentReferenceHashMap<>();

	private Dialects() {
	}

	/**
	 * Returns the providers that the context class loader sees, those of the application
	 * before those of Migrate.
	 * @return the providers
	 */
	public static List<DialectProvider> providers() {
		ClassLoader context = ClassUtils.getDefaultClassLoader();
		return cache.computeIfAbsent((context != null && ClassUtils.isVisible(DialectProvider.class, context)) ? context
				: Objects.requireNonNull(DialectProvider.class.getClassLoader()), Dialects::load);
	}

	private static List<DialectProvider> load(ClassLoader classLoader) {
		List<DialectProvider> providers = new ArrayList<>();
		List<DialectProvider> ours = new ArrayList<>();
		for (DialectProvider provider : ServiceLoader.load(DialectProvider.class, classLoader)) {
			(isOurs(provider) ? ours : providers).add(provider);
		}
		providers.addAll(ours);
		return List.copyOf(providers);
	}

	private static boolean isOurs(DialectProvider provider) {
		return provider.getClass().getPackageName().startsWith(Dialects.class.getPackageName() + ".");
	}

	/**
	 * Returns the dialect of the database that a connection leads to. Asks the driver
	 * only. A version that is newer than the newest known one counts as that.
	 * @param connection the connection
	 * @return the dialect
	 * @throws SQLException if the connection is closed
	 * @throws UnsupportedDatabaseException if no provider knows the database
	 */
	public static Dialect of(Connection connection) throws SQLException {
		DatabaseMetaData database = connection.getMetaData();
		for (DialectProvider provider : providers()) {
			Optional<Dialect> dialect = provider.find(database);
			if (dialect.isPresent()) {
				return dialect.get();
			}
		}
		String product = database.getDatabaseProductName();
		boolean known = providers().stream().anyMatch((provider) -> provider.name().equalsIgnoreCase(product));
		throw UnsupportedDatabaseException
			.product(known ? product + " " + database.getDatabaseMajorVersion() : product);
	}

	/**
	 * Returns the dialect of a database without a connection to it.
	 * @param name a name such as {@code postgresql} or {@code h2}, with a version if so
	 * wanted ({@code postgresql:16}), or a JDBC URL; without a version, the newest is
	 * meant; {@code null} for PostgreSQL
	 * @return the dialect
	 * @throws UnsupportedDatabaseException if no provider has that name
	 */
	public static Dialect of(@Nullable String name) {
		String trimmed = Objects.requireNonNullElse(name, DEFAULT).strip();
		for (DialectProvider provider : providers()) {
			Matcher matcher = NAME.matcher(trimmed);
			if (matcher.matches() && matcher.group(1).equalsIgnoreCase(provider.name())) {
				return provider.dialect((matcher.group(2) != null) ? Integer.valueOf(matcher.group(2)) : null);
			}
			if (isUrl(trimmed, provider)) {
				return provider.dialect(null);
			}
		}
		throw UnsupportedDatabaseException.dialect(Secrets.kind(trimmed),
				providers().stream().map(DialectProvider::name).toList());
	}

	private static boolean isUrl(String text, DialectProvider provider) {
		// A driver that wraps another one puts its own name in between, or at the front.
		String name = Pattern.quote(provider.name());
		return Pattern.compile("(?i)(?:(?:[a-z][\\w+.-]*:)+" + name + ":|" + name + "://).*", Pattern.DOTALL)
			.matcher(text)
			.matches();
	}

}
