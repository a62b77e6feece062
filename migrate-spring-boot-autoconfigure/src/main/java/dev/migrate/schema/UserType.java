package dev.migrate.schema;

/**
 * A type that was created in a schema and is no enum.
 *
 * @param name the name
 * @param kind what kind of type it is
 */
public record UserType(ObjectName name, Kind kind) {

	/**
	 * What kind of type one is.
	 */
	public enum Kind {

		COMPOSITE, DOMAIN, RANGE

	}

}
