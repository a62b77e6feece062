package dev.migrate.autogenerate.scratch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.autogenerate.compare.Comparison;
import dev.migrate.autogenerate.difference.ColumnDifference;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.IndexDifference;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Reads the expressions of tables that differ by one once more, after they have been
 * created from what was read: the text of an expression is no fixed point, and the second
 * text of both sides is the same if they mean the same.
 */
public final class ExpressionReader {

	private final Set<ObjectName> doubtful;

	private final ScratchDatabase scratch;

	private final String defaultSchema;

	private ExpressionReader(Set<ObjectName> doubtful, ScratchDatabase scratch, String defaultSchema) {
		this.doubtful = doubtful;
		this.scratch = scratch;
		this.defaultSchema = defaultSchema;
	}

	/**
	 * Returns a second reading of the tables that differ by an expression.
	 * @param comparison what has been found by the first reading
	 * @param scratch where the tables are created
	 * @param defaultSchema the schema that names in expressions mean that have none
	 * @return the reading
	 */
	public static ExpressionReader of(Comparison comparison, ScratchDatabase scratch, String defaultSchema) {
		Set<ObjectName> tables = new LinkedHashSet<>();
		comparison.differences()
			.stream()
			.filter(ExpressionReader::isByExpression)
			.forEach((difference) -> tables.add(difference.object()));
		return new ExpressionReader(tables, scratch, defaultSchema);
	}

	private static boolean isByExpression(Difference difference) {
		if (difference instanceof ColumnPropertyDifference property) {
			return property.property() == ColumnProperty.DEFAULT || property.property() == ColumnProperty.GENERATED;
		}
		if (difference instanceof ColumnDifference column) {
			return isComputed(column.wanted()) || isComputed(column.found());
		}
		if (difference instanceof ConstraintDifference constraint) {
			return !(constraint.wanted() instanceof ForeignKey || constraint.found() instanceof ForeignKey);
		}
		return difference instanceof IndexDifference;
	}

	/**
	 * A column that only one side has is accepted with its expressions.
	 */
	private static boolean isComputed(@Nullable Column side) {
		return side != null && (side.defaultValue() != null || side.generated() != null);
	}

	/**
	 * Takes the expressions of the tables as they are read a second time. A table whose
	 * expressions could not all be created again stays as it was.
	 * @param first one side as it was read first
	 * @param prerequisites what its tables need and the database may not have
	 * @return the same side
	 */
	public SchemaSnapshot readAgain(SchemaSnapshot first, List<Prerequisite> prerequisites) {
		if (this.doubtful.isEmpty()) {
			return first;
		}
		Map<ObjectName, InspectedTable> parts = new LinkedHashMap<>();
		for (ObjectName name : this.doubtful) {
			InspectedTable table = first.tables().get(name);
			if (table != null) {
				parts.put(name, ExpressionTable.of(table));
			}
		}
		Map<ObjectName, InspectedTable> second = this.scratch
			.readBack(part(first.tables(parts.values()), parts.keySet()).prerequisites(prerequisites),
					this.defaultSchema)
			.schema()
			.tables();
		return first.tables(first.tables().values().stream().map((table) -> {
			InspectedTable part = parts.get(table.name());
			InspectedTable again = second.get(table.name());
			return (part != null && again != null && isComplete(part, again)) ? ExpressionTable.with(table, again)
					: table;
		}).toList());
	}

	/**
	 * Returns a reading of those of the tables that still differ.
	 * @param comparison what has been found by this reading
	 */
	public ExpressionReader remaining(Comparison comparison) {
		Set<ObjectName> tables = new LinkedHashSet<>(of(comparison, this.scratch, this.defaultSchema).doubtful);
		tables.retainAll(this.doubtful);
		return new ExpressionReader(tables, this.scratch, this.defaultSchema);
	}

	/**
	 * Returns whether nothing differs by an expression.
	 */
	public boolean isEmpty() {
		return this.doubtful.isEmpty();
	}

	/**
	 * Takes those tables of one reading that another one has as a whole from that.
	 */
	static SchemaSnapshot replaced(SchemaSnapshot first, SchemaSnapshot second) {
		Map<ObjectName, InspectedTable> tables = new LinkedHashMap<>(first.tables());
		second.tables().forEach((name, table) -> tables.computeIfPresent(name, (same, before) -> again(before, table)));
		return first.tables(tables.values());
	}

	/**
	 * Makes a wanted schema of some tables as they were read.
	 */
	static WantedSchema part(SchemaSnapshot snapshot, Collection<ObjectName> names) {
		List<InspectedTable> tables = names.stream().map(snapshot.tables()::get).filter(Objects::nonNull).toList();
		List<WantedSchema.TableIndex> indexes = new ArrayList<>();
		for (InspectedTable table : tables) {
			table.indexes()
				.stream()
				.map(InspectedIndex::index)
				.forEach((index) -> indexes.add(new WantedSchema.TableIndex(table.name(), index)));
		}
		return new WantedSchema(tables.stream().map(InspectedTable::table).toList(), indexes,
				sequences(tables, snapshot), List.copyOf(snapshot.enumTypes().values()), List.of())
			.compositeTypes(List.copyOf(snapshot.compositeTypes().values()));
	}

	/**
	 * Returns the sequences that defaults may draw from, which need to be there.
	 */
	private static List<Sequence> sequences(List<InspectedTable> tables, SchemaSnapshot snapshot) {
		List<String> defaults = tables.stream()
			.flatMap((table) -> table.table().columns().stream())
			.map(Column::defaultValue)
			.filter(Objects::nonNull)
			.toList();
		return snapshot.sequences()
			.values()
			.stream()
			.filter((sequence) -> defaults.stream().anyMatch((text) -> text.contains(sequence.name().name())))
			.map((sequence) -> new Sequence(sequence.name(), sequence.type(), sequence.options(), null, null))
			.toList();
	}

	private static InspectedTable again(InspectedTable before, InspectedTable after) {
		return isComplete(before, after)
				? before.table(after.table().comment(before.table().comment())).indexes(after.indexes()) : before;
	}

	private static boolean isComplete(InspectedTable before, InspectedTable after) {
		return before.table().columns().size() == after.table().columns().size() && names(before).equals(names(after))
				&& before.indexes().size() == after.indexes().size();
	}

	private static Set<String> names(InspectedTable table) {
		return table.table()
			.constraints()
			.stream()
			.map(Constraint::name)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
	}

}
