package dev.migrate.command.project;

import java.util.List;
import java.util.Map;

import dev.migrate.script.ScriptSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the properties of the application say about its scripts. Known before there is an
 * application context.
 *
 * @param locations where scripts are found
 * @param placeholders the values for placeholders in SQL scripts
 * @param target what {@code upgrade} upgrades to unless it is told
 * @param jdbcUrl the JDBC URL of the database, as far as it is a property
 * @param newScripts how new scripts are written
 * @param hooks the commands to run after a script has been written, <code>{file}</code>
 * standing for its path
 */
public record ProjectSettings(List<String> locations, Map<String, String> placeholders, String target,
		@Nullable String jdbcUrl, ScriptSettings newScripts, List<String> hooks) {

	/**
	 * Creates settings.
	 */
	public ProjectSettings {
		locations = List.copyOf(locations);
		placeholders = Map.copyOf(placeholders);
		hooks = List.copyOf(hooks);
	}

}
