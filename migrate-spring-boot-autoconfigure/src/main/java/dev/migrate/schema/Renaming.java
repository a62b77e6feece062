package dev.migrate.schema;

import java.util.List;

/**
 * How a schema is rebuilt under other names, see {@link SchemaSnapshot#map}. Each method
 * is called with a name or an expression as it was, and returns the one that takes its
 * place: the same, unless it is overridden.
 */
public interface Renaming {

	/**
	 * Renames a table, view, sequence, type or collation, wherever something refers to it
	 * by its name.
	 * @param name the name
	 * @return the other name
	 */
	default ObjectName object(ObjectName name) {
		return name;
	}

	/**
	 * Renames a column, wherever a key, an index or a sequence refers to it by its name.
	 * @param table the table, by its former name
	 * @param column the name
	 * @return the other name
	 */
	default String column(ObjectName table, String column) {
		return column;
	}

	/**
	 * Renames what an expression refers to.
	 * @param sql the SQL of a default, a generated column, a check, a part of an index or
	 * a condition, or the name of an operator class
	 * @return the other SQL
	 */
	default String expression(String sql) {
		return sql;
	}

	/**
	 * Renames columns of a table.
	 * @param table the table, by its former name
	 * @param columns the names
	 * @return the other names, in the same order
	 */
	default List<String> columns(ObjectName table, List<String> columns) {
		return columns.stream().map((column) -> column(table, column)).toList();
	}

}
