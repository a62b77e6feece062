package dev.migrate.dialect.postgresql.catalog;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.dialect.dependency.Alteration;
import dev.migrate.dialect.dependency.Alteration.After;
import dev.migrate.dialect.dependency.DependentObject.Effect;
import dev.migrate.dialect.dependency.DependentObject.Fate;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Address;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Definition;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Dependency;
import org.jspecify.annotations.Nullable;

/**
 * What one direction of a revision does to the objects that depend on what it alters, as
 * PostgreSQL would have it: what goes along, what must be out of the way, and what cannot
 * be.
 */
final class DependencyEffects {

	/**
	 * What keeps a column that it uses from getting another type. Indexes and constraints
	 * are built anew by the server. It does so with statistics, too, but forgets whose
	 * they are and how many values they are of, and reads expressions with the types that
	 * there are meanwhile.
	 */
	private static final Set<String> BLOCK_TYPES = Set.of("pg_rewrite", "pg_trigger", "pg_policy", "pg_proc",
			"pg_publication_rel", "pg_statistic_ext");

	/**
	 * What the server builds anew for another type, but without its statistics targets.
	 */
	private static final String REBUILT = "pg_class";

	private final DependencyGraph graph;

	private final Map<Address, Effect> effects = new LinkedHashMap<>();

	/**
	 * What is dropped, by itself or along with something else.
	 */
	private final Map<Address, Alteration> gone = new LinkedHashMap<>();

	private final Map<Address, Alteration> roots = new LinkedHashMap<>();

	/**
	 * What is dropped and created by the steps that there are, and has to be so earlier
	 * and later than they do it.
	 */
	private final Set<Address> takenOver = new HashSet<>();

	/**
	 * What is dropped along with something that is created again.
	 */
	private final Set<Address> along = new HashSet<>();

	private final Set<Address> rebuilt = new HashSet<>();

	/**
	 * The composite types that get or lose attributes.
	 */
	private final Map<Address, Alteration> extended = new LinkedHashMap<>();

	private final Map<Address, Alteration> retyped = new LinkedHashMap<>();

	private final Map<Address, Alteration> replaced = new LinkedHashMap<>();

	private final Map<Address, Alteration> altered = new LinkedHashMap<>();

	/**
	 * The columns that become texts for a while, because their type is dropped and
	 * created.
	 */
	private final Set<Address> converted = new HashSet<>();

	private DependencyEffects(DependencyGraph graph) {
		this.graph = graph;
	}

	static DependencyEffects of(DependencyGraph graph, Collection<Alteration> alterations) {
		DependencyEffects effects = new DependencyEffects(graph);
		alterations.forEach(effects::addRoots);
		DroppedObjects dropped = DroppedObjects.of(graph, effects.roots);
		effects.gone.putAll(dropped.gone());
		dropped.detached().forEach((sequence, cause) -> effects.put(sequence, Fate.DETACHED, cause));
		effects.addRetyped();
		effects.gone.forEach(effects::release);
		effects.retyped.forEach(effects::retype);
		effects.extended.forEach(effects::extend);
		effects.replaced.forEach(effects::recreate);
		return effects;
	}

	Map<Address, Effect> effects() {
		return this.effects;
	}

	/**
	 * Returns whether the steps that there are drop an object, and create it if it is to
	 * be created again.
	 */
	boolean isPlanned(Address address) {
		return this.roots.containsKey(address) && !this.takenOver.contains(address);
	}

	/**
	 * Returns whether an object is dropped together with another one.
	 */
	boolean isAlong(Address address) {
		return this.along.contains(address) || effect(address).fate() == Fate.UNAFFECTED;
	}

	/**
	 * Returns what happens to a column or type that stays but is changed: the server
	 * forgets a part of its properties.
	 */
	Effect alteration(Address address) {
		Alteration cause = this.altered.get(address);
		return (cause != null && !this.gone.containsKey(address)) ? new Effect(Fate.RECREATED, cause, null)
				: Effect.NONE;
	}

	/**
	 * Returns the columns and types that are changed.
	 */
	Set<Address> altered() {
		return this.altered.keySet();
	}

	/**
	 * Returns whether an object is there no longer.
	 */
	boolean isLost(Address address) {
		Alteration cause = this.gone.getOrDefault(address, this.gone.get(address.whole()));
		return cause != null && cause.after() == After.NOTHING;
	}

	/**
	 * Returns whether a column is dropped, but not its table.
	 */
	boolean isDroppedColumn(Address address) {
		return this.graph.isColumn(address) && this.gone.containsKey(address)
				&& !this.gone.containsKey(address.whole());
	}

	boolean isConverted(Address column) {
		return this.converted.contains(column);
	}

	/**
	 * Returns whether the server builds an object anew by itself.
	 */
	boolean isRebuilt(Address address) {
		return this.rebuilt.contains(address);
	}

	Effect effect(Address address) {
		return this.effects.getOrDefault(address, Effect.NONE);
	}

	private void addRoots(Alteration alteration) {
		for (Address root : this.graph.roots(alteration)) {
			switch (alteration.kind()) {
				case CHANGE_TYPE, REPLACE_TYPE, REPLACE_COMPOSITE_TYPE -> {
					this.retyped.put(root, alteration);
					this.altered.put(root, alteration);
				}
				case CHANGE_ATTRIBUTES -> this.extended.put(root, alteration);
				case REPLACE_OBJECT -> this.replaced.put(root, alteration);
				default -> {
					this.roots.put(root, alteration);
				}
			}
		}
	}

	/**
	 * Adds the columns of a type that is replaced, and those of its array type.
	 */
	private void addRetyped() {
		Deque<Address> open = new ArrayDeque<>(this.retyped.keySet());
		while (!open.isEmpty()) {
			Address address = open.remove();
			Alteration cause = this.retyped.get(address);
			if (!address.catalog().equals("pg_type")) {
				continue;
			}
			for (Dependency dependency : this.graph.dependents(address)) {
				Address dependent = dependency.dependent();
				boolean column = dependent.column() != 0 && Set.of("r", "p").contains(this.graph.kind(dependent));
				if ((column || dependency.isInternal()) && !isGone(dependent)
						&& this.retyped.putIfAbsent(dependent, cause) == null) {
					open.add(dependent);
				}
			}
		}
	}

	/**
	 * Notes what becomes of an object that is dropped and of those that need it.
	 */
	private void release(Address address, Alteration cause) {
		if (this.graph.kind(address).equals("f") && address.column() == 0 && !this.roots.containsKey(address)) {
			refuse(address, cause);
			return;
		}
		// A column is created with its default.
		if (this.graph.owner(address).equals(address) && !address.catalog().equals("pg_attrdef")) {
			Fate lost = isRefusedTogether(address, cause) ? Fate.DROPPED : Fate.LOST;
			put(address, (cause.after() == After.SAME) ? Fate.RECREATED : lost, cause);
		}
		for (Dependency dependency : this.graph.dependents(address)) {
			Address dependent = dependency.dependent();
			dependency.obstacle().ifPresent((reason) -> refuse(address, cause, reason));
			boolean goes = isGone(dependent)
					&& (cause.kind() != Alteration.Kind.DROP_ATTRIBUTE || !isCreatedAgain(dependent));
			if (dependency.isAutomatic() || goes || dependent.whole().equals(address.whole())
					|| (cause.kind() == Alteration.Kind.DROP_TYPE && isRetyped(dependent))) {
				continue;
			}
			if (cause.after() == After.NOTHING) {
				refuse(dependent, cause);
			}
			else {
				recreate(dependent, cause);
			}
		}
	}

	/**
	 * Returns whether the server would refuse to drop an object along with the others: it
	 * also depends on something that is dropped by another step, or its index depends on
	 * more than itself.
	 */
	private boolean isRefusedTogether(Address address, Alteration cause) {
		if (this.roots.containsKey(address) || address.catalog().equals("pg_class")) {
			return false;
		}
		boolean constraint = address.catalog().equals("pg_constraint");
		List<Dependency> needed = this.graph.dependencies(address)
			.stream()
			.filter((dependency) -> this.gone.containsKey(dependency.referenced())
					|| this.gone.containsKey(dependency.referenced().whole()))
			.toList();
		return needed.stream().noneMatch(Dependency::isAutomatic) || (!constraint && needed.stream()
			.anyMatch((dependency) -> !dependency.isAutomatic() && !cause.equals(
					this.gone.getOrDefault(dependency.referenced(), this.gone.get(dependency.referenced().whole())))));
	}

	private boolean isCreatedAgain(Address dependent) {
		Alteration cause = this.gone.getOrDefault(dependent, this.gone.get(this.graph.owner(dependent)));
		return cause != null && cause.after() == After.SAME;
	}

	/**
	 * A table can be made of a composite type that stays as it is only.
	 */
	private void extend(Address type, Alteration cause) {
		this.graph.dependents(type)
			.stream()
			.map(Dependency::dependent)
			.filter((dependent) -> dependent.column() == 0 && Set.of("r", "p").contains(this.graph.kind(dependent))
					&& !isGone(dependent))
			.forEach((dependent) -> refuse(dependent, cause,
					"%s is made of it".formatted(this.graph.description(dependent))));
	}

	private void retype(Address address, Alteration cause) {
		boolean type = address.catalog().equals("pg_type");
		for (Dependency dependency : this.graph.dependents(address)) {
			Address dependent = dependency.dependent();
			if (type && dependent.column() != 0 && isAltered(this.graph.owner(dependent))) {
				refuse(this.graph.owner(dependent), cause, "%s, which uses it, changes in the same revision, too"
					.formatted(this.graph.description(this.graph.owner(dependent))));
				continue;
			}
			if (isGone(dependent) || this.retyped.containsKey(dependent)) {
				continue;
			}
			if (dependency.obstacle().isPresent()) {
				refuse(address, cause, dependency.obstacle().get());
			}
			else if (dependency.type().equals("row type")) {
				refuse(dependent, cause);
			}
			else if (this.graph.isColumn(dependent)) {
				// A generated one that no step drops.
				refuse(dependent, cause);
			}
			else if (type ? !isDefaultOfRetyped(dependent) : BLOCK_TYPES.contains(dependent.catalog())) {
				recreate(dependent, cause);
			}
			else if (!type && REBUILT.equals(dependent.catalog())) {
				if (effect(dependent).fate() == Fate.UNAFFECTED) {
					this.rebuilt.add(dependent);
				}
				put(dependent, Fate.RECREATED, cause);
			}
			else if (!type && dependent.catalog().equals("pg_attrdef") && !isOwnDefault(dependent, address)) {
				refuse(dependent, cause);
			}
		}
	}

	private boolean isGone(Address address) {
		return this.gone.containsKey(address) || this.gone.containsKey(address.whole())
				|| this.gone.containsKey(this.graph.owner(address));
	}

	/**
	 * Returns whether an object is a column that gets another type, or what the server
	 * builds anew with it.
	 */
	private boolean isRetyped(Address address) {
		if (this.graph.isColumn(address) || this.graph.kind(address).equals("c")) {
			return this.retyped.containsKey(address) || this.retyped.containsKey(address.whole());
		}
		return this.retyped.containsKey(address)
				|| Set.of("pg_attrdef", "pg_constraint", "pg_class").contains(address.catalog());
	}

	/**
	 * Returns whether an object is a composite type that a step of its own changes or
	 * drops.
	 */
	private boolean isAltered(Address type) {
		return type.catalog().equals("pg_type")
				&& (this.extended.containsKey(type) || this.roots.containsKey(type) || this.altered.containsKey(type));
	}

	private static boolean isOfComposite(Alteration cause) {
		return cause.kind() == Alteration.Kind.REPLACE_COMPOSITE_TYPE;
	}

	private boolean isOwnDefault(Address expression, Address column) {
		return this.graph.dependents(column)
			.stream()
			.anyMatch((dependency) -> dependency.dependent().equals(expression)
					&& (dependency.type().equals("a") || dependency.isInternal()));
	}

	/**
	 * Returns whether the default of a column changes together with its type.
	 */
	private boolean isDefaultOfRetyped(Address dependent) {
		return dependent.catalog().equals("pg_attrdef")
				&& this.retyped.keySet().stream().anyMatch((column) -> isOwnDefault(dependent, column));
	}

	private void recreate(Address dependent, Alteration cause) {
		recreate(dependent, cause, false);
	}

	private void recreate(Address dependent, Alteration cause, boolean automatically) {
		Address address = this.graph.owner(dependent);
		Alteration root = this.roots.get(address);
		if (root != null && root.after() == After.SAME
				&& (root.kind() == Alteration.Kind.DROP_INDEX || root.kind() == Alteration.Kind.DROP_CONSTRAINT)) {
			if (!this.takenOver.add(address)) {
				return;
			}
			this.effects.remove(address);
		}
		else if (this.gone.containsKey(address)) {
			return;
		}
		if (this.rebuilt.remove(address)) {
			this.effects.remove(address);
		}
		if (effect(address).fate() != Fate.UNAFFECTED) {
			if (!automatically) {
				this.along.remove(address);
			}
			return;
		}
		if (!this.graph.isRecreatable(address) || this.graph.isColumn(address)) {
			// A constraint that its column or the parent of its table brings along.
			if (!address.catalog().equals("pg_constraint") || this.graph.definition(address).isPresent()) {
				refuse(address, cause);
			}
			return;
		}
		if (cause.kind() == Alteration.Kind.REPLACE_TYPE && !recreateWithout(address, cause)) {
			return;
		}
		put(address, Fate.RECREATED, cause);
		if (automatically) {
			this.along.add(address);
		}
		recreateDependents(address, address, cause);
		// What depends on a part, such as the row type of a view.
		this.graph.parts(address)
			.stream()
			.filter((part) -> !part.equals(address))
			.forEach((part) -> recreateDependents(part, address, cause));
	}

	private void recreateDependents(Address part, Address address, Alteration cause) {
		for (Dependency dependency : this.graph.dependents(part)) {
			Address dependent = dependency.dependent();
			if (this.graph.owner(dependent).equals(address)) {
				continue;
			}
			if (part.catalog().equals("pg_type") && this.graph.isColumn(dependent)) {
				convert(dependent, cause);
			}
			else if (!this.graph.kind(dependent).equals("S")) {
				recreate(dependent, cause, dependency.isAutomatic());
			}
		}
	}

	/**
	 * Notes that a column whose type is dropped and created is a text meanwhile. Values
	 * of a composite type that gets other attributes could not be read back.
	 */
	private void convert(Address column, Alteration cause) {
		Alteration gone = this.gone.get(column);
		if (this.gone.containsKey(column.whole()) || (gone != null && gone.after() == After.SAME)
				|| !this.converted.add(column)) {
			return;
		}
		List<Dependency> dependents = this.graph.dependents(column);
		Optional<String> obstacle = dependents.stream()
			.flatMap((dependency) -> dependency.obstacle().stream())
			.findFirst();
		if (gone != null || obstacle.isPresent() || isOfComposite(cause) || !this.graph.isRecreatable(column)
				|| dependents.stream().anyMatch((dependency) -> dependency.type().equals("row type"))) {
			refuse(column, cause,
					obstacle.map((reason) -> "of %s %s".formatted(this.graph.description(column), reason))
						.orElse((gone == null) ? null : "%s, which uses it, is dropped in the same revision"
							.formatted(this.graph.description(column))));
			return;
		}
		put(column, Fate.RECREATED, cause);
		dependents.stream()
			.filter((dependency) -> !isOwnDefault(dependency.dependent(), column)
					&& !this.graph.kind(dependency.dependent()).equals("S"))
			.forEach((dependency) -> recreate(dependency.dependent(), cause, dependency.isAutomatic()));
	}

	/**
	 * Returns whether an object can be created without the values that an enum type
	 * loses, and notes what nobody knows.
	 */
	private boolean recreateWithout(Address address, Alteration cause) {
		Definition definition = this.graph.definition(address).orElseThrow();
		RemovedValues removed = new RemovedValues(this.graph.description(this.graph.roots(cause).iterator().next()),
				cause.lost());
		Optional<String> value = removed.usedBy(definition.definition());
		value.ifPresent((lost) -> refuse(address, cause,
				"%s uses the value '%s', which is removed".formatted(this.graph.description(address), lost)));
		if (value.isEmpty() && removed.mayBeUsedBy(definition.definition())) {
			this.effects.put(address,
					new Effect(Fate.RECREATED, cause,
							"PostgreSQL does not know what the text of %s uses: see whether it needs %s."
								.formatted(this.graph.description(address), removed)));
		}
		return value.isEmpty();
	}

	private void refuse(Address dependent, Alteration cause) {
		Address owner = this.graph.owner(dependent);
		Alteration replacement = this.replaced.get(owner);
		if (replacement != null && this.graph.isRecreatable(owner)) {
			recreate(owner, replacement);
			return;
		}
		refuse(this.graph.isKnown(owner) ? owner : dependent, cause, null);
	}

	private void refuse(Address address, Alteration cause, @Nullable String reason) {
		this.effects.put(address, new Effect(Fate.REFUSED, cause, reason));
	}

	private void put(Address address, Fate fate, Alteration cause) {
		this.effects.putIfAbsent(address, new Effect(fate, cause, null));
	}

}
