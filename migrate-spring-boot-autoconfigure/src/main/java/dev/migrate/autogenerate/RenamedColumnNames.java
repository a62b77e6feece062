package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.autogenerate.Renames.RenamedColumn;
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
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;

/**
 * Gives a column another name wherever it is named, but for the text of expressions.
 */
final class RenamedColumnNames {

	private final RenamedColumn column;

	RenamedColumnNames(RenamedColumn column) {
		this.column = column;
	}

	SchemaSnapshot snapshot(SchemaSnapshot snapshot) {
		Set<ObjectName> family = family(snapshot);
		return SchemaSnapshot.of(snapshot.tables().values().stream().map((table) -> table(table, family)).toList(),
				snapshot.views().values(), snapshot.sequences().values().stream().map(this::sequence).toList(),
				snapshot.enumTypes().values(), snapshot.userTypes().values(), snapshot.extensions().values());
	}

	/**
	 * Returns the table and all that have the column from it.
	 */
	private Set<ObjectName> family(SchemaSnapshot snapshot) {
		Set<ObjectName> family = new HashSet<>(Set.of(this.column.table()));
		boolean grown = true;
		while (grown) {
			grown = false;
			for (InspectedTable table : snapshot.tables().values()) {
				grown |= table.parents().stream().anyMatch(family::contains) && family.add(table.name());
			}
		}
		return family;
	}

	private InspectedTable table(InspectedTable inspected, Set<ObjectName> family) {
		Table table = inspected.table();
		boolean own = family.contains(table.name());
		List<Column> columns = own ? table.columns().stream().map(this::column).toList() : table.columns();
		List<Constraint> constraints = table.constraints()
			.stream()
			.map((constraint) -> constraint(constraint, own))
			.toList();
		List<InspectedIndex> indexes = own ? inspected.indexes()
			.stream()
			.map((index) -> new InspectedIndex(index(index.index()), index.valid()))
			.toList() : inspected.indexes();
		Set<String> notNullNotValid = own ? Set.copyOf(names(List.copyOf(inspected.notNullNotValid())))
				: inspected.notNullNotValid();
		return new InspectedTable(table.columns(columns).constraints(constraints), inspected.kind(),
				inspected.parents(), indexes, notNullNotValid, inspected.estimatedRows());
	}

	private Column column(Column column) {
		return new Column(name(column.name()), column.type(), column.nullable(), column.defaultValue(),
				column.identity(), column.generated(), column.collation(), column.comment());
	}

	private Constraint constraint(Constraint constraint, boolean own) {
		if (constraint instanceof ForeignKey key) {
			boolean referenced = key.referencedTable().equals(this.column.table());
			return new ForeignKey(key.name(), own ? names(key.columns()) : key.columns(), key.referencedTable(),
					referenced ? names(key.referencedColumns()) : key.referencedColumns(), key.match(), key.onDelete(),
					own ? names(key.onDeleteColumns()) : key.onDeleteColumns(), key.onUpdate(), key.deferrability(),
					key.notValid());
		}
		if (!own) {
			return constraint;
		}
		if (constraint instanceof PrimaryKey key) {
			return new PrimaryKey(key.name(), names(key.columns()), names(key.include()), key.deferrability());
		}
		if (constraint instanceof UniqueConstraint unique) {
			return new UniqueConstraint(unique.name(), names(unique.columns()), names(unique.include()),
					unique.nullsNotDistinct(), unique.deferrability());
		}
		if (constraint instanceof ExclusionConstraint exclusion) {
			List<ExclusionConstraint.Element> elements = new ArrayList<>();
			exclusion.elements()
				.forEach((element) -> elements
					.add(new ExclusionConstraint.Element(part(element.part()), element.operator())));
			return new ExclusionConstraint(exclusion.name(), exclusion.method(), elements, exclusion.where(),
					exclusion.deferrability());
		}
		return constraint;
	}

	private Index index(Index index) {
		return new Index(index.name(), index.parts().stream().map(this::part).toList(), index.unique(), index.method(),
				names(index.include()), index.where(), index.nullsNotDistinct(), index.storage(), index.comment());
	}

	private Index.Part part(Index.Part part) {
		return (part.kind() != Index.Part.Kind.COLUMN) ? part : new Index.Part(name(part.text()), part.kind(),
				part.collation(), part.operatorClass(), part.order(), part.nulls());
	}

	private Sequence sequence(Sequence sequence) {
		ColumnName owner = sequence.ownedBy();
		return (owner != null && owner.table().equals(this.column.table()))
				? new Sequence(sequence.name(), sequence.type(), sequence.options(),
						new ColumnName(owner.table(), name(owner.column())), sequence.comment())
				: sequence;
	}

	private List<String> names(List<String> names) {
		return names.stream().map(this::name).toList();
	}

	private String name(String name) {
		return name.equals(this.column.from()) ? this.column.to() : name;
	}

}
