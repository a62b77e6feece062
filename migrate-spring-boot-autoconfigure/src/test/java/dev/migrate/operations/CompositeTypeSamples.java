package dev.migrate.operations;

import java.util.stream.Stream;

import dev.migrate.schema.CompositeType;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.object.CommentTarget.onCompositeType;
import static dev.migrate.operations.object.CompositeColumn.compositeColumn;
import static dev.migrate.operations.operation.OperationOption.cascade;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.schema.CompositeType.compositeType;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.userDefined;
import static dev.migrate.schema.DataType.varchar;

/**
 * Operations on composite types.
 */
final class CompositeTypeSamples {

	private static final CompositeType POINT = compositeType("point_type").attribute("x", integer())
		.attribute("y", integer());

	private static final String CREATE = "CREATE TYPE point_type AS (x integer, y integer)";

	private CompositeTypeSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.concat(types(), alterations());
	}

	private static Stream<OperationSample> types() {
		return Stream.of(
				call("with comments", (op) -> op.createCompositeType(
						POINT.attribute("label", varchar(20), (label) -> label.comment("it's")).comment("A place"))),
				call("of another one, in a schema",
						(op) -> op.createCompositeType(
								compositeType("app.area").attribute("corner", userDefined("point_type"))
									.attribute("Others", userDefined("point_type").array())
									.attribute("name", text(), (name) -> name.collation("C"))),
						"CREATE SCHEMA app", CREATE),
				call("without attributes", (op) -> op.createCompositeType(compositeType("nothing"))),
				call("by name", (op) -> op.dropCompositeType("point_type"), CREATE),
				call("with its definition", (op) -> op.dropCompositeType(POINT.comment("A place")), CREATE,
						"COMMENT ON TYPE point_type IS 'A place'"),
				call("IF EXISTS", (op) -> op.dropCompositeType("point_type", ifExists())),
				call("CASCADE", (op) -> op.dropCompositeType("point_type", cascade()), CREATE,
						"CREATE TABLE t (p point_type, n integer)"),
				call("in a schema", (op) -> op.renameCompositeType("app.place", "spot"), "CREATE SCHEMA app",
						"CREATE TYPE app.place AS (x integer)", "CREATE TABLE t (p app.place)"),
				call("a type", (op) -> op.setComment(onCompositeType("point_type"), "A place", null), CREATE));
	}

	private static Stream<OperationSample> alterations() {
		String table = "CREATE TABLE t (p point_type, ps point_type[], CHECK ((p).x > 0))";
		String rows = "INSERT INTO t VALUES (ROW(1, 2), ARRAY[ROW(3, 4)::point_type, NULL]), (NULL, '{}'), (ROW(5, NULL), NULL)";
		return Stream.of(call("nowhere used",
				(op) -> op.alterCompositeType(POINT, compositeType("point_type").attribute("y", bigint())), CREATE),
				call("another attribute at the end",
						(op) -> op.alterCompositeType(POINT,
								POINT.attribute("label", varchar(20), (label) -> label.comment("short"))
									.comment("A place"),
								compositeColumn("t", "p"), compositeColumn("t", "ps").asArray()),
						CREATE, table, rows),
				call("another attribute in between",
						(op) -> op.alterCompositeType(POINT,
								compositeType("point_type").attribute("x", integer())
									.attribute("label", text())
									.attribute("y", integer()),
								compositeColumn("t", "p"), compositeColumn("t", "ps").asArray()),
						CREATE, table, rows),
				call("another type and order", (op) -> op.alterCompositeType(POINT,
						compositeType("point_type").attribute("y", text()).attribute("x", bigint()).comment("A place"),
						compositeColumn("t", "p"), compositeColumn("t", "ps").asArray()), CREATE, table, rows),
				call("in a schema",
						(op) -> op.alterCompositeType(compositeType("app.place").attribute("x", integer()),
								compositeType("app.place").attribute("x", text()), compositeColumn("app.t", "p")),
						"CREATE SCHEMA app", "CREATE TYPE app.place AS (x integer)", "CREATE TABLE app.t (p app.place)",
						"INSERT INTO app.t VALUES (ROW(7))"));
	}

}
