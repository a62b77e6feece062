package dev.migrate.operations;

import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.migrate.operations.table.AlterColumn;
import dev.migrate.schema.Deferrability;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.operations.operation.OperationOption.ifNotExists;
import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.PrimaryKey.primaryKey;
import static dev.migrate.schema.UniqueConstraint.unique;

/**
 * Several changes of one table at once.
 */
final class BatchSamples {

	private static final String O = "CREATE TABLE o (id bigint PRIMARY KEY)";

	private static final String T = "CREATE TABLE t (a integer NOT NULL, b text, o_id bigint, z integer)";

	private BatchSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(batch("one change", (batch) -> batch.addColumn(column("c", text()).comment("c"))),
				batch("columns", (batch) -> {
					batch.addColumn(column("c", text()).comment("c"));
					batch.dropColumn(column("z", integer()));
					batch.alterColumn("b",
							(b) -> b.type(integer())
								.using("b::integer")
								.notNull()
								.comment("b")
								.was((was) -> was.type(text()).nullable().dropComment()));
					batch.renameColumn("b", "d");
				}), batch("columns by name", (batch) -> {
					batch.addColumn(column("c", text()), ifNotExists());
					batch.dropColumn("z");
					batch.dropColumn("y", ifExists());
					batch.alterColumn("b", AlterColumn::notNull);
				}), batch("constraints", (batch) -> {
					batch.addColumn(column("c", bigint()));
					batch.createConstraint(primaryKey("a"));
					batch.createConstraint(unique("b", "c"));
					batch.createConstraint(check("a > 0").withNotValid());
					batch.createConstraint(foreignKey("o_id").references("o"));
					batch.validateConstraint(check("a > 0").named("t_check"));
					batch.alterConstraint("t_o_id_fkey", Deferrability.INITIALLY_DEFERRED,
							Deferrability.NOT_DEFERRABLE);
					batch.renameConstraint("t_pkey", "pk");
				}), batch("constraints that are there", (batch) -> {
					batch.dropConstraint(check("z > 1").named("z1"));
					batch.createConstraint(check("z > 2").named("z2"));
					batch.createConstraint(check("z > 1 AND z < 9").named("z1"));
				}, "ALTER TABLE t ADD CONSTRAINT z1 CHECK (z > 1)"), batch("constraints by name", (batch) -> {
					batch.dropConstraint("z1");
					batch.dropConstraint("z3", ifExists());
					batch.validateConstraint("z2");
					batch.alterConstraint("t_o_id_fkey", Deferrability.INITIALLY_DEFERRED);
				}, "ALTER TABLE t ADD CONSTRAINT z1 CHECK (z > 1), ADD CONSTRAINT z2 CHECK (z > 2) NOT VALID,"
						+ " ADD FOREIGN KEY (o_id) REFERENCES o"),
				batch("indexes", (batch) -> {
					batch.addColumn(column("c", text()));
					batch.dropIndex(index("z").named("t_z"));
					batch.createIndex(index("c", "z").comment("i"));
					batch.createConstraintUsingIndex(unique("a"), "t_a");
				}, "CREATE INDEX t_z ON t (z)", "CREATE UNIQUE INDEX t_a ON t (a)"),
				batch("an index if it is not there", (batch) -> batch.createIndex(index("z"), ifNotExists())));
	}

	private static OperationSample batch(String name, Consumer<TableBatch> changes, String... given) {
		return call(name, (op) -> op.batchAlterTable("t", changes),
				Stream.concat(Stream.of(O, T), Stream.of(given)).toArray(String[]::new));
	}

}
