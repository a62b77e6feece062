package dev.migrate.autogenerate.rename;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.difference.ColumnNameDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.SequenceNameDifference;
import dev.migrate.autogenerate.difference.TableNameDifference;
import dev.migrate.dialect.Dialect;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.RenameColumn;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.SchemaSnapshot;

/**
 * What has another name in the database than is wanted.
 *
 * @param tables the new name of each table, by the old one, in the same schema
 * @param sequences the new name of each sequence, likewise
 * @param columns the columns
 */
public record Renames(Map<ObjectName, ObjectName> tables, Map<ObjectName, ObjectName> sequences,
		List<RenamedColumn> columns) {

	public static final Renames NONE = new Renames(Map.of(), Map.of(), List.of());

	/**
	 * A column.
	 *
	 * @param table the new name of its table
	 * @param from its old name
	 * @param to its new name
	 */
	public record RenamedColumn(ObjectName table, String from, String to) {
	}

	public boolean isEmpty() {
		return this.tables.isEmpty() && this.columns.isEmpty();
	}

	/**
	 * Returns the old name of a table.
	 */
	public ObjectName former(ObjectName table) {
		return former(this.tables, table);
	}

	private static ObjectName former(Map<ObjectName, ObjectName> names, ObjectName name) {
		return names.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(name))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(name);
	}

	/**
	 * Returns what something is under its old name, and that of its table.
	 */
	public SchemaObject former(SchemaObject object) {
		ObjectName name = switch (object.kind()) {
			case SEQUENCE -> former(this.sequences, object.name());
			case ENUM_TYPE, COMPOSITE_TYPE -> object.name();
			case TABLE, COLUMN, CONSTRAINT, INDEX -> former(object.name());
		};
		String part = (object.kind() != SchemaObject.Kind.COLUMN) ? object.part()
				: this.columns.stream()
					.filter((column) -> column.table().equals(object.name()) && column.to().equals(object.part()))
					.map(RenamedColumn::from)
					.findFirst()
					.orElse(object.part());
		return new SchemaObject(object.kind(), name, part, object.side());
	}

	/**
	 * Returns these under other names.
	 */
	public Renames in(Renaming renaming) {
		return new Renames(names(this.tables, renaming), names(this.sequences, renaming),
				this.columns.stream()
					.map((column) -> new RenamedColumn(renaming.object(column.table()), column.from(), column.to()))
					.toList());
	}

	private static Map<ObjectName, ObjectName> names(Map<ObjectName, ObjectName> names, Renaming renaming) {
		Map<ObjectName, ObjectName> renamed = new LinkedHashMap<>();
		names.forEach((from, to) -> renamed.put(renaming.object(from), renaming.object(to)));
		return renamed;
	}

	/**
	 * Returns a schema as it is after the renaming, but for the names of columns in
	 * expressions.
	 */
	public SchemaSnapshot applyTo(SchemaSnapshot live, Dialect dialect) {
		Map<ObjectName, ObjectName> relations = new LinkedHashMap<>(this.tables);
		relations.putAll(this.sequences);
		SchemaSnapshot renamed = live.map(ObjectRenaming.of(relations, dialect));
		for (RenamedColumn column : this.columns) {
			renamed = renamed.map(new ColumnRenaming(column, renamed));
		}
		return renamed;
	}

	/**
	 * Returns the operations that rename some of the tables and their columns.
	 * @param names the old names of the tables
	 * @param place where a table is
	 */
	public List<Operation> operations(Collection<ObjectName> names, UnaryOperator<ObjectName> place) {
		List<Operation> operations = new ArrayList<>();
		for (ObjectName name : names) {
			ObjectName renamed = this.tables.getOrDefault(name, name);
			if (!renamed.equals(name)) {
				operations.add(new RenameObject(ObjectKind.TABLE, place.apply(name), renamed.name()));
			}
			for (RenamedColumn column : this.columns) {
				if (column.table().equals(renamed)) {
					operations
						.add(new RenameColumn(place.apply(name).sibling(renamed.name()), column.from(), column.to()));
				}
			}
		}
		return operations;
	}

	/**
	 * Returns what differs by its name.
	 */
	public List<Difference> differences() {
		List<Difference> differences = new ArrayList<>();
		this.tables.forEach((from, to) -> differences.add(new TableNameDifference(to, from)));
		this.sequences.forEach((from, to) -> differences.add(new SequenceNameDifference(to, from)));
		this.columns
			.forEach((column) -> differences.add(new ColumnNameDifference(column.table(), column.to(), column.from())));
		return differences;
	}

}
