package dev.migrate.autogenerate;

import java.util.List;

/**
 * What an application has set for {@link Autogenerator}. Start with {@link #of(List)};
 * every other method that takes a value returns a changed copy.
 *
 * @param targets where the wanted schema comes from; several add up
 * @param filter what is compared
 */
public record AutogenerateSettings(List<TargetSchema> targets, ObjectFilter filter) {

	public AutogenerateSettings {
		targets = List.copyOf(targets);
	}

	/**
	 * Settings with nothing but the wanted schema.
	 * @param targets where it comes from
	 * @return the settings
	 */
	public static AutogenerateSettings of(List<TargetSchema> targets) {
		return new AutogenerateSettings(targets, (object) -> true);
	}

	/**
	 * Returns these settings with one more filter.
	 * @param filter a filter
	 * @return settings with which it is compared what both the filter so far and this one
	 * say
	 */
	public AutogenerateSettings filter(ObjectFilter filter) {
		return new AutogenerateSettings(this.targets, this.filter.and(filter));
	}

}
