package dev.migrate.dialect.postgresql.catalog;

import java.util.List;

import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.TestDatabase;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Inspects the database of a test.
 */
final class Inspections {

	private Inspections() {
	}

	static Inspector inspector(TestDatabase database) {
		return PostgresqlDialect.of(database.version()).inspector(new JdbcTemplate(database.dataSource()));
	}

	static SchemaSnapshot read(TestDatabase database) {
		return inspector(database).read(List.of("public"));
	}

	/**
	 * Returns a table after SQL has run.
	 */
	static Table table(TestDatabase database, String table, String... sql) {
		run(database, sql);
		return inspector(database).table(table);
	}

	static void run(TestDatabase database, String... sql) {
		for (String statement : sql) {
			database.jdbc().sql(statement).update();
		}
	}

	static void apply(TestDatabase database, Operation operation) {
		PostgresqlDialect.of(database.version())
			.write(operation)
			.forEach((command) -> database.jdbc().sql(command.sql()).update());
	}

}
