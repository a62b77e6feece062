package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.ObjectFilter;
import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.SchemaObject.Kind;
import dev.migrate.autogenerate.SchemaObject.Side;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.TableIndex;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * What a filter leaves of the wanted schema and of the one that was found. It is asked
 * before anything is created, so that what is left out is not locked either.
 */
public final class FilteredSchemas {

	private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*'");

	private final ObjectFilter filter;

	private final WantedSchema wanted;

	private final SchemaSnapshot found;

	private final Map<ObjectName, Table> wantedTables;

	public FilteredSchemas(ObjectFilter filter, WantedSchema wanted, SchemaSnapshot found) {
		this.filter = filter;
		this.wanted = wanted;
		this.found = found;
		this.wantedTables = wanted.tables().stream().collect(Collectors.toMap(Table::name, Function.identity()));
	}

	public WantedSchema wanted() {
		List<Table> tables = this.wanted.tables()
			.stream()
			.filter((table) -> includesTable(table.name()))
			.map((table) -> filtered(table, Side.MODEL))
			.toList();
		List<TableIndex> indexes = this.wanted.indexes()
			.stream()
			.filter((index) -> includesTable(index.table()))
			.filter((index) -> includes(index.index(), index.table(), Side.MODEL))
			.toList();
		return new WantedSchema(tables, indexes,
				this.wanted.sequences().stream().filter((sequence) -> includesSequence(sequence.name())).toList(),
				this.wanted.enumTypes().stream().filter((type) -> includesEnumType(type.name())).toList(),
				this.wanted.notes())
			.compositeTypes(
					this.wanted.compositeTypes().stream().filter((type) -> includesCompositeType(type.name())).toList())
			.prerequisites(this.wanted.prerequisites());
	}

	/**
	 * Returns everything that there is, on any side, with its parts and whatever the
	 * filter says.
	 */
	public List<SchemaObject> all() {
		List<SchemaObject> all = new ArrayList<>();
		this.wanted.tables().forEach((table) -> addAll(table, Side.MODEL, all));
		this.wanted.indexes().forEach((index) -> add(Kind.INDEX, index.table(), index.index().name(), Side.MODEL, all));
		this.wanted.names().forEach((name) -> all.add(new SchemaObject(Kind.TABLE, name, null, Side.MODEL)));
		this.found.tables().values().forEach((table) -> {
			addAll(table.table(), Side.DATABASE, all);
			table.indexes().forEach((index) -> add(Kind.INDEX, table.name(), index.index().name(), Side.DATABASE, all));
		});
		Stream
			.of(this.found.views().keySet(), this.found.sequences().keySet(), this.found.enumTypes().keySet(),
					this.found.compositeTypes().keySet())
			.flatMap(Set::stream)
			.forEach((name) -> all.add(new SchemaObject(Kind.SEQUENCE, name, null, Side.DATABASE)));
		return all;
	}

	private static void addAll(Table table, Side side, List<SchemaObject> all) {
		all.add(new SchemaObject(Kind.TABLE, table.name(), null, side));
		table.columns().forEach((column) -> add(Kind.COLUMN, table.name(), column.name(), side, all));
		table.constraints().forEach((constraint) -> add(Kind.CONSTRAINT, table.name(), constraint.name(), side, all));
	}

	private static void add(Kind kind, ObjectName table, @Nullable String part, Side side, List<SchemaObject> all) {
		if (part != null) {
			all.add(new SchemaObject(kind, table, part, side));
		}
	}

	public SchemaSnapshot found() {
		List<InspectedTable> tables = this.found.tables()
			.values()
			.stream()
			.filter((table) -> includesTable(table.name()))
			.map(this::filtered)
			.toList();
		return this.found.tables(tables)
			.sequences(this.found.sequences()
				.values()
				.stream()
				.filter((sequence) -> includesSequence(sequence.name()))
				.toList())
			.enumTypes(
					this.found.enumTypes().values().stream().filter((type) -> includesEnumType(type.name())).toList())
			.compositeTypes(this.found.compositeTypes()
				.values()
				.stream()
				.filter((type) -> includesCompositeType(type.name()))
				.toList());
	}

	/**
	 * Returns whether there is a table, on any side, that the filter leaves out.
	 */
	public boolean leavesOut(ObjectName table) {
		return (this.wantedTables.containsKey(table) || this.found.tables().containsKey(table))
				&& !includesTable(table);
	}

	/**
	 * Returns whether a table has a column, on any side, that the filter leaves out.
	 */
	public boolean leavesOut(ObjectName table, String column) {
		return excludedColumns(table).contains(column);
	}

	public boolean includes(Sequence sequence) {
		return includesSequence(sequence.name());
	}

	private boolean includesTable(ObjectName name) {
		return includes(Kind.TABLE, name, this.wantedTables.containsKey(name), this.found.tables().containsKey(name));
	}

	private boolean includesSequence(ObjectName name) {
		return includes(Kind.SEQUENCE, name,
				this.wanted.sequences().stream().map(Sequence::name).anyMatch(name::equals),
				this.found.sequences().containsKey(name));
	}

	private boolean includesEnumType(ObjectName name) {
		return includes(Kind.ENUM_TYPE, name,
				this.wanted.enumTypes().stream().map(EnumType::name).anyMatch(name::equals),
				this.found.enumTypes().containsKey(name));
	}

	private boolean includesCompositeType(ObjectName name) {
		return includes(Kind.COMPOSITE_TYPE, name,
				this.wanted.compositeTypes().stream().map(CompositeType::name).anyMatch(name::equals),
				this.found.compositeTypes().containsKey(name));
	}

	private boolean includes(Kind kind, ObjectName name, boolean isWanted, boolean isFound) {
		return this.filter.includes(new SchemaObject(kind, name, null, side(isWanted, isFound)));
	}

	private static Side side(boolean isWanted, boolean isFound) {
		if (isWanted && isFound) {
			return Side.BOTH;
		}
		return isWanted ? Side.MODEL : Side.DATABASE;
	}

	private @Nullable Table findTable(ObjectName name) {
		InspectedTable table = this.found.tables().get(name);
		return (table != null) ? table.table() : null;
	}

	/**
	 * A table that goes has to be described as a whole, for the way back.
	 */
	private InspectedTable filtered(InspectedTable table) {
		if (!this.wantedTables.containsKey(table.name())) {
			return table;
		}
		List<InspectedIndex> indexes = table.indexes()
			.stream()
			.filter((index) -> includes(index.index(), table.name(), Side.DATABASE))
			.toList();
		return table.table(filtered(table.table(), Side.DATABASE)).indexes(indexes);
	}

	private Table filtered(Table table, Side side) {
		Set<String> excluded = excludedColumns(table.name());
		List<Constraint> constraints = table.constraints()
			.stream()
			.filter((constraint) -> includes(Kind.CONSTRAINT, table.name(), constraint.name(), side))
			.filter((constraint) -> excluded.stream().noneMatch((column) -> isOver(constraint, column)))
			.toList();
		return table.columns(table.columns().stream().filter((column) -> !excluded.contains(column.name())).toList())
			.constraints(constraints);
	}

	/**
	 * With a column go those that are generated from it.
	 */
	private Set<String> excludedColumns(ObjectName name) {
		Table one = this.wantedTables.get(name);
		Table other = findTable(name);
		List<Column> columns = Stream.of(one, other)
			.filter(Objects::nonNull)
			.flatMap((table) -> table.columns().stream())
			.toList();
		Set<String> excluded = columns.stream()
			.map(Column::name)
			.distinct()
			.filter((column) -> !this.filter
				.includes(new SchemaObject(Kind.COLUMN, name, column, side(has(one, column), has(other, column)))))
			.collect(Collectors.toSet());
		Set<String> generated = columns.stream()
			.filter((column) -> excluded.stream().anyMatch((from) -> isGeneratedFrom(column, from)))
			.map(Column::name)
			.collect(Collectors.toSet());
		excluded.addAll(generated);
		return excluded;
	}

	private static boolean has(@Nullable Table table, String column) {
		return Optional.ofNullable(table).flatMap((present) -> present.findColumn(column)).isPresent();
	}

	private boolean includes(Index index, ObjectName table, Side side) {
		return includes(Kind.INDEX, table, index.name(), side)
				&& excludedColumns(table).stream().noneMatch((column) -> isOver(index, column));
	}

	private boolean includes(Kind kind, ObjectName table, @Nullable String part, Side side) {
		return part == null || this.filter.includes(new SchemaObject(kind, table, part, side));
	}

	/**
	 * Returns whether a column is generated from another one.
	 */
	public static boolean isGeneratedFrom(Column column, String other) {
		return column.generated() != null && mentions(column.generated().expression(), other);
	}

	/**
	 * Returns whether a constraint is over a column.
	 */
	public static boolean isOver(Constraint constraint, String column) {
		if (constraint instanceof PrimaryKey key) {
			return key.columns().contains(column);
		}
		if (constraint instanceof UniqueConstraint unique) {
			return unique.columns().contains(column);
		}
		if (constraint instanceof ForeignKey key) {
			return key.columns().contains(column);
		}
		if (constraint instanceof CheckConstraint check) {
			return mentions(check.condition(), column);
		}
		ExclusionConstraint exclusion = (ExclusionConstraint) constraint;
		return exclusion.elements().stream().anyMatch((element) -> isOver(element.part(), column))
				|| mentions(exclusion.where(), column);
	}

	/**
	 * Returns whether an index is over a column.
	 */
	public static boolean isOver(Index index, String column) {
		return index.parts().stream().anyMatch((part) -> isOver(part, column)) || index.include().contains(column)
				|| mentions(index.where(), column);
	}

	private static boolean isOver(Index.Part part, String column) {
		return (part.kind() == Index.Part.Kind.COLUMN) ? part.text().equals(column) : mentions(part.text(), column);
	}

	/**
	 * Says quickly of most expressions that they do not.
	 */
	private static boolean mayMention(String expression, String name) {
		for (int i = 0; i <= expression.length() - name.length(); i++) {
			if (expression.regionMatches(true, i, name, 0, name.length())) {
				return true;
			}
		}
		return false;
	}

	public static boolean mentions(@Nullable String expression, String column) {
		return expression != null && mayMention(expression, column.replace("\"", "\"\""))
				&& Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(column.replace("\"", "\"\"")) + "(?![\\w$])")
					.matcher(STRING.matcher(expression).replaceAll(""))
					.find();
	}

}
