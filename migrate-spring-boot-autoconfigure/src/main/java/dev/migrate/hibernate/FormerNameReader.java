package dev.migrate.hibernate;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.FormerName;
import dev.migrate.autogenerate.WantedSchema;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.SingleTableSubclass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * Finds what {@link FormerName @FormerName} says of entities and attributes.
 */
final class FormerNameReader {

	private static final Pattern GETTER = Pattern.compile("(?:get|is)([^\\p{Ll}].*)", Pattern.DOTALL);

	private final Metadata metadata;

	private final MappedNames names;

	private final Set<WantedSchema.FormerName> found = new LinkedHashSet<>();

	private final Map<Class<?>, Map<String, FormerName>> annotations = new HashMap<>();

	FormerNameReader(Metadata metadata, MappedNames names) {
		this.metadata = metadata;
		this.names = names;
	}

	List<WantedSchema.FormerName> read() {
		for (PersistentClass entity : this.metadata.getEntityBindings()) {
			Class<?> type = (entity.getClassName() != null) ? entity.getMappedClass() : null;
			if (type != null) {
				entity(entity, type);
			}
		}
		return List.copyOf(this.found);
	}

	private void entity(PersistentClass entity, Class<?> type) {
		FormerName former = type.getDeclaredAnnotation(FormerName.class);
		if (former != null) {
			if (entity instanceof SingleTableSubclass) {
				throw InvalidEntitiesException.formerName(type.getName(), "shares the table of another entity");
			}
			add(entity.getTable(), null, former);
		}
		Property identifier = entity.getIdentifierProperty();
		if (identifier != null) {
			property(entity, type, identifier);
		}
		else if (entity.getIdentifier() instanceof Component component) {
			component.getProperties().forEach((property) -> property(entity, type, property));
		}
		entity.getProperties().forEach((property) -> property(entity, type, property));
	}

	private void property(PersistentClass entity, Class<?> type, Property property) {
		FormerName former = annotation(type, property.getName());
		Value value = property.getValue();
		if (former != null) {
			attribute(entity, type.getName() + "." + property.getName(), value, former);
		}
		if (value instanceof Component component && component.getComponentClassName() != null
				&& !component.isDynamic()) {
			component.getProperties().forEach((part) -> property(entity, component.getComponentClass(), part));
		}
		else if (value instanceof Collection collection && collection.getElement() instanceof Component element) {
			element.getProperties().forEach((part) -> element(element, part));
		}
	}

	/**
	 * Reads an attribute of the embeddable that a collection consists of.
	 */
	private void element(Component component, Property property) {
		FormerName former = annotation(component.getComponentClass(), property.getName());
		if (former != null) {
			column(component.getComponentClassName() + "." + property.getName(), property.getValue(),
					List.of(component.getTable()), former);
		}
	}

	private void attribute(PersistentClass entity, String attribute, Value value, FormerName former) {
		if (!(value instanceof Collection collection)) {
			column(attribute, value, tables(entity, value), former);
		}
		else if (collection.isInverse() || collection.getMappedByProperty() != null) {
			throw InvalidEntitiesException.formerName(attribute, "is mapped by the other side of its association");
		}
		else if (collection.isOneToMany()) {
			column(attribute, collection.getKey(), List.of(collection.getKey().getTable()), former);
		}
		else {
			add(collection.getCollectionTable(), null, former);
		}
	}

	/**
	 * Returns the tables that have the columns of an attribute: its own and, where each
	 * class of a hierarchy has a whole table, those of the subclasses.
	 */
	static List<Table> tables(PersistentClass entity, Value value) {
		List<Table> tables = new ArrayList<>(List.of(value.getTable()));
		entity.getSubclasses()
			.stream()
			.filter(UnionSubclass.class::isInstance)
			.map(PersistentClass::getTable)
			.forEach(tables::add);
		return tables;
	}

	private void column(String attribute, Value value, List<Table> tables, FormerName former) {
		List<Column> columns = value.getColumns();
		if (columns.size() != 1) {
			throw InvalidEntitiesException.formerName(attribute, "has %d columns".formatted(columns.size()));
		}
		tables.forEach((table) -> add(table, columns.get(0), former));
	}

	private void add(Table table, @Nullable Column column, FormerName former) {
		if (table.isPhysicalTable() && !table.isView()) {
			String name = (column != null) ? MappedNames.text(column.getNameIdentifier(this.metadata.getDatabase()))
					: null;
			this.found.add(new WantedSchema.FormerName(this.names.of(table), name,
					MappedNames.text(Identifier.toIdentifier(former.value()))));
		}
	}

	/**
	 * Finds the annotation at the field or the getter of an attribute.
	 */
	private @Nullable FormerName annotation(Class<?> type, String attribute) {
		for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
			FormerName former = this.annotations.computeIfAbsent(each, FormerNameReader::annotations).get(attribute);
			if (former != null) {
				return former;
			}
		}
		return null;
	}

	/**
	 * Returns the annotations of a class by the attributes that they may be at. That of a
	 * field counts more than that of a getter.
	 */
	private static Map<String, FormerName> annotations(Class<?> type) {
		Map<String, FormerName> annotations = new HashMap<>();
		for (Field field : type.getDeclaredFields()) {
			FormerName former = field.getAnnotation(FormerName.class);
			if (former != null) {
				annotations.put(field.getName(), former);
			}
		}
		for (Method method : type.getDeclaredMethods()) {
			FormerName former = method.getAnnotation(FormerName.class);
			if (former != null && method.getParameterCount() == 0) {
				Matcher getter = GETTER.matcher(method.getName());
				if (getter.matches()) {
					annotations.putIfAbsent(
							Character.toLowerCase(getter.group(1).charAt(0)) + getter.group(1).substring(1), former);
					annotations.putIfAbsent(getter.group(1), former);
				}
				annotations.putIfAbsent(method.getName(), former);
			}
		}
		return annotations;
	}

}
