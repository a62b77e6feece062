package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Autogeneration.ObjectState;
import dev.migrate.autogenerate.Autogeneration.ObjectState.State;
import dev.migrate.autogenerate.change.DeclaredChange;
import dev.migrate.autogenerate.change.DeclaredChange.Kind;
import dev.migrate.autogenerate.difference.ObjectDifference;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.autogenerate.scratch.DatabaseSession;
import dev.migrate.dialect.dependency.Alteration;
import dev.migrate.dialect.dependency.Alteration.After;
import dev.migrate.dialect.object.ObjectType;
import dev.migrate.dialect.object.StoredObject;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Compares declared objects, as the database has created them on trial, with those that
 * it has.
 */
final class ObjectComparison {

	private final DatabaseSession live;

	private final ObjectTrial trial;

	private final boolean renamed;

	private final ObjectRenaming unqualified;

	/**
	 * What there is, with and without the default schema in its statements.
	 */
	private final Map<String, StoredObject> qualifiedFound = new LinkedHashMap<>();

	private final Map<String, StoredObject> found = new LinkedHashMap<>();

	private final List<ObjectDifference> differences = new ArrayList<>();

	private final List<DeclaredChange> changes = new ArrayList<>();

	private final List<String> blocked = new ArrayList<>();

	private final List<ObjectState> states = new ArrayList<>();

	/**
	 * Creates a comparison.
	 * @param live the database
	 * @param trial where the declared objects have been created
	 * @param schemas the schemas that are compared
	 * @param schema the default schema
	 * @param renamed whether something is renamed that definitions may name
	 */
	ObjectComparison(DatabaseSession live, ObjectTrial trial, Set<String> schemas, String schema, boolean renamed) {
		this.live = live;
		this.trial = trial;
		this.renamed = renamed;
		this.unqualified = ObjectRenaming.without(schema, live.dialect());
		read(schemas, "").forEach((object) -> this.qualifiedFound.put(object.identity(), object));
		read(schemas, schema).forEach((object) -> this.found.put(object.identity(), object));
	}

	private List<StoredObject> read(Set<String> schemas, String searched) {
		return this.live.dialect().objects(this.live.jdbc()).read(schemas, searched);
	}

	/**
	 * Compares.
	 * @param declared the declared objects, each after those that it needs
	 * @param formerly what the application has declared before
	 * @return what differs
	 */
	DeclaredObjects.Result compare(List<DeclaredObject> declared, Set<String> formerly) {
		this.trial.search();
		List<String> notes = new ArrayList<>();
		for (DeclaredObject object : declared) {
			int before = this.differences.size();
			compare(object);
			this.states.add(new ObjectState(name(object.identity()), object.definition().toString(),
					(this.differences.size() == before) ? State.SAME
							: this.found.containsKey(object.identity()) ? State.DIFFERENT : State.MISSING));
			if (object.definition().isOpenToItsCaller()) {
				notes.add(("%s: %s is SECURITY DEFINER and does not set search_path: who calls it decides what its"
						+ " names mean. Add SET search_path to it.")
					.formatted(object.definition(), name(object.identity())));
			}
		}
		Set<String> identities = declared.stream().map(DeclaredObject::identity).collect(Collectors.toSet());
		List<StoredObject> undeclared = new ArrayList<>();
		for (StoredObject there : List.copyOf(this.found.values())) {
			if (identities.contains(there.identity())) {
				continue;
			}
			String name = name(there.identity());
			if (formerly.contains(name)) {
				drop(there, declared);
				this.states.add(new ObjectState(name, null, State.REMOVED));
			}
			else {
				undeclared.add(there);
				this.states.add(new ObjectState(name, null, State.UNDECLARED));
			}
		}
		return new DeclaredObjects.Result(this.differences, this.changes, notes, this.blocked, this.states, undeclared);
	}

	private void compare(DeclaredObject object) {
		StoredObject there = this.found.get(object.identity());
		StoredObject wanted = object.unqualified();
		if (there == null) {
			difference(object.identity(), object.text(), null);
			this.changes.add(new DeclaredChange(object.identity(), Kind.CREATE, object.creation(List.of()),
					wanted.drop(), List.of(), List.of(), object.qualified().needs(),
					wanted.type().isDataType() || this.trial.isNeededByTables(object.definition()), null));
			return;
		}
		List<String> properties = ObjectProperties.change(stated(object, there), stated(object, wanted));
		List<String> back = ObjectProperties.change(stated(object, wanted), stated(object, there));
		if (isSame(object, there)) {
			if (!properties.isEmpty()) {
				replace(object, there, properties, back);
			}
			return;
		}
		Optional<List<String>> domain = (wanted.type() == ObjectType.DOMAIN)
				? DomainChange.of(there.definition(), wanted.definition()) : Optional.empty();
		if (domain.isPresent()) {
			List<String> former = DomainChange.of(wanted.definition(), there.definition()).orElseThrow();
			if (DomainChange.isChecked(domain.get()) || DomainChange.isChecked(former)) {
				checkColumns(there);
			}
			replace(object, there, join(domain.get(), properties), join(former, back));
		}
		else if (wanted.type() == ObjectType.ROW_SECURITY) {
			replace(object, there, switches(there, wanted), switches(wanted, there));
		}
		else if (!this.renamed && wanted.type().isReplaceable() && this.trial.isReplaceable(object, there)) {
			List<String> firing = firing(there);
			boolean stated = firing(wanted).stream().anyMatch(object::states)
					|| firing.stream().anyMatch(object::states);
			replace(object, there, join(join(object.replacement(), properties), stated ? firing(wanted) : firing),
					join(join(ObjectTrial.replacing(there.definition()), back), firing));
		}
		else {
			add(object, there, Kind.RECREATE, List.of(), List.of());
		}
	}

	/**
	 * Returns how an object fires. A trigger that is replaced does so as if it was new.
	 */
	private static List<String> firing(StoredObject object) {
		return object.properties()
			.stream()
			.filter((property) -> ObjectProperties.role(property)
				.filter(DeclaredStatement.Role.FIRING::equals)
				.isPresent())
			.toList();
	}

	/**
	 * Returns what an object keeps that is created again: what the files do not state,
	 * and is not about a column that it has no longer.
	 */
	private List<String> kept(DeclaredObject object, StoredObject there) {
		return there.properties()
			.stream()
			.filter((property) -> !object.states(property) && (there.type() == ObjectType.EVENT_TRIGGER
					|| (!property.contains("(") && !property.startsWith("COMMENT ON COLUMN "))
					|| this.trial.accepts(object, property)))
			.toList();
	}

	/**
	 * Returns the statements that turn off what only one side has turned on, and turn on
	 * what only the other has.
	 */
	private static List<String> switches(StoredObject from, StoredObject to) {
		List<String> off = IntStream.range(0, from.definition().size())
			.filter((i) -> !to.definition().contains(from.definition().get(i)))
			.mapToObj(from.drop()::get)
			.toList();
		return join(off,
				to.definition().stream().filter((statement) -> !from.definition().contains(statement)).toList());
	}

	private static List<String> join(List<String> one, List<String> other) {
		return Stream.concat(one.stream(), other.stream()).toList();
	}

	private static List<String> stated(DeclaredObject object, StoredObject side) {
		return side.properties().stream().filter(object::states).toList();
	}

	/**
	 * A definition that the database has read once may read differently when it is read
	 * again.
	 */
	private boolean isSame(DeclaredObject object, StoredObject there) {
		StoredObject qualified = Objects.requireNonNull(this.qualifiedFound.get(there.identity()));
		return object.qualified().definition().equals(qualified.definition()) || this.trial.readAgain(object, there)
			.filter((again) -> again
				.equals(this.trial.readAgain(object, object.unqualified()).orElse(object.qualified().definition())))
			.isPresent();
	}

	private void replace(DeclaredObject object, StoredObject there, List<String> replacement, List<String> former) {
		add(object, there, Kind.REPLACE, replacement, former);
	}

	private void add(DeclaredObject object, StoredObject there, Kind kind, List<String> replacement,
			List<String> former) {
		difference(object.identity(),
				String.join(";\n", join(object.unqualified().definition(), stated(object, object.unqualified()))),
				String.join(";\n", join(there.definition(), stated(object, there))));
		this.changes.add(new DeclaredChange(object.identity(), kind, object.creation(kept(object, there)),
				object.unqualified().drop(), replacement, former, object.qualified().needs(), false,
				alteration(there, After.REPLACEMENT)));
		checkOwner(there, "changed");
	}

	private void drop(StoredObject there, List<DeclaredObject> declared) {
		String identity = there.identity();
		difference(identity, null, String.join(";\n", there.creation()));
		this.changes.add(new DeclaredChange(identity, Kind.DROP, List.of(), there.drop(), List.of(), there.creation(),
				Set.of(), false, alteration(there, After.NOTHING)));
		declared.stream()
			.filter((object) -> object.qualified().needs().contains(identity))
			.map((object) -> "%s cannot be dropped, because %s uses it, which %s declares."
				.formatted(capitalized(name(identity)), name(object.identity()), object.definition()))
			.forEach(this.blocked::add);
		checkOwner(there, "dropped");
	}

	private @Nullable Alteration alteration(StoredObject there, After after) {
		return (there.type() != ObjectType.ROW_SECURITY) ? new Alteration(Alteration.Kind.REPLACE_OBJECT,
				new ObjectName(null, name(there.identity())), there.address(), after) : null;
	}

	private void checkOwner(StoredObject there, String happening) {
		if (there.foreignOwner() != null) {
			this.blocked.add("%s cannot be %s, because it belongs to %s, whose rights the user does not have."
				.formatted(capitalized(name(there.identity())), happening, there.foreignOwner()));
		}
	}

	/**
	 * Notes that a domain cannot get a constraint, here or on the way back.
	 */
	private void checkColumns(StoredObject domain) {
		this.live.dialect()
			.objects(this.live.jdbc())
			.columnsAround(domain.address())
			.stream()
			.findFirst()
			.map((column) -> ("%s cannot get another CHECK or NOT NULL, because column %s stores it within another type."
					+ " Change the type of that column in a revision of its own before, and back after it.")
				.formatted(capitalized(name(domain.identity())), column))
			.ifPresent(this.blocked::add);
	}

	private static String capitalized(String text) {
		return Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

	private void difference(String identity, @Nullable String wanted, @Nullable String found) {
		this.differences.add(new ObjectDifference(new ObjectName(null, name(identity)), wanted, found));
	}

	/**
	 * Returns what people call an object.
	 */
	private String name(String identity) {
		return this.unqualified.expression(identity).replace("pg_catalog.", "").replace(",", ", ");
	}

}
