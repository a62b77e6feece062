package dev.migrate.hibernate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The entities of an application and how Hibernate is set up for them.
 *
 * @param name how messages call it
 * @param managedClasses the names of the entities, embeddables, mapped superclasses and
 * converters
 * @param managedPackages the names of the packages that have annotations of their own
 * @param mappingResources the class path resources with XML mappings
 * @param settings the settings of Hibernate
 * @param classLoader what loads the classes
 */
public record PersistenceUnit(String name, List<String> managedClasses, List<String> managedPackages,
		List<String> mappingResources, Map<String, Object> settings, ClassLoader classLoader) {

	public PersistenceUnit {
		managedClasses = List.copyOf(managedClasses);
		managedPackages = List.copyOf(managedPackages);
		mappingResources = List.copyOf(mappingResources);
		settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
	}

}
