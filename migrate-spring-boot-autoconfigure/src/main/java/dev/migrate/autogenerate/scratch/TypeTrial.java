package dev.migrate.autogenerate.scratch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.SchemaObject.Side;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.autogenerate.WantedSchema.TableIndex;
import dev.migrate.autogenerate.change.ColumnChanges;
import dev.migrate.autogenerate.change.RecreatedObject;
import dev.migrate.autogenerate.change.RestoredObjects;
import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.difference.ColumnDifference;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.CompositeTypeDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.EnumTypeDifference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.dialect.Conversions;
import dev.migrate.operations.object.AlterCompositeType;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Lets the database say whether the checks, indexes and other parts of a table that
 * nobody wants changed accept the new types of its columns: creates the table as it will
 * be, and changes the types of one there and back.
 */
public final class TypeTrial {

	private final ScratchDatabase scratch;

	private final SchemaSnapshot live;

	private final List<Prerequisite> prerequisites;

	private final Conversions conversions;

	private final String schema;

	private final List<RecreatedObject> objects;

	private final Map<ObjectName, List<Difference>> differences = new HashMap<>();

	private final Map<ObjectName, Map<String, Column>> changed = new LinkedHashMap<>();

	/**
	 * The constraints and indexes that the revision drops before it changes a type.
	 */
	private final Set<SchemaObject> dropped = new HashSet<>();

	private TypeTrial(ScratchDatabase scratch, SchemaSnapshot live, List<Prerequisite> prerequisites,
			List<Difference> differences, RestoredObjects.Plan plan, Conversions conversions, String schema) {
		this.scratch = scratch;
		this.live = live;
		this.prerequisites = prerequisites;
		this.conversions = conversions;
		this.schema = schema;
		this.objects = plan.recreated();
		plan.changes().forEach((change) -> addDropped(change.upgrade()));
		differences.forEach((difference) -> this.differences
			.computeIfAbsent(qualified(difference.object()), (object) -> new ArrayList<>())
			.add(difference));
		for (InspectedTable table : live.tables().values()) {
			Map<String, Column> columns = isDropped(table) ? Map.of() : columnsOfOtherType(table);
			if (!columns.isEmpty()) {
				this.changed.put(table.name(), columns);
			}
		}
	}

	/**
	 * Tries the new types.
	 * @param scratch where tables are created
	 * @param live what there is; every name has its schema
	 * @param prerequisites what new types may be that the database does not have
	 * @param differences what differs; names have none in the default schema
	 * @param plan the steps of the revision, and what they create again
	 * @param conversions how values are converted
	 * @param schema the default schema
	 * @return what keeps a column from getting its type, or its old one back
	 */
	public static Outcome outcome(ScratchDatabase scratch, SchemaSnapshot live, List<Prerequisite> prerequisites,
			List<Difference> differences, RestoredObjects.Plan plan, Conversions conversions, String schema) {
		TypeTrial trial = new TypeTrial(scratch, live, prerequisites, differences, plan, conversions, schema);
		if (trial.changed.isEmpty()) {
			return Outcome.NONE;
		}
		List<String> refusals = trial.refusals();
		return refusals.isEmpty() ? trial.around() : new Outcome(refusals, List.of());
	}

	/**
	 * What the database says.
	 *
	 * @param refusals why a type cannot be changed, a sentence each
	 * @param notes what could not be tried, a sentence each
	 */
	public record Outcome(List<String> refusals, List<String> notes) {

		public static final Outcome NONE = new Outcome(List.of(), List.of());

	}

	/**
	 * Tries to create again over the changed tables what is over them, and the foreign
	 * keys between them and others.
	 */
	private Outcome around() {
		RecreationTrial trial = new RecreationTrial(this.scratch, this.objects, this.live, this.changed.keySet(),
				this.schema);
		ForeignKeyTrial keys = new ForeignKeyTrial(this.live, this.changed,
				(table, constraint) -> !isDropped(table) && stays(table, constraint));
		if (trial.isEmpty() && keys.tables().isEmpty()) {
			return trial.outcome();
		}
		Set<ObjectName> tables = new LinkedHashSet<>(this.changed.keySet());
		tables.addAll(trial.unchangedTables());
		tables.addAll(keys.tables());
		Function<Renaming, List<Creation>> creations = (renaming) -> Stream
			.concat(trial.creations(renaming).stream(), keys.creations(renaming).stream())
			.toList();
		List<RefusedPart> refused = refused(true, tables, false, trial.names(), creations);
		if (refused.isEmpty()) {
			return trial.outcome();
		}
		List<RefusedPart> before = refused(false, tables, false, trial.names(), creations);
		Outcome outcome = trial.outcome(refused, before);
		return new Outcome(
				Stream.concat(keys.refusals(refused, before, this.schema).stream(), outcome.refusals().stream())
					.toList(),
				outcome.notes());
	}

	private void addDropped(Operation operation) {
		if (operation instanceof DropConstraint drop) {
			this.dropped.add(new SchemaObject(SchemaObject.Kind.CONSTRAINT, qualified(drop.table()), drop.name(),
					Side.DATABASE));
		}
		else if (operation instanceof DropIndex drop && drop.creation() != null) {
			this.dropped.add(new SchemaObject(SchemaObject.Kind.INDEX, qualified(drop.creation().table()),
					drop.name().name(), Side.DATABASE));
		}
	}

	private List<String> refusals() {
		List<RefusedPart> refused = refused(true, (renaming) -> List.of(), false);
		if (refused.isEmpty()) {
			List<RefusedPart> all = refused(false, this::thereAndBack, true);
			return all.stream()
				.filter((part) -> part.object().side() != Side.MODEL
						&& all.stream().noneMatch((other) -> isCreationOf(part, other)))
				.map(this::sentence)
				.distinct()
				.toList();
		}
		// What cannot be created as it is does not tell.
		Set<SchemaObject> unreadable = new LinkedHashSet<>();
		refused(false, (renaming) -> List.of(), false).forEach((part) -> unreadable.add(part.object()));
		return refused.stream()
			.filter((part) -> !unreadable.contains(part.object()) && isCause(part, refused))
			.map(this::sentence)
			.distinct()
			.toList();
	}

	/**
	 * Returns whether something could not be created that another step changes.
	 */
	private static boolean isCreationOf(RefusedPart step, RefusedPart creation) {
		SchemaObject object = creation.object();
		return object.side() == Side.MODEL && object.name().equals(step.object().name())
				&& (object.kind() == SchemaObject.Kind.TABLE || Objects.equals(object.part(), step.object().part()));
	}

	/**
	 * Returns the steps that change the types, which both sides have, and those that
	 * change them back to what only the database has.
	 */
	private List<Creation> thereAndBack(Renaming renaming) {
		List<Creation> there = new ArrayList<>();
		List<Creation> back = new ArrayList<>();
		this.changed.forEach((table, columns) -> columns.forEach((name, wanted) -> {
			Column found = Objects.requireNonNull(this.live.tables().get(table)).table().findColumn(name).orElseThrow();
			if (!wanted.equals(found)) {
				boolean kept = !isDifferent(table, name, ColumnProperty.DEFAULT)
						&& !isDifferent(table, name, ColumnProperty.IDENTITY);
				Column from = kept ? found : found.defaultValue(null);
				ColumnChanges
					.ofType(renaming.object(table), renamed(table, from, renaming),
							renamed(table, wanted.defaultValue(from.defaultValue()), renaming), this.conversions)
					.ifPresent((change) -> {
						there.add(new Creation(new SchemaObject(SchemaObject.Kind.COLUMN, table, name, Side.BOTH),
								change.upgrade()));
						back.add(new Creation(new SchemaObject(SchemaObject.Kind.COLUMN, table, name, Side.DATABASE),
								change.downgrade()));
					});
			}
		}));
		there.addAll(back);
		return there;
	}

	private static Column renamed(ObjectName table, Column column, Renaming renaming) {
		return new Table(table, List.of(column), List.of(), null, Map.of(), false, null).map(renaming).columns().get(0);
	}

	private List<RefusedPart> refused(boolean changed, Function<Renaming, List<Creation>> alterations,
			boolean withoutDropped) {
		return refused(changed, this.changed.keySet(), withoutDropped, Set.of(), alterations);
	}

	/**
	 * Creates tables and what is over them.
	 * @param changed whether with the new types
	 * @param tables the tables
	 * @param withoutDropped whether without what the revision drops before it changes the
	 * types
	 * @param names the names of what is created besides
	 * @param more what creates it, or alters the tables
	 * @return what the database refuses
	 */
	private List<RefusedPart> refused(boolean changed, Set<ObjectName> tables, boolean withoutDropped,
			Set<ObjectName> names, Function<Renaming, List<Creation>> more) {
		List<TableIndex> indexes = new ArrayList<>();
		List<Table> created = new ArrayList<>();
		for (ObjectName name : tables) {
			InspectedTable table = Objects.requireNonNull(this.live.tables().get(name));
			Predicate<SchemaObject> there = (object) -> !withoutDropped || !this.dropped.contains(object);
			Table tried = table(table, changed);
			created.add(tried.constraints(tried.constraints()
				.stream()
				.filter((constraint) -> there
					.test(new SchemaObject(SchemaObject.Kind.CONSTRAINT, name, constraint.name(), Side.DATABASE)))
				.toList()));
			table.indexes()
				.stream()
				.map(InspectedIndex::index)
				.filter((index) -> stays(table, index)
						&& there.test(new SchemaObject(SchemaObject.Kind.INDEX, name, index.name(), Side.DATABASE)))
				.forEach((index) -> indexes.add(new TableIndex(table.name(), index.comment(null))));
		}
		List<EnumType> types = Stream
			.concat(this.live.enumTypes().values().stream().map((type) -> changed ? changed(type) : type),
					newEnumTypes())
			.toList();
		return this.scratch.refused(
				new WantedSchema(created, indexes, List.of(), types, List.of()).compositeTypes(compositeTypes(changed))
					.prerequisites(this.prerequisites),
				names, more, this.schema);
	}

	/**
	 * Returns the enum types that the revision creates.
	 */
	private Stream<EnumType> newEnumTypes() {
		return missing(EnumTypeDifference.class).map((difference) -> new EnumType(qualified(difference.object()),
				Objects.requireNonNull(difference.wanted()).values(), null));
	}

	private <D extends Difference> Stream<D> missing(Class<D> type) {
		return this.differences.values()
			.stream()
			.flatMap(List::stream)
			.filter((difference) -> type.isInstance(difference) && difference.isMissing())
			.map(type::cast);
	}

	private List<CompositeType> compositeTypes(boolean changed) {
		Map<ObjectName, CompositeType> created = new LinkedHashMap<>();
		missing(CompositeTypeDifference.class).map((difference) -> Objects.requireNonNull(difference.wanted()))
			.map((wanted) -> ofAttributes(qualified(wanted.name()), wanted))
			.forEach((type) -> created.put(type.name(), type));
		List<CompositeType> all = Stream
			.concat(created.values().stream(),
					this.live.compositeTypes().values().stream().map((type) -> changed ? changed(type) : type))
			.toList();
		return ChangedCompositeTypes.of(all,
				(type) -> created.containsKey(type) || differences(type).findAny().isPresent());
	}

	private Stream<CompositeTypeDifference> differences(ObjectName type) {
		return of(type).filter(CompositeTypeDifference.class::isInstance)
			.map(CompositeTypeDifference.class::cast)
			.filter(TypeTrial::isReplaced);
	}

	private static boolean isReplaced(CompositeTypeDifference difference) {
		CompositeType wanted = difference.wanted();
		CompositeType found = difference.found();
		return wanted != null && found != null && (new AlterCompositeType(found, wanted, List.of()).isReplaced()
				|| new AlterCompositeType(wanted, found, List.of()).isReplaced());
	}

	private CompositeType changed(CompositeType type) {
		return differences(type.name()).map(CompositeTypeDifference::wanted)
			.filter(Objects::nonNull)
			.findFirst()
			.map((wanted) -> ofAttributes(type.name(), wanted))
			.orElse(type);
	}

	private CompositeType ofAttributes(ObjectName name, CompositeType wanted) {
		return new CompositeType(name,
				wanted.attributes()
					.stream()
					.map((attribute) -> new Column(attribute.name(), qualified(attribute.type()), true, null, null,
							null, attribute.collation(), null))
					.toList(),
				null);
	}

	private Table table(InspectedTable found, boolean changed) {
		Set<String> retyped = this.changed.getOrDefault(found.name(), Map.of()).keySet();
		List<Column> columns = found.table()
			.columns()
			.stream()
			.filter((column) -> !isDropped(found, column.name()))
			.map((column) -> changed ? changed(found, column) : column)
			.map((column) -> new Column(column.name(), column.type(), true,
					retyped.contains(column.name()) && !isDifferent(found.name(), column.name(), ColumnProperty.DEFAULT)
							&& !isDifferent(found.name(), column.name(), ColumnProperty.IDENTITY)
									? column.defaultValue() : null,
					null,
					(!changed || isDifferent(found.name(), column.name(), ColumnProperty.GENERATED)) ? null
							: column.generated(),
					column.collation(), null))
			.toList();
		List<Constraint> constraints = found.table()
			.constraints()
			.stream()
			.filter((constraint) -> !(constraint instanceof ForeignKey) && stays(found, constraint))
			.toList();
		return new Table(found.name(), columns, constraints, null, Map.of(), false, null);
	}

	private boolean stays(InspectedTable table, Constraint constraint) {
		return isUnchanged(table, constraint) && table.table()
			.columns()
			.stream()
			.noneMatch(
					(column) -> isDropped(table, column.name()) && FilteredSchemas.isOver(constraint, column.name()));
	}

	private boolean stays(InspectedTable table, Index index) {
		return isUnchanged(table, index) && table.table()
			.columns()
			.stream()
			.noneMatch((column) -> isDropped(table, column.name()) && FilteredSchemas.isOver(index, column.name()));
	}

	private boolean isUnchanged(InspectedTable table, Object part) {
		String name = (part instanceof Index index) ? index.name() : ((Constraint) part).name();
		return of(table).noneMatch((difference) -> difference.found() != null
				&& !(difference instanceof ColumnDifference) && !(difference instanceof ColumnPropertyDifference)
				&& Objects.equals(name, foundName(difference)));
	}

	private static @Nullable String foundName(Difference difference) {
		if (difference.found() instanceof Constraint constraint) {
			return constraint.name();
		}
		return (difference.found() instanceof Index index) ? index.name() : null;
	}

	private boolean isDropped(InspectedTable table) {
		return of(table.name()).anyMatch((difference) -> difference instanceof TableDifference && difference.isExtra());
	}

	private boolean isDropped(InspectedTable table, String column) {
		return of(table).anyMatch((difference) -> difference instanceof ColumnDifference && difference.isExtra()
				&& column.equals(difference.part()));
	}

	private boolean isDifferent(ObjectName table, String column, ColumnProperty property) {
		return of(Objects.requireNonNull(this.live.tables().get(table)))
			.anyMatch((difference) -> difference instanceof ColumnPropertyDifference other
					&& other.property() == property && column.equals(difference.part()));
	}

	/**
	 * Returns what differs in a table, and in those that it is a partition of or inherits
	 * from, which changes with them.
	 */
	private Stream<Difference> of(InspectedTable table) {
		return Stream.concat(of(table.name()),
				table.parents()
					.stream()
					.flatMap((parent) -> Stream.ofNullable(this.live.tables().get(parent)))
					.flatMap(this::of));
	}

	private Stream<Difference> of(ObjectName object) {
		return this.differences.getOrDefault(object, List.of()).stream();
	}

	/**
	 * Returns the columns that get another type, or other values of it.
	 */
	private Map<String, Column> columnsOfOtherType(InspectedTable table) {
		Map<String, Column> columns = new LinkedHashMap<>();
		for (Column column : table.table().columns()) {
			Column changed = changed(table, column);
			if (!changed.equals(column) || isOfChangedType(column.type())) {
				columns.put(column.name(), changed);
			}
		}
		return columns;
	}

	private boolean isOfChangedType(DataType type) {
		return type.userDefined() && of(ObjectName.of(type.name()))
			.anyMatch((difference) -> difference.wanted() != null && (difference instanceof EnumTypeDifference
					|| (difference instanceof CompositeTypeDifference composite && isReplaced(composite))));
	}

	private Column changed(InspectedTable table, Column column) {
		return of(table).filter(ColumnPropertyDifference.class::isInstance)
			.map(ColumnPropertyDifference.class::cast)
			.filter((difference) -> column.name().equals(difference.part())
					&& (difference.property() == ColumnProperty.TYPE
							|| difference.property() == ColumnProperty.COLLATION))
			.findFirst()
			.map((difference) -> new Column(column.name(), qualified(difference.wanted().type()), column.nullable(),
					column.defaultValue(), column.identity(), column.generated(), difference.wanted().collation(),
					column.comment()))
			.orElse(column);
	}

	private EnumType changed(EnumType type) {
		return of(type.name()).filter(EnumTypeDifference.class::isInstance)
			.map(EnumTypeDifference.class::cast)
			.map(EnumTypeDifference::wanted)
			.filter(Objects::nonNull)
			.findFirst()
			.map((wanted) -> new EnumType(type.name(), wanted.values(), null))
			.orElse(type);
	}

	private ObjectName qualified(ObjectName name) {
		return (name.schema() == null) ? new ObjectName(this.schema, name.name()) : name;
	}

	private DataType qualified(DataType type) {
		return type.userDefined() ? new DataType(qualified(ObjectName.of(type.name())).written(), type.arguments(),
				type.dimensions(), true) : type;
	}

	/**
	 * What is over a column that is refused cannot be there, either.
	 */
	private boolean isCause(RefusedPart part, List<RefusedPart> refused) {
		return part.object().kind() == SchemaObject.Kind.COLUMN || refused.stream()
			.noneMatch((other) -> other.object().kind() == SchemaObject.Kind.COLUMN
					&& other.object().name().equals(part.object().name()));
	}

	private String sentence(RefusedPart part) {
		SchemaObject object = part.object();
		if (object.kind() == SchemaObject.Kind.COMPOSITE_TYPE) {
			return "Composite type %s cannot be changed: %s.".formatted(object.name().name(), part.message());
		}
		String table = Objects.equals(object.name().schema(), this.schema) ? object.name().name()
				: object.name().toString();
		if (object.kind() == SchemaObject.Kind.COLUMN) {
			return "The type of column %s.%s cannot be changed%s: %s.".formatted(table, object.part(),
					(object.side() == Side.DATABASE) ? " back" : "", part.message());
		}
		InspectedTable found = Objects.requireNonNull(this.live.tables().get(object.name()));
		List<String> columns = this.changed.getOrDefault(object.name(), Map.of())
			.keySet()
			.stream()
			.filter((name) -> isOver(found, object, name))
			.map((name) -> table + "." + name)
			.toList();
		return "The type of %s cannot be changed, because %s %s does not accept it: %s.".formatted(
				columns.isEmpty() ? "a column of " + table : "column " + String.join(", ", columns),
				object.kind().name().toLowerCase(Locale.ROOT), object.part(), part.message());
	}

	private static boolean isOver(InspectedTable table, SchemaObject object, String column) {
		String part = object.part();
		if (part == null) {
			return false;
		}
		return table.findConstraint(part)
			.map((constraint) -> FilteredSchemas.isOver(constraint, column))
			.orElseGet(() -> table.indexes()
				.stream()
				.map(InspectedIndex::index)
				.anyMatch((index) -> part.equals(index.name()) && FilteredSchemas.isOver(index, column)));
	}

}
