package dev.migrate.autogenerate;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * An object or a part of a table that is compared, as an {@link ObjectFilter} sees it.
 *
 * @param kind what it is
 * @param name the name of the table, sequence or type, with its schema
 * @param part the name of the column, constraint or index of the table, {@code null} for
 * what is not part of a table
 * @param side where it is
 */
public record SchemaObject(Kind kind, ObjectName name, @Nullable String part, Side side) {

	/**
	 * What an object is.
	 */
	public enum Kind {

		TABLE, SEQUENCE, ENUM_TYPE, COMPOSITE_TYPE, COLUMN, CONSTRAINT, INDEX

	}

	/**
	 * Where an object is.
	 */
	public enum Side {

		/**
		 * It is wanted.
		 */
		MODEL,

		/**
		 * The database has it.
		 */
		DATABASE,

		/**
		 * It is wanted, and the database has one of its name. Constraints and indexes are
		 * never on both sides, because their names do not make them the same.
		 */
		BOTH

	}

}
