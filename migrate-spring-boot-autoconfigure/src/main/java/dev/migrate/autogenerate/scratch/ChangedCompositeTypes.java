package dev.migrate.autogenerate.scratch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.migrate.schema.CompositeType;
import dev.migrate.schema.ObjectName;

/**
 * The composite types that change and those with attributes of them, each after those
 * that it has attributes of.
 */
final class ChangedCompositeTypes {

	private final Map<ObjectName, CompositeType> all = new LinkedHashMap<>();

	private final Predicate<ObjectName> changes;

	private final Map<ObjectName, CompositeType> ordered = new LinkedHashMap<>();

	private ChangedCompositeTypes(Collection<CompositeType> types, Predicate<ObjectName> changes) {
		types.forEach((type) -> this.all.put(type.name(), type));
		this.changes = changes;
	}

	/**
	 * Returns the types in their order.
	 * @param types all types
	 * @param changes whether a type changes itself
	 */
	static List<CompositeType> of(Collection<CompositeType> types, Predicate<ObjectName> changes) {
		ChangedCompositeTypes changed = new ChangedCompositeTypes(types, changes);
		types.stream().filter(changed::isChanged).forEach(changed::add);
		return List.copyOf(changed.ordered.values());
	}

	private boolean isChanged(CompositeType type) {
		return this.changes.test(type.name()) || parts(type).anyMatch(this::isChanged);
	}

	private void add(CompositeType type) {
		parts(type).filter(this::isChanged).forEach(this::add);
		this.ordered.putIfAbsent(type.name(), type);
	}

	private Stream<CompositeType> parts(CompositeType type) {
		return type.attributes()
			.stream()
			.filter((attribute) -> attribute.type().userDefined())
			.flatMap((attribute) -> Stream.ofNullable(this.all.get(ObjectName.of(attribute.type().name()))));
	}

}
