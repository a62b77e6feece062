package dev.migrate.runtime.adoption;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.runtime.run.AdoptMode;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.AdoptedMigration.Tool;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;

/**
 * Whose history is taken over.
 *
 * @param mode the tools
 * @param table the table of the history, or {@code null} if it is to be found
 * @param usual the tables that the application has given the tools themselves; they count
 * as far as they exist
 */
public record AdoptionSettings(AdoptMode mode, @Nullable ObjectName table, Map<Tool, ObjectName> usual) {

	public AdoptionSettings {
		usual = Map.copyOf(usual);
	}

	public static AdoptionSettings defaults() {
		return new AdoptionSettings(AdoptMode.AUTO, null, Map.of());
	}

	/**
	 * Returns the tools whose history is looked for.
	 */
	public Set<Tool> tools(List<RevisionScript> scripts) {
		return switch (this.mode) {
			case NONE -> Set.of();
			case FLYWAY -> Set.of(Tool.FLYWAY);
			case LIQUIBASE -> Set.of(Tool.LIQUIBASE);
			case AUTO -> scripts.stream()
				.flatMap((script) -> script.adopts().stream())
				.map(AdoptedMigration::tool)
				.collect(Collectors.toSet());
		};
	}

}
