package dev.migrate.operations.operation;

import dev.migrate.MigrateException;

/**
 * Thrown when an operation needs something that the database has not.
 */
public class UnsupportedFeatureException extends MigrateException {

	private final Feature feature;

	/**
	 * Creates an exception.
	 * @param database the database with its version, such as {@code PostgreSQL 14}
	 * @param feature what it has not
	 */
	public UnsupportedFeatureException(String database, Feature feature) {
		super("%s does not have %s.".formatted(database, feature.description()), feature.alternative());
		this.feature = feature;
	}

	public Feature getFeature() {
		return this.feature;
	}

}
