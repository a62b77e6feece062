package dev.migrate.autoconfigure.schemamanagement;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.MigrateException;
import dev.migrate.runtime.run.AdoptMode;
import dev.migrate.schema.InvalidSchemaException;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration.Tool;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.index.RevisionScriptLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The tools whose migrations the revisions of an application adopt, and what the
 * application says of them.
 */
public final class AdoptedTools {

	private static final Logger logger = LoggerFactory.getLogger(AdoptedTools.class);

	private static final String DATA_SOURCE_URL = "spring.datasource.url";

	private final Environment environment;

	private final String prefix;

	private final AdoptMode mode;

	private final List<String> locations;

	private final @Nullable String url;

	private final @Nullable String dataSource;

	/**
	 * Creates one for the database of the application.
	 */
	public AdoptedTools(Environment environment, AdoptMode mode, List<String> locations) {
		this(environment, "migrate", mode, locations, null, null);
	}

	/**
	 * Creates one.
	 * @param prefix what the properties of the database begin with
	 * @param url the URL of a database of its own, or {@code null}
	 * @param dataSource the bean that leads to a database of its own, or {@code null}
	 */
	public AdoptedTools(Environment environment, String prefix, AdoptMode mode, List<String> locations,
			@Nullable String url, @Nullable String dataSource) {
		this.environment = environment;
		this.prefix = prefix;
		this.mode = mode;
		this.locations = locations;
		this.url = url;
		this.dataSource = dataSource;
	}

	/**
	 * Returns the property that says whose history is taken over.
	 */
	String property() {
		return this.prefix + ".adopt";
	}

	/**
	 * Returns the tables that the properties of Spring Boot name, without which the
	 * tables are found by their columns.
	 */
	public static Map<Tool, ObjectName> tables(Environment environment) {
		Map<Tool, ObjectName> tables = new HashMap<>();
		Binder binder = Binder.get(environment);
		List<String> schemas = binder.bind("spring.flyway.schemas", Bindable.listOf(String.class)).orElse(List.of());
		put(tables, Tool.FLYWAY,
				first(environment, "spring.flyway.default-schema").orElse(schemas.isEmpty() ? null : schemas.get(0)),
				first(environment, "spring.flyway.table").orElse("flyway_schema_history"));
		put(tables, Tool.LIQUIBASE,
				first(environment, "spring.liquibase.liquibase-schema", "spring.liquibase.default-schema").orElse(null),
				first(environment, "spring.liquibase.database-change-log-table").orElse("databasechangelog"));
		return tables;
	}

	/**
	 * Returns what the properties of Spring Boot call the table of the lock of Liquibase,
	 * or {@code null} if they do not say.
	 */
	public static @Nullable String lockTable(Environment environment) {
		return environment.getProperty("spring.liquibase.database-change-log-lock-table");
	}

	private static Optional<String> first(Environment environment, String... properties) {
		return Stream.of(properties).map(environment::getProperty).flatMap(Stream::ofNullable).findFirst();
	}

	private static void put(Map<Tool, ObjectName> tables, Tool tool, @Nullable String schema, String table) {
		try {
			tables.put(tool, new ObjectName(schema, table));
		}
		catch (InvalidSchemaException ex) {
			logger.debug("{} cannot have its history in {}.{}", tool.title(), schema, table, ex);
		}
	}

	/**
	 * Finds a revision that takes the place of a migration of a tool which is to migrate
	 * the same database.
	 * @param property the property that leads the tool to another database
	 * @param bean the name of the {@code DataSource} that the tool has without that
	 * property, or {@code null} if it is unknown
	 */
	Optional<RevisionScript> adopting(Tool tool, ClassLoader classLoader, String property, @Nullable String bean) {
		boolean sought = this.mode == AdoptMode.AUTO || this.mode.name().equals(tool.name().toUpperCase(Locale.ROOT));
		if (!sought || isElsewhere(property, bean)) {
			return Optional.empty();
		}
		try {
			return new RevisionScriptLoader(classLoader, this.locations).load()
				.all()
				.stream()
				.filter((script) -> script.adopts().stream().anyMatch((migration) -> migration.tool() == tool))
				.findFirst();
		}
		catch (MigrateException ex) {
			logger.debug("The migration itself says what is wrong with its scripts", ex);
			return Optional.empty();
		}
	}

	private boolean isElsewhere(String property, @Nullable String bean) {
		String tool = this.environment.getProperty(property);
		if (this.dataSource != null) {
			return (tool != null) || !this.dataSource.equals(bean);
		}
		if (this.url != null) {
			String used = (tool != null) ? tool : this.environment.getProperty(DATA_SOURCE_URL);
			return used == null || !withoutParameters(used).equals(withoutParameters(this.url));
		}
		return tool != null && Stream.of("migrate.url", DATA_SOURCE_URL)
			.map(this.environment::getProperty)
			.flatMap(Stream::ofNullable)
			.findFirst()
			.filter((own) -> !withoutParameters(own).equals(withoutParameters(tool)))
			.isPresent();
	}

	private static String withoutParameters(String url) {
		return url.replaceFirst("[?;].*", "");
	}

}
