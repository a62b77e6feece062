package dev.migrate.operations;

import java.util.stream.Stream;

import dev.migrate.schema.View;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.object.CommentTarget.onMaterializedView;
import static dev.migrate.operations.object.CommentTarget.onView;
import static dev.migrate.operations.operation.OperationOption.cascade;
import static dev.migrate.operations.operation.OperationOption.concurrently;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.operations.operation.OperationOption.ifNotExists;
import static dev.migrate.operations.operation.OperationOption.withNoData;
import static dev.migrate.schema.View.materializedView;
import static dev.migrate.schema.View.view;

/**
 * Operations on views.
 */
final class ViewSamples {

	private static final String TABLE = "CREATE TABLE t (id bigint, name text)";

	private static final String PLAIN = "CREATE VIEW v AS SELECT id FROM t";

	private static final String MATERIALIZED = "CREATE MATERIALIZED VIEW m AS SELECT id FROM t";

	private static final View V = view("v", "SELECT id FROM t");

	private static final View M = materializedView("m", "SELECT id FROM t");

	private ViewSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(plain(), materialized()).flatMap((samples) -> samples);
	}

	private static Stream<OperationSample> plain() {
		return Stream.of(
				call("with columns and a comment",
						(op) -> op.createView(
								view("app.v", "SELECT id, name FROM t").columns("one", "two").comment("Two columns")),
						TABLE, "CREATE SCHEMA app"),
				call("whose query ends in a comment", (op) -> op.createView(view("v", "SELECT id FROM t -- all of it")),
						TABLE),
				call("that is new", (op) -> op.createOrReplaceView(V), TABLE),
				call("with one more column", (op) -> op.createOrReplaceView(view("v", "SELECT id, name FROM t")), TABLE,
						PLAIN),
				call("by one with other columns",
						(op) -> op.replaceView(V.comment("Ids"), view("v", "SELECT name FROM t").comment("Names")),
						TABLE, PLAIN, "COMMENT ON VIEW v IS 'Ids'"),
				call("by name", (op) -> op.dropView("v"), TABLE, PLAIN),
				call("with its definition", (op) -> op.dropView(V), TABLE, PLAIN),
				call("IF EXISTS and CASCADE", (op) -> op.dropView("v", ifExists(), cascade()), TABLE, PLAIN,
						"CREATE VIEW w AS SELECT * FROM v"),
				call("a view that another one reads", (op) -> op.renameView("v", "r"), TABLE, PLAIN,
						"CREATE VIEW w AS SELECT * FROM v"),
				call("a view", (op) -> op.setComment(onView("v"), "Ids", null), TABLE, PLAIN));
	}

	private static Stream<OperationSample> materialized() {
		return Stream.of(
				call("materialized", (op) -> op.createView(M.comment("Stored")), TABLE,
						"INSERT INTO t VALUES (1, 'a')"),
				call("materialized WITH NO DATA",
						(op) -> op.createView(materializedView("m", "SELECT 1 / 0 AS x -- never").columns("y"),
								withNoData())),
				call("materialized IF NOT EXISTS", (op) -> op.createView(M, ifNotExists(), withNoData()), TABLE,
						MATERIALIZED),
				call("a plain one by a materialized one",
						(op) -> op.replaceView(V, materializedView("v", "SELECT id FROM t")), TABLE, PLAIN),
				call("materialized by name", (op) -> op.dropMaterializedView("m"), TABLE, MATERIALIZED),
				call("materialized with its definition", (op) -> op.dropView(M), TABLE, MATERIALIZED),
				call("materialized IF EXISTS", (op) -> op.dropMaterializedView("m", ifExists())),
				call("materialized", (op) -> op.renameMaterializedView("m", "r"), TABLE, MATERIALIZED),
				call("a materialized view", (op) -> op.setComment(onMaterializedView("m"), "Ids", null), TABLE,
						MATERIALIZED),
				call("with its rows", (op) -> op.refreshMaterializedView("m"), TABLE, MATERIALIZED,
						"INSERT INTO t VALUES (1, 'a')"),
				call("CONCURRENTLY", (op) -> op.refreshMaterializedView("m", concurrently()), TABLE, MATERIALIZED,
						"CREATE UNIQUE INDEX ON m (id)", "INSERT INTO t VALUES (1, 'a')"),
				call("WITH NO DATA", (op) -> op.refreshMaterializedView("m", withNoData()), TABLE, MATERIALIZED));
	}

}
