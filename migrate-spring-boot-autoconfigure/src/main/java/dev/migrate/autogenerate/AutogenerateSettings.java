package dev.migrate.autogenerate;

import java.util.List;

import dev.migrate.operations.DataTypeRenderer;

/**
 * What an application has set for {@link Autogenerator}. Start with {@link #of(List)};
 * every other method that takes a value returns a changed copy.
 *
 * @param targets where the wanted schema comes from; several add up
 * @param filter what is compared
 * @param processors what rewrites a generated revision, one after the other
 * @param renderer how data types are written in Java that it knows
 */
public record AutogenerateSettings(List<TargetSchema> targets, ObjectFilter filter, List<RevisionProcessor> processors,
		DataTypeRenderer renderer) {

	public AutogenerateSettings {
		targets = List.copyOf(targets);
		processors = List.copyOf(processors);
	}

	/**
	 * Settings with nothing but the wanted schema.
	 * @param targets where it comes from
	 * @return the settings
	 */
	public static AutogenerateSettings of(List<TargetSchema> targets) {
		return new AutogenerateSettings(targets, (object) -> true, List.of(), DataTypeRenderer.none());
	}

	/**
	 * Returns these settings with one more filter.
	 * @param filter a filter
	 * @return settings with which it is compared what both the filter so far and this one
	 * say
	 */
	public AutogenerateSettings filter(ObjectFilter filter) {
		return new AutogenerateSettings(this.targets, this.filter.and(filter), this.processors, this.renderer);
	}

	public AutogenerateSettings processors(List<RevisionProcessor> processors) {
		return new AutogenerateSettings(this.targets, this.filter, processors, this.renderer);
	}

	public AutogenerateSettings renderer(DataTypeRenderer renderer) {
		return new AutogenerateSettings(this.targets, this.filter, this.processors, renderer);
	}

}
