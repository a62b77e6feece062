package dev.migrate.operations;

import java.util.stream.Stream;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.object.CommentTarget.onExtension;
import static dev.migrate.operations.object.CommentTarget.onSchema;
import static dev.migrate.operations.operation.OperationOption.cascade;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.operations.operation.OperationOption.ifNotExists;
import static dev.migrate.schema.Extension.extension;

/**
 * Operations on schemas and extensions.
 */
final class SchemaSamples {

	private static final String SCHEMA = "CREATE SCHEMA app";

	private static final String EXTENSION = "CREATE EXTENSION pg_trgm";

	private SchemaSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(schemas(), extensions()).flatMap((samples) -> samples);
	}

	private static Stream<OperationSample> schemas() {
		return Stream.of(call("new", (op) -> op.createSchema("app")),
				call("IF NOT EXISTS", (op) -> op.createSchema("app", ifNotExists()), SCHEMA),
				call("with a dot", (op) -> op.createSchema("app.v2")),
				call("with what is in it", (op) -> op.renameSchema("app", "v1"), SCHEMA,
						"CREATE TABLE app.t (id bigint)"),
				call("empty", (op) -> op.dropSchema("app"), SCHEMA),
				call("IF EXISTS", (op) -> op.dropSchema("app", ifExists())),
				call("CASCADE", (op) -> op.dropSchema("app", cascade()), SCHEMA, "CREATE TABLE app.t (id bigint)"),
				call("a schema", (op) -> op.setComment(onSchema("app.v2"), "Ours", null), "CREATE SCHEMA \"app.v2\""));
	}

	private static Stream<OperationSample> extensions() {
		return Stream.of(call("by name", (op) -> op.createExtension("pg_trgm")),
				call("with a dash", (op) -> op.createExtension("uuid-ossp")),
				call("IF NOT EXISTS", (op) -> op.createExtension("pg_trgm", ifNotExists()), EXTENSION),
				call("CASCADE", (op) -> op.createExtension("earthdistance", cascade())),
				call("in a schema and a version",
						(op) -> op.createExtension(extension("pg_trgm").schema("app").version("1.5")), SCHEMA),
				call("to a version", (op) -> op.updateExtension("pg_trgm", "1.6"),
						"CREATE EXTENSION pg_trgm VERSION '1.5'"),
				call("to the newest version", (op) -> op.updateExtension("pg_trgm"),
						"CREATE EXTENSION pg_trgm VERSION '1.5'"),
				call("by name", (op) -> op.dropExtension("pg_trgm"), EXTENSION),
				call("with its definition", (op) -> op.dropExtension(extension("pg_trgm").schema("app").version("1.5")),
						SCHEMA, "CREATE EXTENSION pg_trgm SCHEMA app VERSION '1.5'"),
				call("IF EXISTS and CASCADE", (op) -> op.dropExtension("pg_trgm", ifExists(), cascade()), EXTENSION,
						"CREATE TABLE t (name text)", "CREATE INDEX ON t USING gin (name gin_trgm_ops)"),
				call("an extension", (op) -> op.setComment(onExtension("pg_trgm"), "Ours",
						"text similarity measurement and index searching based on trigrams"), EXTENSION));
	}

}
