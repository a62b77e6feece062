package dev.migrate.operations;

import java.util.stream.Stream;

import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Table;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.object.CommentTarget.onColumn;
import static dev.migrate.operations.object.CommentTarget.onTable;
import static dev.migrate.operations.operation.OperationOption.cascade;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.operations.operation.OperationOption.ifNotExists;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.timestamptz;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Index.uniqueIndex;
import static dev.migrate.schema.Table.table;
import static dev.migrate.schema.UniqueConstraint.unique;

/**
 * Operations on whole tables.
 */
final class TableSamples {

	private static final String T = "CREATE TABLE t (id bigint PRIMARY KEY)";

	private TableSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(created(), dropped(), changed()).flatMap((samples) -> samples);
	}

	private static Stream<OperationSample> created() {
		return Stream.of(call("one column", (op) -> op.createTable(table("t").column("id", bigint()))),
				call("no column", (op) -> op.createTable(table("t"))),
				call("columns, constraints and comments", (op) -> op.createTable(full()),
						"CREATE TABLE o (id bigint PRIMARY KEY)"),
				call("another schema", (op) -> op.createTable(table("s.t").column("x", integer()).comment("it's")),
						"CREATE SCHEMA s"),
				call("if not exists", (op) -> op.createTable(table("t").column("x", integer()), ifNotExists())),
				call("if not exists, existing",
						(op) -> op.createTable(table("t").column("x", integer()).comment("c"), ifNotExists()), T),
				call("partitioned", (op) -> op.createTable(
						table("t").column("at", timestamptz()).column("x", integer()).partitionBy("RANGE (at)"))),
				call("storage parameters",
						(op) -> op.createTable(table("t").column("x", text())
							.with("fillfactor", "70")
							.with("autovacuum_vacuum_scale_factor", "0.1"))),
				call("unlogged", (op) -> op.createTable(table("t").column("x", text()).asUnlogged())));
	}

	private static Table full() {
		return table("t").comment("a 'table'")
			.column("id", bigint(), (id) -> id.asIdentity(Identity.always().startWith(10)).comment("key"))
			.column("name", varchar(50), (name) -> name.notNull().defaultValue("'x'").collation("C"))
			.column(column("upper_name", text()).generated("upper(name)"))
			.column("o_id", bigint())
			.primaryKey("id")
			.unique("name")
			.check("length(name) > 0")
			.constraint(foreignKey("o_id").references("o", "id"));
	}

	private static Stream<OperationSample> dropped() {
		Index[] indexes = { index("x").named("t_x").comment("i"), uniqueIndex("y").where("y > 0") };
		Table indexed = table("t").column("x", text(), (x) -> x.comment("c"))
			.column("y", integer())
			.comment("t")
			.constraint(unique("x"));
		return Stream.of(call("by name", (op) -> op.dropTable("t"), T),
				call("if exists", (op) -> op.dropTable("t", ifExists())),
				call("cascade", (op) -> op.dropTable("t", cascade()), T, "CREATE VIEW v AS SELECT * FROM t"),
				call("if exists, cascade", (op) -> op.dropTable("t", ifExists(), cascade()), T),
				call("with its definition",
						(op) -> op.dropTable(table("t").column("id", bigint(), (id) -> id.notNull()).primaryKey("id")),
						T),
				call("with its definition, comments and indexes", (op) -> op.dropTable(indexed, indexes),
						"CREATE TABLE t (x text, y integer, CONSTRAINT t_x_key UNIQUE (x))",
						"COMMENT ON TABLE t IS 't'", "COMMENT ON COLUMN t.x IS 'c'", "CREATE INDEX t_x ON t (x)",
						"COMMENT ON INDEX t_x IS 'i'", "CREATE UNIQUE INDEX t_y_idx ON t (y) WHERE y > 0"));
	}

	private static Stream<OperationSample> changed() {
		return Stream.of(call("in the first schema", (op) -> op.renameTable("t", "u"), T),
				call("in another schema", (op) -> op.renameTable("s.t", "u"), "CREATE SCHEMA s",
						"CREATE TABLE s.t (id bigint)"),
				call("from the first schema", (op) -> op.setTableSchema("t", "s"), T, "CREATE SCHEMA s"),
				call("from a named schema", (op) -> op.setTableSchema("s.t", "public"), "CREATE SCHEMA s",
						"CREATE TABLE s.t (id bigint GENERATED ALWAYS AS IDENTITY)"),
				call("set", (op) -> op.setComment(onTable("t"), "it's"), T),
				call("drop", (op) -> op.dropComment(onTable("t")), T),
				call("set where there was none", (op) -> op.setComment(onTable("t"), "new", null), T),
				call("change", (op) -> op.setComment(onTable("t"), "new", "old"), T, "COMMENT ON TABLE t IS 'old'"),
				call("drop with what it was", (op) -> op.dropComment(onTable("t"), "old"), T,
						"COMMENT ON TABLE t IS 'old'"),
				call("set of a column", (op) -> op.setComment(onColumn("t", "id"), "it's", null), T),
				call("drop of a column", (op) -> op.dropComment(onColumn("t", "id"), "old"), T,
						"COMMENT ON COLUMN t.id IS 'old'"));
	}

}
