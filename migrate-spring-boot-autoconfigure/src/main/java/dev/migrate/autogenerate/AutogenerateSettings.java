package dev.migrate.autogenerate;

import java.util.List;

/**
 * What an application has set for {@link Autogenerator}. Start with {@link #of(List)};
 * every other method that takes a value returns a changed copy.
 *
 * @param targets where the wanted schema comes from; several add up
 */
public record AutogenerateSettings(List<TargetSchema> targets) {

	public AutogenerateSettings {
		targets = List.copyOf(targets);
	}

	/**
	 * Settings with nothing but the wanted schema.
	 * @param targets where it comes from
	 * @return the settings
	 */
	public static AutogenerateSettings of(List<TargetSchema> targets) {
		return new AutogenerateSettings(targets);
	}

}
