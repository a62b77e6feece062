package dev.migrate.autoconfigure.schemamanagement;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.sql.autoconfigure.init.ApplicationScriptDatabaseInitializer;
import org.springframework.boot.sql.autoconfigure.init.SqlInitializationProperties;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternUtils;

/**
 * The scripts, such as {@code schema.sql}, that Spring Boot runs on its own at each
 * start.
 */
public class InitializationScripts {

	private static final String OPTIONAL = "optional:";

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	InitializationScripts(Environment environment, ResourceLoader resourceLoader) {
		this.environment = environment;
		this.resourceLoader = resourceLoader;
	}

	/**
	 * Returns the first of them.
	 * @return its file name, or nothing when none is run
	 */
	Optional<String> find() {
		SqlInitializationProperties properties = Binder.get(this.environment)
			.bindOrCreate("spring.sql.init", SqlInitializationProperties.class);
		boolean run = (properties.getMode() == DatabaseInitializationMode.EMBEDDED) ? isEmbedded()
				: properties.getMode() == DatabaseInitializationMode.ALWAYS;
		List<String> locations = ApplicationScriptDatabaseInitializer.getSettings(properties).getSchemaLocations();
		return (run && locations != null) ? locations.stream().flatMap(this::resources).findFirst() : Optional.empty();
	}

	/**
	 * Returns whether Spring Boot will take the database for one in memory. Without a URL
	 * it has one whenever it finds the engine.
	 */
	private boolean isEmbedded() {
		String url = this.environment.getProperty("spring.datasource.url");
		if (url != null) {
			return EmbeddedDatabaseConnection.isEmbedded(DatabaseDriver.fromJdbcUrl(url).getDriverClassName(), url);
		}
		return !this.environment.containsProperty("spring.r2dbc.url") && EmbeddedDatabaseConnection
			.get(this.resourceLoader.getClassLoader()) != EmbeddedDatabaseConnection.NONE;
	}

	private Stream<String> resources(String location) {
		String pattern = location.startsWith(OPTIONAL) ? location.substring(OPTIONAL.length()) : location;
		try {
			return Stream.of(ResourcePatternUtils.getResourcePatternResolver(this.resourceLoader).getResources(pattern))
				.filter(Resource::exists)
				.map((resource) -> String.valueOf(resource.getFilename()));
		}
		catch (IOException ex) {
			return Stream.empty();
		}
	}

}
