package dev.migrate.operations;

import java.util.Set;

import dev.migrate.schema.ObjectName;

/**
 * What the statements that drop an object have in common.
 */
final class Drops {

	private Drops() {
	}

	static void write(SqlWriter sql, String kind, ObjectName name, Set<Option> options) {
		sql.sql("DROP ").sql(kind).sql(" ");
		Option.IF_EXISTS.write(sql, options);
		sql.name(name);
		Option.CASCADE.writeLast(sql, options);
		sql.end();
	}

	/**
	 * Writes CASCADE, if it is one of the options, where the standard has none.
	 */
	static void writeCascade(SqlWriter sql, Set<Option> options) {
		if (options.contains(Option.CASCADE)) {
			sql.require(Feature.CASCADE);
		}
		Option.CASCADE.writeLast(sql, options);
	}

}
