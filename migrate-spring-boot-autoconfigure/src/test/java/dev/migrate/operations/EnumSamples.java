package dev.migrate.operations;

import java.util.stream.Stream;

import dev.migrate.schema.EnumType;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.object.CommentTarget.onEnum;
import static dev.migrate.operations.object.EnumColumn.enumColumn;
import static dev.migrate.operations.object.EnumPosition.after;
import static dev.migrate.operations.object.EnumPosition.before;
import static dev.migrate.operations.operation.OperationOption.cascade;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.operations.operation.OperationOption.ifNotExists;
import static dev.migrate.schema.EnumType.enumType;

/**
 * Operations on enum types.
 */
final class EnumSamples {

	private static final EnumType MOOD = enumType("mood", "sad", "ok");

	private static final String CREATE = "CREATE TYPE mood AS ENUM ('sad', 'ok')";

	private EnumSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(types(), values(), replacements()).flatMap((samples) -> samples);
	}

	private static Stream<OperationSample> types() {
		return Stream.of(call("with a comment", (op) -> op.createEnum(MOOD.comment("How it is"))),
				call("in a schema", (op) -> op.createEnum(enumType("app.mood", "it's", "a \"b\"", "c\\d")),
						"CREATE SCHEMA app"),
				call("without values", (op) -> op.createEnum(enumType("nothing"))),
				call("by name", (op) -> op.dropEnum("mood"), CREATE),
				call("with its definition", (op) -> op.dropEnum(MOOD.comment("How it is")), CREATE,
						"COMMENT ON TYPE mood IS 'How it is'"),
				call("IF EXISTS", (op) -> op.dropEnum("mood", ifExists())),
				call("CASCADE", (op) -> op.dropEnum("mood", cascade()), CREATE, "CREATE TABLE t (m mood, n integer)"),
				call("in a schema", (op) -> op.renameEnum("app.mood", "humour"), "CREATE SCHEMA app",
						"CREATE TYPE app.mood AS ENUM ('sad')", "CREATE TABLE t (m app.mood DEFAULT 'sad')"),
				call("a type", (op) -> op.setComment(onEnum("mood"), "How it is", null), CREATE));
	}

	private static Stream<OperationSample> values() {
		return Stream.of(call("at the end", (op) -> op.addEnumValue("mood", "great"), CREATE),
				call("before another", (op) -> op.addEnumValue("mood", "meh", before("ok")), CREATE),
				call("after another", (op) -> op.addEnumValue("mood", "it's", after("sad")), CREATE),
				call("IF NOT EXISTS", (op) -> op.addEnumValue("mood", "ok", ifNotExists()), CREATE),
				call("after another IF NOT EXISTS",
						(op) -> op.addEnumValue("mood", "great", after("ok"), ifNotExists()), CREATE),
				call("with a quote", (op) -> op.renameEnumValue("mood", "ok", "it's ok"), CREATE));
	}

	private static Stream<OperationSample> replacements() {
		return Stream.of(
				call("nowhere used", (op) -> op.replaceEnum(MOOD, enumType("mood", "happy", "ok").comment("new")),
						CREATE),
				call("used by columns, arrays and defaults",
						(op) -> op.replaceEnum(MOOD, enumType("mood", "great", "ok"),
								enumColumn("t", "m").defaultValue("'ok'"),
								enumColumn("t", "ms").asArray().defaultValue("'{ok,ok}'"), enumColumn("t", "n"),
								enumColumn("app.u", "m")),
						CREATE, "CREATE SCHEMA app",
						"CREATE TABLE t (m mood DEFAULT 'ok' NOT NULL, ms mood[] DEFAULT '{ok,ok}', n mood)",
						"CREATE TABLE app.u (m mood)", "CREATE INDEX i ON app.u (m)",
						"INSERT INTO t VALUES ('ok', '{ok}', NULL)", "INSERT INTO app.u VALUES ('ok')"),
				call("another order",
						(op) -> op.replaceEnum(enumType("app.mood", "a", "b"), enumType("app.mood", "b", "a"),
								enumColumn("t", "m")),
						"CREATE SCHEMA app", "CREATE TYPE app.mood AS ENUM ('a', 'b')", "CREATE TABLE t (m app.mood)",
						"INSERT INTO t VALUES ('a'), ('b')"));
	}

}
