package dev.migrate.dialect;

import java.util.Map;
import java.util.Optional;

import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;

/**
 * What a database makes of the values and the default of a column whose type changes, and
 * how it spells defaults and checks.
 */
public interface Conversions {

	/**
	 * Returns whether every value of a type is one of another.
	 * @param from the type
	 * @param to the other type
	 * @return {@code false} if there may be one that is not
	 */
	boolean isLossless(DataType from, DataType to);

	/**
	 * Returns whether the database cuts off or rounds values of a type without a word
	 * when it makes them values of another one.
	 * @param from the type
	 * @param to the other type
	 * @return {@code false} if they stay what they are, or if it refuses those that would
	 * not
	 */
	default boolean isRounding(DataType from, DataType to) {
		return !isLossless(from, to);
	}

	/**
	 * Returns whether the database can make a value of another type of every value of a
	 * type, even if it cuts it off or rounds it.
	 * @param from the type
	 * @param to the other type
	 * @return {@code false} if it may refuse one, or if that is not known
	 */
	default boolean isTotal(DataType from, DataType to) {
		return isLossless(from, to);
	}

	/**
	 * Returns whether the values of a type refer to what is stored elsewhere, such as the
	 * numbers of large objects. Values of another type that are made of them are the
	 * references, and not what they refer to.
	 * @param type the type
	 */
	default boolean isReference(DataType type) {
		return false;
	}

	/**
	 * Returns the expression that converts the values of a column.
	 * @param column the name of the column
	 * @param from its type
	 * @param to the other type
	 * @return the SQL, or nothing if the database converts values by itself
	 */
	Optional<String> expression(String column, DataType from, DataType to);

	/**
	 * Returns the condition that a value of a column cannot be converted.
	 * @param column the column, as it is written in SQL
	 * @param from its type
	 * @param to the other type
	 * @return the SQL, or nothing if only the conversion itself could tell
	 */
	Optional<String> unfit(String column, DataType from, DataType to);

	/**
	 * Returns the condition that a value of a column is none of an enum type.
	 * @param column the column, as it is written in SQL
	 * @param array whether its values are arrays
	 * @param type the enum type
	 * @return the SQL
	 */
	String unfit(String column, boolean array, EnumType type);

	/**
	 * Returns a default without the type that the database writes behind a literal.
	 * @param expression the SQL of the default
	 * @return the literal, or the expression itself if it is something else
	 */
	String withoutType(String expression);

	/**
	 * Returns whether a default takes the next value of a sequence.
	 * @param expression the SQL of the default
	 * @return {@code true} if the column counts
	 */
	boolean isNextValue(String expression);

	/**
	 * Recognises a simple check of a column.
	 * @param condition the condition as the database prints it
	 * @return what the check says, or nothing if it is another one
	 */
	default Optional<CheckForm> checkForm(String condition) {
		return Optional.empty();
	}

	/**
	 * Spells an expression as people write it, without changing what the database reads.
	 * @param expression the SQL of a condition, a default or the like
	 * @return the same expression
	 */
	default String spelled(String expression) {
		return expression;
	}

	/**
	 * Writes an expression so that the database prints it again as it has printed it. It
	 * may print what it has read of its own text in another way.
	 * @param expression the expression as the database prints it
	 * @return the same expression
	 */
	default String lasting(String expression) {
		return expression;
	}

	/**
	 * Guesses what somebody has written of what the database prints. Only the database
	 * can tell whether it means the same.
	 * @param expression the expression as the database prints it
	 * @return the guess, or the expression itself if there is no better one
	 */
	default String written(String expression) {
		return expression;
	}

	/**
	 * Returns the sequence that a default takes its next value from.
	 * @param expression the SQL of the default
	 * @return the name of the sequence, or nothing if the default is something else
	 */
	Optional<ObjectName> sequence(String expression);

	/**
	 * Writes a statement that makes a sequence go on behind the values of columns. It
	 * does nothing if there are none, or if the sequence is behind them already.
	 * @param sequence the sequence
	 * @param columns the columns that take their values from it, with their types
	 * @return the SQL, or nothing if no column has numbers
	 */
	default Optional<String> continuing(Sequence sequence, Map<ColumnName, DataType> columns) {
		return Optional.empty();
	}

	/**
	 * Writes a statement that makes a new identity go on behind the values that its
	 * column has. It does nothing if there are none.
	 * @param table the table
	 * @param column the column, with its identity
	 * @return the SQL, or nothing if the column has no identity
	 */
	default Optional<String> continuing(ObjectName table, Column column) {
		return Optional.empty();
	}

}
