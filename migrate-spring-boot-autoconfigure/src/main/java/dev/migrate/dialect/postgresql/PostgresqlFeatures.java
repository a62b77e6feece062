package dev.migrate.dialect.postgresql;

import dev.migrate.operations.operation.Feature;

/**
 * Since which version PostgreSQL has what.
 */
final class PostgresqlFeatures {

	/**
	 * The oldest version that is supported.
	 */
	static final int OLDEST = 14;

	/**
	 * The newest version that is known; a later one is taken to have at least what this
	 * one has.
	 */
	static final int NEWEST = 18;

	private PostgresqlFeatures() {
	}

	static int since(Feature feature) {
		return switch (feature) {
			case NOT_NULL_NOT_VALID, VIRTUAL_GENERATED_COLUMN -> 18;
			case CHANGED_EXPRESSION -> 17;
			case NULLS_NOT_DISTINCT, ON_DELETE_COLUMNS -> 15;
			default -> OLDEST;
		};
	}

}
