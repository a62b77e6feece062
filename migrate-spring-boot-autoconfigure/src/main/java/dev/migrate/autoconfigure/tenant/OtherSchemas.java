package dev.migrate.autoconfigure.tenant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import dev.migrate.autoconfigure.start.SharedVersionTables;
import dev.migrate.runtime.Migrator;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The schemas that other databases of the application have where the tenants are. What
 * they call their tables does not matter: no tenant is to have its own beside them.
 */
final class OtherSchemas implements Supplier<Map<String, String>> {

	private final Migrator tenants;

	private final ListableBeanFactory beanFactory;

	OtherSchemas(Migrator tenants, ListableBeanFactory beanFactory) {
		this.tenants = tenants;
		this.beanFactory = beanFactory;
	}

	/**
	 * Returns the names of the databases by their schemas, an empty text for the schema
	 * that the connections of the tenants begin with.
	 */
	@Override
	public Map<String, String> get() {
		Map<String, String> others = new HashMap<>();
		this.beanFactory.getBeansOfType(Migrator.class).forEach((bean, other) -> {
			if (other != this.tenants && SharedVersionTables.isSameDatabase(other, this.tenants)) {
				schemas(other).forEach((schema) -> others.put(schema, Objects.requireNonNullElse(other.name(), bean)));
			}
		});
		return others;
	}

	private Set<String> schemas(Migrator other) {
		Set<String> schemas = new HashSet<>(other.inspection().schemas());
		if (other.inspection().schema() == null) {
			// Another user may begin with another one, and so may other parameters.
			schemas.add(SharedVersionTables.isSameDatabase(other.dataSource(), this.tenants.dataSource()) ? ""
					: other.inspection().currentSchema());
		}
		return schemas;
	}

}
