package dev.migrate.operations;

import java.util.stream.Stream;

import dev.migrate.operations.operation.OperationOption;
import dev.migrate.schema.Index;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.object.CommentTarget.onIndex;
import static dev.migrate.operations.operation.OperationOption.cascade;
import static dev.migrate.operations.operation.OperationOption.concurrently;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.operations.operation.OperationOption.ifNotExists;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Index.uniqueIndex;

/**
 * Operations on indexes.
 */
final class IndexSamples {

	private static final String T = "CREATE TABLE t (a integer, b text, c jsonb)";

	private static final String IX = "CREATE INDEX ix ON t (a)";

	private IndexSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(created(), dropped(), changed()).flatMap((samples) -> samples);
	}

	private static OperationSample create(String name, Index index, OperationOption... options) {
		return call(name, (op) -> op.createIndex("t", index, options), T);
	}

	private static Stream<OperationSample> created() {
		return Stream.of(create("unnamed", index("a", "b")), create("unique", uniqueIndex("a").named("ix")),
				create("an expression", index().on("lower(b)").on("a DESC").named("ix")),
				create("parts",
						index().on(Index.Part.column("a").descending().nulls(Index.Nulls.LAST))
							.on(Index.Part.expression("lower(b)").collation("C").operatorClass("text_pattern_ops"))
							.named("ix")),
				create("a method", index().on(Index.Part.column("c").operatorClass("jsonb_path_ops")).using("gin")),
				create("further columns", index("a").include("b", "c")),
				create("some rows", index("a").where("a > 5 AND b IS NOT NULL")),
				create("nulls not distinct", uniqueIndex("a").withNullsNotDistinct()).since(15),
				create("storage parameters", index("a").with("fillfactor", "70").with("deduplicate_items", "off")),
				create("a comment", index("a").comment("it's")),
				create("everything",
						uniqueIndex("a").named("ix")
							.using("btree")
							.include("b")
							.withNullsNotDistinct()
							.with("fillfactor", "70")
							.where("a > 5")
							.comment("c"),
						concurrently())
					.since(15),
				create("concurrently", index("a"), concurrently()),
				create("concurrently, if not exists", index("a"), concurrently(), ifNotExists()),
				call("if not exists, existing", (op) -> op.createIndex("t", index("a").named("ix"), ifNotExists()), T,
						IX),
				call("another schema", (op) -> op.createIndex("s.t", index("a").comment("c"), concurrently()),
						"CREATE SCHEMA s", "CREATE TABLE s.t (a integer)"));
	}

	private static Stream<OperationSample> dropped() {
		return Stream.of(call("by name", (op) -> op.dropIndex("ix"), T, IX),
				call("in another schema", (op) -> op.dropIndex("s.ix"), "CREATE SCHEMA s",
						"CREATE TABLE s.t (a integer)", "CREATE INDEX ix ON s.t (a)"),
				call("if exists", (op) -> op.dropIndex("ix", ifExists()), T),
				call("cascade", (op) -> op.dropIndex("ix", cascade()), T, "CREATE UNIQUE INDEX ix ON t (a)",
						"CREATE TABLE o (a integer REFERENCES t (a))"),
				call("concurrently", (op) -> op.dropIndex("ix", concurrently()), T, IX),
				call("concurrently, if exists", (op) -> op.dropIndex("ix", concurrently(), ifExists()), T, IX),
				call("with its definition", (op) -> op.dropIndex("t", index("a").named("ix")), T, IX),
				call("concurrently, with its definition",
						(op) -> op.dropIndex("t", index("a").named("ix").comment("c"), concurrently()), T, IX,
						"COMMENT ON INDEX ix IS 'c'"));
	}

	private static Stream<OperationSample> changed() {
		return Stream.of(call("renamed", (op) -> op.renameIndex("ix", "iy"), T, IX),
				call("renamed in another schema", (op) -> op.renameIndex("s.ix", "iy"), "CREATE SCHEMA s",
						"CREATE TABLE s.t (a integer)", "CREATE INDEX ix ON s.t (a)"),
				call("set", (op) -> op.setComment(onIndex("ix"), "it's"), T, IX),
				call("drop", (op) -> op.dropComment(onIndex("ix")), T, IX),
				call("change", (op) -> op.setComment(onIndex("ix"), "new", "old"), T, IX,
						"COMMENT ON INDEX ix IS 'old'"),
				call("set where there was none", (op) -> op.setComment(onIndex("ix"), "new", null), T, IX));
	}

}
