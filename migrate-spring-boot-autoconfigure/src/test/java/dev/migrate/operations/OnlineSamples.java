package dev.migrate.operations;

import java.util.stream.Stream;

import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ReferentialAction;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.operation.OperationOption.online;
import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.PrimaryKey.primaryKey;
import static dev.migrate.schema.UniqueConstraint.unique;

/**
 * Operations that add constraints step by step.
 */
final class OnlineSamples {

	private static final String O = "CREATE TABLE o (x integer PRIMARY KEY)";

	private static final String T = "CREATE TABLE t (a integer, b integer NOT NULL)";

	private static final String NAMED = "CREATE TABLE \"S\".\"a.t\" (\"it's\" integer)";

	private OnlineSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(call("not null", (op) -> op.alterColumn("t", "a", (column) -> column.notNull(), online()), T),
				call("not null with any name",
						(op) -> op.alterColumn("S.\"a.t\"", "it's", (column) -> column.notNull(), online()),
						"CREATE SCHEMA \"S\"", NAMED),
				call("foreign key", (op) -> op.createConstraint("t", foreignKey("a").references("o"), online()), O, T),
				call("foreign key with everything",
						(op) -> op.createConstraint("t",
								foreignKey("a").references("o", "x")
									.onDelete(ReferentialAction.CASCADE)
									.deferrable(Deferrability.INITIALLY_DEFERRED)
									.named("fk")
									.withNotValid(),
								online()),
						O, T),
				call("check", (op) -> op.createConstraint("t", check("a > 5"), online()), T),
				call("check without inheritance",
						(op) -> op.createConstraint("t", check("a > 5").withNoInherit().named("ck"), online()), T),
				call("unique", (op) -> op.createConstraint("t", unique("a"), online()), T),
				call("unique with everything", (op) -> op.createConstraint("t",
						unique("a").include("b").deferrable(Deferrability.INITIALLY_DEFERRED).named("uq"), online()),
						T),
				call("unique with nulls not distinct",
						(op) -> op.createConstraint("t", unique("a").withNullsNotDistinct(), online()), T)
					.since(15),
				call("primary key", (op) -> op.createConstraint("t", primaryKey("b").named("pk"), online()), T),
				call("unique with any name",
						(op) -> op.createConstraint("S.\"a.t\"", unique("it's").named("a.\"b"), online()),
						"CREATE SCHEMA \"S\"", NAMED));
	}

}
