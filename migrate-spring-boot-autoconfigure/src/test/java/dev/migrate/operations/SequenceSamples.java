package dev.migrate.operations;

import java.util.stream.Stream;

import dev.migrate.schema.Sequence;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.operations.object.CommentTarget.onSequence;
import static dev.migrate.operations.operation.OperationOption.cascade;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.operations.operation.OperationOption.ifNotExists;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.smallint;
import static dev.migrate.schema.Sequence.sequence;

/**
 * Operations on sequences.
 */
final class SequenceSamples {

	private static final String CREATE = "CREATE SEQUENCE s";

	private static final String TABLE = "CREATE TABLE t (id bigint)";

	private static final Sequence FULL = sequence("s").type(integer())
		.startWith(100)
		.incrementBy(5)
		.minValue(-10)
		.maxValue(1000)
		.cache(20)
		.withCycle()
		.ownedBy("t", "id")
		.comment("Ids of t");

	private static final String CREATE_FULL = """
			CREATE SEQUENCE s AS integer START WITH 100 INCREMENT BY 5 MINVALUE -10 MAXVALUE 1000 CACHE 20 CYCLE
			OWNED BY t.id""";

	private static final String COMMENT = "COMMENT ON SEQUENCE s IS 'Ids of t'";

	private SequenceSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(creations(), alterations(), others()).flatMap((samples) -> samples);
	}

	private static Stream<OperationSample> creations() {
		return Stream.of(call("defaults", (op) -> op.createSequence(sequence("s"))),
				call("all options", (op) -> op.createSequence(FULL), TABLE),
				call("descending", (op) -> op.createSequence(sequence("s").incrementBy(-1))),
				call("IF NOT EXISTS", (op) -> op.createSequence(sequence("s"), ifNotExists()), CREATE),
				call("in a schema", (op) -> op.createSequence(sequence("app.s")), "CREATE SCHEMA app"),
				call("by name", (op) -> op.dropSequence("s"), CREATE),
				call("with its definition", (op) -> op.dropSequence(FULL), TABLE, CREATE_FULL, COMMENT),
				call("IF EXISTS", (op) -> op.dropSequence("s", ifExists())),
				call("IF EXISTS and CASCADE", (op) -> op.dropSequence("s", ifExists(), cascade()), CREATE,
						"CREATE TABLE t (id bigint DEFAULT nextval('s'))"));
	}

	private static Stream<OperationSample> alterations() {
		return Stream.of(alteration("increment", sequence("s"), sequence("s").incrementBy(50), CREATE),
				alteration("all options, which were not set", sequence("s"), FULL, TABLE,
						"CREATE SEQUENCE s START WITH 1"),
				alteration("all options, which are set no more", FULL, sequence("s"), TABLE, CREATE_FULL, COMMENT),
				alteration("a wider type", sequence("s").type(smallint()), sequence("s"),
						"CREATE SEQUENCE s AS smallint"),
				alteration("a wider type with the bound of the old one", sequence("s").type(smallint()).maxValue(32767),
						sequence("s").type(integer()).maxValue(32767), "CREATE SEQUENCE s AS smallint MAXVALUE 32767"),
				alteration("a lower bound, and so the start", sequence("s").minValue(10), sequence("s"),
						"CREATE SEQUENCE s MINVALUE 10"),
				alteration("another column", sequence("s").ownedBy("t", "id"), sequence("s").ownedBy("t", "other"),
						"CREATE TABLE t (id bigint, other bigint)", "CREATE SEQUENCE s OWNED BY t.id"),
				alteration("the comment", sequence("s"), sequence("s").comment("it's\nnew"), CREATE));
	}

	private static OperationSample alteration(String name, Sequence from, Sequence to, String... given) {
		return call(name, (op) -> op.alterSequence(from, to), given);
	}

	private static Stream<OperationSample> others() {
		return Stream.of(call("at its start", (op) -> op.restartSequence("s"), "CREATE SEQUENCE s START WITH 5"),
				call("at a value", (op) -> op.restartSequence("s", 5_000_000_000L), CREATE),
				call("in a schema", (op) -> op.renameSequence("app.s", "r"), "CREATE SCHEMA app",
						"CREATE SEQUENCE app.s"),
				call("a sequence", (op) -> op.setComment(onSequence("s"), "new", null), CREATE),
				call("a sequence that has one", (op) -> op.dropComment(onSequence("s"), "Ids of t"), CREATE, COMMENT),
				call("a sequence without its reverse", (op) -> op.setComment(onSequence("s"), "new"), CREATE));
	}

}
