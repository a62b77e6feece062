package dev.migrate.schema;

import dev.migrate.MigrateException;

/**
 * Thrown when an {@link Inspector} is asked what something is like that is not there.
 */
public class NoSuchObjectException extends MigrateException {

	private final ObjectName name;

	NoSuchObjectException(String what, ObjectName name, String question) {
		super("There is no %s '%s'.".formatted(what, name),
				"Ask %s(…) first, and write another schema than the current one before the name.".formatted(question));
		this.name = name;
	}

	public ObjectName getName() {
		return this.name;
	}

}
