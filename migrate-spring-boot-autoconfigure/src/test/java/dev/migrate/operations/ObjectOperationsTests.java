package dev.migrate.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.operations.object.AddEnumValue;
import dev.migrate.operations.object.AlterCompositeType;
import dev.migrate.operations.object.AlterSequence;
import dev.migrate.operations.object.CommentTarget;
import dev.migrate.operations.object.CompositeColumn;
import dev.migrate.operations.object.CreateOrReplaceView;
import dev.migrate.operations.object.RefreshMaterializedView;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.object.ReplaceEnum;
import dev.migrate.operations.object.RestartSequence;
import dev.migrate.operations.object.UpdateExtension;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;

import static dev.migrate.operations.object.CompositeColumn.compositeColumn;
import static dev.migrate.operations.object.EnumColumn.enumColumn;
import static dev.migrate.operations.object.EnumPosition.before;
import static dev.migrate.operations.operation.BulkInsert.into;
import static dev.migrate.operations.operation.Execute.sql;
import static dev.migrate.operations.operation.OperationOption.cascade;
import static dev.migrate.operations.operation.OperationOption.concurrently;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.operations.operation.OperationOption.ifNotExists;
import static dev.migrate.operations.operation.OperationOption.withNoData;
import static dev.migrate.schema.CompositeType.compositeType;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.EnumType.enumType;
import static dev.migrate.schema.Sequence.sequence;
import static dev.migrate.schema.View.materializedView;
import static dev.migrate.schema.View.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the operations on sequences, enum types, views, schemas, extensions and rows.
 */
@ExtendWith(PostgresExtension.class)
class ObjectOperationsTests {

	private static final Set<Class<?>> WITHOUT_REVERSE = Set.of(RestartSequence.class, AddEnumValue.class,
			CreateOrReplaceView.class, RefreshMaterializedView.class, UpdateExtension.class);

	static Stream<OperationSample> samples() {
		return Stream
			.of(SequenceSamples.all(), EnumSamples.all(), CompositeTypeSamples.all(), ViewSamples.all(),
					SchemaSamples.all(), DataSamples.all(), NamedObjectSamples.all())
			.flatMap((samples) -> samples);
	}

	@ParameterizedTest
	@MethodSource("samples")
	void thereIsNoReverseOnlyWhereWhatWasThereIsNotKnown(OperationSample sample) {
		Operation operation = sample.operation();
		String text = operation.toString();
		boolean open = Stream.of("IF_NOT_EXISTS", "IF_EXISTS", "CASCADE")
			.anyMatch((option) -> text.contains("options=[" + option));
		if (open || WITHOUT_REVERSE.contains(operation.getClass())) {
			assertThat(operation.reverse()).isEmpty();
		}
		else if (!text.contains("=null")) {
			assertThat(operation.reverse()).isPresent();
		}
	}

	@Test
	void aSequenceKeepsItsValueWhenItIsAltered(TestDatabase database) {
		Operations op = new OperationRunner(database).op();
		op.createSequence(sequence("s"));
		assertThat(next(database)).isEqualTo(1);
		op.alterSequence(sequence("s"), sequence("s").incrementBy(50));
		assertThat(next(database)).isEqualTo(51);
		op.restartSequence("s", 1000);
		assertThat(next(database)).isEqualTo(1000);
		op.restartSequence("s");
		assertThat(next(database)).isEqualTo(1);
	}

	private static long next(TestDatabase database) {
		return database.jdbc().sql("SELECT nextval('s')").query(Long.class).single();
	}

	@Test
	void onlyWhatDiffersIsWrittenForASequence() {
		assertThat(statements(sequence("s"), sequence("s").startWith(1).minValue(1).cache(10)))
			.containsExactly("ALTER SEQUENCE s CACHE 10");
		assertThat(statements(sequence("s"), sequence("s").startWith(1).minValue(1).cache(1))).isEmpty();
		assertThat(statements(sequence("s"), sequence("s").comment("new")))
			.containsExactly("COMMENT ON SEQUENCE s IS 'new'");
	}

	private static List<String> statements(Sequence from, Sequence to) {
		return OperationRunner.statements(new AlterSequence(from, to));
	}

	@Test
	void anEnumValueIsAddedWhereItIsToBe(TestDatabase database) {
		OperationRunner runner = new OperationRunner(database);
		EnumType mood = enumType("mood", "sad", "ok");
		runner.op().createEnum(mood);
		runner.op().addEnumValue("mood", "meh", before("ok"));
		runner.op().addEnumValue("mood", "meh", ifNotExists());
		runner.op().addEnumValue("mood", "great");
		assertThat(database.jdbc().sql("SELECT enum_range(null::mood)::text").query(String.class).single())
			.isEqualTo("{sad,meh,ok,great}");
	}

	@Test
	void theValuesOfACompositeTypeAreConvertedByTheNamesOfAttributes(TestDatabase database) {
		Operations op = new OperationRunner(database).op();
		CompositeType point = compositeType("point_type").attribute("x", integer()).attribute("y", integer());
		CompositeType other = compositeType("point_type").attribute("y", text())
			.attribute("z", integer())
			.attribute("x", bigint());
		CompositeColumn[] columns = { compositeColumn("t", "p"), compositeColumn("t", "ps").asArray() };
		op.createCompositeType(point);
		op.execute("CREATE TABLE t (id integer, p point_type, ps point_type[], CHECK ((p).x > 0));"
				+ " INSERT INTO t VALUES (1, '(1,2)', '{\"(3,4)\",NULL}'), (2, NULL, '{}'), (3, '(,)', NULL)");
		op.alterCompositeType(point, other, columns);
		assertThat(rows(database)).containsExactly("(1,\"(2,,1)\",\"{\"\"(4,,3)\"\",NULL}\")", "(2,,{})",
				"(3,\"(,,)\",)");
		op.alterCompositeType(other, point, columns);
		op.alterCompositeType(point, point.attribute("z", integer()), columns);
		assertThat(rows(database)).containsExactly("(1,\"(1,2,)\",\"{\"\"(3,4,)\"\",NULL}\")", "(2,,{})",
				"(3,\"(,,)\",)");
		op.alterCompositeType(point.attribute("z", integer()), point, columns);
		assertThat(rows(database)).containsExactly("(1,\"(1,2)\",\"{\"\"(3,4)\"\",NULL}\")", "(2,,{})", "(3,\"(,)\",)");
		assertThat(OperationRunner.statements(new AlterCompositeType(point,
				compositeType("point_type").attribute("x", integer()).attribute("z", integer()), List.of(columns))))
			.containsExactly("ALTER TYPE point_type DROP ATTRIBUTE y, ADD ATTRIBUTE z integer");
	}

	private static List<String> rows(TestDatabase database) {
		return database.jdbc().sql("SELECT t::text FROM t ORDER BY id").query(String.class).list();
	}

	@Test
	void anEnumIsNotReplacedWhileARowHasAValueThatIsRemoved(TestDatabase database) {
		OperationRunner runner = new OperationRunner(database);
		runner.op().createEnum(enumType("mood", "sad", "ok"));
		runner.op().execute("CREATE TABLE t (m mood); INSERT INTO t VALUES ('sad')");
		List<String> before = runner.state();
		ReplaceEnum replacement = new ReplaceEnum(enumType("mood", "sad", "ok"), enumType("mood", "ok"),
				List.of(enumColumn("t", "m")));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> runner.run(replacement))
			.withMessageContaining("invalid input value for enum mood: \"sad\"");
		assertThat(runner.state()).isEqualTo(before);
		runner.op().execute("UPDATE t SET m = 'ok'");
		runner.run(replacement);
		assertThat(database.jdbc().sql("SELECT enum_range(null::mood)::text").query(String.class).single())
			.isEqualTo("{ok}");
	}

	@Test
	void anEnumIsNotReplacedIfAColumnIsForgotten(TestDatabase database) {
		OperationRunner runner = new OperationRunner(database);
		runner.op().createEnum(enumType("mood", "sad", "ok"));
		runner.op().execute("CREATE TABLE t (m mood, forgotten mood)");
		List<String> before = runner.state();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> runner.run(new ReplaceEnum(enumType("mood", "sad", "ok"), enumType("mood", "ok"),
					List.of(enumColumn("t", "m")))))
			.withMessageContaining("cannot drop type migrate_replaced_enum because other objects depend on it");
		assertThat(runner.state()).isEqualTo(before);
	}

	@Test
	void aMaterializedViewIsEmptyUntilItIsRefreshed(TestDatabase database) {
		Operations op = new OperationRunner(database).op();
		op.createView(materializedView("m", "SELECT 1 AS one"), withNoData());
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> database.jdbc().sql("SELECT * FROM m").query(Integer.class).list());
		op.refreshMaterializedView("m");
		assertThat(database.jdbc().sql("SELECT * FROM m").query(Integer.class).list()).containsExactly(1);
		op.refreshMaterializedView("m", withNoData());
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> database.jdbc().sql("SELECT * FROM m").query(Integer.class).list());
	}

	@Test
	void theReverseOfAnExecutionIsReversedByItWithItsParameters() {
		Execute insert = sql("INSERT INTO t VALUES (:id)").parameter("id", 1)
			.reversedBy(sql("DELETE FROM t WHERE id = :other").parameter("other", 2));
		Operation delete = insert.reverse().orElseThrow();
		assertThat(delete).isEqualTo(sql("DELETE FROM t WHERE id = :other").parameter("other", 2)
			.reversedBy(sql("INSERT INTO t VALUES (:id)").parameter("id", 1)));
		assertThat(delete.reverse()).contains(insert);
	}

	@Test
	void refusesWhatMakesNoStatement() {
		Operations op = OperationRunner.refusing();
		List<Map<String, Integer>> uneven = List.of(Map.of("a", 1), Map.of("b", 2));
		Map<String, ThrowingCallable> mistakes = Map.ofEntries(
				Map.entry("Sequence 's' is altered to one of another name, 'r'.",
						() -> op.alterSequence(sequence("s"), sequence("r"))),
				Map.entry("Sequence 's' is altered to what it is.",
						() -> op.alterSequence(sequence("s"), sequence("s"))),
				Map.entry("The sequence 's' is renamed to the name that it has.", () -> op.renameSequence("s", "s")),
				Map.entry("The name of the view that 'v' becomes is empty.",
						() -> new RenameObject(ObjectKind.VIEW, ObjectName.of("v"), " ")),
				Map.entry("The option CASCADE does not apply to: create sequence s.",
						() -> op.createSequence(sequence("s"), cascade())),
				Map.entry("The option IF NOT EXISTS does not apply to: create view v.",
						() -> op.createView(view("v", "SELECT 1"), ifNotExists())),
				Map.entry("The option IF EXISTS does not apply to: create schema app.",
						() -> op.createSchema("app", ifExists())),
				Map.entry("The materialized view 'm' cannot be emptied concurrently.",
						() -> op.refreshMaterializedView("m", concurrently(), withNoData())),
				Map.entry("The materialized view 'm' is to be created or replaced",
						() -> op.createOrReplaceView(materializedView("m", "SELECT 1"))),
				Map.entry("View 'v' is replaced by one of another name, 'w'.",
						() -> op.replaceView(view("v", "SELECT 1"), view("w", "SELECT 1"))),
				Map.entry("View 'v' is replaced by what it is.",
						() -> op.replaceView(view("v", "SELECT 1"), view("v", "SELECT 1"))),
				Map.entry("Enum type 'a' is replaced by one of another name, 'b'.",
						() -> op.replaceEnum(enumType("a", "x"), enumType("b", "x"))),
				Map.entry("Enum type 'a' is replaced by one with the same values.",
						() -> op.replaceEnum(enumType("a", "x"), enumType("a", "x"))),
				Map.entry("The column 't.m' of enum type 'a' is given twice.",
						() -> op.replaceEnum(enumType("a", "x"), enumType("a", "y"), enumColumn("t", "m"),
								enumColumn("t", "m").asArray())),
				Map.entry("The value 'x' of enum type 'a' is renamed to the name that it has.",
						() -> op.renameEnumValue("a", "x", "x")),
				Map.entry("The value 'x' of enum type 'a' is added next to itself.",
						() -> op.addEnumValue("a", "x", before("x"))),
				Map.entry("'app.v2' has a schema, which no extension has.",
						() -> CommentTarget.of(ObjectKind.EXTENSION, ObjectName.of("app.v2"))),
				Map.entry("The SQL to execute is empty.", () -> op.execute(" ")),
				Map.entry("There are no rows to insert into 't'.", () -> op.bulkInsert("t", List.of())),
				Map.entry("Row 2 to insert into 't' has the columns [b], the first one [a].",
						() -> op.bulkInsert("t", uneven)),
				Map.entry("The rows to insert into 't' have no columns.", () -> into("t")),
				Map.entry("The rows to insert into 't' have the column 'a' twice.", () -> into("t", "a", "a")),
				Map.entry("Row 2 to insert into 't' has 2 values for the columns a.",
						() -> into("t", "a").row(1).row(2, 3)));
		mistakes.forEach((problem, mistake) -> assertThatExceptionOfType(InvalidOperationException.class).as(problem)
			.isThrownBy(mistake)
			.withMessageContaining(problem));
	}

	@Test
	void everyOperationSaysWhatItDoes() {
		List<String> descriptions = new ArrayList<>();
		samples().map(OperationSample::operation).map(Operation::describe).distinct().forEach(descriptions::add);
		assertThat(descriptions).contains("create sequence s", "alter sequence s", "restart sequence s with 5000000000",
				"rename sequence app.s to r", "drop sequence s", "create enum type mood",
				"rename enum type app.mood to humour", "add value meh to enum type mood",
				"rename value ok of enum type mood to it's ok", "replace enum type mood", "drop enum type mood",
				"create view app.v", "create materialized view m", "create or replace view v", "replace view v",
				"rename materialized view m to r", "refresh materialized view m", "drop view v", "create schema app",
				"rename schema app to v1", "drop schema app", "create extension pg_trgm",
				"update extension pg_trgm to 1.6", "drop extension pg_trgm", "comment on schema app.v2",
				"drop comment on sequence s", "insert rows into t");
	}

}
