package dev.migrate.schema;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An index of a table, written as {@code uniqueIndex("email")} or, with expressions,
 * {@code index().on("lower(email)")}.
 *
 * @param name the name, or {@code null} if a {@link NamingConvention} is to name it
 * @param parts what is indexed, at least one
 * @param unique whether it enforces uniqueness
 * @param method the access method, such as {@code gin}, or {@code null} for the
 * database's default
 * @param include columns that are stored in the index but not searched
 * @param where the condition of a partial index, or {@code null}
 */
public record Index(@Nullable String name, List<Part> parts, boolean unique, @Nullable String method,
		List<String> include, @Nullable String where) {

	public Index {
		parts = List.copyOf(parts);
		include = List.copyOf(include);
	}

	/**
	 * An index over columns, in ascending order.
	 * @param columns the columns; none if expressions follow
	 * @return the index
	 */
	public static Index index(String... columns) {
		List<Part> parts = new ArrayList<>();
		for (String column : columns) {
			parts.add(new Part(InvalidSchemaException.requireName("an indexed column", column), false));
		}
		return new Index(null, parts, false, null, List.of(), null);
	}

	/**
	 * A unique index over columns, in ascending order.
	 * @param columns the columns; none if expressions follow
	 * @return the index
	 */
	public static Index uniqueIndex(String... columns) {
		return new Index(null, index(columns).parts(), true, null, List.of(), null);
	}

	/**
	 * Returns this index with one more part: an expression, or a column with an operator
	 * class or an order.
	 * @param expression SQL that stands in the index as it is, such as
	 * {@code lower(email)} or {@code created_at DESC}
	 * @return the index
	 */
	public Index on(String expression) {
		List<Part> extended = new ArrayList<>(this.parts);
		extended.add(new Part(expression, true));
		return new Index(this.name, extended, this.unique, this.method, this.include, this.where);
	}

	public Index named(String name) {
		return new Index(InvalidSchemaException.requireName("an index", name), this.parts, this.unique, this.method,
				this.include, this.where);
	}

	public Index using(String method) {
		return new Index(this.name, this.parts, this.unique, method, this.include, this.where);
	}

	public Index include(String... columns) {
		return new Index(this.name, this.parts, this.unique, this.method, List.of(columns), this.where);
	}

	public Index where(String condition) {
		return new Index(this.name, this.parts, this.unique, this.method, this.include, condition);
	}

	/**
	 * One thing that an index is over.
	 *
	 * @param text the name of a column, or SQL
	 * @param expression whether {@code text} is SQL that stands as it is
	 */
	public record Part(String text, boolean expression) {
	}

}
