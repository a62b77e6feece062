package dev.migrate.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An index of a table. Start with {@link #index(String...)} or
 * {@link #uniqueIndex(String...)}; every other method returns a changed copy.
 *
 * @param name the name, or {@code null} if a
 * {@link dev.migrate.schema.naming.NamingConvention} is to name it
 * @param parts what it is over, in this order
 * @param unique whether no two rows may agree in all parts
 * @param method the access method, such as {@code gin}, or {@code null} for the usual one
 * @param include further columns that it holds
 * @param where the condition of the rows that it holds, or {@code null} for all
 * @param nullsNotDistinct whether two NULLs count as the same value in a unique index,
 * which PostgreSQL can since version 15
 * @param storage its storage parameters, such as {@code fillfactor}
 * @param comment the comment, or {@code null}
 */
public record Index(@Nullable String name, List<Part> parts, boolean unique, @Nullable String method,
		List<String> include, @Nullable String where, boolean nullsNotDistinct, Map<String, String> storage,
		@Nullable String comment) {

	private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][\\w.]*");

	private static final Pattern PARAMETER_VALUE = Pattern.compile("[\\w.+-]+");

	public Index {
		parts = List.copyOf(parts);
		include = List.copyOf(include);
		storage = copyOfStorage(storage);
		if (nullsNotDistinct && !unique) {
			throw new InvalidSchemaException("An index that is not unique has NULLS NOT DISTINCT.",
					"Start it with uniqueIndex(…).");
		}
	}

	/**
	 * Checks the storage parameters of an index or a table.
	 */
	static Map<String, String> copyOfStorage(Map<String, String> parameters) {
		parameters.forEach((name, value) -> {
			if (!PARAMETER.matcher(name).matches() || !PARAMETER_VALUE.matcher(value).matches()) {
				throw new InvalidSchemaException("'%s = %s' is not a storage parameter.".formatted(name, value),
						"Use a word and a value, such as fillfactor and 70.");
			}
		});
		return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

	/**
	 * An index over columns, in ascending order.
	 * @param columns the columns; none if expressions follow
	 * @return the index
	 */
	public static Index index(String... columns) {
		return new Index(null, Stream.of(columns).map(Part::column).toList(), false, null, List.of(), null, false,
				Map.of(), null);
	}

	/**
	 * A unique index over columns, in ascending order.
	 * @param columns the columns; none if expressions follow
	 * @return the index
	 */
	public static Index uniqueIndex(String... columns) {
		return new Index(null, Stream.of(columns).map(Part::column).toList(), true, null, List.of(), null, false,
				Map.of(), null);
	}

	/**
	 * Returns this index with one more part: an expression, or a column with an operator
	 * class or an order.
	 * @param sql SQL that stands in the index as it is, such as {@code lower(email)} or
	 * {@code created_at DESC}
	 * @return the index
	 */
	public Index on(String sql) {
		return on(Part.sql(sql));
	}

	/**
	 * Returns this index with one more part.
	 * @param part the part
	 * @return the index
	 */
	public Index on(Part part) {
		List<Part> extended = new ArrayList<>(this.parts);
		extended.add(part);
		return new Index(this.name, extended, this.unique, this.method, this.include, this.where, this.nullsNotDistinct,
				this.storage, this.comment);
	}

	public Index named(String name) {
		return new Index(InvalidSchemaException.requireName("an index", name), this.parts, this.unique, this.method,
				this.include, this.where, this.nullsNotDistinct, this.storage, this.comment);
	}

	public Index using(String method) {
		return new Index(this.name, this.parts, this.unique, method, this.include, this.where, this.nullsNotDistinct,
				this.storage, this.comment);
	}

	public Index include(String... columns) {
		return new Index(this.name, this.parts, this.unique, this.method, List.of(columns), this.where,
				this.nullsNotDistinct, this.storage, this.comment);
	}

	public Index where(String condition) {
		return new Index(this.name, this.parts, this.unique, this.method, this.include, condition,
				this.nullsNotDistinct, this.storage, this.comment);
	}

	/**
	 * Returns this index with NULLS NOT DISTINCT.
	 * @return the index
	 */
	public Index withNullsNotDistinct() {
		return new Index(this.name, this.parts, this.unique, this.method, this.include, this.where, true, this.storage,
				this.comment);
	}

	/**
	 * Returns this index with one more storage parameter.
	 * @param parameter the parameter, such as {@code fillfactor}
	 * @param value its value
	 * @return the index
	 */
	public Index with(String parameter, String value) {
		Map<String, String> extended = new LinkedHashMap<>(this.storage);
		extended.put(parameter, value);
		return new Index(this.name, this.parts, this.unique, this.method, this.include, this.where,
				this.nullsNotDistinct, extended, this.comment);
	}

	public Index comment(@Nullable String comment) {
		return new Index(this.name, this.parts, this.unique, this.method, this.include, this.where,
				this.nullsNotDistinct, this.storage, comment);
	}

	/**
	 * Returns this index under other names.
	 * @param table the table that it belongs to, by its former name
	 * @param renaming the other names
	 * @return the renamed index
	 */
	public Index map(ObjectName table, Renaming renaming) {
		return new Index(this.name, this.parts.stream().map((part) -> part.map(table, renaming)).toList(), this.unique,
				this.method, renaming.columns(table, this.include),
				(this.where != null) ? renaming.expression(this.where) : null, this.nullsNotDistinct, this.storage,
				this.comment);
	}

	/**
	 * One thing that an index is over.
	 *
	 * @param text the name of a column, or SQL
	 * @param kind how {@code text} is to be understood
	 * @param collation the collation; without it, that of the column
	 * @param operatorClass the operator class with its parameters, as SQL, such as
	 * {@code text_pattern_ops}; without it, that of the type
	 * @param order the order of its values
	 * @param nulls where NULL comes; without it, at the end that values grow to
	 */
	public record Part(String text, Kind kind, @Nullable ObjectName collation, @Nullable String operatorClass,
			Order order, @Nullable Nulls nulls) {

		public Part {
			if (text.isBlank()) {
				throw new InvalidSchemaException("An index is over a part that is empty.",
						"Name a column or give an expression.");
			}
			if (kind == Kind.SQL
					&& (collation != null || operatorClass != null || order != Order.ASC || nulls != null)) {
				throw new InvalidSchemaException(
						"The part '%s' of an index has an order, a collation or an operator class beside its SQL."
							.formatted(text),
						"Make it a column or an expression.");
			}
		}

		public static Part column(String name) {
			return new Part(InvalidSchemaException.requireName("an indexed column", name), Kind.COLUMN, null, null,
					Order.ASC, null);
		}

		/**
		 * An expression.
		 * @param expression the expression, without outer parentheses
		 * @return the part
		 */
		public static Part expression(String expression) {
			return new Part(expression, Kind.EXPRESSION, null, null, Order.ASC, null);
		}

		/**
		 * A part as it stands in SQL, with its order and operator class.
		 * @param sql the SQL, such as {@code lower(email) DESC}
		 * @return the part
		 */
		public static Part sql(String sql) {
			return new Part(sql, Kind.SQL, null, null, Order.ASC, null);
		}

		public Part collation(String collation) {
			return new Part(this.text, this.kind, ObjectName.of(collation), this.operatorClass, this.order, this.nulls);
		}

		public Part operatorClass(String operatorClass) {
			return new Part(this.text, this.kind, this.collation, operatorClass, this.order, this.nulls);
		}

		public Part descending() {
			return new Part(this.text, this.kind, this.collation, this.operatorClass, Order.DESC, this.nulls);
		}

		public Part nulls(Nulls nulls) {
			return new Part(this.text, this.kind, this.collation, this.operatorClass, this.order, nulls);
		}

		Part map(ObjectName table, Renaming renaming) {
			return new Part(
					(this.kind == Kind.COLUMN) ? renaming.column(table, this.text) : renaming.expression(this.text),
					this.kind, (this.collation != null) ? renaming.object(this.collation) : null,
					(this.operatorClass != null) ? renaming.expression(this.operatorClass) : null, this.order,
					this.nulls);
		}

		/**
		 * What the text of a part is.
		 */
		public enum Kind {

			/**
			 * The name of a column.
			 */
			COLUMN,

			/**
			 * An SQL expression without outer parentheses.
			 */
			EXPRESSION,

			/**
			 * SQL that stands as it is, with whatever follows an expression.
			 */
			SQL

		}

	}

	/**
	 * The order of the values of an index.
	 */
	public enum Order {

		ASC, DESC

	}

	/**
	 * Where NULL comes in the order of an index.
	 */
	public enum Nulls {

		FIRST, LAST

	}

}
