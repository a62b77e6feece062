package dev.migrate.dialect.object;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Reads the objects besides tables that schemas have, without what belongs to an
 * extension.
 */
public interface StoredObjects {

	/**
	 * Reads all objects of schemas in a fixed number of queries. The search path of the
	 * session is another one afterwards, until the transaction ends or others are
	 * searched.
	 * @param schemas the schemas
	 * @param searched the schema that the statements have no name of, or an empty text if
	 * they have all
	 * @return the objects, the older ones first
	 */
	List<StoredObject> read(Collection<String> schemas, String searched);

	/**
	 * Finds out where the catalog has the objects of schemas.
	 * @param schemas the schemas
	 * @return the {@linkplain StoredObject#address() addresses}
	 */
	Set<String> addresses(Collection<String> schemas);

	/**
	 * Finds out where the catalog has what has been created since.
	 * @param type what has been created, at least
	 * @param schemas the schemas
	 * @param known the addresses of what was there before
	 * @return the addresses of what is new
	 */
	Set<String> created(ObjectType type, Collection<String> schemas, Set<String> known);

	/**
	 * Finds the columns that store values of a domain within those of another type, such
	 * as an array or a composite type. The database checks no such values when the domain
	 * gets a constraint, and so refuses it.
	 * @param address where the catalog has the domain
	 * @return the columns, with their tables
	 */
	List<String> columnsAround(String address);

}
