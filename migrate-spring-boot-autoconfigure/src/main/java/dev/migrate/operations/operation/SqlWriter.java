package dev.migrate.operations.operation;

import java.util.List;
import java.util.Map;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SequenceOptions;
import org.jspecify.annotations.Nullable;

/**
 * Takes down the SQL of an operation in the words of one database. Identifiers are quoted
 * where the database needs it; text given to {@link #sql(String)} stands as it is.
 */
public interface SqlWriter {

	/**
	 * Writes SQL as it is.
	 * @param text part of a statement
	 * @return this writer
	 */
	SqlWriter sql(String text);

	/**
	 * Writes an identifier, quoted if need be.
	 * @param name the identifier
	 * @return this writer
	 */
	SqlWriter identifier(String name);

	/**
	 * Returns an identifier as a part of an expression.
	 * @param name the identifier
	 * @return the identifier, quoted if need be
	 */
	String quoted(String name);

	/**
	 * Writes a name, with its schema if it has one, quoted if need be.
	 * @param name the name
	 * @return this writer
	 */
	SqlWriter name(ObjectName name);

	/**
	 * Writes identifiers in parentheses, separated by commas.
	 * @param names the identifiers, at least one
	 * @return this writer
	 */
	SqlWriter identifiers(List<String> names);

	/**
	 * Writes a text as a string literal.
	 * @param text the text, or {@code null} for NULL
	 * @return this writer
	 */
	SqlWriter literal(@Nullable String text);

	/**
	 * Writes a data type.
	 * @param type the type
	 * @return this writer
	 */
	SqlWriter type(DataType type);

	/**
	 * Writes a part of an index, with its order and operator class.
	 * @param part the part
	 * @return this writer
	 */
	SqlWriter indexPart(Index.Part part);

	/**
	 * Returns whether the database has something that not every database has.
	 * @param feature what is asked for
	 * @return {@code true} if it can be written
	 */
	boolean supports(Feature feature);

	/**
	 * Makes sure that the database has something that not every database has.
	 * @param feature what is to be written
	 * @return this writer
	 * @throws UnsupportedFeatureException if the database has it not; nothing of the
	 * operation runs then
	 */
	SqlWriter require(Feature feature);

	/**
	 * Writes a column as it stands in CREATE TABLE and ADD COLUMN, without its comment.
	 * @param column the column
	 * @return this writer
	 */
	SqlWriter column(Column column);

	/**
	 * Writes how the values of a column are generated, as in
	 * {@code GENERATED ALWAYS AS IDENTITY (START WITH 10)}.
	 * @param identity the identity
	 * @return this writer
	 */
	SqlWriter identity(Identity identity);

	/**
	 * Writes a constraint as it stands in CREATE TABLE and ADD, with its name.
	 * @param constraint the constraint
	 * @return this writer
	 */
	SqlWriter constraint(Constraint constraint);

	/**
	 * Writes how a sequence counts, as it stands in CREATE SEQUENCE.
	 * @param options the options, at least one of them set
	 * @return this writer
	 */
	SqlWriter sequenceOptions(SequenceOptions options);

	/**
	 * Writes a whole statement, or several, that insert rows as quickly as the database
	 * can.
	 * @param table the name of the table
	 * @param columns the names of the columns
	 * @param rows the values in the order of the columns, read when the statement runs
	 * @return this writer
	 */
	SqlWriter rows(ObjectName table, List<String> columns, Iterable<? extends List<?>> rows);

	/**
	 * Writes a whole statement that updates rows in batches.
	 * @param backfill what to update
	 * @return this writer
	 */
	SqlWriter backfill(Backfill backfill);

	/**
	 * Ends the statement.
	 * @return this writer
	 */
	default SqlWriter end() {
		return end(Map.of());
	}

	/**
	 * Ends a statement that has named parameters such as {@code :name}.
	 * @param parameters the values by name; the statement is taken as it is, without
	 * parameters, if there are none
	 * @return this writer
	 */
	SqlWriter end(Map<String, ?> parameters);

}
