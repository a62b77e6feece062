package dev.migrate.runtime.history;

import java.util.List;
import java.util.Optional;

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

	/**
	 * Returns whether an answer to {@link PositionQuery} says the same.
	 */
	public boolean isConfirmedBy(List<String> answer) {
		return PositionQuery.rows(answer).equals(Optional.of(this.rows));
	}

}
