package dev.migrate.dialect.data;

import java.util.List;

import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Reads declared rows into scratch tables, compares them with the rows of tables, and
 * writes the statements that change these. Values are texts as the server reads and
 * writes them, {@code null} for NULL.
 */
public interface DeclaredRows {

	/**
	 * Has the server read rows in its own dialect of CSV.
	 * @param table the scratch table
	 * @param columns the columns that the rows have values for
	 * @param csv the rows, below a line that names the columns
	 * @return how many rows there are
	 * @throws org.springframework.dao.DataAccessException if the server refuses one
	 */
	long readCsv(ObjectName table, List<String> columns, String csv);

	/**
	 * Finds the rows that differ.
	 * @param comparison what is compared
	 * @param limit how many rows are returned at most
	 * @return the rows: first the declared ones in their order, then those that are not
	 * declared by their keys
	 */
	List<ComparedRow> compare(RowComparison comparison, int limit);

	/**
	 * Returns whether a table has a row.
	 */
	boolean hasRows(ObjectName table);

	/**
	 * Returns whether a table will have rows that are not declared.
	 * @param comparison what is compared; rows that it looks for are deleted if they have
	 * a key
	 */
	boolean hasOthers(RowComparison comparison);

	/**
	 * Finds a key that several rows of a table have and that is declared.
	 * @param comparison what is compared
	 * @return the values of the key, nothing if there is none
	 */
	List<@Nullable String> repeatedKey(RowComparison comparison);

	/**
	 * Finds values of declared rows that refer to nothing.
	 * @param references where the rows refer to, one for each place where the row may be
	 * that is referred to
	 * @param limit how many are returned at most
	 * @return the values, each as a text
	 */
	List<String> unresolved(List<RowReference> references, int limit);

	/**
	 * Counts the rows that refer to rows which are not declared.
	 * @param comparison what is compared
	 * @param reference which rows refer to the table
	 * @return the number
	 */
	long referring(RowComparison comparison, RowReference reference);

	/**
	 * Counts the rows that refer to values which are declared to be others.
	 * @param comparison what is compared
	 * @param reference which rows refer to the table
	 * @param declared the declared columns for those that are referred to
	 * @return the number
	 */
	long referringToChanged(RowComparison comparison, RowReference reference, List<ComparedColumn> declared);

	/**
	 * Writes a statement that inserts rows.
	 * @param table the table
	 * @param columns its columns, those of identities included
	 * @param rows the values of each row
	 * @return the statement, with a line for each row
	 */
	String insert(ObjectName table, List<Column> columns, List<List<@Nullable String>> rows);

	/**
	 * Writes a statement that updates a row.
	 * @param table the table
	 * @param columns the columns that are set
	 * @param values their values
	 * @param key the columns of the key
	 * @param keyValues its values
	 * @return the statement
	 */
	String update(ObjectName table, List<Column> columns, List<@Nullable String> values, List<Column> key,
			List<@Nullable String> keyValues);

	/**
	 * Writes a statement that deletes rows.
	 * @param table the table
	 * @param key the columns of the key
	 * @param rows the values of the key of each row
	 * @return the statement
	 */
	String delete(ObjectName table, List<Column> key, List<List<@Nullable String>> rows);

	/**
	 * Writes a statement that makes the numbers of a column go on after those in its
	 * table, and never go back.
	 * @param table the table
	 * @param column the column
	 * @return the statement, or {@code null} if the column gets no numbers, or gets them
	 * downwards
	 */
	@Nullable String continueNumbers(ObjectName table, Column column);

}
