package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.dialect.Dialect;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.InspectedView;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.View;
import org.jspecify.annotations.Nullable;

/**
 * Puts objects into other schemas, with whatever their types and expressions refer to.
 */
final class RenamedSchemas {

	private final UnaryOperator<ObjectName> names;

	/**
	 * How a reference in an expression begins, and how it is to begin.
	 */
	private final Map<String, String> references;

	private RenamedSchemas(UnaryOperator<ObjectName> names, Map<String, String> references) {
		this.names = names;
		this.references = references;
	}

	/**
	 * Puts certain objects into other schemas, and leaves whatever else they refer to
	 * where it is.
	 * @param objects the objects
	 * @param schemas the other schema of each schema
	 * @param dialect how expressions are written
	 */
	static RenamedSchemas of(Set<ObjectName> objects, Map<String, String> schemas, Dialect dialect) {
		Map<ObjectName, ObjectName> names = new LinkedHashMap<>();
		objects.forEach(
				(name) -> names.put(name, new ObjectName(schemas.get(String.valueOf(name.schema())), name.name())));
		return of(names, dialect);
	}

	/**
	 * Gives certain objects other names, and leaves whatever else they refer to as it is.
	 * @param objects the other name of each object
	 * @param dialect how expressions are written
	 */
	static RenamedSchemas of(Map<ObjectName, ObjectName> objects, Dialect dialect) {
		Map<String, String> references = new LinkedHashMap<>();
		objects.forEach((from, to) -> references.put(dialect.quote(from), dialect.quote(to)));
		return new RenamedSchemas((name) -> objects.getOrDefault(name, name), references);
	}

	/**
	 * Puts everything that is in certain schemas into others.
	 * @param schemas the other schema of each schema
	 * @param dialect how expressions are written
	 */
	static RenamedSchemas all(Map<String, String> schemas, Dialect dialect) {
		Map<String, String> references = new LinkedHashMap<>();
		schemas.forEach((from, to) -> references.put(prefix(from, dialect), prefix(to, dialect)));
		return new RenamedSchemas((name) -> {
			String schema = (name.schema() != null) ? schemas.get(name.schema()) : null;
			return (schema != null) ? new ObjectName(schema, name.name()) : name;
		}, references);
	}

	/**
	 * Leaves the schema out of the names of whatever is in it.
	 * @param schema the schema
	 * @param dialect how expressions are written
	 */
	static RenamedSchemas without(String schema, Dialect dialect) {
		return new RenamedSchemas((name) -> schema.equals(name.schema()) ? new ObjectName(null, name.name()) : name,
				Map.of(prefix(schema, dialect), ""));
	}

	private static String prefix(String schema, Dialect dialect) {
		return dialect.quote(new ObjectName(null, schema)) + ".";
	}

	ObjectName name(ObjectName name) {
		return this.names.apply(name);
	}

	SchemaSnapshot snapshot(SchemaSnapshot snapshot) {
		return SchemaSnapshot.of(snapshot.tables().values().stream().map(this::table).toList(), snapshot.views()
			.values()
			.stream()
			.map((view) -> new InspectedView(new View(name(view.name()), view.view().columns(), view.view().query(),
					view.view().materialized(), view.view().comment()), view.columns(), view.indexes()))
			.toList(), snapshot.sequences().values().stream().map(this::sequence).toList(),
				snapshot.enumTypes().values().stream().map(this::enumType).toList(), snapshot.userTypes().values(),
				snapshot.extensions().values());
	}

	InspectedTable table(InspectedTable table) {
		return new InspectedTable(table(table.table()), table.kind(), table.parents().stream().map(this::name).toList(),
				table.indexes()
					.stream()
					.map((index) -> new InspectedIndex(index(index.index()), index.valid()))
					.toList(),
				table.notNullNotValid(), table.estimatedRows());
	}

	Table table(Table table) {
		List<Column> columns = table.columns().stream().map(this::column).toList();
		List<Constraint> constraints = table.constraints().stream().map(this::constraint).toList();
		return new Table(name(table.name()), columns, constraints, table.partitionBy(), table.storage(),
				table.unlogged(), table.comment());
	}

	private Column column(Column column) {
		Generated generated = column.generated();
		return new Column(column.name(), type(column.type()), column.nullable(), text(column.defaultValue()),
				column.identity(),
				(generated != null) ? new Generated(required(generated.expression()), generated.storage()) : null,
				(column.collation() != null) ? name(column.collation()) : null, column.comment());
	}

	DataType type(DataType type) {
		return type.userDefined()
				? new DataType(written(name(ObjectName.of(type.name()))), type.arguments(), type.dimensions(), true)
				: type;
	}

	/**
	 * Writes a name as {@link ObjectName#of} reads it.
	 */
	static String written(ObjectName name) {
		String last = part(name.name());
		return (name.schema() != null) ? part(name.schema()) + "." + last : last;
	}

	private static String part(String part) {
		return (part.indexOf('.') >= 0 || part.indexOf('"') >= 0) ? "\"" + part.replace("\"", "\"\"") + "\"" : part;
	}

	private Constraint constraint(Constraint constraint) {
		if (constraint instanceof CheckConstraint check) {
			return new CheckConstraint(check.name(), required(check.condition()), check.noInherit(), check.notValid());
		}
		if (constraint instanceof ForeignKey key) {
			return new ForeignKey(key.name(), key.columns(), name(key.referencedTable()), key.referencedColumns(),
					key.match(), key.onDelete(), key.onDeleteColumns(), key.onUpdate(), key.deferrability(),
					key.notValid());
		}
		if (constraint instanceof ExclusionConstraint exclusion) {
			List<ExclusionConstraint.Element> elements = new ArrayList<>();
			exclusion.elements()
				.forEach((element) -> elements
					.add(new ExclusionConstraint.Element(part(element.part()), element.operator())));
			return new ExclusionConstraint(exclusion.name(), exclusion.method(), elements, text(exclusion.where()),
					exclusion.deferrability());
		}
		return constraint;
	}

	Index index(Index index) {
		return new Index(index.name(), index.parts().stream().map(this::part).toList(), index.unique(), index.method(),
				index.include(), text(index.where()), index.nullsNotDistinct(), index.storage(), index.comment());
	}

	private Index.Part part(Index.Part part) {
		String sql = (part.kind() == Index.Part.Kind.COLUMN) ? part.text() : required(part.text());
		return new Index.Part(sql, part.kind(), (part.collation() != null) ? name(part.collation()) : null,
				text(part.operatorClass()), part.order(), part.nulls());
	}

	Sequence sequence(Sequence sequence) {
		ColumnName owner = sequence.ownedBy();
		return new Sequence(name(sequence.name()), sequence.type(), sequence.options(),
				(owner != null) ? new ColumnName(name(owner.table()), owner.column()) : null, sequence.comment());
	}

	EnumType enumType(EnumType type) {
		return new EnumType(name(type.name()), type.values(), type.comment());
	}

	private @Nullable String text(@Nullable String text) {
		return (text != null) ? required(text) : null;
	}

	private String required(String text) {
		String renamed = text;
		for (Map.Entry<String, String> reference : this.references.entrySet()) {
			renamed = replace(renamed, reference.getKey(), reference.getValue());
		}
		return renamed;
	}

	/**
	 * Replaces the beginning of a qualified name, but not the end of a longer one.
	 */
	private static String replace(String text, String from, String to) {
		StringBuilder replaced = new StringBuilder();
		int start = 0;
		for (int i = text.indexOf(from); i >= 0; i = text.indexOf(from, i + from.length())) {
			int end = i + from.length();
			boolean whole = from.endsWith(".") || end == text.length() || !isPartOfName(text.charAt(end));
			if (whole && (i == 0 || !isPartOfName(text.charAt(i - 1)))) {
				replaced.append(text, start, i).append(to);
				start = i + from.length();
			}
		}
		return replaced.append(text, start, text.length()).toString();
	}

	private static boolean isPartOfName(char c) {
		return Character.isLetterOrDigit(c) || "_$.\"".indexOf(c) >= 0;
	}

}
