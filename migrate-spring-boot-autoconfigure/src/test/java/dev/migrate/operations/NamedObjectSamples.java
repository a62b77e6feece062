package dev.migrate.operations;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.migrate.operations.object.CompositeColumn;
import dev.migrate.operations.object.CreateSchema;
import dev.migrate.operations.object.EnumColumn;
import dev.migrate.operations.operation.BulkInsert;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.View;

import static dev.migrate.operations.object.CommentTarget.onSchema;
import static dev.migrate.operations.object.EnumPosition.before;

/**
 * Every operation on an object whose names are not plain words.
 *
 * @param kind what is special about the names
 * @param schema the name of a schema
 * @param object the name of an object in it
 * @param other another name for any of them, and for a column
 */
record NamedObjectSamples(String kind, String schema, String object, String other) {

	private static final List<NamedObjectSamples> NAMES = List.of(
			new NamedObjectSamples("mixed case", "App", "Things", "OtherThings"),
			new NamedObjectSamples("reserved words", "all", "user", "select"),
			new NamedObjectSamples("quotes", "a\"s", "a\"t", "o''\""),
			new NamedObjectSamples("dots and blanks", "a.s", "a.t", " a\tb"),
			new NamedObjectSamples("not ASCII", "схема", "größe", "😀"),
			new NamedObjectSamples("signs", "s;--", "t/*", "$1:o?"),
			new NamedObjectSamples("63 bytes", "s".repeat(63), "é".repeat(31) + "c", "o".repeat(63)));

	static Stream<OperationSample> all() {
		return NAMES.stream().flatMap(NamedObjectSamples::samples);
	}

	private ObjectName name() {
		return new ObjectName(this.schema, this.object);
	}

	private static String quote(String name) {
		return "\"" + name.replace("\"", "\"\"") + "\"";
	}

	private static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	private Stream<OperationSample> samples() {
		return Stream.of(sequences(), enums(), composites(), views(), rest()).flatMap((samples) -> samples);
	}

	private Stream<OperationSample> sequences() {
		String name = quote(this.schema) + "." + quote(this.object);
		String table = quote(this.schema) + "." + quote(this.other);
		String createTable = "CREATE TABLE %s (%s bigint)".formatted(table, quote(this.other));
		Sequence sequence = new Sequence(name(), null, SequenceOptions.options(),
				new ColumnName(name().sibling(this.other), this.other), "of " + this.object);
		Sequence plain = new Sequence(name(), null, SequenceOptions.options(), null, null);
		String create = "CREATE SEQUENCE " + name;
		return Stream.of(sample((op) -> op.createSequence(sequence), createTable),
				sample((op) -> op.alterSequence(plain, sequence), createTable, create),
				sample((op) -> op.restartSequence(name), create),
				sample((op) -> op.renameSequence(name, quote(this.other)), create),
				sample((op) -> op.dropSequence(name), create), sample((op) -> op.dropSequence(plain), create));
	}

	private Stream<OperationSample> enums() {
		String name = quote(this.schema) + "." + quote(this.object);
		String table = quote(this.schema) + "." + quote(this.other);
		EnumType type = new EnumType(name(), List.of(this.object, this.other), this.object);
		EnumType reordered = new EnumType(name(), List.of(this.other, this.object), this.other);
		String create = "CREATE TYPE %s AS ENUM (%s, %s)".formatted(name, literal(this.object), literal(this.other));
		String comment = "COMMENT ON TYPE " + name + " IS " + literal(this.object);
		String createTable = "CREATE TABLE %s (%s %s DEFAULT %s)".formatted(table, quote(this.other), name,
				literal(this.other));
		return Stream.of(sample((op) -> op.createEnum(type)),
				sample((op) -> op.addEnumValue(name, this.schema, before(this.other)), create),
				sample((op) -> op.renameEnumValue(name, this.object, this.schema), create),
				sample((op) -> op.renameEnum(name, quote(this.other)), create),
				sample((op) -> op.replaceEnum(type, reordered,
						EnumColumn.enumColumn(table, this.other).defaultValue(literal(this.other))), create, comment,
						createTable),
				sample((op) -> op.dropEnum(type), create, comment), sample((op) -> op.dropEnum(name), create));
	}

	private Stream<OperationSample> composites() {
		String name = quote(this.schema) + "." + quote(this.object);
		String table = quote(this.schema) + "." + quote(this.other);
		CompositeType type = new CompositeType(name(), List.of(), this.object).attribute(this.object, DataType.text())
			.attribute(this.other, DataType.integer());
		CompositeType reordered = new CompositeType(name(), List.of(), this.other)
			.attribute(this.other, DataType.bigint())
			.attribute(this.object, DataType.text());
		String create = "CREATE TYPE %s AS (%s text, %s integer)".formatted(name, quote(this.object),
				quote(this.other));
		String comment = "COMMENT ON TYPE " + name + " IS " + literal(this.object);
		String createTable = "CREATE TABLE %1$s (%2$s %3$s, %4$s %3$s[])".formatted(table, quote(this.other), name,
				quote(this.object));
		return Stream
			.of(sample((op) -> op.createCompositeType(type)), sample(
					(op) -> op.alterCompositeType(type, reordered, CompositeColumn.compositeColumn(table, this.other),
							CompositeColumn.compositeColumn(table, this.object).asArray()),
					create, comment, createTable),
					sample((op) -> op.renameCompositeType(name, quote(this.other)), create),
					sample((op) -> op.dropCompositeType(type), create, comment),
					sample((op) -> op.dropCompositeType(name), create));
	}

	private Stream<OperationSample> views() {
		String name = quote(this.schema) + "." + quote(this.object);
		View view = new View(name(), List.of(this.other), "SELECT 1", false, this.object);
		View stored = new View(name(), List.of(this.other), "SELECT 1", true, this.object);
		String create = " VIEW %s (%s) AS SELECT 1".formatted(name, quote(this.other));
		String comment = " VIEW " + name + " IS " + literal(this.object);
		return Stream.of(sample((op) -> op.createView(view)), sample((op) -> op.createView(stored)),
				sample((op) -> op.createOrReplaceView(view)),
				sample((op) -> op.replaceView(view, stored), "CREATE" + create, "COMMENT ON" + comment),
				sample((op) -> op.renameView(name, quote(this.other)), "CREATE" + create),
				sample((op) -> op.renameMaterializedView(name, quote(this.other)), "CREATE MATERIALIZED" + create),
				sample((op) -> op.refreshMaterializedView(name), "CREATE MATERIALIZED" + create),
				sample((op) -> op.dropView(view), "CREATE" + create, "COMMENT ON" + comment),
				sample((op) -> op.dropMaterializedView(name), "CREATE MATERIALIZED" + create));
	}

	private Stream<OperationSample> rest() {
		String table = quote(this.schema) + "." + quote(this.object);
		String createTable = "CREATE TABLE %s (%s text)".formatted(table, quote(this.other));
		return Stream.of(OperationSample.of(this.kind, new CreateSchema(this.schema, Set.of())),
				sample((op) -> op.dropSchema(this.schema)), sample((op) -> op.renameSchema(this.schema, this.other)),
				sample((op) -> op.setComment(onSchema(this.schema), this.other, null)),
				sample((op) -> op
					.bulkInsert(BulkInsert.into(table, this.other).row(this.schema).reversedBy("DELETE FROM " + table)),
						createTable));
	}

	private OperationSample sample(Consumer<Operations> call, String... given) {
		return OperationSample.call(this.kind, call,
				Stream.concat(Stream.of("CREATE SCHEMA " + quote(this.schema)), Stream.of(given))
					.toArray(String[]::new));
	}

}
