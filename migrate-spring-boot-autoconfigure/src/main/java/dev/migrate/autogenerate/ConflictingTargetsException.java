package dev.migrate.autogenerate;

import dev.migrate.MigrateException;
import dev.migrate.schema.ObjectName;

/**
 * Thrown when two sources of the wanted schema do not agree about an object. A table has
 * one source, even if both say the same.
 */
public class ConflictingTargetsException extends MigrateException {

	private final ObjectName object;

	ConflictingTargetsException(String kind, ObjectName object, String one, String other) {
		super("The %s %s is wanted by %s and by %s.".formatted(kind, object, one, other),
				"Remove it from one of them.");
		this.object = object;
	}

	/**
	 * Returns the table, sequence or enum type.
	 * @return its name
	 */
	public ObjectName getObject() {
		return this.object;
	}

}
