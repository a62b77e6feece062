package dev.migrate.dialect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.migrate.dialect.data.DeclaredRows;
import dev.migrate.schema.ObjectName;

/**
 * A transaction in which objects are created to see what the database makes of them, and
 * which is rolled back. No live object may be locked in it more than by reading.
 */
public interface ScratchSession {

	/**
	 * Makes the transaction independent of the settings of its user, and gives up soon
	 * when somebody else holds a lock.
	 */
	void open();

	/**
	 * Opens the transaction with the search path of another session.
	 * @param searchPath what {@link #searchPath()} of the other session returns
	 */
	void open(String searchPath);

	/**
	 * Returns where names that have no schema led when the transaction was opened.
	 * @return the search path, as the database writes it
	 */
	String searchPath();

	/**
	 * Does something and undoes whatever it has done to the database, while the
	 * transaction goes on.
	 * @param <T> the type of the result
	 * @param work what to do
	 * @return its result
	 */
	<T> T undo(Supplier<T> work);

	/**
	 * Returns whether the user may create schemas.
	 * @return {@code false} if there is only one schema, that of temporary objects
	 */
	boolean mayCreateSchemas();

	/**
	 * Returns whether the user may create temporary objects.
	 * @return {@code false} if nothing can be tried out unless schemas may be created
	 */
	boolean mayCreateTemporaryObjects();

	/**
	 * Creates a schema.
	 * @return its name; that of the schema of temporary objects, where things may be
	 * already, if the user may not create any
	 */
	String newSchema();

	/**
	 * Makes names that have no schema lead to one, and after that to where they led
	 * before.
	 * @param schema the schema, which is only searched for types, functions and operators
	 * in what is created under its full name
	 */
	void search(String schema);

	/**
	 * Runs statements all at once, each of which takes effect or all of them none.
	 * @param statements the statements
	 * @throws org.springframework.dao.DataAccessException if the database refuses one
	 */
	void runAll(List<String> statements);

	/**
	 * Finds out which names are those of tables or views.
	 * @param names the names, with their schemas
	 * @return those that are
	 */
	Set<ObjectName> tables(Collection<ObjectName> names);

	/**
	 * Writes what creates an empty table like an existing table or view, for others that
	 * name it. It only reads the existing one.
	 * @param table the table or view
	 * @param copy the name of the new table
	 * @return the statement
	 */
	String copy(ObjectName table, ObjectName copy);

	/**
	 * Writes what creates a table without rows like an existing one, or a view like an
	 * existing view. It only reads the existing one.
	 * @param relation the table or view
	 * @param copy the name of the new one
	 * @return the statement
	 */
	String copyOfSameKind(ObjectName relation, ObjectName copy);

	/**
	 * Finds out which names nothing has that tables could need, such as a function, a
	 * domain or a collation.
	 * @param names the names, with their schemas
	 * @return those that are missing
	 */
	Set<ObjectName> missing(Collection<ObjectName> names);

	/**
	 * Runs a query that may take its time, or meet a lock, and gives it up after a few
	 * seconds.
	 * @param <T> what it answers
	 * @param query the query
	 * @return the answer, or nothing if the database has not given one
	 */
	<T> Optional<T> attempt(Supplier<T> query);

	/**
	 * Returns what reads and compares the rows that an application declares.
	 * @return what does that in this transaction
	 */
	DeclaredRows declaredRows();

	/**
	 * Finds out which objects the transaction has locked more than by reading them.
	 * @param schemas the schemas that are its own
	 * @return the names of other objects with their locks; empty as it should be
	 */
	List<String> strongLocks(Collection<String> schemas);

	/**
	 * Finds out who keeps tables from being read. Needs a transaction that has not
	 * failed, or none.
	 * @return a description of each session
	 */
	List<String> holdersAgainstReading();

}
