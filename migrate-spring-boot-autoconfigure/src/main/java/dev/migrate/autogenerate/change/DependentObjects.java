package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.migrate.autogenerate.change.AffectedColumns.Effect;
import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.compare.UniqueComparison;
import dev.migrate.autogenerate.difference.ColumnDifference;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.dialect.Conversions;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Finds objects that do not differ but have to be dropped before a change and created
 * again after it: the foreign key to a key that is replaced, the index of a column that
 * is dropped and added, the check of an enum whose values change.
 */
public final class DependentObjects {

	private static final Set<Effect> ON_DOWNGRADE = EnumSet.of(Effect.READ_AGAIN_ON_DOWNGRADE,
			Effect.REPLACED_TYPE_ON_DOWNGRADE, Effect.RECREATED_ON_DOWNGRADE);

	private final SchemaSnapshot found;

	private final AffectedColumns affected;

	private final Set<Part> going = new HashSet<>();

	private final Set<Key> droppedKeys = new HashSet<>();

	private final Set<ColumnName> droppedColumns = new HashSet<>();

	private final List<Change> changes = new ArrayList<>();

	private final Conversions conversions;

	/**
	 * How a cast looks of a column that gets a type without a way back of its own.
	 */
	private final Map<ObjectName, List<Pattern>> casts = new HashMap<>();

	private DependentObjects(SchemaSnapshot found, List<Difference> differences, List<Change> others,
			Conversions conversions) {
		this.found = found;
		this.affected = AffectedColumns.of(found, others);
		this.conversions = conversions;
		differences.stream()
			.filter(ColumnPropertyDifference.class::isInstance)
			.map(ColumnPropertyDifference.class::cast)
			.filter((difference) -> difference.property() == ColumnProperty.TYPE)
			.forEach(this::addCast);
		differences.stream()
			.filter((difference) -> !difference.isMissing() && !difference.kind().isName())
			.forEach(this::addGoing);
	}

	/**
	 * Returns the steps that drop and create dependent objects.
	 * @param found what there is
	 * @param differences what differs
	 * @param others the steps that the differences lead to
	 * @param conversions how values are converted
	 * @return the additional steps
	 */
	static List<Change> of(SchemaSnapshot found, List<Difference> differences, List<Change> others,
			Conversions conversions) {
		return new DependentObjects(found, differences, others, conversions).changes();
	}

	/**
	 * The database forgets a cast to the type that a column gets, and would not compare
	 * the old type with the same things again.
	 */
	private void addCast(ColumnPropertyDifference difference) {
		Column wanted = difference.wanted();
		Column existing = difference.found();
		if (this.conversions.expression(existing.name(), wanted.type(), existing.type()).isPresent()) {
			String quoted = Pattern.quote(existing.name().replace("\"", "\"\""));
			this.casts.computeIfAbsent(difference.object(), (table) -> new ArrayList<>())
				.add(Pattern.compile("(?<![\\w$\"])\"?" + quoted + "\"?\\)?::"));
		}
	}

	private void addGoing(Difference difference) {
		ObjectName table = difference.object();
		if (difference.found() instanceof Constraint constraint) {
			this.going.add(new Part(table, constraint.name()));
			addDroppedKey(table, constraint);
		}
		else if (difference.found() instanceof Index index) {
			this.going.add(new Part(table, index.name()));
			addDroppedKey(table, index);
		}
		else if (difference instanceof TableDifference) {
			this.going.add(new Part(table, null));
		}
		else if (difference.found() instanceof Column column) {
			this.going.add(new Part(table, column.name()));
			if (difference instanceof ColumnDifference && difference.isExtra()) {
				this.droppedColumns.add(new ColumnName(table, column.name()));
			}
		}
	}

	private void addDroppedKey(ObjectName table, Constraint constraint) {
		if (constraint instanceof PrimaryKey key) {
			this.droppedKeys.add(Key.of(table, key.columns()));
		}
		else if (constraint instanceof UniqueConstraint unique) {
			this.droppedKeys.add(Key.of(table, unique.columns()));
		}
	}

	private void addDroppedKey(ObjectName table, Index index) {
		if (index.unique()) {
			this.droppedKeys.add(Key.of(table, UniqueComparison.columns(index)));
		}
	}

	private List<Change> changes() {
		List<InspectedTable> tables = this.found.tables()
			.values()
			.stream()
			.filter((table) -> table.kind() == InspectedTable.Kind.TABLE && !isGoing(table.name(), null))
			.toList();
		tables.forEach(this::addGeneratedColumns);
		tables.forEach(this::addConstraintsAndIndexes);
		tables.forEach(this::addForeignKeys);
		return this.changes;
	}

	private boolean isGoing(ObjectName table, @Nullable String part) {
		return this.going.contains(new Part(table, part));
	}

	private void addGeneratedColumns(InspectedTable table) {
		for (Column column : table.table().columns()) {
			if (column.generated() != null && !isGoing(table.name(), column.name())) {
				Set<Effect> effects = this.affected.effects(table.name(), column.generated().expression());
				if (!effects.isEmpty()) {
					add(effects, Change.of(Phase.DROP_GENERATED_COLUMN, new DropColumn(table.name(), column)),
							Change.of(Phase.GENERATED_COLUMN, new AddColumn(table.name(), column)));
					this.affected.add(new ColumnName(table.name(), column.name()), Effect.RECREATED);
				}
			}
		}
	}

	private void addConstraintsAndIndexes(InspectedTable table) {
		for (Constraint constraint : table.table().constraints()) {
			Set<Effect> effects = effects(table.name(), constraint);
			if (!effects.isEmpty() && !isGoing(table.name(), constraint.name())) {
				Change drop = Change.of(Phase.DROP_CONSTRAINT, new DropConstraint(table.name(), constraint));
				if (isDropped(table, (column) -> FilteredSchemas.isOver(constraint, column))) {
					this.changes.add(drop);
				}
				else {
					add(effects, drop,
							Change.of(Phase.CREATE_CONSTRAINT, new CreateConstraint(table.name(), constraint)));
				}
				addDroppedKey(table.name(), constraint);
			}
		}
		for (Index index : table.indexes().stream().map(InspectedIndex::index).toList()) {
			Set<Effect> effects = effects(table.name(), index);
			if (table.table().partitionBy() != null) {
				// Those of the partitions would lose their names.
				effects.remove(Effect.READ_AGAIN_ON_DOWNGRADE);
			}
			if (!effects.isEmpty() && !isGoing(table.name(), index.name())) {
				CreateIndex creation = new CreateIndex(table.name(), index);
				Change drop = Change.of(Phase.DROP_INDEX, DropIndex.of(creation));
				if (isDropped(table, (column) -> FilteredSchemas.isOver(index, column))) {
					this.changes.add(drop);
				}
				else {
					add(effects, drop, Change.of(Phase.CREATE_INDEX, creation));
				}
				if (!effects.equals(EnumSet.of(Effect.READ_AGAIN_ON_DOWNGRADE))) {
					addDroppedKey(table.name(), index);
				}
			}
		}
	}

	/**
	 * Returns whether one of certain columns is dropped, and what is over it with it.
	 */
	private boolean isDropped(InspectedTable table, Predicate<String> columns) {
		return this.droppedColumns.stream()
			.anyMatch((column) -> column.table().equals(table.name()) && columns.test(column.column()));
	}

	private Set<Effect> effects(ObjectName table, Constraint constraint) {
		if (constraint instanceof PrimaryKey key) {
			return recreated(this.affected.effects(table, key.columns()));
		}
		if (constraint instanceof UniqueConstraint unique) {
			return recreated(this.affected.effects(table, unique.columns()));
		}
		if (constraint instanceof CheckConstraint check) {
			return ofExpression(table, check.condition());
		}
		return (constraint instanceof ExclusionConstraint exclusion) ? effects(table, exclusion) : Set.of();
	}

	private Set<Effect> effects(ObjectName table, ExclusionConstraint exclusion) {
		Set<Effect> effects = EnumSet.noneOf(Effect.class);
		exclusion.elements().forEach((element) -> effects.addAll(effects(table, element.part())));
		if (exclusion.where() != null) {
			effects.addAll(ofExpression(table, exclusion.where()));
		}
		return effects;
	}

	private Set<Effect> effects(ObjectName table, Index index) {
		Set<Effect> effects = EnumSet.noneOf(Effect.class);
		index.parts().forEach((part) -> effects.addAll(effects(table, part)));
		effects.addAll(recreated(this.affected.effects(table, index.include())));
		if (index.where() != null) {
			effects.addAll(ofExpression(table, index.where()));
		}
		return effects;
	}

	private Set<Effect> effects(ObjectName table, Index.Part part) {
		return (part.kind() == Index.Part.Kind.COLUMN) ? recreated(this.affected.effects(table, List.of(part.text())))
				: ofExpression(table, part.text());
	}

	/**
	 * The database adapts an expression to the new type of a column, but not the
	 * constants of an enum in it. It may print it in another way from then on: on the way
	 * back, it is written as it was.
	 */
	private Set<Effect> ofExpression(ObjectName table, String expression) {
		Set<Effect> effects = this.affected.effects(table, expression);
		if (this.casts.getOrDefault(table, List.of()).stream().noneMatch((cast) -> cast.matcher(expression).find())) {
			boolean adapted = effects.removeAll(EnumSet.of(Effect.TYPE, Effect.INCOMPARABLE_TYPE));
			if (adapted && !this.conversions.lasting(expression).equals(expression)) {
				effects.add(Effect.READ_AGAIN_ON_DOWNGRADE);
			}
		}
		return effects;
	}

	private static Set<Effect> recreated(Set<Effect> effects) {
		effects.retainAll(EnumSet.of(Effect.RECREATED, Effect.RECREATED_ON_DOWNGRADE));
		return effects;
	}

	private void addForeignKeys(InspectedTable table) {
		for (Constraint constraint : table.table().constraints()) {
			if (constraint instanceof ForeignKey key && !isGoing(table.name(), key.name())
					&& !isGoing(key.referencedTable(), null) && !hasDroppedColumn(table.name(), key)) {
				Set<Effect> effects = this.affected.effects(table.name(), key.columns());
				effects.addAll(this.affected.effects(key.referencedTable(), key.referencedColumns()));
				effects.remove(Effect.TYPE);
				if (this.droppedKeys.contains(Key.of(key.referencedTable(), key.referencedColumns()))) {
					effects.add(Effect.RECREATED);
				}
				if (!effects.isEmpty()) {
					add(effects, Change.of(Phase.DROP_FOREIGN_KEY, new DropConstraint(table.name(), key)),
							Change.of(Phase.CREATE_FOREIGN_KEY, new CreateConstraint(table.name(), key)));
				}
			}
		}
	}

	/**
	 * A foreign key of a column that is dropped goes with it, and one that refers to it
	 * keeps it from being dropped.
	 */
	private boolean hasDroppedColumn(ObjectName table, ForeignKey key) {
		return key.columns().stream().anyMatch((column) -> this.droppedColumns.contains(new ColumnName(table, column)))
				|| key.referencedColumns()
					.stream()
					.anyMatch((column) -> this.droppedColumns.contains(new ColumnName(key.referencedTable(), column)));
	}

	private void add(Set<Effect> effects, Change drop, Change creation) {
		boolean onlyBack = ON_DOWNGRADE.containsAll(effects);
		this.changes.add(onlyBack ? new Change(drop.phase(), NoOperation.INSTANCE, drop.downgrade()) : drop);
		this.changes
			.add(onlyBack ? new Change(creation.phase(), NoOperation.INSTANCE, creation.downgrade()) : creation);
	}

	/**
	 * A part of a table that differs, or the table itself.
	 *
	 * @param table the table
	 * @param name the name of the part, or {@code null}
	 */
	private record Part(ObjectName table, @Nullable String name) {
	}

	/**
	 * Columns that foreign keys can refer to.
	 *
	 * @param table their table
	 * @param columns their names
	 */
	private record Key(ObjectName table, Set<String> columns) {

		static Key of(ObjectName table, List<String> columns) {
			return new Key(table, Set.copyOf(columns));
		}

	}

}
