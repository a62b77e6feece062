package dev.migrate.dialect.dependency;

import java.util.Collection;
import java.util.List;

/**
 * Finds out what depends on objects that are to be changed.
 */
public interface ObjectDependencies {

	/**
	 * Reads what is affected by changes, in a fixed number of queries. In the session,
	 * names without a schema then mean those of the default schema alone, until the
	 * transaction ends or others are searched.
	 * @param upgrade what the way up does to objects that are there
	 * @param downgrade what the way down does to them
	 * @return the objects that are affected, those that are altered included if they have
	 * properties that go with them; each after those that it depends on
	 */
	List<DependentObject> read(Collection<Alteration> upgrade, Collection<Alteration> downgrade);

	/**
	 * Reads which other schemas have partitions of tables of some schemas, or tables that
	 * inherit from them.
	 * @param schemas the schemas of the tables
	 * @return the names of the other schemas
	 */
	List<String> schemasOfChildren(Collection<String> schemas);

	/**
	 * Returns the statements that create a function whose body names what is not there
	 * yet.
	 * @param creation the statement that creates it
	 */
	List<String> unchecked(String creation);

}
