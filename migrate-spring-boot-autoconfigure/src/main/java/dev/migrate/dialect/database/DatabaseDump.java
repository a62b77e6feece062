package dev.migrate.dialect.database;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.migrate.schema.ObjectName;

/**
 * A database as it is at one moment, to be built elsewhere. Its connection has a
 * transaction that sees that moment.
 */
public interface DatabaseDump {

	/**
	 * Begins the transaction.
	 */
	void begin();

	/**
	 * Ends the transaction, which has changed nothing.
	 */
	void end();

	/**
	 * Reads what a dump is to have.
	 */
	DumpContent content(DumpScope scope);

	/**
	 * Has the server of a database that was built from a dump read definitions once more.
	 * @param definitions the definitions of {@link DumpContent}
	 * @return how the server writes them then, as far as it can read them again
	 */
	Map<String, String> reread(Map<String, String> definitions);

	/**
	 * Builds a dump in scratch schemas of the database itself, which are rolled back, and
	 * compares. A role that may not create databases can do that.
	 * @param statements the statements of a dump of this database
	 * @param expected what they are to build
	 * @return what differs
	 */
	DumpContent.Comparison tryOut(List<String> statements, DumpScope scope, DumpContent expected);

	/**
	 * Counts rows.
	 * @param limit where to stop counting
	 */
	long rows(ObjectName table, long limit);

	/**
	 * Reads the values of each column of a table.
	 * @return by the name of the column
	 */
	Map<String, ColumnValues> columnValues(ObjectName table);

	/**
	 * Returns what tables with other rows have another one of, whatever their order is.
	 * @param columns the columns that count
	 */
	String digest(ObjectName table, Collection<String> columns);

	/**
	 * Says what a dump leaves out because it is no part of a schema.
	 * @return sentences, none if there is nothing of the kind
	 */
	List<String> remarks();

	/**
	 * Writes the statements that build the database elsewhere: the schema as far as rows
	 * need it, the rows, the rest of the schema.
	 * @throws DumpFailedException if the program that writes them is not there or fails
	 */
	List<String> statements(DumpProgram program, DumpScope scope);

	/**
	 * The values of a column, in no order.
	 *
	 * @param digest what other values have another one of
	 * @param dependsOnMoment whether values of its type are often made of the time, or at
	 * random
	 */
	record ColumnValues(String digest, boolean dependsOnMoment) {
	}

}
