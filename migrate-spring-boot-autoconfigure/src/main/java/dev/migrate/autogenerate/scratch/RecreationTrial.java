package dev.migrate.autogenerate.scratch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.SchemaObject.Kind;
import dev.migrate.autogenerate.SchemaObject.Side;
import dev.migrate.autogenerate.change.RecreatedObject;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.SchemaSnapshot;

/**
 * Lets the database say whether it can create views, functions and the like again over
 * columns that get other types: creates them in the scratch schemas, over copies of all
 * that they may lock.
 */
final class RecreationTrial {

	private final ScratchDatabase scratch;

	private final SchemaSnapshot live;

	private final Set<ObjectName> changed;

	/**
	 * Other tables and views that there are.
	 */
	private final Set<ObjectName> others;

	private final String schema;

	/**
	 * What is tried, in the order in which it is created.
	 */
	private final Map<SchemaObject, Tried> tried = new LinkedHashMap<>();

	private final List<String> notes = new ArrayList<>();

	private final Map<ObjectName, SchemaObject> views = new LinkedHashMap<>();

	private final Map<ObjectName, List<SchemaObject>> functions = new LinkedHashMap<>();

	/**
	 * Something that is tried.
	 *
	 * @param object what it is
	 * @param needs what must be there before
	 */
	private record Tried(RecreatedObject object, Set<SchemaObject> needs) {
	}

	/**
	 * Creates a trial.
	 * @param scratch where things are created
	 * @param objects what is created again, each after what it needs
	 * @param live what there is; every name has its schema
	 * @param changed the tables with columns that get other types
	 * @param schema the default schema
	 */
	RecreationTrial(ScratchDatabase scratch, Collection<RecreatedObject> objects, SchemaSnapshot live,
			Set<ObjectName> changed, String schema) {
		this.scratch = scratch;
		this.live = live;
		this.changed = changed;
		this.schema = schema;
		List<RecreatedObject> triable = objects.stream().filter(RecreatedObject::isTriable).toList();
		boolean anywhere = triable.stream().allMatch(this::isInDefaultSchema) || scratch.mayCreateSchemas();
		this.others = scratch.tables(triable.stream()
			.filter((object) -> !object.isReading())
			.flatMap((object) -> object.uses().stream())
			.map(this::qualified)
			.filter((used) -> !live.tables().containsKey(used) && !live.sequences().containsKey(used))
			.distinct()
			.toList());
		for (RecreatedObject object : triable) {
			if (anywhere || isInDefaultSchema(object)) {
				add(object);
			}
			else {
				this.notes.add(untried(object, "the user may not create schemas"));
			}
		}
	}

	private boolean isInDefaultSchema(RecreatedObject object) {
		return Stream
			.concat(Stream.ofNullable(object.name()), object.isReading() ? Stream.of() : object.uses().stream())
			.allMatch((name) -> name.schema() == null);
	}

	private void add(RecreatedObject object) {
		SchemaObject key = new SchemaObject(Kind.TABLE, new ObjectName(null, object.description()), null,
				Side.DATABASE);
		Set<SchemaObject> needed = new LinkedHashSet<>();
		for (ObjectName name : object.uses()) {
			ObjectName used = qualified(name);
			if (this.views.containsKey(used)) {
				needed.add(this.views.get(used));
			}
			else if ((this.live.tables().containsKey(used) || this.others.contains(used))
					&& (this.changed.contains(used) || !object.isReading() || object.hasFormerName(name))) {
				needed.add(copy(used));
			}
		}
		this.functions.forEach((name, others) -> {
			if (object.mayCall(this.scratch.quoted(unqualified(name)))) {
				needed.addAll(others);
			}
		});
		this.tried.put(key, new Tried(object, needed));
		ObjectName name = object.name();
		if (name != null && object.isView()) {
			this.views.put(qualified(name), key);
		}
		else if (name != null && object.isCallable()) {
			this.functions.computeIfAbsent(qualified(name), (function) -> new ArrayList<>()).add(key);
		}
	}

	private boolean isUnpublished(RecreatedObject object) {
		return object.isPublication() && !this.scratch.mayCreateSchemas();
	}

	private static SchemaObject copy(ObjectName table) {
		return new SchemaObject(Kind.TABLE, table, null, Side.MODEL);
	}

	private ObjectName qualified(ObjectName name) {
		return (name.schema() == null) ? new ObjectName(this.schema, name.name()) : name;
	}

	private ObjectName unqualified(ObjectName name) {
		return this.schema.equals(name.schema()) ? new ObjectName(null, name.name()) : name;
	}

	private static String untried(RecreatedObject object, String reason) {
		return "Whether %s accepts the change could not be tried: %s. If it does not, the revision fails."
			.formatted(object.description(), reason);
	}

	boolean isEmpty() {
		return this.tried.isEmpty();
	}

	/**
	 * Returns what is known if nothing has been refused.
	 */
	TypeTrial.Outcome outcome() {
		return outcome(List.of(), List.of());
	}

	/**
	 * Returns the tables that stay as they are, but that something would lock.
	 */
	Set<ObjectName> unchangedTables() {
		return copies().filter((name) -> this.live.tables().containsKey(name) && !this.changed.contains(name))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private Stream<ObjectName> copies() {
		return this.tried.values()
			.stream()
			.flatMap((each) -> each.needs().stream())
			.filter((needed) -> needed.side() == Side.MODEL)
			.map(SchemaObject::name)
			.distinct();
	}

	/**
	 * Returns the names of all that is created, and those that it has meanwhile.
	 */
	Set<ObjectName> names() {
		Set<ObjectName> names = copies().collect(Collectors.toCollection(LinkedHashSet::new));
		for (Tried each : this.tried.values()) {
			Stream.concat(Stream.ofNullable(each.object().name()), each.object().formerNames().stream())
				.forEach((name) -> names.add(qualified(name)));
		}
		return names;
	}

	/**
	 * Returns what creates everything after the tables.
	 */
	List<Creation> creations(Renaming schemas) {
		List<Creation> creations = new ArrayList<>();
		copies().filter((name) -> !this.live.tables().containsKey(name))
			.forEach((name) -> creations.add(new Creation(copy(name), this.scratch.copy(name, schemas.object(name)))));
		this.tried
			.forEach(
					(key, each) -> creations.add(
							new Creation(key,
									this.scratch.mayCreateSchemas() ? each.object().creation(schemas, this::qualified)
											: each.object().temporaryCreation(schemas, this::qualified),
									each.needs())));
		return creations;
	}

	/**
	 * Says what cannot be created.
	 * @param refused what the database refuses to create over the new types
	 * @param before what it refuses to create over those that there are
	 */
	TypeTrial.Outcome outcome(List<RefusedPart> refused, List<RefusedPart> before) {
		List<String> refusals = new ArrayList<>();
		List<String> all = new ArrayList<>(this.notes);
		Map<SchemaObject, String> unknown = new LinkedHashMap<>();
		before.forEach((part) -> unknown.put(part.object(), part.message()));
		this.tried.forEach((key, each) -> {
			RecreatedObject object = each.object();
			// What cannot be created as it is does not tell.
			each.needs()
				.stream()
				.filter(unknown::containsKey)
				.findFirst()
				.ifPresent((needed) -> unknown.putIfAbsent(key, String.valueOf(unknown.get(needed))));
			String reason = unknown.get(key);
			if (reason != null) {
				all.add(untried(object, reason));
				return;
			}
			refused.stream()
				.filter((part) -> part.object().equals(key))
				.findFirst()
				.ifPresentOrElse((part) -> refusals.add("%s, because %s does not accept it: %s."
					.formatted(object.refusal(), object.description(), part.message())), () -> {
						if (isUnpublished(object)) {
							all.add(untried(object, "the user may not create publications"));
						}
					});
		});
		return new TypeTrial.Outcome(refusals, all);
	}

}
