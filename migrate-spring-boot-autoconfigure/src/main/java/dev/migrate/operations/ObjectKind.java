package dev.migrate.operations;

import java.util.Locale;

/**
 * A kind of object other than tables and their parts that can have a comment.
 */
public enum ObjectKind {

	SCHEMA, EXTENSION, SEQUENCE, TYPE, VIEW, MATERIALIZED_VIEW;

	/**
	 * Returns the words that SQL uses.
	 * @return the kind, such as {@code MATERIALIZED VIEW}
	 */
	public String sql() {
		return name().replace('_', ' ');
	}

	String describe() {
		return sql().toLowerCase(Locale.ROOT);
	}

	boolean inSchema() {
		return this != SCHEMA && this != EXTENSION;
	}

}
