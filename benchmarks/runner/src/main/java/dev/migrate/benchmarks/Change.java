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

	private static final int TABLES_OF_TENANT = 5;

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
	 * The changes of the schema of a tenant: five tables, and then columns of them.
	 */
	static List<Change> ofTenants(int size) {
		return IntStream.rangeClosed(1, size).mapToObj(Change::ofTenant).toList();
	}

	private static Change ofTenant(int number) {
		String table = "t%d".formatted((number - 1) % TABLES_OF_TENANT + 1);
		if (number <= TABLES_OF_TENANT) {
			return new Change(number, "create_" + table,
					"CREATE TABLE %s (id bigint PRIMARY KEY, name varchar(100) NOT NULL);".formatted(table),
					"DROP TABLE %s;".formatted(table));
		}
		String column = columnOfTenants(number);
		return new Change(number, "change_" + table,
				"ALTER TABLE %s ADD COLUMN %s varchar(50);".formatted(table, column),
				"ALTER TABLE %s DROP COLUMN %s;".formatted(table, column));
	}

	/**
	 * The column that a change adds to the schema of a tenant, behind those that create
	 * the tables.
	 */
	static String columnOfTenants(int number) {
		return "changed_%d".formatted(number);
	}

	/**
	 * How many tables a number of changes creates.
	 */
	static int tables(int size) {
		return (size + 1) / 2;
	}

}
