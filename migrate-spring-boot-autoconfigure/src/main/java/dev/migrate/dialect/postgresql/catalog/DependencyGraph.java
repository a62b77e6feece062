package dev.migrate.dialect.postgresql.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.dialect.dependency.Alteration;
import dev.migrate.dialect.dependency.Alteration.After;
import dev.migrate.dialect.dependency.DependentObject;
import dev.migrate.dialect.dependency.DependentObject.Effect;
import dev.migrate.dialect.dependency.DependentObject.Fate;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Address;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Definition;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Dependency;
import dev.migrate.schema.ObjectName;

/**
 * Objects with what depends on them.
 */
final class DependencyGraph {

	private static final Comparator<Address> BY_AGE = Comparator.comparingLong(Address::oid)
		.thenComparing(Address::catalog)
		.thenComparingInt(Address::column);

	private final Map<Address, CatalogNode> nodes;

	private final Map<Address, Definition> definitions;

	private final Map<Alteration, Set<Address>> roots;

	private final Map<Address, List<Dependency>> dependents = new HashMap<>();

	private final Map<Address, List<Dependency>> dependencies = new HashMap<>();

	DependencyGraph(Map<Address, CatalogNode> nodes, List<Dependency> dependencies,
			Map<Address, Definition> definitions, Map<Alteration, Set<Address>> roots) {
		this.nodes = nodes;
		this.definitions = definitions;
		this.roots = roots;
		for (Dependency dependency : dependencies) {
			this.dependents.computeIfAbsent(dependency.referenced().whole(), (missing) -> new ArrayList<>())
				.add(dependency);
			this.dependencies.computeIfAbsent(dependency.dependent().whole(), (missing) -> new ArrayList<>())
				.add(dependency);
		}
	}

	Set<Address> roots(Alteration alteration) {
		return this.roots.getOrDefault(alteration, Set.of());
	}

	/**
	 * Returns what depends on an object or one of its columns.
	 */
	List<Dependency> dependents(Address address) {
		return this.dependents.getOrDefault(address.whole(), List.of())
			.stream()
			.filter((dependency) -> address.column() == 0 || dependency.referenced().column() == address.column())
			.toList();
	}

	/**
	 * Returns what an object depends on.
	 */
	List<Dependency> dependencies(Address address) {
		return this.dependencies.getOrDefault(address.whole(), List.of())
			.stream()
			.filter((dependency) -> address.column() == 0 || dependency.dependent().column() == address.column())
			.toList();
	}

	/**
	 * Returns the kind of a relation.
	 * @return its {@code pg_class.relkind}, or an empty text
	 */
	String kind(Address address) {
		CatalogNode node = this.nodes.get(address);
		return (node != null) ? node.kind() : "";
	}

	/**
	 * Returns the object that another one is a part of: the view of a rule, the
	 * constraint of an index, the composite type of an attribute, the domain of a
	 * constraint.
	 */
	Address owner(Address part) {
		Address owner = part;
		// A column of a view has no node of its own.
		String kind = isKnown(part) ? kind(part) : kind(part.whole());
		if (part.column() != 0 && Set.of("v", "m", "c").contains(kind)) {
			owner = part.whole();
		}
		for (Dependency dependency : dependencies(owner)) {
			boolean ofDomain = owner.catalog().equals("pg_constraint")
					&& dependency.referenced().catalog().equals("pg_type") && dependency.isAutomatic();
			if ((dependency.isInternal() || ofDomain) && dependency.dependent().column() == 0) {
				return owner(dependency.referenced());
			}
		}
		return owner;
	}

	/**
	 * Returns whether an object is among those that have been asked for, and not only
	 * what one of them is a part of.
	 */
	boolean isKnown(Address address) {
		return this.nodes.containsKey(address);
	}

	boolean isRecreatable(Address address) {
		Definition definition = this.definitions.get(address);
		return definition != null && definition.recreatable();
	}

	Optional<Definition> definition(Address address) {
		return Optional.ofNullable(this.definitions.get(address));
	}

	String description(Address address) {
		CatalogNode node = this.nodes.get(address);
		return (node != null) ? node.description() : address.toString();
	}

	/**
	 * Returns whether an address is that of a column of a table.
	 */
	boolean isColumn(Address address) {
		return address.column() != 0 && Set.of("r", "p", "f").contains(kind(address));
	}

	/**
	 * Returns what alterations affect.
	 */
	List<DependentObject> affected(Collection<Alteration> upgrade, Collection<Alteration> downgrade) {
		DependencyEffects up = DependencyEffects.of(this, upgrade);
		DependencyEffects down = DependencyEffects.of(this, downgrade);
		Set<Address> affected = new LinkedHashSet<>(up.effects().keySet());
		affected.addAll(down.effects().keySet());
		List<DependentObject> objects = new ArrayList<>(altered(up, down));
		for (Address address : inOrder(affected)) {
			// What the way up has dropped is created by the last steps of the way down.
			Effect back = up.isLost(address) ? Effect.NONE : down.effect(address);
			if (up.isDroppedColumn(address) && down.isConverted(address)) {
				back = new Effect(Fate.REFUSED, down.effect(address).cause(),
						"%s, which uses it, is dropped in the same revision".formatted(description(address)));
			}
			DependentObject object = object(address, up.effect(address), back);
			if (isColumn(address)) {
				object = up.isConverted(address) || down.isConverted(address)
						? object.properties(DependencyGraph::isForgotten) : object.propertiesOnly((property) -> true);
			}
			else if (up.isPlanned(address) || down.isPlanned(address)) {
				object = object.propertiesOnly((property) -> true);
			}
			else if (up.isRebuilt(address) || (down.isRebuilt(address) && !up.isLost(address))) {
				boolean attached = isAttached(address);
				object = object.propertiesOnly((property) -> attached || property.contains(" SET STATISTICS "));
			}
			else if (up.isAlong(address) && down.isAlong(address)) {
				object = object.withoutDrop();
			}
			boolean refused = object.upgrade().fate() == Fate.REFUSED || object.downgrade().fate() == Fate.REFUSED;
			if (refused || Stream.of(object.drop(), object.early(), object.definition(), object.properties())
				.anyMatch((statements) -> !statements.isEmpty())) {
				objects.add(object);
			}
		}
		return objects;
	}

	/**
	 * Returns the columns that get another type, which the server stores in the way of
	 * that type, and the types that are replaced, which nobody has a privilege for.
	 */
	private List<DependentObject> altered(DependencyEffects up, DependencyEffects down) {
		Set<Address> altered = new LinkedHashSet<>(up.altered());
		altered.addAll(down.altered());
		List<DependentObject> objects = new ArrayList<>();
		for (Address address : altered) {
			boolean column = address.column() != 0;
			Effect upgrade = up.alteration(address);
			boolean keeps = !column || (upgrade.cause() != null && upgrade.cause().after() == After.SAME);
			DependentObject object = object(address, keeps ? upgrade : Effect.NONE, down.alteration(address))
				.propertiesOnly((property) -> !column || isForgotten(property));
			if (!object.properties().isEmpty()) {
				objects.add(object);
			}
		}
		return objects;
	}

	/**
	 * Returns whether an index is a part of one of a partitioned table, and created
	 * together with that.
	 */
	private boolean isAttached(Address index) {
		return index.catalog().equals("pg_class")
				&& definition(index).filter((own) -> own.recreatable() && own.definition().isEmpty()).isPresent();
	}

	/**
	 * Returns whether the server forgets a property of a column that gets another type.
	 */
	private static boolean isForgotten(String property) {
		return property.contains(" SET STORAGE ") || property.contains(" SET COMPRESSION ")
				|| property.contains(" SET (toast.") || property.contains(" SET DEFAULT ")
				|| property.endsWith(" DROP DEFAULT");
	}

	/**
	 * Orders objects so that each comes after those that it depends on, and otherwise by
	 * age.
	 */
	private List<Address> inOrder(Set<Address> addresses) {
		Map<Address, Address> ordered = new LinkedHashMap<>();
		addresses.stream()
			.sorted(BY_AGE)
			.forEach((address) -> visit(address, addresses, new LinkedHashSet<>(), ordered));
		return List.copyOf(ordered.keySet());
	}

	private void visit(Address address, Set<Address> all, Set<Address> visiting, Map<Address, Address> ordered) {
		if (ordered.containsKey(address) || !visiting.add(address)) {
			return;
		}
		parts(address).forEach((part) -> dependencies(part).stream()
			.map(Dependency::referenced)
			.flatMap((referenced) -> Stream.of(referenced, referenced.whole(), owner(referenced)))
			.filter(all::contains)
			.sorted(BY_AGE)
			.forEach((other) -> visit(other, all, visiting, ordered)));
		ordered.put(address, address);
	}

	/**
	 * Returns an object with the objects that are parts of it.
	 */
	List<Address> parts(Address address) {
		List<Address> parts = new ArrayList<>(List.of(address));
		for (int i = 0; i < parts.size(); i++) {
			dependents(parts.get(i)).stream()
				.filter((dependency) -> dependency.isInternal() && dependency.dependent().column() == 0)
				.map(Dependency::dependent)
				.filter((part) -> !parts.contains(part))
				.sorted(BY_AGE)
				.forEach(parts::add);
		}
		return parts;
	}

	private DependentObject object(Address address, Effect upgrade, Effect downgrade) {
		Definition own = this.definitions.get(address);
		List<String> properties = new ArrayList<>();
		Set<ObjectName> uses = new LinkedHashSet<>();
		for (Address part : parts(address)) {
			Definition definition = this.definitions.get(part);
			if (definition != null) {
				properties.addAll(definition.properties());
			}
			CatalogNode node = this.nodes.get(part);
			if (node != null) {
				uses.addAll(node.uses());
			}
		}
		if (address.catalog().equals("pg_class") && address.column() == 0) {
			this.definitions.entrySet()
				.stream()
				.filter((part) -> part.getKey().column() != 0 && part.getKey().whole().equals(address))
				.sorted(Map.Entry.comparingByKey(BY_AGE))
				.forEach((part) -> properties.addAll(part.getValue().properties()));
		}
		String description = description(address);
		if (own == null) {
			return new DependentObject(description, null, null, upgrade, downgrade, List.of(), List.of(), List.of(),
					properties, uses, identity(address), needs(address));
		}
		boolean named = Set.of("pg_proc", "pg_statistic_ext").contains(address.catalog());
		if (own.relation() != null && !named) {
			uses.add(own.relation());
		}
		return new DependentObject(description,
				(named || Set.of("v", "m").contains(kind(address))) ? own.relation() : null, own.place(), upgrade,
				downgrade, own.drop(), own.early(), own.definition(), properties, uses, identity(address),
				needs(address));
	}

	private String identity(Address address) {
		CatalogNode node = this.nodes.get(address);
		return (node != null) ? node.identity() : "";
	}

	private Set<String> needs(Address address) {
		Set<String> needs = new LinkedHashSet<>();
		for (Address part : parts(address)) {
			dependencies(part).stream()
				.map((dependency) -> owner(dependency.referenced()))
				.filter((needed) -> !needed.equals(address))
				.map(this::identity)
				.forEach(needs::add);
		}
		return needs;
	}

}
