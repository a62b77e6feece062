package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.difference.ColumnDifference;
import dev.migrate.autogenerate.difference.ColumnNameDifference;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.CompositeTypeDifference;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.EnumTypeDifference;
import dev.migrate.autogenerate.difference.IndexDifference;
import dev.migrate.autogenerate.difference.SequenceDifference;
import dev.migrate.autogenerate.difference.SequenceNameDifference;
import dev.migrate.autogenerate.difference.TableCommentDifference;
import dev.migrate.autogenerate.difference.TableNameDifference;
import dev.migrate.dialect.Conversions;
import dev.migrate.operations.object.AlterSequence;
import dev.migrate.operations.object.Comment;
import dev.migrate.operations.object.CommentTarget;
import dev.migrate.operations.object.CreateEnum;
import dev.migrate.operations.object.CreateSequence;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.object.SetComment;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.RenameColumn;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;

/**
 * Turns differences into steps in the order in which they can run, each with its exact
 * reverse.
 */
public final class ChangePlanner {

	/**
	 * The types of sequences, from the narrowest to the widest.
	 */
	private static final List<DataType> INTEGERS = List.of(DataType.smallint(), DataType.integer(), DataType.bigint());

	private final SchemaSnapshot found;

	private final List<Difference> differences;

	private final Conversions conversions;

	private final EnumChanges enumChanges;

	private final LeavingColumns leaving;

	private ChangePlanner(SchemaSnapshot found, List<Difference> differences, Conversions conversions) {
		this.found = found;
		this.differences = differences;
		this.conversions = conversions;
		this.enumChanges = new EnumChanges(found, differences, conversions);
		this.leaving = new LeavingColumns(differences);
	}

	/**
	 * Returns the steps that turn the found schema into the wanted one.
	 * @param found what there is
	 * @param differences what differs
	 * @param conversions how values are converted
	 * @return the steps in the order to be taken; the way back takes them from the last
	 * to the first
	 */
	public static List<Change> plan(SchemaSnapshot found, List<Difference> differences, Conversions conversions) {
		return new ChangePlanner(found, differences, conversions).inOrder();
	}

	private List<Change> inOrder() {
		List<Change> direct = Stream
			.of(names(), each(EnumTypeDifference.class, this::enumType),
					CompositeTypeChanges.of(this.found, this.differences).stream(),
					each(EnumTypeDifference.class, ChangePlanner::droppedEnumType),
					each(SequenceDifference.class, ChangePlanner::sequence),
					TableChanges.of(this.found, this.differences).stream(),
					each(TableCommentDifference.class, ChangePlanner::tableComment), columns(),
					alteredColumns().values().stream().map(this::alter).flatMap(List::stream),
					each(ConstraintDifference.class, ChangePlanner::constraint),
					each(IndexDifference.class, ChangePlanner::index))
			.flatMap(Function.identity())
			.map(this::inTime)
			.toList();
		List<Change> all = new ArrayList<>(direct);
		all.addAll(DependentObjects.of(this.found, this.differences, direct, this.conversions));
		List<Change> ordered = ForeignKeySplit.of(all).stream().sorted(Comparator.comparing(Change::phase)).toList();
		return new NameConflicts(this.found).in(ordered);
	}

	private <T extends Difference> Stream<Change> each(Class<T> type, Function<T, List<Change>> changes) {
		return this.differences.stream().filter(type::isInstance).map(type::cast).map(changes).flatMap(List::stream);
	}

	/**
	 * A table may have a column of a type that changes, if only through another type: it
	 * is dropped before that does.
	 */
	private Change inTime(Change change) {
		return (change.phase() == Phase.DROP_TABLE && haveDroppedTablesBeforeTypes())
				? change.in(Phase.DROP_TABLE_BEFORE_TYPES) : change;
	}

	private boolean haveDroppedTablesBeforeTypes() {
		return this.differences.stream()
			.anyMatch((type) -> (type instanceof EnumTypeDifference || type instanceof CompositeTypeDifference)
					&& !type.isMissing() && !type.isExtra());
	}

	private Stream<Change> names() {
		return this.differences.stream().filter((difference) -> difference.kind().isName()).map(ChangePlanner::name);
	}

	private static Change name(Difference difference) {
		String name = difference.object().name();
		if (difference instanceof TableNameDifference table) {
			return Change.of(Phase.RENAME_TABLE, new RenameObject(ObjectKind.TABLE, table.found(), name));
		}
		if (difference instanceof SequenceNameDifference sequence) {
			return Change.of(Phase.RENAME_TABLE, new RenameObject(ObjectKind.SEQUENCE, sequence.found(), name));
		}
		ColumnNameDifference column = (ColumnNameDifference) difference;
		return Change.of(Phase.RENAME_COLUMN, new RenameColumn(column.object(), column.found(), column.part()));
	}

	private List<Change> enumType(EnumTypeDifference difference) {
		EnumType wanted = difference.wanted();
		EnumType other = difference.found();
		return (wanted != null) ? this.enumChanges.of(wanted, other) : List.of();
	}

	/**
	 * An enum type is dropped after the composite types with attributes of it.
	 */
	private static List<Change> droppedEnumType(EnumTypeDifference difference) {
		EnumType dropped = difference.found();
		return (difference.isExtra() && dropped != null)
				? List.of(Change.of(Phase.DROP_TYPE, DropObject.of(new CreateEnum(dropped)))) : List.of();
	}

	private static List<Change> sequence(SequenceDifference difference) {
		Sequence wanted = difference.wanted();
		Sequence other = difference.found();
		if (wanted == null) {
			Sequence dropped = Objects.requireNonNull(other);
			return List.of(Change.of(Phase.DROP_SEQUENCE, DropObject.of(new CreateSequence(dropped, Set.of()))));
		}
		if (other == null) {
			return List.of(Change.of(Phase.SEQUENCE, new CreateSequence(wanted, Set.of())));
		}
		Sequence altered = difference.whole()
				? new Sequence(other.name(), wanted.type(), wanted.options(), other.ownedBy(), wanted.comment())
				: other.options(
						other.options().incrementBy(Objects.requireNonNullElse(wanted.options().incrementBy(), 1L)));
		return List.of(Change.of(Phase.SEQUENCE, new AlterSequence(other, altered)));
	}

	private static List<Change> tableComment(TableCommentDifference difference) {
		return List.of(Change.of(Phase.COLUMN,
				new SetComment(CommentTarget.of(ObjectKind.TABLE, difference.object()),
						new Comment(difference.wanted().table().comment()),
						new Comment(difference.found().table().comment()))));
	}

	/**
	 * The last column is dropped first, so that the way back adds them in their order.
	 */
	private Stream<Change> columns() {
		List<Change> additions = new ArrayList<>();
		List<Change> drops = new ArrayList<>();
		each(ColumnDifference.class, this::column)
			.forEach((change) -> (change.upgrade() instanceof DropColumn ? drops : additions).add(change));
		Collections.reverse(drops);
		return Stream.concat(additions.stream(), drops.stream());
	}

	private List<Change> column(ColumnDifference difference) {
		Column wanted = difference.wanted();
		if (wanted != null) {
			return List.of(Change.of((wanted.generated() != null) ? Phase.GENERATED_COLUMN : Phase.COLUMN,
					new AddColumn(difference.object(), wanted)));
		}
		Column other = Objects.requireNonNull(difference.found());
		Phase phase = Phase.DROP_COLUMN;
		if (isDroppedEarly(difference.object(), other)) {
			phase = Phase.DROP_GENERATED_COLUMN;
		}
		else if (this.leaving.areDroppedIn(difference.object())) {
			// All of them, so that the way back adds them in their order.
			phase = Phase.DROP_COLUMN_BEFORE_TYPES;
		}
		return List.of(Change.of(phase, new DropColumn(difference.object(), other)));
	}

	/**
	 * Returns whether a column is generated from what changes before columns are dropped,
	 * or from a column that comes after it.
	 */
	private boolean isDroppedEarly(ObjectName table, Column column) {
		InspectedTable inspected = this.found.tables().get(table);
		if (column.generated() == null || inspected == null) {
			return column.generated() != null;
		}
		List<Column> columns = inspected.table().columns();
		return this.differences.stream()
			.anyMatch((difference) -> difference instanceof EnumTypeDifference
					|| difference instanceof CompositeTypeDifference
					|| (difference instanceof ColumnPropertyDifference && difference.object().equals(table)))
				|| columns.stream()
					.dropWhile((other) -> !other.name().equals(column.name()))
					.anyMatch((other) -> FilteredSchemas.isGeneratedFrom(column, other.name()));
	}

	private Map<ColumnName, List<ColumnPropertyDifference>> alteredColumns() {
		return this.differences.stream()
			.filter(ColumnPropertyDifference.class::isInstance)
			.map(ColumnPropertyDifference.class::cast)
			.collect(Collectors.groupingBy((difference) -> new ColumnName(difference.object(), difference.part()),
					LinkedHashMap::new, Collectors.toList()));
	}

	private List<Change> alter(List<ColumnPropertyDifference> altered) {
		Column existing = altered.get(0).found();
		if (isOverAltered(altered.get(0))) {
			return ColumnChanges.ofGenerated(altered.get(0), this.conversions);
		}
		boolean otherValues = this.differences.stream()
			.anyMatch((difference) -> (difference instanceof EnumTypeDifference
					|| difference instanceof CompositeTypeDifference)
					&& EnumChanges.isOf(existing.type(), difference.object()));
		List<Change> changes = new ArrayList<>(otherValues ? ColumnChanges.ofReplacedType(altered, this.conversions)
				: ColumnChanges.of(altered, this.conversions));
		if (altered.stream().anyMatch((difference) -> difference.property() == ColumnProperty.TYPE)) {
			ownedSequence(altered.get(0)).ifPresent(changes::add);
		}
		return !this.leaving.contains(altered.get(0).object(), existing) ? changes
				: changes.stream()
					.map((change) -> (change.phase() == Phase.COLUMN) ? change.in(Phase.COLUMN_BEFORE_TYPES) : change)
					.toList();
	}

	/**
	 * Returns whether a column is generated from another one that gets another type,
	 * which it keeps from getting that.
	 */
	private boolean isOverAltered(ColumnPropertyDifference generated) {
		Generated from = generated.found().generated();
		return from != null && generated.wanted().generated() != null
				&& this.differences.stream()
					.anyMatch((difference) -> difference instanceof ColumnPropertyDifference other
							&& (other.property() == ColumnProperty.TYPE || other.property() == ColumnProperty.COLLATION)
							&& other.object().equals(generated.object())
							&& FilteredSchemas.mentions(from.expression(), other.part()));
	}

	/**
	 * The sequence of a serial column keeps its type when the column gets another one,
	 * and would end where that type ends.
	 */
	private Optional<Change> ownedSequence(ColumnPropertyDifference difference) {
		Column existing = difference.found();
		Column wanted = difference.wanted();
		if (existing.defaultValue() == null || !INTEGERS.contains(wanted.type())
				|| (wanted.defaultValue() == null && wanted.identity() == null)) {
			return Optional.empty();
		}
		return this.conversions.sequence(existing.defaultValue())
			.map((name) -> this.found.sequences().get(name))
			.filter((sequence) -> new ColumnName(difference.object(), wanted.name()).equals(sequence.ownedBy())
					&& existing.type().equals(Objects.requireNonNullElse(sequence.type(), DataType.bigint()))
					&& sequence.options().minValue() == null
					&& (sequence.options().maxValue() == null || isWider(wanted.type(), existing.type())))
			.map((sequence) -> Change.of(Phase.COLUMN,
					new AlterSequence(sequence,
							new Sequence(sequence.name(),
									wanted.type().equals(DataType.bigint()) ? null : wanted.type(), sequence.options(),
									sequence.ownedBy(), sequence.comment()))));
	}

	private static boolean isWider(DataType one, DataType other) {
		return INTEGERS.indexOf(one) > INTEGERS.indexOf(other);
	}

	private static List<Change> constraint(ConstraintDifference difference) {
		ObjectName table = difference.object();
		List<Change> changes = new ArrayList<>();
		Constraint other = difference.found();
		if (other != null) {
			changes.add(Change.of((other instanceof ForeignKey) ? Phase.DROP_FOREIGN_KEY : Phase.DROP_CONSTRAINT,
					new DropConstraint(table, other)));
		}
		Constraint wanted = difference.wanted();
		if (wanted != null) {
			changes.add(Change.of((wanted instanceof ForeignKey) ? Phase.CREATE_FOREIGN_KEY : Phase.CREATE_CONSTRAINT,
					new CreateConstraint(table, wanted)));
		}
		return changes;
	}

	private static List<Change> index(IndexDifference difference) {
		ObjectName table = difference.object();
		List<Change> changes = new ArrayList<>();
		Index other = difference.found();
		if (other != null) {
			changes.add(Change.of(Phase.DROP_INDEX, DropIndex.of(new CreateIndex(table, other))));
		}
		Index wanted = difference.wanted();
		if (wanted != null) {
			changes.add(Change.of(Phase.CREATE_INDEX, new CreateIndex(table, wanted)));
		}
		return changes;
	}

}
