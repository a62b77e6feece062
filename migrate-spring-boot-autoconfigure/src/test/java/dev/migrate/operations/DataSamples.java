package dev.migrate.operations;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.operation.Backfill.update;
import static dev.migrate.operations.operation.BulkInsert.into;
import static dev.migrate.operations.operation.Execute.sql;

/**
 * Operations on rows, and any SQL.
 */
final class DataSamples {

	private static final String TABLE = "CREATE TABLE t (id integer, name text, due date, price numeric, tags text[])";

	private static final String KEYED = "CREATE TABLE t (id integer PRIMARY KEY, name text, price numeric)";

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
				call("in batches", (op) -> op.backfill(update("t").set("name", "'x'")), KEYED),
				call("in batches of some rows with everything",
						(op) -> op.backfill(update("t").set("name", "'x'")
							.set("price", "NULL")
							.where("name IS NULL")
							.byIndex("t_pkey")
							.batchSize(10)
							.pause(Duration.ofMillis(1))
							.rowsPerSecond(1000)
							.reversedBy("UPDATE t SET name = NULL")),
						KEYED),
				call("in batches with a backfill as its reverse",
						(op) -> op.backfill(update("t").set("name", "'x'").reversedBy(update("t").set("name", "NULL"))),
						KEYED),
				call("in batches without anything to reverse",
						(op) -> op.backfill(update("t").set("name", "'x'").reversedByNothing()), KEYED),
				call("of nothing", (op) -> op.bulkInsert(into("t", "id")), TABLE));
	}

}
