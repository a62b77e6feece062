package dev.migrate.operations.table;

import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.SequenceOptions;
import org.jspecify.annotations.Nullable;

/**
 * Changes all options of an identity that is there, so that none of what it was remains.
 */
final class IdentityOptions {

	private IdentityOptions() {
	}

	static void write(SqlWriter sql, SequenceOptions options) {
		long increment = orElse(options.incrementBy(), 1);
		set(sql, "INCREMENT BY " + increment);
		set(sql, (options.minValue() != null) ? "MINVALUE " + options.minValue() : "NO MINVALUE");
		set(sql, (options.maxValue() != null) ? "MAXVALUE " + options.maxValue() : "NO MAXVALUE");
		long first = (increment > 0) ? orElse(options.minValue(), 1) : orElse(options.maxValue(), -1);
		set(sql, "START WITH " + orElse(options.startWith(), first));
		set(sql, "CACHE " + orElse(options.cache(), 1));
		set(sql, options.cycle() ? "CYCLE" : "NO CYCLE");
	}

	private static void set(SqlWriter sql, String option) {
		sql.sql(" SET ").sql(option);
	}

	private static long orElse(@Nullable Long value, long other) {
		return (value != null) ? value : other;
	}

}
