package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.runtime.execution.MigratorSettings;
import dev.migrate.script.index.RevisionScriptLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The databases that have a name in the properties of an application.
 */
public final class NamedDatabases {

	private static final Logger logger = LoggerFactory.getLogger(NamedDatabases.class);

	/**
	 * What people call the database without a name.
	 */
	static final String UNNAMED = "default";

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("migrate");

	private static final ConfigurationPropertyName DATABASES = ROOT.append("databases");

	private static final int NAME_ELEMENT = DATABASES.getNumberOfElements();

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*");

	private static final String ELEMENTS = "*";

	/**
	 * What stands for the database without a name, or for all of them.
	 */
	private static final Set<String> RESERVED = Set.of("all", UNNAMED, MigrateAutoConfiguration.MIGRATOR);

	private final Binder binder;

	private final List<String> names;

	private NamedDatabases(Binder binder, List<String> names) {
		this.binder = binder;
		this.names = names;
	}

	/**
	 * Finds the databases, before there are any beans.
	 * @param environment the environment
	 * @return the databases, none if no name is set
	 * @throws MigrateConfigurationException if one cannot be called so
	 */
	public static NamedDatabases of(Environment environment) {
		Set<String> found = new LinkedHashSet<>();
		for (IterableConfigurationPropertySource source : sources(environment)) {
			for (ConfigurationPropertyName property : source) {
				if (DATABASES.isAncestorOf(property)) {
					found.add(property.getElement(NAME_ELEMENT, Form.ORIGINAL));
				}
			}
		}
		return new NamedDatabases(Binder.get(environment), found.isEmpty() ? List.of() : sorted(found));
	}

	private static List<String> sorted(Set<String> found) {
		Map<String, String> names = new LinkedHashMap<>();
		for (String name : found) {
			check(name);
			String uniform = uniform(name);
			String other = names.putIfAbsent(uniform, name);
			if (other == null || name.equals(uniform)) {
				// Also how an environment variable spells the name of the other.
				continue;
			}
			if (!other.equals(uniform)) {
				throw MigrateConfigurationException.databaseNamedTwice(other, name);
			}
			names.put(uniform, name);
		}
		return names.values().stream().sorted().toList();
	}

	private static List<IterableConfigurationPropertySource> sources(Environment environment) {
		List<IterableConfigurationPropertySource> sources = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable
					&& source.containsDescendantOf(DATABASES) != ConfigurationPropertyState.ABSENT) {
				sources.add(iterable);
			}
		}
		return sources;
	}

	private static Stream<ConfigurationPropertyName> properties(IterableConfigurationPropertySource source) {
		return source.stream().filter(DATABASES::isAncestorOf);
	}

	/**
	 * Looks for properties of these databases that there are not.
	 * @param environment the environment
	 * @return the properties that do nothing
	 * @throws MigrateConfigurationException if a database has no others
	 */
	public List<String> unknownProperties(Environment environment) {
		Set<String> unknown = new LinkedHashSet<>();
		Map<String, String> onlyUnknown = new LinkedHashMap<>();
		Set<String> known = new HashSet<>();
		sources(environment).forEach((source) -> properties(source).forEach((property) -> {
			String database = uniform(property.getElement(NAME_ELEMENT, Form.ORIGINAL));
			if (isKnown(property, source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				known.add(database);
			}
			else {
				unknown.add(property.toString());
				onlyUnknown.putIfAbsent(database, property.toString());
			}
		}));
		onlyUnknown.keySet().removeAll(known);
		onlyUnknown.forEach((database, property) -> {
			throw MigrateConfigurationException.databaseWithoutProperties(database, property);
		});
		return List.copyOf(unknown);
	}

	/**
	 * Warns of properties of these databases that there are not.
	 * @param environment the environment
	 * @throws MigrateConfigurationException if a database has no others
	 */
	public void warnOfUnknownProperties(Environment environment) {
		unknownProperties(environment).forEach((property) -> logger
			.warn("The property {} has no effect: there is no such property of a database", property));
	}

	/**
	 * Returns whether a property does something. An environment variable does not tell
	 * where the elements of the name of a property begin.
	 */
	private static boolean isKnown(ConfigurationPropertyName property, boolean environmentVariable) {
		StringBuilder rest = new StringBuilder();
		for (int i = NAME_ELEMENT + 1; i < property.getNumberOfElements(); i++) {
			rest.append(property.getElement(i, Form.UNIFORM)).append('.');
		}
		return knownProperties(NamedDatabaseProperties.class, "").anyMatch((known) -> environmentVariable
				? matches(rest.toString().replace(".", ""), known.replace(".", "")) : matches(rest.toString(), known));
	}

	private static boolean matches(String property, String known) {
		return known.endsWith(ELEMENTS) ? property.startsWith(known.substring(0, known.length() - ELEMENTS.length()))
				: property.equals(known);
	}

	/**
	 * Returns the properties of a type, each with a dot at its end, and a star where a
	 * list or a map may have elements.
	 */
	private static Stream<String> knownProperties(Class<?> type, String prefix) {
		return Stream.of(BeanUtils.getPropertyDescriptors(type)).flatMap((descriptor) -> {
			String name = prefix + uniform(descriptor.getName()) + ".";
			Class<?> of = descriptor.getPropertyType();
			if (of == null || Map.class.isAssignableFrom(of) || Collection.class.isAssignableFrom(of)) {
				return Stream.of(name + ELEMENTS);
			}
			return (descriptor.getWriteMethod() != null) ? Stream.of(name)
					: of.getName().startsWith("dev.migrate.") ? knownProperties(of, name) : Stream.empty();
		});
	}

	private static void check(String name) {
		if (!NAME.matcher(name).matches()) {
			throw MigrateConfigurationException.malformedDatabaseName(name);
		}
		if (RESERVED.contains(uniform(name))) {
			throw MigrateConfigurationException.reservedDatabaseName(name);
		}
	}

	private static String uniform(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the names.
	 * @return the names, sorted
	 */
	public List<String> names() {
		return this.names;
	}

	/**
	 * Returns the databases.
	 * @return the databases in the order in which they are migrated
	 */
	public List<NamedDatabase> all() {
		return this.names.stream()
			.map(this::get)
			.sorted(Comparator.comparingInt((NamedDatabase database) -> database.properties().getOrder())
				.thenComparing(NamedDatabase::name))
			.toList();
	}

	/**
	 * Returns one database.
	 * @param name its name
	 * @return the database
	 * @throws MigrateConfigurationException if no database is called so
	 */
	public NamedDatabase get(String name) {
		if (!this.names.contains(name)) {
			throw MigrateConfigurationException.unknownDatabase(name, this.names);
		}
		ConfigurationPropertyName prefix = DATABASES.append(name.toLowerCase(Locale.ROOT));
		NamedDatabaseProperties own = this.binder.bind(prefix, Bindable.of(NamedDatabaseProperties.class))
			.orElseGet(NamedDatabaseProperties::new);
		boolean ownDatabase = own.getUrl() != null || own.getDataSource() != null;
		NamedDatabaseProperties properties = shared();
		if (ownDatabase) {
			properties.setUrl(null);
			properties.setUser(null);
			properties.setDriverClassName(null);
		}
		if (ownDatabase || own.getUser() != null) {
			properties.setPassword(null);
		}
		if (!isSet("locations")) {
			properties.setLocations(folder(name, "revisions"));
		}
		if (!isSet("objects.locations")) {
			properties.getObjects().setLocations(folder(name, "objects"));
		}
		if (!isSet("data.locations")) {
			properties.getData().setLocations(folder(name, "data"));
		}
		this.binder.bind(prefix, Bindable.ofInstance(properties));
		return new NamedDatabase(name, properties, ownDatabase || own.getUser() != null);
	}

	/**
	 * Binds what all databases have in common. What a schema is compared with is only for
	 * the database that states it.
	 */
	private NamedDatabaseProperties shared() {
		NamedDatabaseProperties properties = new NamedDatabaseProperties();
		this.binder.bind(ROOT, Bindable.ofInstance(properties));
		properties.setDataSource(null);
		properties.setPersistenceUnit(null);
		properties.setOrder(0);
		properties.getAutogenerate().setSchemaScript(new ArrayList<>());
		return properties;
	}

	private static List<String> folder(String name, String kind) {
		return new ArrayList<>(List.of("classpath:db/" + name + "/" + kind));
	}

	private boolean isSet(String property) {
		return this.binder.bind("migrate." + property, Bindable.of(Object.class)).isBound()
				|| this.binder.bind("migrate." + property, Bindable.listOf(String.class)).isBound();
	}

	/**
	 * Returns whether there is a database without a name: where no database has one, or
	 * where {@code migrate.*} says how to connect to it, or has scripts for it.
	 * @param classLoader what finds the scripts
	 * @return {@code false} if the databases with names are all
	 */
	public boolean isUnnamedPresent(ClassLoader classLoader) {
		return this.names.isEmpty() || isUnnamedConfigured(classLoader);
	}

	/**
	 * Returns whether properties or scripts are for a database without a name.
	 * @param classLoader what finds the scripts
	 * @return {@code false} if nothing is known of one
	 */
	public boolean isUnnamedConfigured(ClassLoader classLoader) {
		return Stream.of("url", "user", "locations").anyMatch(this::isSet) || hasDefaultScripts(classLoader);
	}

	private static boolean hasDefaultScripts(ClassLoader classLoader) {
		List<Throwable> mistakes = new ArrayList<>();
		return !new RevisionScriptLoader(classLoader, MigratorSettings.DEFAULT_LOCATIONS).load(mistakes::add)
			.all()
			.isEmpty() || !mistakes.isEmpty();
	}

}
