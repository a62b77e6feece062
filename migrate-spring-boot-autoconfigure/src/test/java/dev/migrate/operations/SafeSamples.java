package dev.migrate.operations;

import java.util.stream.Stream;

import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ReferentialAction;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.PrimaryKey.primaryKey;
import static dev.migrate.schema.UniqueConstraint.unique;

/**
 * Operations that add constraints step by step.
 */
final class SafeSamples {

	private static final String O = "CREATE TABLE o (x integer PRIMARY KEY)";

	private static final String T = "CREATE TABLE t (a integer, b integer NOT NULL)";

	private static final String NAMED = "CREATE TABLE \"S\".\"a.t\" (\"it's\" integer)";

	private SafeSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(call("not null", (op) -> op.setNotNullSafely("t", "a"), T),
				call("not null with any name", (op) -> op.setNotNullSafely("S.\"a.t\"", "it's"), "CREATE SCHEMA \"S\"",
						NAMED),
				call("foreign key", (op) -> op.addForeignKeySafely("t", foreignKey("a").references("o")), O, T),
				call("foreign key with everything",
						(op) -> op.addForeignKeySafely("t",
								foreignKey("a").references("o", "x")
									.onDelete(ReferentialAction.CASCADE)
									.deferrable(Deferrability.INITIALLY_DEFERRED)
									.named("fk")
									.withNotValid()),
						O, T),
				call("check", (op) -> op.addCheckSafely("t", check("a > 5")), T),
				call("check without inheritance",
						(op) -> op.addCheckSafely("t", check("a > 5").withNoInherit().named("ck")), T),
				call("unique", (op) -> op.addUniqueSafely("t", unique("a")), T),
				call("unique with everything",
						(op) -> op.addUniqueSafely("t",
								unique("a").include("b").deferrable(Deferrability.INITIALLY_DEFERRED).named("uq")),
						T),
				call("unique with nulls not distinct",
						(op) -> op.addUniqueSafely("t", unique("a").withNullsNotDistinct()), T)
					.since(15),
				call("primary key", (op) -> op.addPrimaryKeySafely("t", primaryKey("b").named("pk")), T),
				call("unique with any name", (op) -> op.addUniqueSafely("S.\"a.t\"", unique("it's").named("a.\"b")),
						"CREATE SCHEMA \"S\"", NAMED));
	}

}
