package dev.migrate.autoconfigure.entities;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autogenerate.file.SchemaScript;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Reads the scripts that create the wanted schema.
 */
public final class SchemaScripts {

	private SchemaScripts() {
	}

	public static List<SchemaScript> read(List<String> locations, ResourceLoader resourceLoader) {
		return locations.stream().map((location) -> read(location, resourceLoader)).toList();
	}

	private static SchemaScript read(String location, ResourceLoader resourceLoader) {
		Resource resource = resourceLoader.getResource(location);
		try {
			return new SchemaScript(location,
					resource.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
		}
		catch (IOException ex) {
			throw MigrateConfigurationException.schemaScriptNotFound(location, ex);
		}
	}

}
