package dev.migrate.hibernate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.autogenerate.WantedSchema.Attribute;
import dev.migrate.autogenerate.WantedSchema.Attribute.Values;
import dev.migrate.schema.ColumnName;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.AggregateColumn;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.JoinedSubclass;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;
import org.hibernate.type.descriptor.java.BasicPluralJavaType;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the attributes that columns belong to.
 */
final class MappedAttributes {

	private final Metadata metadata;

	private final MappedNames names;

	private final Map<ColumnName, Attribute> found = new LinkedHashMap<>();

	MappedAttributes(Metadata metadata, MappedNames names) {
		this.metadata = metadata;
		this.names = names;
	}

	/**
	 * Returns an attribute for each column, named such as {@code Member.active} where a
	 * class has it.
	 */
	Map<ColumnName, Attribute> read() {
		for (PersistentClass entity : this.metadata.getEntityBindings()) {
			String name = entity.getJpaEntityName();
			if (entity.getDiscriminator() != null) {
				add(name, entity.getDiscriminator(), List.of(entity.getRootTable()), Values.DISCRIMINATOR);
			}
			if (entity.getIdentifierProperty() != null) {
				property(entity, name, entity.getIdentifierProperty());
			}
			else if (entity.getIdentifier() instanceof Component component) {
				component.getProperties().forEach((property) -> property(entity, name, property));
			}
			entity.getProperties().forEach((property) -> property(entity, name, property));
			if (entity instanceof JoinedSubclass subclass) {
				add(name, subclass.getKey(), List.of(subclass.getTable()), null);
			}
			entity.getJoins().forEach((join) -> add(name, join.getKey(), List.of(join.getTable()), null));
		}
		this.metadata.collectTableMappings().forEach(this::withoutName);
		new IdentifierSequences(this.metadata, this.names).read()
			.forEach((column, sequence) -> this.found.computeIfPresent(column,
					(name, attribute) -> new Attribute(attribute.name(), attribute.values(), sequence)));
		return this.found;
	}

	private void property(PersistentClass entity, @Nullable String owner, Property property) {
		String attribute = owner + "." + property.getName();
		Value value = property.getValue();
		if (value instanceof Component component && component.getAggregateColumn() == null) {
			component.getProperties().forEach((part) -> property(entity, attribute, part));
		}
		else if (value instanceof Collection collection) {
			if (!collection.isInverse()) {
				collection(attribute, collection);
			}
		}
		else {
			add(attribute, value, FormerNameReader.tables(entity, value), null);
		}
	}

	private void collection(String attribute, Collection collection) {
		add(attribute, collection.getKey(), List.of(collection.getKey().getTable()), null);
		if (collection instanceof IndexedCollection indexed && indexed.getIndex() != null) {
			add(attribute, indexed.getIndex(), List.of(indexed.getIndex().getTable()), null);
		}
		if (collection.isOneToMany()) {
			return;
		}
		List<Table> tables = List.of(collection.getCollectionTable());
		if (collection.getElement() instanceof Component element) {
			element.getProperties()
				.forEach((part) -> add(attribute + "." + part.getName(), part.getValue(), tables, null));
		}
		add(attribute, collection.getElement(), tables, null);
	}

	private void add(@Nullable String attribute, Value value, List<Table> tables, @Nullable Values values) {
		for (Selectable selectable : value.getSelectables()) {
			if (selectable instanceof Column column) {
				Values kind = (values != null) ? values : values(column);
				tables.forEach(
						(table) -> this.found.putIfAbsent(name(table, column), new Attribute(attribute, kind, null)));
			}
		}
	}

	/**
	 * Adds the columns of a table that belong to no attribute of a class.
	 */
	private void withoutName(Table table) {
		table.getColumns()
			.forEach(
					(column) -> this.found.putIfAbsent(name(table, column), new Attribute(null, values(column), null)));
	}

	private ColumnName name(Table table, Column column) {
		return new ColumnName(this.names.of(table),
				MappedNames.text(column.getNameIdentifier(this.metadata.getDatabase())));
	}

	private static Values values(Column column) {
		if (column instanceof AggregateColumn) {
			return Values.COMPONENT;
		}
		if (!(column.getValue() instanceof BasicValue value)) {
			return Values.OTHER;
		}
		JavaType<?> type = value.resolve().getDomainJavaType();
		Class<?> values = (type instanceof BasicPluralJavaType<?> plural)
				? plural.getElementJavaType().getJavaTypeClass() : type.getJavaTypeClass();
		if (values.isEnum() || Enum.class.isAssignableFrom(values)) {
			return Values.ENUM;
		}
		return values.equals(Boolean.class) || values.equals(boolean.class) ? Values.BOOLEAN : Values.OTHER;
	}

}
