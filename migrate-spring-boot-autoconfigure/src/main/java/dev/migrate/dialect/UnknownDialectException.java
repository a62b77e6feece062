package dev.migrate.dialect;

import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;

/**
 * Thrown when there is no {@link Dialect} of a name.
 */
public class UnknownDialectException extends MigrateException {

	private final String name;

	UnknownDialectException(String name, List<String> known) {
		super("There is no dialect '%s'.".formatted(name),
				"Name the database, %s, with a version if need be, as in 'postgresql:16', or give a JDBC URL that begins with %s."
					.formatted(alternatives("'", known, "'"), alternatives("'jdbc:", known, ":'")));
		this.name = name;
	}

	private static String alternatives(String before, List<String> names, String after) {
		return names.stream().collect(Collectors.joining(after + " or " + before, before, after));
	}

	/**
	 * Returns what was asked for.
	 * @return the name; of a JDBC URL only what comes before the address
	 */
	public String getName() {
		return this.name;
	}

}
