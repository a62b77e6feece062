package dev.migrate.dialect.database;

import java.util.List;
import java.util.Set;

import dev.migrate.schema.ObjectName;

/**
 * What a dump of a database is to have.
 *
 * @param schemas the schemas that are there before the dump is run
 * @param excluded the tables that are left out, with all that belongs to them
 * @param rows the tables whose rows are dumped, too
 */
public record DumpScope(Set<String> schemas, Set<ObjectName> excluded, List<ObjectName> rows) {

	public DumpScope {
		schemas = Set.copyOf(schemas);
		excluded = Set.copyOf(excluded);
		rows = List.copyOf(rows);
	}

}
