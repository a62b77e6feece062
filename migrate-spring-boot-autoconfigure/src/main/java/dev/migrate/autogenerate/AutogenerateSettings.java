package dev.migrate.autogenerate;

import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import dev.migrate.autogenerate.file.DataFiles;
import dev.migrate.autogenerate.file.ObjectFiles;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.operations.rendering.DataTypeRenderer;
import org.jspecify.annotations.Nullable;

/**
 * What an application has set for autogenerate. Start with {@link #of(List)}; every other
 * method that takes a value returns a changed copy.
 *
 * @param targets where the wanted schema comes from; several add up
 * @param scripts scripts that create a part of the wanted schema
 * @param filter what is compared
 * @param processors what rewrites a generated revision, one after the other
 * @param renderer how data types are written in Java that it knows
 * @param online the tables that are changed without blocking anybody
 * @param scratch a database in which the model is tried out, or {@code null} for the one
 * that it is compared with
 * @param objects files that declare views, functions and the like
 * @param formerObjects what has been declared before, such as {@code view adults}
 * @param data the rows that belong to the application
 */
public record AutogenerateSettings(List<TargetSchema> targets, List<SchemaScript> scripts, ObjectFilter filter,
		List<RevisionProcessor> processors, DataTypeRenderer renderer, OnlineTables online,
		@Nullable DataSource scratch, ObjectFiles objects, Set<String> formerObjects, DataFiles data) {

	public AutogenerateSettings {
		targets = List.copyOf(targets);
		scripts = List.copyOf(scripts);
		processors = List.copyOf(processors);
		formerObjects = Set.copyOf(formerObjects);
	}

	/**
	 * Settings with nothing but the wanted schema.
	 * @param targets where it comes from
	 * @return the settings
	 */
	public static AutogenerateSettings of(List<TargetSchema> targets) {
		return new AutogenerateSettings(targets, List.of(), (object) -> true, List.of(), DataTypeRenderer.none(),
				OnlineTables.none(), null, ObjectFiles.none(), Set.of(), DataFiles.none());
	}

	/**
	 * Returns whether there is anything to compare a database with.
	 * @return whether there is a source of the wanted schema, or of wanted rows
	 */
	public boolean hasTargets() {
		return !this.targets.isEmpty() || !this.scripts.isEmpty() || !this.objects.all().isEmpty()
				|| !this.formerObjects.isEmpty() || !this.data.all().isEmpty();
	}

	public AutogenerateSettings targets(List<TargetSchema> targets) {
		return new AutogenerateSettings(targets, this.scripts, this.filter, this.processors, this.renderer, this.online,
				this.scratch, this.objects, this.formerObjects, this.data);
	}

	public AutogenerateSettings scripts(List<SchemaScript> scripts) {
		return new AutogenerateSettings(this.targets, scripts, this.filter, this.processors, this.renderer, this.online,
				this.scratch, this.objects, this.formerObjects, this.data);
	}

	/**
	 * Returns these settings with one more filter.
	 * @param filter a filter
	 * @return settings with which only objects that both filters include are compared
	 */
	public AutogenerateSettings filter(ObjectFilter filter) {
		return new AutogenerateSettings(this.targets, this.scripts, this.filter.and(filter), this.processors,
				this.renderer, this.online, this.scratch, this.objects, this.formerObjects, this.data);
	}

	public AutogenerateSettings processors(List<RevisionProcessor> processors) {
		return new AutogenerateSettings(this.targets, this.scripts, this.filter, processors, this.renderer, this.online,
				this.scratch, this.objects, this.formerObjects, this.data);
	}

	public AutogenerateSettings renderer(DataTypeRenderer renderer) {
		return new AutogenerateSettings(this.targets, this.scripts, this.filter, this.processors, renderer, this.online,
				this.scratch, this.objects, this.formerObjects, this.data);
	}

	public AutogenerateSettings online(OnlineTables online) {
		return new AutogenerateSettings(this.targets, this.scripts, this.filter, this.processors, this.renderer, online,
				this.scratch, this.objects, this.formerObjects, this.data);
	}

	/**
	 * Returns these settings with another database to try the model out in.
	 * @param scratch the database, where the user may create schemas; nothing remains
	 * there
	 * @return the settings
	 */
	public AutogenerateSettings scratch(@Nullable DataSource scratch) {
		return new AutogenerateSettings(this.targets, this.scripts, this.filter, this.processors, this.renderer,
				this.online, scratch, this.objects, this.formerObjects, this.data);
	}

	/**
	 * Returns these settings with files that declare views, functions and the like.
	 * @param objects the files
	 * @return the settings
	 */
	public AutogenerateSettings objects(ObjectFiles objects) {
		return new AutogenerateSettings(this.targets, this.scripts, this.filter, this.processors, this.renderer,
				this.online, this.scratch, objects, this.formerObjects, this.data);
	}

	/**
	 * Returns these settings with what files have declared before.
	 * @param formerObjects what the objects are called, such as {@code view adults}
	 * @return the settings
	 */
	public AutogenerateSettings formerObjects(Set<String> formerObjects) {
		return new AutogenerateSettings(this.targets, this.scripts, this.filter, this.processors, this.renderer,
				this.online, this.scratch, this.objects, formerObjects, this.data);
	}

	public AutogenerateSettings data(DataFiles data) {
		return new AutogenerateSettings(this.targets, this.scripts, this.filter, this.processors, this.renderer,
				this.online, this.scratch, this.objects, this.formerObjects, data);
	}

}
