package dev.migrate.dialect.postgresql.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;

import dev.migrate.schema.DataType;
import dev.migrate.schema.SequenceOptions;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a sequence counts, without what it would do by itself.
 */
final class CatalogSequences {

	private CatalogSequences() {
	}

	static SequenceOptions options(ResultSet row) throws SQLException {
		long increment = row.getLong("increment");
		long smallest = row.getLong("smallest_of_type");
		long greatest = row.getLong("greatest_of_type");
		long min = row.getLong("min");
		long max = row.getLong("max");
		long start = row.getLong("start");
		long cache = row.getLong("cache");
		boolean ascending = increment > 0;
		return new SequenceOptions(unless(ascending ? min : max, start), unless(1, increment),
				unless(ascending ? 1 : smallest, min), unless(ascending ? greatest : -1, max), unless(1, cache),
				row.getBoolean("cycle"));
	}

	static @Nullable DataType type(ResultSet row) throws SQLException {
		String type = row.getString("type");
		return type.equals("bigint") ? null : DataType.type(type);
	}

	private static @Nullable Long unless(long byItself, long value) {
		return (value != byItself) ? value : null;
	}

}
