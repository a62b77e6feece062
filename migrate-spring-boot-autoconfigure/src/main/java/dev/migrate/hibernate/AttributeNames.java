package dev.migrate.hibernate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.schema.ColumnName;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * Finds the attributes that columns belong to, for messages.
 */
final class AttributeNames {

	private final Metadata metadata;

	private final MappedNames names;

	private final Map<ColumnName, String> found = new LinkedHashMap<>();

	AttributeNames(Metadata metadata, MappedNames names) {
		this.metadata = metadata;
		this.names = names;
	}

	/**
	 * Returns an attribute for each column that has one, such as {@code Member.active}.
	 */
	Map<ColumnName, String> read() {
		for (PersistentClass entity : this.metadata.getEntityBindings()) {
			String name = entity.getJpaEntityName();
			if (entity.getIdentifierProperty() != null) {
				property(entity, name, entity.getIdentifierProperty());
			}
			else if (entity.getIdentifier() instanceof Component component) {
				component.getProperties().forEach((property) -> property(entity, name, property));
			}
			entity.getProperties().forEach((property) -> property(entity, name, property));
		}
		return this.found;
	}

	private void property(PersistentClass entity, @Nullable String owner, Property property) {
		String attribute = owner + "." + property.getName();
		Value value = property.getValue();
		if (value instanceof Component component) {
			component.getProperties().forEach((part) -> property(entity, attribute, part));
		}
		else if (value instanceof Collection collection) {
			if (collection.isInverse()) {
				return;
			}
			add(attribute, collection.getKey(), List.of(collection.getKey().getTable()));
			if (!collection.isOneToMany()) {
				add(attribute, collection.getElement(), List.of(collection.getCollectionTable()));
			}
		}
		else {
			add(attribute, value, FormerNames.tables(entity, value));
		}
	}

	private void add(String attribute, Value value, List<Table> tables) {
		for (Selectable selectable : value.getSelectables()) {
			if (!(selectable instanceof Column column)) {
				continue;
			}
			String name = MappedNames.text(column.getNameIdentifier(this.metadata.getDatabase()));
			tables.stream()
				.map((table) -> new ColumnName(this.names.of(table), name))
				.forEach((key) -> this.found.putIfAbsent(key, attribute));
		}
	}

}
