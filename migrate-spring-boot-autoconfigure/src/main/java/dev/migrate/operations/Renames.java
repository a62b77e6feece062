package dev.migrate.operations;

import dev.migrate.schema.ObjectName;

/**
 * What the statements that rename an object have in common.
 */
final class Renames {

	private Renames() {
	}

	static void check(String kind, ObjectName name, String newName) {
		InvalidOperationException.requireName("the %s that '%s' becomes".formatted(kind, name), newName);
		if (name.name().equals(newName)) {
			throw new InvalidOperationException("The %s '%s' is renamed to the name that it has.".formatted(kind, name),
					"Choose another name or leave the operation out.");
		}
	}

	static void write(SqlWriter sql, String kind, ObjectName name, String newName) {
		sql.sql("ALTER ").sql(kind).sql(" ").name(name).sql(" RENAME TO ").identifier(newName).end();
	}

}
