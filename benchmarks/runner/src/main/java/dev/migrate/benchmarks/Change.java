package dev.migrate.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one script does, whoever runs it: it creates a table, or adds a column to the
 * table before.
 *
 * @param number its number, from 1
 * @param name what it does, as part of a file name
 * @param sql its statement
 * @param reverse the statement of its way back
 */
record Change(int number, String name, String sql, String reverse) {

	private static Change of(int number) {
		String table = "t%05d".formatted((number + 1) / 2);
		if (number % 2 == 1) {
			return new Change(number, "create_" + table,
					"CREATE TABLE %s (id bigint PRIMARY KEY, name varchar(100) NOT NULL);".formatted(table),
					"DROP TABLE %s;".formatted(table));
		}
		return new Change(number, "change_" + table,
				"ALTER TABLE %s ADD COLUMN changed timestamptz NOT NULL DEFAULT now();".formatted(table),
				"ALTER TABLE %s DROP COLUMN changed;".formatted(table));
	}

	static List<Change> list(int size) {
		return IntStream.rangeClosed(1, size).mapToObj(Change::of).toList();
	}

	/**
	 * How many tables a number of changes creates.
	 */
	static int tables(int size) {
		return (size + 1) / 2;
	}

}
