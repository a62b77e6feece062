package dev.migrate.autogenerate;

import java.util.List;

/**
 * Says what is compared. What is left out is never created, not even to try it out, never
 * altered, dropped or mentioned. With several beans of this type, and
 * {@code migrate.autogenerate.include} and {@code exclude} besides, an object is compared
 * if all of them agree.
 *
 * <p>
 * Parts of a table are asked for after the table, and only if it is compared itself. With
 * a column go the constraints, indexes and generated columns over it. A table that only
 * the database has is taken or left as a whole.
 */
@FunctionalInterface
public interface ObjectFilter {

	/**
	 * Returns whether an object is compared.
	 * @param object the object
	 * @return {@code false} to leave it out
	 */
	boolean includes(SchemaObject object);

	/**
	 * Returns a filter that leaves out what this one or another one leaves out.
	 * @param other the other filter
	 * @return the filter
	 */
	default ObjectFilter and(ObjectFilter other) {
		return (object) -> includes(object) && other.includes(object);
	}

	/**
	 * Returns a filter by name. A pattern consists of one, two or three parts with dots
	 * between them, where {@code *} stands for any characters but a dot: {@code users} is
	 * a table, sequence or enum type of any schema, {@code app.users} one of the schema
	 * {@code app}, and also the part {@code users} (column, constraint or index) of a
	 * table {@code app} of any schema, and {@code app.users.name} a part of a table of
	 * one schema.
	 * @param include the tables to compare, all if there is no pattern; sequences and
	 * enum types are not among them, because a table may need them
	 * @param exclude what to leave out
	 * @return the filter
	 * @throws InvalidObjectPatternException if a pattern is empty or has other parts
	 */
	static ObjectFilter byName(List<String> include, List<String> exclude) {
		return new NameFilter(include, exclude);
	}

}
