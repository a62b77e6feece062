package dev.migrate.autogenerate;

import java.util.List;
import java.util.stream.Stream;

import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;

/**
 * What an application wants its database to have. Every name has its schema; constraints
 * and indexes need no names of their own.
 *
 * @param tables the tables
 * @param indexes the indexes
 * @param sequences the sequences
 * @param enumTypes the enum types
 * @param notes what could not be stated, for people to read
 */
public record WantedSchema(List<Table> tables, List<TableIndex> indexes, List<Sequence> sequences,
		List<EnumType> enumTypes, List<String> notes) {

	public WantedSchema {
		tables = List.copyOf(tables);
		indexes = List.copyOf(indexes);
		sequences = List.copyOf(sequences);
		enumTypes = List.copyOf(enumTypes);
		notes = List.copyOf(notes);
	}

	/**
	 * Returns what several sources want together.
	 */
	static WantedSchema union(List<WantedSchema> parts) {
		return new WantedSchema(parts.stream().flatMap((part) -> part.tables().stream()).distinct().toList(),
				parts.stream().flatMap((part) -> part.indexes().stream()).distinct().toList(),
				parts.stream().flatMap((part) -> part.sequences().stream()).distinct().toList(),
				parts.stream().flatMap((part) -> part.enumTypes().stream()).distinct().toList(),
				parts.stream().flatMap((part) -> part.notes().stream()).distinct().toList());
	}

	/**
	 * Returns this schema with a name for every constraint and index.
	 */
	WantedSchema named(NamingConvention naming) {
		return new WantedSchema(this.tables.stream().map(naming::name).toList(),
				this.indexes.stream()
					.map((index) -> new TableIndex(index.table(), naming.name(index.table(), index.index())))
					.toList(),
				this.sequences, this.enumTypes, this.notes);
	}

	/**
	 * Returns the names of all objects.
	 */
	Stream<ObjectName> names() {
		return Stream
			.of(this.tables.stream().map(Table::name), this.sequences.stream().map(Sequence::name),
					this.enumTypes.stream().map(EnumType::name))
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

}
