package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.autogenerate.change.CreationOrder.Creation;
import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.dialect.dependency.Alteration;
import dev.migrate.dialect.dependency.Alteration.After;
import dev.migrate.dialect.dependency.Alteration.Kind;
import dev.migrate.dialect.dependency.DependentObject;
import dev.migrate.dialect.dependency.DependentObject.Effect;
import dev.migrate.dialect.dependency.DependentObject.Fate;
import dev.migrate.dialect.dependency.DependentObject.Place;
import dev.migrate.dialect.dependency.ObjectDependencies;
import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.DropTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Adds steps for what the database has besides what is compared: whatever goes with a
 * dropped table or column comes back on the way down, and what keeps a change from being
 * made is dropped before it and created after it, both ways.
 */
public final class RestoredObjects {

	private static final String SETTINGS = "the settings and privileges of ";

	private final SchemaSnapshot found;

	private final AffectedObjects affected;

	private final ModelledObjects models;

	private final Renames renames;

	private final List<Change> changes;

	private final List<Change> drops = new ArrayList<>();

	private final List<Creation> creations = new ArrayList<>();

	private final Map<String, DeclaredChange> declared = new LinkedHashMap<>();

	private final List<DeclaredChange> dropped;

	private final List<String> refusedObjects = new ArrayList<>();

	private final List<Change> others = new ArrayList<>();

	private final List<RefusedChange> refused = new ArrayList<>();

	private final List<Lost> lost = new ArrayList<>();

	private final Set<Place> recreated = new HashSet<>();

	private final List<RecreatedObject> retyped = new ArrayList<>();

	private final FormerNames formerNames;

	private RestoredObjects(ObjectDependencies dependencies, SchemaSnapshot found, Renames renames,
			List<Change> changes, List<DeclaredChange> declared) {
		this.found = found;
		this.renames = renames;
		this.changes = changes;
		declared.forEach((change) -> this.declared.put(change.identity(), change));
		this.dropped = declared.stream().filter((change) -> change.kind() == DeclaredChange.Kind.DROP).toList();
		this.formerNames = new FormerNames(renames, changes);
		this.affected = new AffectedObjects(dependencies, renames, changes, this.declared);
		this.models = new ModelledObjects(found, renames, this.formerNames);
	}

	/**
	 * Adds the steps.
	 * @param dependencies what tells what depends on what
	 * @param found what there is, under its new names
	 * @param renames what is renamed
	 * @param changes the steps so far
	 * @param declared what is done about declared objects
	 * @return all steps in their order, and what the database would refuse of them
	 */
	public static Plan of(ObjectDependencies dependencies, SchemaSnapshot found, Renames renames, List<Change> changes,
			List<DeclaredChange> declared) {
		RestoredObjects objects = new RestoredObjects(dependencies, found, renames, changes, declared);
		objects.affected.read().forEach(objects::add);
		List.copyOf(objects.declared.values()).forEach(objects::addDeclared);
		return objects.plan(new FunctionBodies(dependencies));
	}

	/**
	 * Steps with what is in their way.
	 *
	 * @param changes the steps in their order
	 * @param refused the steps that the database would refuse
	 * @param recreated what is created again over what gets another type
	 * @param refusedObjects what keeps declared objects from being changed, a sentence
	 * each
	 */
	public record Plan(List<Change> changes, List<RefusedChange> refused, List<RecreatedObject> recreated,
			List<String> refusedObjects) {

		/**
		 * Returns why the database would refuse revisions.
		 * @param revisions the revisions that processors have made of the steps
		 * @return a sentence for each reason
		 */
		public List<String> refused(List<GeneratedRevision> revisions) {
			Set<Alteration> made = revisions.stream()
				.flatMap((revision) -> Stream.concat(revision.upgrade().stream(), revision.downgrade().stream()))
				.flatMap((step) -> Alterations.of(step.operation()).stream())
				.collect(Collectors.toSet());
			return Stream
				.concat(this.refused.stream()
					.filter((change) -> !Collections.disjoint(made, Alterations.of(change.operation())))
					.map(RefusedChange::reason), this.refusedObjects.stream())
				.distinct()
				.toList();
		}

	}

	/**
	 * A step that the database would refuse.
	 *
	 * @param operation the step, up or down
	 * @param reason why, for people
	 */
	public record RefusedChange(Operation operation, String reason) {

	}

	/**
	 * An object that goes with another one.
	 *
	 * @param operation what drops the other one
	 * @param description what it is, for people
	 */
	private record Lost(@Nullable Operation operation, String description) {

	}

	private ObjectName renamed(ObjectName former) {
		return this.renames.tables().getOrDefault(former, former);
	}

	private void add(DependentObject object) {
		if (isRefused(object, object.upgrade(), true) || isRefused(object, object.downgrade(), false)) {
			return;
		}
		Effect up = object.upgrade();
		Effect down = object.downgrade();
		Operation dropping = (up.cause() != null) ? this.affected.operation(up.cause(), true) : null;
		if (up.fate() == Fate.LOST || up.fate() == Fate.DROPPED) {
			this.declared.remove(object.identity());
		}
		switch (up.fate()) {
			case LOST -> {
				boolean settings = object.definition().isEmpty() || isInTable(object);
				if (addLost(object, dropping) && !(settings && isConstraintOrIndex(dropping))) {
					this.lost.add(new Lost(dropping, (settings ? SETTINGS : "") + object.description()));
				}
			}
			case DROPPED -> addDropped(object, Objects.requireNonNull(up.cause()));
			case DETACHED -> {
				this.drops.add(0, new Change(Phase.DROP_DEPENDENT,
						execute(object.definition()
							.stream()
							.map((statement) -> statement.replaceFirst(" OWNED BY .*", " OWNED BY NONE"))
							.toList()),
						execute(object.definition()))
					.remark("%s remains, because it is used elsewhere.".formatted(sentence(object.description()))));
			}
			default -> addRecreated(object, up, down);
		}
	}

	private static boolean isConstraintOrIndex(@Nullable Operation dropping) {
		return dropping instanceof DropConstraint || dropping instanceof DropIndex;
	}

	private boolean isRefused(DependentObject object, Effect effect, boolean up) {
		Alteration cause = effect.cause();
		if (cause == null) {
			return false;
		}
		String reason = null;
		if (effect.fate() == Fate.REFUSED && effect.reason() != null) {
			reason = "%s, because %s.".formatted(sentence(cause.refusal()), effect.reason());
		}
		else if (effect.fate() == Fate.REFUSED) {
			reason = (cause.after() == After.NOTHING && cause.kind() != Kind.CHANGE_TYPE)
					? "%s, because %s uses it.".formatted(sentence(cause.refusal()), object.description())
					: "%s, because %s uses it and cannot be created again.".formatted(sentence(cause.refusal()),
							object.description());
		}
		else if (effect.fate() == Fate.RECREATED) {
			reason = this.formerNames.taken(object)
				.map((name) -> "%s, because %s uses %s, which is renamed in the same revision while something else gets that name."
					.formatted(sentence(cause.refusal()), object.description(), name))
				.orElse(null);
		}
		if (reason != null && cause.kind() == Kind.REPLACE_OBJECT) {
			this.refusedObjects.add(reason);
		}
		else if (reason != null) {
			this.refused.add(new RefusedChange(Objects.requireNonNull(this.affected.operation(cause, up)), reason));
		}
		return reason != null;
	}

	private static String sentence(String clause) {
		return Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
	}

	/**
	 * Adds what brings back an object that goes with another one.
	 * @return whether there is something to bring back
	 */
	private boolean addLost(DependentObject object, @Nullable Operation dropping) {
		Place place = object.place();
		boolean known = isInTable(object);
		Optional<Change> model = (place != null && !known) ? this.models.model(place) : Optional.empty();
		model.map((change) -> change.restoring(dropping)).ifPresent(this.others::add);
		List<String> late = new ArrayList<>();
		if (model.isEmpty() && !known) {
			addEarly(object, dropping);
			// A sequence gets its owner before its column.
			late.addAll(place != null && place.kind() == Place.Kind.SEQUENCE ? List.of() : object.definition());
		}
		late.addAll(object.properties());
		if (place != null && place.kind() == Place.Kind.SEQUENCE) {
			late.addAll(object.definition());
		}
		if (!late.isEmpty()) {
			this.drops.add(0, restoration(Phase.DROP_DEPENDENT, late).restoring(dropping));
		}
		return model.isPresent() || !late.isEmpty();
	}

	/**
	 * Adds the steps that drop an object for good and bring it back.
	 */
	private void addDropped(DependentObject object, Alteration cause) {
		String remark = "%s, and %s with it.".formatted(sentence(cause.happening()), object.description());
		Optional<Change> model = (object.place() != null) ? this.models.model(object.place()) : Optional.empty();
		if (model.isPresent() && model.get().downgrade() instanceof CreateConstraint creation) {
			this.others.add(model.get().with(creation.reverse().orElseThrow(), creation).remark(remark));
			if (!object.properties().isEmpty()) {
				this.drops.add(0, restoration(Phase.DROP_DEPENDENT, object.properties()));
			}
			return;
		}
		this.drops.add(0,
				new Change(Phase.DROP_DEPENDENT, execute(object.drop()), execute(creation(object))).remark(remark));
	}

	private static List<String> creation(DependentObject object) {
		return Stream.of(object.early(), object.definition(), object.properties()).flatMap(List::stream).toList();
	}

	/**
	 * Returns whether an object is created together with its dropped table.
	 */
	private static boolean isInTable(DependentObject object) {
		Alteration cause = object.upgrade().cause();
		return object.place() != null && cause != null && cause.kind() == Kind.DROP_TABLE
				&& object.place().table().equals(cause.object());
	}

	private void addEarly(DependentObject object, @Nullable Operation dropping) {
		if (!object.early().isEmpty()) {
			this.others.add(restoration(Phase.DROP_SEQUENCE, object.early()).restoring(dropping));
		}
	}

	private static Operation creation(CreateConstraint check, DependentObject object) {
		return CompositeOperation
			.of(Stream.<Operation>concat(Stream.of(check), object.properties().stream().map(Execute::sql)).toList());
	}

	private static Change restoration(Phase phase, List<String> statements) {
		return new Change(phase, NoOperation.INSTANCE, execute(statements));
	}

	private static Operation execute(List<String> statements) {
		return statements.isEmpty() ? NoOperation.INSTANCE
				: CompositeOperation.of(statements.stream().<Operation>map(Execute::sql).toList());
	}

	/**
	 * Adds what is done about a declared object that nothing else affects.
	 */
	private void addDeclared(DeclaredChange change) {
		if (change.kind() == DeclaredChange.Kind.DROP) {
			this.drops.add(new Change(phase(change.identity(), Phase.DROP_DEPENDENT),
					DeclaredOperations.drop(change.drop(), change.former()),
					DeclaredOperations.create(change.former())));
			return;
		}
		boolean creation = change.kind() == DeclaredChange.Kind.CREATE;
		if (creation) {
			addTaken(change);
		}
		Phase phase = phase(change.identity(), Phase.CREATE_DEPENDENT);
		Change step = creation
				? new Change(change.beforeTables() ? Phase.TYPE : phase, DeclaredOperations.create(change.creation()),
						DeclaredOperations.drop(change.drop(), change.creation()))
				: new Change(phase, DeclaredOperations.replace(change.replacement(), change.former()),
						DeclaredOperations.replace(change.former(), change.replacement()));
		this.creations.add(new Creation(change.identity(), change.needs(), step));
	}

	/**
	 * Returns the phase of a step that drops or creates an object. An event trigger is
	 * not there while anything else is done.
	 */
	private static Phase phase(String identity, Phase phase) {
		if (!identity.startsWith("event trigger ")) {
			return phase;
		}
		return (phase == Phase.DROP_DEPENDENT) ? Phase.DROP_EVENT_TRIGGER : Phase.CREATE_EVENT_TRIGGER;
	}

	/**
	 * Notes that a table has the name of a view, and keeps it.
	 */
	private void addTaken(DeclaredChange change) {
		if (!change.identity().startsWith("view ") && !change.identity().startsWith("materialized view ")) {
			return;
		}
		Set<ObjectName> tables = new HashSet<>(this.found.tables().keySet());
		this.changes.forEach((step) -> {
			if (step.upgrade() instanceof DropTable drop) {
				tables.remove(drop.name());
			}
		});
		FunctionBodies.objects(execute(change.creation().subList(0, 1)))
			.stream()
			.filter(tables::contains)
			.map("There cannot be a view %s, because there is a table of that name."::formatted)
			.forEach(this.refusedObjects::add);
	}

	/**
	 * Adds what is done about a declared object that is dropped with what depends on it,
	 * which no file must need any more.
	 */
	private boolean isAddedDrop(DependentObject object, Effect up) {
		DeclaredChange change = this.declared.get(object.identity());
		if (change != null && change.kind() == DeclaredChange.Kind.DROP) {
			this.declared.remove(object.identity());
			if (up.fate() == Fate.RECREATED) {
				this.drops.add(0, new Change(phase(object.identity(), Phase.DROP_DEPENDENT), execute(object.drop()),
						execute(creation(object))));
				return true;
			}
			return false;
		}
		if (change != null || up.fate() != Fate.RECREATED) {
			return false;
		}
		// Something else may be the first reason to create it again.
		Optional<Alteration> drop = Stream
			.concat(Stream.ofNullable(up.cause()),
					object.needs()
						.stream()
						.flatMap((need) -> this.dropped.stream()
							.filter((gone) -> gone.identity().equals(need))
							.flatMap((gone) -> Stream.ofNullable(gone.alteration()))))
			.filter((cause) -> cause.kind() == Kind.REPLACE_OBJECT && cause.after() == After.NOTHING)
			.findFirst();
		drop.ifPresent((cause) -> this.refusedObjects
			.add("%s, because %s uses it.".formatted(sentence(cause.refusal()), object.description())));
		return drop.isPresent();
	}

	private void addRecreated(DependentObject object, Effect up, Effect down) {
		if (isAddedDrop(object, up)) {
			return;
		}
		DeclaredChange wanted = this.declared.remove(object.identity());
		Place place = object.place();
		if (place != null) {
			this.recreated.add(new Place(place.kind(), renamed(place.table()), place.name()));
		}
		boolean type = place != null && (place.kind() == Place.Kind.TYPE || place.kind() == Place.Kind.COLUMN);
		boolean inUpgrade = up.fate() == Fate.RECREATED;
		if (inUpgrade && wanted == null && !object.definition().isEmpty() && this.formerNames.isOfTables(object)) {
			this.retyped.add(new RecreatedObject(object, sentence(Objects.requireNonNull(up.cause()).refusal()),
					this.formerNames));
		}
		// The key that a view needs has another name on the way down.
		boolean inDowngrade = down.fate() == Fate.RECREATED || (inUpgrade && up.cause() != null
				&& up.cause().kind() == Kind.DROP_CONSTRAINT && up.cause().after() == After.REPLACEMENT);
		CreateConstraint check = (place != null) ? this.models.check(place) : null;
		Operation drop = (check != null) ? check.reverse().orElseThrow() : execute(object.drop());
		Operation create = (check != null) ? creation(check, object) : execute(creation(object));
		Operation creation = (wanted != null) ? DeclaredOperations.create(wanted.creation()) : create;
		Operation change = (wanted != null) ? DeclaredOperations.replace(wanted.replacement(), wanted.former())
				: NoOperation.INSTANCE;
		Operation back = (wanted != null) ? DeclaredOperations.drop(wanted.drop(), wanted.creation()) : drop;
		Change before = new Change(type ? Phase.DROP_DEPENDENT_TYPE : phase(object.identity(), Phase.DROP_DEPENDENT),
				inUpgrade ? drop : NoOperation.INSTANCE, inDowngrade ? create : NoOperation.INSTANCE);
		if (inUpgrade && drop != NoOperation.INSTANCE) {
			before = before.remark(((place != null && place.kind() == Place.Kind.COLUMN)
					? "%s, so %s is a text until its type is there again."
					: "%s, so %s is dropped here and created again below.")
				.formatted(sentence(Objects.requireNonNull(up.cause()).happening()), object.description()));
		}
		Change after = new Change(type ? Phase.CREATE_DEPENDENT_TYPE : phase(object.identity(), Phase.CREATE_DEPENDENT),
				inUpgrade ? creation : change, inDowngrade ? back : (wanted != null)
						? DeclaredOperations.replace(wanted.former(), wanted.replacement()) : NoOperation.INSTANCE);
		if (inUpgrade && up.reason() != null) {
			after = after.remark(up.reason());
		}
		if (type) {
			before = this.formerNames.during(before, object);
		}
		this.drops.add(0, before);
		this.creations.add(new Creation(object.identity(), (wanted != null) ? wanted.needs() : object.needs(),
				(wanted != null) ? after : this.formerNames.during(after, object)));
	}

	private Plan plan(FunctionBodies bodies) {
		List<Change> all = new ArrayList<>();
		for (Change change : this.changes) {
			if (isOfRecreated(change.upgrade()) || isOfRecreated(change.downgrade())) {
				continue;
			}
			List<String> with = this.lost.stream()
				.filter((gone) -> change.upgrade().equals(gone.operation()))
				.map(Lost::description)
				.toList();
			all.add(with.isEmpty() ? change : change.remark(remark(with)));
		}
		all.addAll(this.drops);
		all.addAll(this.others);
		all.addAll(CreationOrder.of(this.creations));
		all.sort(Comparator.comparing(Change::phase));
		return new Plan(bodies.in(all), this.refused, this.retyped, this.refusedObjects);
	}

	/**
	 * Returns whether a step drops or creates what other steps have to drop earlier and
	 * create later.
	 */
	private boolean isOfRecreated(Operation operation) {
		if (operation instanceof DropConstraint drop) {
			return isRecreated(Place.Kind.CONSTRAINT, drop.table(), drop.name());
		}
		if (operation instanceof CreateConstraint creation) {
			return isRecreated(Place.Kind.CONSTRAINT, creation.table(), creation.constraint().name());
		}
		if (operation instanceof DropIndex drop && drop.creation() != null) {
			return isRecreated(Place.Kind.INDEX, drop.creation().table(), drop.name().name());
		}
		return operation instanceof CreateIndex creation
				&& isRecreated(Place.Kind.INDEX, creation.table(), creation.index().name());
	}

	private boolean isRecreated(Place.Kind kind, ObjectName table, @Nullable String name) {
		return name != null && this.recreated.contains(new Place(kind, table, name));
	}

	private static String remark(List<String> with) {
		boolean one = with.size() == 1 && !with.get(0).startsWith(SETTINGS);
		String all = (with.size() == 1) ? with.get(0)
				: String.join(", ", with.subList(0, with.size() - 1)) + " and " + with.get(with.size() - 1);
		return "With it %s %s; the downgrade brings %s back.".formatted(one ? "goes" : "go", all, one ? "it" : "them");
	}

}
