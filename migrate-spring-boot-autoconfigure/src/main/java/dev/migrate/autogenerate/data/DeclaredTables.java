package dev.migrate.autogenerate.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.migrate.autogenerate.difference.ColumnDifference;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.IndexDifference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.autogenerate.file.InvalidDataFileException;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Knows what tables are after a revision: what the database has, changed by the
 * differences that the revision removes.
 */
final class DeclaredTables {

	private final SchemaSnapshot whole;

	private final Inspector inspector;

	private final Map<String, SchemaSnapshot> others = new HashMap<>();

	private final List<Difference> differences;

	private final String defaultSchema;

	private final Set<String> ownTables;

	/**
	 * Creates it.
	 * @param whole what the database has, under its new names and without the default
	 * schema
	 * @param inspector reads other schemas
	 * @param differences what differs and is changed
	 * @param defaultSchema the schema that names mean which have none
	 * @param ownTables the tables of the tool
	 */
	DeclaredTables(SchemaSnapshot whole, Inspector inspector, List<Difference> differences, String defaultSchema,
			Set<String> ownTables) {
		this.whole = whole;
		this.inspector = inspector;
		this.differences = differences;
		this.defaultSchema = defaultSchema;
		this.ownTables = ownTables;
	}

	/**
	 * Returns the table of a name.
	 * @param location the file that is named so
	 * @param named the name, with or without the default schema
	 * @throws InvalidDataFileException if it cannot have declared rows
	 */
	DeclaredTable find(String location, ObjectName named) {
		ObjectName name = this.defaultSchema.equals(named.schema()) ? new ObjectName(null, named.name()) : named;
		if (this.ownTables.contains(name.name())) {
			throw InvalidDataFileException.noTable(location, name, "a table of Migrate itself");
		}
		SchemaSnapshot snapshot = snapshot(name);
		if (snapshot.views().containsKey(name)) {
			throw InvalidDataFileException.noTable(location, name, "a view");
		}
		InspectedTable live = snapshot.tables().get(name);
		TableDifference difference = this.differences.stream()
			.filter((each) -> each instanceof TableDifference && each.object().equals(name))
			.map(TableDifference.class::cast)
			.findFirst()
			.orElse(null);
		if (difference != null && difference.isExtra()) {
			throw InvalidDataFileException.droppedTable(location, name);
		}
		if (difference != null) {
			InspectedTable wanted = Objects.requireNonNull(difference.wanted());
			return new DeclaredTable(name, null, wanted.table().columns(), wanted.table().constraints(),
					uniqueIndexes(wanted.indexes().stream().map(InspectedIndex::index), name));
		}
		if (live == null) {
			throw InvalidDataFileException.unknownTable(location, name, known());
		}
		if (live.kind() == InspectedTable.Kind.FOREIGN_TABLE) {
			throw InvalidDataFileException.noTable(location, name, "a foreign table");
		}
		if (snapshot.tables()
			.values()
			.stream()
			.anyMatch((table) -> table.kind() == InspectedTable.Kind.TABLE && table.parents().contains(name))) {
			throw InvalidDataFileException.noTable(location, name, "a table that others inherit from");
		}
		return new DeclaredTable(name, live, columns(live), constraints(live), uniqueIndexes(live.indexes()
			.stream()
			.map(InspectedIndex::index)
			.filter((index) -> changes(IndexDifference.class, name).noneMatch((each) -> index.equals(each.found()))),
				name));
	}

	/**
	 * Returns a table that the database has, under its new name.
	 */
	Optional<InspectedTable> table(ObjectName name) {
		return Optional.ofNullable(this.whole.tables().get(name));
	}

	/**
	 * Returns the other tables, under their new names and without the default schema.
	 */
	Stream<InspectedTable> others(ObjectName name) {
		return this.whole.tables().values().stream().filter((table) -> !table.name().equals(name));
	}

	/**
	 * Returns whether a constraint of a table, or a foreign key to it, is checked when a
	 * transaction ends.
	 */
	boolean isDeferred(DeclaredTable table) {
		return table.isDeferred() || others(table.name()).anyMatch((other) -> other.table()
			.constraints()
			.stream()
			.anyMatch((constraint) -> constraint instanceof ForeignKey key && key.referencedTable().equals(table.name())
					&& DeclaredTable.isDeferred(key)));
	}

	/**
	 * Another schema than those that are compared is read once.
	 */
	private SchemaSnapshot snapshot(ObjectName name) {
		boolean isRead = name.schema() == null || Stream.of(this.whole.tables().keySet(), this.whole.views().keySet())
			.flatMap(Set::stream)
			.anyMatch((each) -> name.schema().equals(each.schema()));
		return (isRead || name.schema() == null) ? this.whole
				: this.others.computeIfAbsent(name.schema(), (schema) -> this.inspector.read(List.of(schema)));
	}

	private Set<String> known() {
		Set<String> known = new TreeSet<>();
		this.whole.tables().keySet().forEach((name) -> known.add(name.written()));
		this.differences.stream()
			.filter((difference) -> difference instanceof TableDifference && difference.isMissing())
			.forEach((difference) -> known.add(difference.object().written()));
		return known;
	}

	private <D extends Difference> Stream<D> changes(Class<D> type, ObjectName table) {
		return this.differences.stream()
			.filter((difference) -> type.isInstance(difference) && difference.object().equals(table))
			.map(type::cast);
	}

	private List<Column> columns(InspectedTable live) {
		List<Column> columns = new ArrayList<>();
		for (Column column : live.table().columns()) {
			if (changes(ColumnDifference.class, live.name())
				.noneMatch((each) -> each.isExtra() && each.part().equals(column.name()))) {
				columns.add(changed(column, live.name()));
			}
		}
		changes(ColumnDifference.class, live.name()).forEach((each) -> {
			if (each.wanted() != null) {
				columns.add(each.wanted());
			}
		});
		return columns;
	}

	private Column changed(Column column, ObjectName table) {
		Column type = side(column, table, ColumnProperty.TYPE);
		Column generation = side(column, table, ColumnProperty.DEFAULT, ColumnProperty.IDENTITY,
				ColumnProperty.GENERATED);
		Identity identity = generation.identity();
		return new Column(column.name(), type.type(),
				identity == null && side(column, table, ColumnProperty.NULLABILITY).nullable(),
				generation.defaultValue(), identity, generation.generated(),
				side(column, table, ColumnProperty.COLLATION).collation(), null);
	}

	private Column side(Column column, ObjectName table, ColumnProperty... properties) {
		return changes(ColumnPropertyDifference.class, table)
			.filter((each) -> each.part().equals(column.name()) && List.of(properties).contains(each.property()))
			.map(ColumnPropertyDifference::wanted)
			.findFirst()
			.orElse(column);
	}

	private List<Constraint> constraints(InspectedTable live) {
		List<Constraint> constraints = new ArrayList<>(live.table().constraints());
		changes(ConstraintDifference.class, live.name()).forEach((each) -> {
			constraints.remove(each.found());
			add(each.wanted(), constraints);
		});
		return constraints;
	}

	private static <T> void add(@Nullable T value, List<T> list) {
		if (value != null) {
			list.add(value);
		}
	}

	private List<List<String>> uniqueIndexes(Stream<Index> indexes, ObjectName table) {
		List<Index> all = new ArrayList<>(indexes.toList());
		changes(IndexDifference.class, table).forEach((each) -> add(each.wanted(), all));
		return all.stream()
			.filter((index) -> index.unique() && index.where() == null
					&& index.parts().stream().allMatch((part) -> part.kind() == Index.Part.Kind.COLUMN))
			.map((index) -> index.parts().stream().map(Index.Part::text).toList())
			.toList();
	}

}
