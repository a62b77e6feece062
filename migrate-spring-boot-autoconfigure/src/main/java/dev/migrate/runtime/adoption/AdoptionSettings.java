package dev.migrate.runtime.adoption;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param lock what the application has called the table of the lock of Liquibase, or
 * {@code null} if it has not said
 * @param tenant whether this is about one of many schemas, each of which has tables of
 * its own
 */
public record AdoptionSettings(AdoptMode mode, @Nullable ObjectName table, Map<Tool, ObjectName> usual,
		@Nullable String lock, boolean tenant) {

	public AdoptionSettings {
		usual = Map.copyOf(usual);
	}

	public static AdoptionSettings defaults() {
		return new AdoptionSettings(AdoptMode.AUTO, null, Map.of(), null, false);
	}

	/**
	 * Returns these settings for one of many schemas, each of which has tables of its
	 * own.
	 */
	public AdoptionSettings ofTenant() {
		Map<Tool, ObjectName> names = new EnumMap<>(Tool.class);
		this.usual.forEach((tool, name) -> names.put(tool, new ObjectName(null, name.name())));
		return new AdoptionSettings(this.mode, (this.table != null) ? new ObjectName(null, this.table.name()) : null,
				names, this.lock, true);
	}

	/**
	 * Returns what the tables of other tools are called, as far as that can be known
	 * without looking at a database.
	 */
	public Set<String> names() {
		Set<String> names = new LinkedHashSet<>(OtherTool.USUAL_NAMES);
		Stream.concat(Stream.ofNullable(this.table), this.usual.values().stream())
			.map(ObjectName::name)
			.forEach(names::add);
		if (this.lock != null) {
			names.add(this.lock);
		}
		return names;
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
