package dev.migrate.operations;

import java.util.stream.Stream;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.ReferentialAction;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.object.CommentTarget.onConstraint;
import static dev.migrate.operations.operation.OperationOption.cascade;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.ExclusionConstraint.Element;
import static dev.migrate.schema.ExclusionConstraint.exclude;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.PrimaryKey.primaryKey;
import static dev.migrate.schema.UniqueConstraint.unique;

/**
 * Operations on constraints.
 */
final class ConstraintSamples {

	private static final String O = "CREATE TABLE o (x integer, y integer, PRIMARY KEY (x, y))";

	private static final String T = "CREATE TABLE t (a integer NOT NULL, b integer NOT NULL DEFAULT 0, during tsrange)";

	private ConstraintSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(created(), foreignKeys(), usingIndexes(), dropped(), changed()).flatMap((samples) -> samples);
	}

	private static OperationSample create(String name, Constraint constraint) {
		return call(name, (op) -> op.createConstraint("t", constraint), O, T);
	}

	private static Stream<OperationSample> created() {
		return Stream.of(create("primary key", primaryKey("a", "b")),
				create("primary key with everything",
						primaryKey("a").named("pk").include("b").deferrable(Deferrability.INITIALLY_DEFERRED)),
				create("unique", unique("a", "b")),
				create("unique with everything",
						unique("a").named("uq").include("b").deferrable(Deferrability.INITIALLY_IMMEDIATE)),
				create("unique with nulls not distinct", unique("a").withNullsNotDistinct()).since(15),
				create("check", check("a > 5 OR b < 0")), create("check not valid", check("a > 5").withNotValid()),
				create("check without inheritance", check("a > 5").withNoInherit().named("ck")),
				create("exclusion", exclude().with("during", "&&")),
				create("exclusion with everything", exclude().using("gist")
					.with("during", "&&")
					.with(new Element(Index.Part.expression("int4range(a, a, '[]')").operatorClass("range_ops"), "="))
					.where("b > 1")
					.deferrable(Deferrability.INITIALLY_DEFERRED)
					.named("ex")),
				call("another schema", (op) -> op.createConstraint("s.t", unique("a")), "CREATE SCHEMA s",
						"CREATE TABLE s.t (a integer)"));
	}

	private static Stream<OperationSample> foreignKeys() {
		ForeignKey key = foreignKey("a", "b").references("o", "x", "y");
		return Stream.of(create("foreign key to the primary key", foreignKey("a", "b").references("o")),
				create("foreign key with everything",
						key.named("fk")
							.match(ForeignKey.Match.FULL)
							.onDelete(ReferentialAction.CASCADE)
							.onUpdate(ReferentialAction.RESTRICT)
							.deferrable(Deferrability.INITIALLY_DEFERRED)
							.withNotValid()),
				create("foreign key that sets null", key.onDelete(ReferentialAction.SET_NULL)),
				create("foreign key that sets one column",
						key.onDelete(ReferentialAction.SET_DEFAULT, "b").onUpdate(ReferentialAction.SET_DEFAULT))
					.since(15),
				call("foreign key between schemas",
						(op) -> op.createConstraint("s.t", foreignKey("a").references("r.o", "x")), "CREATE SCHEMA s",
						"CREATE SCHEMA r", "CREATE TABLE r.o (x integer PRIMARY KEY)", "CREATE TABLE s.t (a integer)"));
	}

	private static Stream<OperationSample> usingIndexes() {
		String ix = "CREATE UNIQUE INDEX ix ON t (a) INCLUDE (b)";
		return Stream.of(call("primary key",
				(op) -> op.createConstraintUsingIndex("t", primaryKey("a").include("b").named("pk"), "ix"), T, ix),
				call("unique", (op) -> op.createConstraintUsingIndex("t",
						unique("a").include("b").deferrable(Deferrability.INITIALLY_IMMEDIATE), "ix"), T, ix),
				call("unique with nulls not distinct", (op) -> op.createConstraintUsingIndex("t",
						unique("a").withNullsNotDistinct().named("ix"), "ix"), T,
						"CREATE UNIQUE INDEX ix ON t (a) NULLS NOT DISTINCT")
					.since(15));
	}

	private static Stream<OperationSample> dropped() {
		String unique = "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a)";
		return Stream.of(call("by name", (op) -> op.dropConstraint("t", "uq"), T, unique),
				call("if exists", (op) -> op.dropConstraint("t", "uq", ifExists()), T),
				call("cascade", (op) -> op.dropConstraint("t", "uq", cascade()), T, unique,
						"CREATE TABLE p (a integer REFERENCES t (a))"),
				call("if exists, cascade", (op) -> op.dropConstraint("t", "uq", ifExists(), cascade()), T, unique),
				call("with its definition", (op) -> op.dropConstraint("t", unique("a").named("uq")), T, unique),
				call("primary key with its definition", (op) -> op.dropConstraint("o", primaryKey("x", "y")), O),
				call("foreign key with its definition",
						(op) -> op.dropConstraint("t", foreignKey("a", "b").references("o", "x", "y").withNotValid()),
						O, T, "ALTER TABLE t ADD FOREIGN KEY (a, b) REFERENCES o NOT VALID"));
	}

	private static Stream<OperationSample> changed() {
		String check = "ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5) NOT VALID";
		String key = "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES o ON DELETE CASCADE NOT VALID";
		return Stream.of(call("renamed", (op) -> op.renameConstraint("o", "o_pkey", "pk"), O),
				call("by name", (op) -> op.validateConstraint("t", "ck"), T, check),
				call("check with its definition", (op) -> op.validateConstraint("t", check("a > 5").named("ck")), T,
						check),
				call("foreign key with its definition",
						(op) -> op.validateConstraint("t",
								foreignKey("a", "b").references("o")
									.onDelete(ReferentialAction.CASCADE)
									.named("fk")
									.withNotValid()),
						O, T, key),
				call("deferred", (op) -> op.alterConstraint("t", "fk", Deferrability.INITIALLY_DEFERRED), O, T, key),
				call("deferred and back",
						(op) -> op.alterConstraint("t", "fk", Deferrability.INITIALLY_DEFERRED,
								Deferrability.NOT_DEFERRABLE),
						O, T, key),
				call("deferrable", (op) -> op.alterConstraint("t", "fk", Deferrability.INITIALLY_IMMEDIATE), O, T, key),
				call("set", (op) -> op.setComment(onConstraint("t", "ck"), "it's"), T, check),
				call("drop", (op) -> op.dropComment(onConstraint("t", "ck")), T, check),
				call("change", (op) -> op.setComment(onConstraint("t", "ck"), "new", "old"), T, check,
						"COMMENT ON CONSTRAINT ck ON t IS 'old'"),
				call("set where there was none", (op) -> op.setComment(onConstraint("t", "ck"), "new", null), T,
						check));
	}

}
