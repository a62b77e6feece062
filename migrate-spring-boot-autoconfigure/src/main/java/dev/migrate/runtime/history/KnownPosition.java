package dev.migrate.runtime.history;

import java.util.List;

import dev.migrate.dialect.TableLocations;

/**
 * Where a database was a moment ago, when nobody held its lock. It must be confirmed
 * under the lock.
 *
 * @param tables its tables
 * @param rows the rows of the version table, sorted
 */
public record KnownPosition(TableLocations tables, List<String> rows) {

	public KnownPosition {
		rows = List.copyOf(rows);
	}

}
