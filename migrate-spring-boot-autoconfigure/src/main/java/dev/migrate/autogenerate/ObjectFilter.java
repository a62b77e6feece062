package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.Collection;
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
		ObjectFilter one = this;
		return new ObjectFilter() {

			@Override
			public boolean includes(SchemaObject object) {
				return one.includes(object) && other.includes(object);
			}

			@Override
			public List<String> unmatched(Collection<SchemaObject> objects) {
				List<String> unmatched = new ArrayList<>(one.unmatched(objects));
				unmatched.addAll(other.unmatched(objects));
				return unmatched;
			}

		};
	}

	/**
	 * Returns what this filter names and there is not, which may be a mistake in writing.
	 * @param objects everything that there is, in the model or in the database
	 * @return one sentence each
	 */
	default List<String> unmatched(Collection<SchemaObject> objects) {
		return List.of();
	}

	/**
	 * Returns a filter by name. A pattern consists of one, two or three parts with dots
	 * between them, where {@code *} stands for any characters but a dot: {@code users} is
	 * a table, sequence or enum type of any schema, {@code app.users} one of the schema
	 * {@code app}, and also the part {@code users} (column, constraint or index) of a
	 * table {@code app} of any schema, and {@code app.users.name} a part of a table of
	 * one schema. A part in double quotes is a name as it is, whatever characters it has.
	 * @param include the tables to compare, all if there is no pattern; sequences and
	 * enum types are not among them, because a table may need them
	 * @param exclude what to leave out
	 * @return the filter
	 * @throws ComparisonFailedException if a pattern is empty, has more parts or has
	 * characters that only a quoted name can have
	 */
	static ObjectFilter byName(List<String> include, List<String> exclude) {
		return new NameFilter(include, exclude);
	}

}
