package dev.migrate.autogenerate;

import java.util.List;

import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
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
	 * An index with the table that it belongs to.
	 *
	 * @param table the table
	 * @param index the index
	 */
	public record TableIndex(ObjectName table, Index index) {
	}

}
