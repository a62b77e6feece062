package dev.migrate.autogenerate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;
import org.jspecify.annotations.Nullable;

/**
 * What an application wants its database to have. Every name has its schema; constraints
 * and indexes need no names of their own.
 *
 * @param tables the tables
 * @param indexes the indexes
 * @param sequences the sequences
 * @param enumTypes the enum types
 * @param compositeTypes the composite types; they come each after those that it has
 * attributes of
 * @param notes what could not be stated, for people to read
 * @param formerNames what tables and columns may still be called in the database
 * @param attributes the attributes of entities that the columns belong to, as far as they
 * are known
 * @param prerequisites what tables need besides, in the order in which it is created; it
 * is there while the schema is tried out, and neither compared nor a part of a revision
 */
public record WantedSchema(List<Table> tables, List<TableIndex> indexes, List<Sequence> sequences,
		List<EnumType> enumTypes, List<CompositeType> compositeTypes, List<String> notes, List<FormerName> formerNames,
		Map<ColumnName, Attribute> attributes, List<Prerequisite> prerequisites) {

	public WantedSchema {
		tables = resolved(tables);
		indexes = List.copyOf(indexes);
		sequences = List.copyOf(sequences);
		enumTypes = List.copyOf(enumTypes);
		compositeTypes = partsFirst(compositeTypes);
		notes = List.copyOf(notes);
		formerNames = List.copyOf(formerNames);
		attributes = Map.copyOf(attributes);
		prerequisites = List.copyOf(prerequisites);
	}

	private static List<CompositeType> partsFirst(List<CompositeType> types) {
		Map<ObjectName, CompositeType> byName = new LinkedHashMap<>();
		types.forEach((type) -> byName.put(type.name(), type));
		Set<CompositeType> ordered = new LinkedHashSet<>();
		types.forEach((type) -> addAfterParts(type, byName, ordered));
		return List.copyOf(ordered);
	}

	private static void addAfterParts(CompositeType type, Map<ObjectName, CompositeType> types,
			Set<CompositeType> ordered) {
		for (Column attribute : type.attributes()) {
			CompositeType part = attribute.type().userDefined() ? types.get(ObjectName.of(attribute.type().name()))
					: null;
			if (part != null && !part.equals(type)) {
				addAfterParts(part, types, ordered);
			}
		}
		ordered.add(type);
	}

	/**
	 * A foreign key that names no columns refers to the primary key.
	 */
	private static List<Table> resolved(List<Table> tables) {
		Map<ObjectName, List<String>> keys = new HashMap<>();
		tables.forEach((table) -> table.primaryKey().ifPresent((key) -> keys.put(table.name(), key.columns())));
		return tables.stream()
			.map((table) -> table
				.constraints(table.constraints().stream().map((constraint) -> resolved(constraint, keys)).toList()))
			.toList();
	}

	private static Constraint resolved(Constraint constraint, Map<ObjectName, List<String>> keys) {
		if (constraint instanceof ForeignKey key && key.referencedColumns().isEmpty()
				&& keys.containsKey(key.referencedTable())) {
			return new ForeignKey(key.name(), key.columns(), key.referencedTable(), keys.get(key.referencedTable()),
					key.match(), key.onDelete(), key.onDeleteColumns(), key.onUpdate(), key.deferrability(),
					key.notValid());
		}
		return constraint;
	}

	/**
	 * Creates a schema without composite types, of which no former names are known.
	 * @param tables the tables
	 * @param indexes the indexes
	 * @param sequences the sequences
	 * @param enumTypes the enum types
	 * @param notes what could not be stated, for people to read
	 */
	public WantedSchema(List<Table> tables, List<TableIndex> indexes, List<Sequence> sequences,
			List<EnumType> enumTypes, List<String> notes) {
		this(tables, indexes, sequences, enumTypes, notes, List.of());
	}

	/**
	 * Creates a schema without composite types, of which no attributes are known.
	 * @param tables the tables
	 * @param indexes the indexes
	 * @param sequences the sequences
	 * @param enumTypes the enum types
	 * @param notes what could not be stated, for people to read
	 * @param formerNames what tables and columns may still be called in the database
	 */
	public WantedSchema(List<Table> tables, List<TableIndex> indexes, List<Sequence> sequences,
			List<EnumType> enumTypes, List<String> notes, List<FormerName> formerNames) {
		this(tables, indexes, sequences, enumTypes, List.of(), notes, formerNames, Map.of(), List.of());
	}

	/**
	 * Returns what several sources want together.
	 */
	public static WantedSchema union(List<WantedSchema> parts) {
		return new WantedSchema(parts.stream().flatMap((part) -> part.tables().stream()).distinct().toList(),
				parts.stream().flatMap((part) -> part.indexes().stream()).distinct().toList(),
				parts.stream().flatMap((part) -> part.sequences().stream()).distinct().toList(),
				parts.stream().flatMap((part) -> part.enumTypes().stream()).distinct().toList(),
				parts.stream().flatMap((part) -> part.compositeTypes().stream()).distinct().toList(),
				parts.stream().flatMap((part) -> part.notes().stream()).distinct().toList(),
				parts.stream().flatMap((part) -> part.formerNames().stream()).distinct().toList(),
				parts.stream()
					.flatMap((part) -> part.attributes().entrySet().stream())
					.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one)),
				parts.stream().flatMap((part) -> part.prerequisites().stream()).distinct().toList());
	}

	/**
	 * Returns this schema with a name for every constraint and index, where nothing else
	 * is said the one that the database itself would choose.
	 */
	public WantedSchema named(NamingConvention naming) {
		return new WantedSchema(this.tables.stream().map(naming::nameAsCreated).toList(),
				this.indexes.stream()
					.map((index) -> new TableIndex(index.table(), naming.name(index.table(), index.index())))
					.toList(),
				this.sequences, this.enumTypes, this.compositeTypes, this.notes, this.formerNames, this.attributes,
				this.prerequisites);
	}

	/**
	 * Returns the names that check constraints have, by their tables.
	 */
	public Map<ObjectName, Set<String>> namesOfChecks() {
		Map<ObjectName, Set<String>> names = new HashMap<>();
		for (Table table : this.tables) {
			for (Constraint constraint : table.constraints()) {
				if (constraint instanceof CheckConstraint check && check.name() != null) {
					names.computeIfAbsent(table.name(), (name) -> new LinkedHashSet<>()).add(check.name());
				}
			}
		}
		return names;
	}

	/**
	 * Returns this schema with other composite types.
	 * @param compositeTypes the types
	 */
	public WantedSchema compositeTypes(List<CompositeType> compositeTypes) {
		return new WantedSchema(this.tables, this.indexes, this.sequences, this.enumTypes, compositeTypes, this.notes,
				this.formerNames, this.attributes, this.prerequisites);
	}

	/**
	 * Returns this schema with other prerequisites.
	 * @param prerequisites what tables need
	 */
	public WantedSchema prerequisites(List<Prerequisite> prerequisites) {
		return new WantedSchema(this.tables, this.indexes, this.sequences, this.enumTypes, this.compositeTypes,
				this.notes, this.formerNames, this.attributes, prerequisites);
	}

	/**
	 * Returns the names of all objects.
	 */
	public Stream<ObjectName> names() {
		return Stream
			.of(this.tables.stream().map(Table::name), this.sequences.stream().map(Sequence::name),
					this.enumTypes.stream().map(EnumType::name), this.compositeTypes.stream().map(CompositeType::name))
			.flatMap((names) -> names);
	}

	/**
	 * An index with the table that it belongs to.
	 *
	 * @param table the table
	 * @param index the index
	 */
	public record TableIndex(ObjectName table, Index index) {
	}

	/**
	 * Something that tables need and that is not compared, such as a function or a
	 * domain.
	 *
	 * @param name its name
	 * @param sql the statement that creates it, or a part of it, with names that have no
	 * schema
	 * @param needs the names of what must be there before, as far as it is a part of the
	 * schema
	 */
	public record Prerequisite(ObjectName name, String sql, Set<ObjectName> needs) {

		public Prerequisite {
			needs = Set.copyOf(needs);
		}

	}

	/**
	 * What a table or column may still be called in the database. It is renamed if there
	 * is something of that name, which is not wanted, and nothing of the wanted name.
	 *
	 * @param table the wanted name of the table
	 * @param column the wanted name of the column, or {@code null} for the table itself
	 * @param name the former name, without a schema
	 */
	public record FormerName(ObjectName table, @Nullable String column, String name) {
	}

	/**
	 * The attribute of an entity that a column belongs to.
	 *
	 * @param name how messages call it, such as {@code Member.active}, or {@code null} if
	 * it has no name
	 * @param values what values it has
	 * @param sequence the sequence that they are taken from, or {@code null} if that is
	 * none, or not known
	 */
	public record Attribute(@Nullable String name, Values values, @Nullable ObjectName sequence) {

		/**
		 * Returns this attribute under other names.
		 */
		public Attribute map(Renaming renaming) {
			return (this.sequence != null) ? new Attribute(this.name, this.values, renaming.object(this.sequence))
					: this;
		}

		/**
		 * Kinds of values, as far as Hibernate makes a check constraint of them.
		 */
		public enum Values {

			/**
			 * The constants of an enum, or arrays of them.
			 */
			ENUM,

			/**
			 * True and false.
			 */
			BOOLEAN,

			/**
			 * Those that tell which class of a hierarchy a row belongs to.
			 */
			DISCRIMINATOR,

			/**
			 * Embeddables that are stored in one column.
			 */
			COMPONENT,

			/**
			 * Any others.
			 */
			OTHER

		}

	}

}
