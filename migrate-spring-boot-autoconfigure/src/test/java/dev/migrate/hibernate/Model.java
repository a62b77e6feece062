package dev.migrate.hibernate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.hibernate.boot.model.naming.EntityNaming;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.MappingSettings;

/**
 * Entities that make use of one feature of mapping.
 *
 * @param name the feature
 * @param classes the entities and whatever belongs to them
 * @param settings settings of Hibernate besides the naming strategy
 */
record Model(String name, List<Class<?>> classes, Map<String, Object> settings) {

	static Model of(String name, Class<?>... classes) {
		return new Model(name, List.of(classes), Map.of());
	}

	Model with(String setting, Object value) {
		Map<String, Object> extended = new LinkedHashMap<>(this.settings);
		extended.put(setting, value);
		return new Model(this.name, this.classes, extended);
	}

	HibernateTargetSchema target() {
		return new HibernateTargetSchema(
				new PersistenceUnit(this.name, this.classes.stream().map(Class::getName).toList(), List.of(), List.of(),
						allSettings(), Model.class.getClassLoader()));
	}

	/**
	 * Returns the settings of Hibernate with the naming strategy.
	 */
	Map<String, Object> allSettings() {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put(MappingSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategySnakeCaseImpl.class.getName());
		all.put(MappingSettings.IMPLICIT_NAMING_STRATEGY, SimpleNames.class.getName());
		all.putAll(this.settings);
		return all;
	}

	/**
	 * Every class that a holder class contains.
	 */
	static Model nested(String name, Class<?> holder) {
		return new Model(name,
				Stream.of(holder.getDeclaredClasses())
					.<Class<?>>map((type) -> type)
					.filter((type) -> !type.isEnum() && !type.isInterface())
					.sorted((a, b) -> a.getName().compareTo(b.getName()))
					.toList(),
				Map.of());
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Calls the tables of nested classes by their simple names.
	 */
	public static final class SimpleNames extends ImplicitNamingStrategyJpaCompliantImpl {

		@Override
		protected String transformEntityName(EntityNaming naming) {
			String name = naming.getClassName();
			return name.substring(name.lastIndexOf('$') + 1);
		}

	}

}
