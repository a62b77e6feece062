package dev.migrate.dialect.tenant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Reads from many schemas of a database at once. Its connection must be in no
 * transaction.
 */
public interface SchemaReader {

	/**
	 * Returns the schemas whose names match a pattern, without those of the system.
	 * @param patterns the patterns, in which {@code *} stands for any characters and
	 * {@code ?} for one
	 * @return the names, sorted
	 */
	List<String> matching(Collection<String> patterns);

	/**
	 * Finds the tables of the tool in many schemas.
	 * @param schemas the names of the schemas
	 * @param version the name of the version table
	 * @param history the name of the history table
	 * @return what there is, by the names of the schemas; without schemas that do not
	 * exist or that the role may not use, and without those where something else is
	 * called like a table of the tool
	 */
	Map<String, SchemaTables> findTables(Collection<String> schemas, String version, String history);

	/**
	 * Asks the same of many schemas.
	 * @param schemas the names of the schemas
	 * @param query returns the query for a schema, of one column of texts without control
	 * characters; the name of the schema is nowhere in it but before a table
	 * @return what was read, by the names of the schemas; without schemas whose query
	 * failed or returned a {@code NULL}
	 */
	Map<String, List<String>> query(Collection<String> schemas, UnaryOperator<String> query);

	/**
	 * Returns what is equal for schemas in which the same has been created, whatever the
	 * schemas are called.
	 * @param schemas the names of the schemas
	 * @param ignored the names of tables that do not count
	 * @return a text for each schema
	 */
	Map<String, String> digests(Collection<String> schemas, Collection<String> ignored);

	/**
	 * Says what is in schemas.
	 * @param schemas the names of the schemas
	 * @param ignored the names of tables that do not count
	 * @return for each schema, the definitions of what is in it, by its kind and name
	 * such as {@code column note.text}; the name of the schema itself is left out
	 */
	Map<String, Map<String, String>> describe(Collection<String> schemas, Collection<String> ignored);

	/**
	 * Finds out whether a schema may have a name.
	 * @param schema the name
	 * @return why not, a clause such as "it is empty", or {@code null} if it may
	 */
	@Nullable String objection(String schema);

}
