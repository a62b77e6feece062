package dev.migrate.operations;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.migrate.operations.BulkInsert.into;
import static dev.migrate.operations.Execute.sql;
import static dev.migrate.operations.OperationSample.call;

/**
 * Operations on rows, and any SQL.
 */
final class DataSamples {

	private static final String TABLE = "CREATE TABLE t (id integer, name text, due date, price numeric, tags text[])";

	private DataSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(
				call("without a reverse", (op) -> op.execute("INSERT INTO t VALUES (1, 'a;b'); -- ?\nDELETE FROM t;"),
						TABLE),
				call("with parameters",
						(op) -> op.execute("INSERT INTO t (id, name) VALUES (:id, :name)",
								Map.of("id", 1, "name", "it's")),
						TABLE),
				call("with a reverse",
						(op) -> op.execute(sql("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$")
							.reversedBy("DROP FUNCTION f()"))),
				call("with parameters and a reverse",
						(op) -> op.execute(sql("INSERT INTO t (id, name) VALUES (:id, :name)").parameter("id", 1)
							.parameter("name", null)
							.reversedBy(sql("DELETE FROM t WHERE id = :id").parameter("id", 1))),
						TABLE),
				call("of values", (op) -> op.bulkInsert(into("t", "id", "name").row(1, "it's").row(2, null)), TABLE),
				call("of nothing but null", (op) -> op.bulkInsert(into("t", "name").row((Object) null)), TABLE),
				call("of maps", (op) -> op.bulkInsert("t", List.of(Map.of("id", 1, "name", "\\N\t\n"))), TABLE),
				call("of other types with a reverse",
						(op) -> op.bulkInsert(into("t", "id", "due", "price", "tags")
							.row(1, LocalDate.of(2026, 11, 21), new BigDecimal("9.90"), List.of("a", "b"))
							.reversedBy("DELETE FROM t")),
						TABLE),
				call("of nothing", (op) -> op.bulkInsert(into("t", "id")), TABLE));
	}

}
