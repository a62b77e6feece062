package dev.migrate.operations;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.migrate.schema.Column;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;

import static dev.migrate.operations.object.CommentTarget.onConstraint;
import static dev.migrate.operations.object.CommentTarget.onIndex;
import static dev.migrate.operations.object.CommentTarget.onTable;
import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.PrimaryKey.primaryKey;
import static dev.migrate.schema.UniqueConstraint.unique;

/**
 * Every operation on a table whose names are not plain words.
 *
 * @param kind what is special about the names
 * @param schema the name of a schema
 * @param table the name of a table
 * @param column the name of a column
 * @param other another name for any of them
 * @param part the name of a constraint or index
 */
record NamedSamples(String kind, String schema, String table, String column, String other, String part) {

	private static final List<NamedSamples> NAMES = List.of(
			new NamedSamples("mixed case", "App", "Users", "FirstName", "LastName", "PK_Users"),
			new NamedSamples("reserved words", "all", "user", "select", "order", "check"),
			new NamedSamples("quotes", "a\"s", "a\"t", "\"c\"", "o''\"", "\"\""),
			new NamedSamples("dots and blanks", "a.s", "a.t", "a column", ".", " a\tb"),
			new NamedSamples("not ASCII", "схема", "テーブル", "größe", "😀", "naïve_ключ"),
			new NamedSamples("signs", "s;--", "t/*", "c\\n", "$1:o", "p'%s"), new NamedSamples("63 bytes",
					"s".repeat(63), "t".repeat(63), "é".repeat(31) + "c", "o".repeat(63), "p".repeat(63)));

	static Stream<OperationSample> all() {
		return NAMES.stream().flatMap(NamedSamples::samples);
	}

	private ObjectName name() {
		return new ObjectName(this.schema, this.table);
	}

	private static String quote(String name) {
		return "\"" + name.replace("\"", "\"\"") + "\"";
	}

	private String written(String name) {
		return quote(this.schema) + "." + quote(name);
	}

	private Column integers(String name) {
		return Column.column(name, integer());
	}

	private Stream<OperationSample> samples() {
		String name = written(this.table);
		String comment = "comment on " + this.part;
		String create = "CREATE TABLE %s (%s integer NOT NULL)".formatted(name, quote(this.column));
		String check = "ALTER TABLE %s ADD CONSTRAINT %s CHECK (true) NOT VALID".formatted(name, quote(this.part));
		String index = "CREATE UNIQUE INDEX %s ON %s (%s)".formatted(quote(this.part), name, quote(this.column));
		String key = "ALTER TABLE %s ADD PRIMARY KEY (%s), ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s"
			.formatted(name, quote(this.column), quote(this.part), quote(this.column), name);
		return Stream.of(
				sample((op) -> op.createTable(Table.table(name())
					.comment(comment)
					.column(integers(this.column).notNull().comment(comment))
					.constraint(primaryKey(this.column).named(this.part))
					.constraint(unique(this.column).named(this.other))
					.constraint(foreignKey(this.column).references(name, this.column)))),
				sample((op) -> op.dropTable(Table.table(name()).column(integers(this.column).notNull())), create),
				sample((op) -> op.renameTable(name, quote(this.other)), create),
				sample((op) -> op.setTableSchema(name, this.other), create, "CREATE SCHEMA " + quote(this.other)),
				sample((op) -> op.setComment(onTable(name), comment, null), create),
				sample((op) -> op.addColumn(name, integers(this.other).comment(comment)), create),
				sample((op) -> op.dropColumn(name, integers(this.column).notNull()), create),
				sample((op) -> op.renameColumn(name, this.column, this.other), create),
				sample((op) -> op.alterColumn(name, this.column,
						(column) -> column.nullable()
							.defaultValue("7")
							.comment(comment)
							.was(integers(this.column).notNull())),
						create),
				sample((op) -> op.createIndex(name, index(this.column).named(this.part).comment(comment)), create),
				sample((op) -> op.dropIndex(name, index(this.column).named(this.part)), create,
						index.replace("UNIQUE ", "")),
				sample((op) -> op.dropIndex(written(this.part)), create, index),
				sample((op) -> op.renameIndex(written(this.part), quote(this.other)), create, index),
				sample((op) -> op.setComment(onIndex(written(this.part)), comment, null), create, index),
				sample((op) -> op.createConstraintUsingIndex(name, unique(this.column).named(this.other), this.part),
						create, index),
				sample((op) -> op.createConstraint(name, check("true").named(this.part)), create),
				sample((op) -> op.dropConstraint(name, check("true").named(this.part).withNotValid()), create, check),
				sample((op) -> op.renameConstraint(name, this.part, this.other), create, check),
				sample((op) -> op.validateConstraint(name, check("true").named(this.part)), create, check),
				sample((op) -> op.alterConstraint(name, this.part, Deferrability.INITIALLY_DEFERRED,
						Deferrability.NOT_DEFERRABLE), create, key),
				sample((op) -> op.setComment(onConstraint(name, this.part), comment, null), create, check),
				sample((op) -> op.batchAlterTable(name, (batch) -> {
					batch.addColumn(integers(this.other).comment(comment));
					batch.createConstraint(unique(this.other).named(this.part));
				}), create));
	}

	private OperationSample sample(Consumer<Operations> call, String... given) {
		return OperationSample.call(this.kind, call,
				Stream.concat(Stream.of("CREATE SCHEMA " + quote(this.schema)), Stream.of(given))
					.toArray(String[]::new));
	}

}
