package dev.migrate.operations;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.BatchAlterTable;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.DropTable;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.migrate.operations.object.CommentTarget.onConstraint;
import static dev.migrate.operations.object.CommentTarget.onTable;
import static dev.migrate.operations.operation.OperationOption.cascade;
import static dev.migrate.operations.operation.OperationOption.concurrently;
import static dev.migrate.operations.operation.OperationOption.ifExists;
import static dev.migrate.operations.operation.OperationOption.ifNotExists;
import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Index.uniqueIndex;
import static dev.migrate.schema.Table.table;
import static dev.migrate.schema.UniqueConstraint.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for the operations on tables, as far as they need no database.
 */
class TableOperationTests {

	static Stream<Arguments> mistakes() {
		return Stream.of(
				mistake((op) -> op.createTable(table("t"), concurrently()),
						"CONCURRENTLY does not apply to: create table t"),
				mistake((op) -> op.addColumn("t", column("c", text()), cascade()), "CASCADE does not apply"),
				mistake((op) -> op.dropTable("t", ifNotExists()), "the options are IF EXISTS, CASCADE"),
				mistake((op) -> op.createIndex("t", index("a"), ifExists()),
						"the options are IF NOT EXISTS, CONCURRENTLY"),
				mistake((op) -> op.createIndex("t", index()), "over nothing"),
				mistake((op) -> op.dropIndex("ix", concurrently(), cascade()), "both CONCURRENTLY and CASCADE"),
				mistake((op) -> op.dropIndex("t", index("a"), ifExists()), "with its definition for the reverse"),
				mistake((op) -> op.renameTable("a.t", "b.u"), "in another schema"),
				mistake((op) -> op.renameColumn("t", "a", " "), "The name of the column that 'a' of table 't' becomes"),
				mistake((op) -> op.setTableSchema("t", ""), "The name of the schema that table 't' moves to"),
				mistake((op) -> op.alterColumn("t", "c", (column) -> column), "Nothing of column 'c'"),
				mistake((op) -> op.alterColumn("t", "c", (column) -> column.using("1")), "without a type"),
				mistake((op) -> op.alterColumn("t", "c", (column) -> column.collation("C")), "without a type"),
				mistake((op) -> op.alterColumn("t", "c", (column) -> column.notNull().was(column("d", text()))),
						"with the definition of 'd'"),
				mistake((op) -> op.alterColumn("t", "c", (column) -> column.notNull().was(AlterColumn::dropDefault)),
						"was(…) does not say what it was"),
				mistake((op) -> op.alterColumn("t", "c",
						(column) -> column.notNull().was((was) -> was.nullable().dropDefault())),
						"was: no default; nothing is altered that this undoes"),
				mistake((op) -> op.alterColumn("t", "c",
						(column) -> column.addIdentity(Identity.always())
							.was(column("c", bigint()).asIdentity(Identity.always()))),
						"is an identity already"),
				mistake((op) -> op.alterColumn("t", "c",
						(column) -> column.dropIdentity().was(column("c", bigint()).notNull())), "is not an identity"),
				mistake((op) -> op.alterColumn("t", "c",
						(column) -> column.dropIdentity().was(AlterColumn::dropIdentity)),
						"was(…) does not say what it was"),
				mistake((op) -> op.alterColumn("t", "c", (column) -> column.expression("a").was(column("c", text()))),
						"is not generated"),
				mistake((op) -> op.validateConstraint("t", unique("a")), "cannot be validated"),
				mistake((op) -> op.createConstraintUsingIndex("t", check("a > 0"), "ix"), "cannot take over an index"),
				mistake((op) -> op.createConstraintUsingIndex("t", unique("a"), ""), "The name of the index"),
				mistake((op) -> op.batchAlterTable("t", (batch) -> {
				}), "changes nothing"),
				mistake((op) -> op.batchAlterTable("t", (batch) -> batch.createIndex(index("a"), concurrently())),
						"contains an operation that runs outside of a transaction: create index t_a_idx on t"));
	}

	private static Arguments mistake(Consumer<Operations> call, String message) {
		return arguments(call, message);
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void aMistakeIsRefusedBeforeAnythingRuns(Consumer<Operations> call, String message) {
		assertThatExceptionOfType(InvalidOperationException.class).isThrownBy(() -> OperationRecorder.record(call))
			.withMessageContaining(message);
	}

	@Test
	void aDefinitionIsOfWhatIsDropped() {
		ObjectName t = ObjectName.of("t");
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> new DropColumn(t, "c", column("d", text()), OperationOption.set()));
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> new DropConstraint(t, "c", unique("a").named("d"), OperationOption.set()));
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> new DropTable(t, table("u"), List.of(), OperationOption.set()));
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> new DropTable(t, null, List.of(index("a")), OperationOption.set()));
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> new DropIndex(t, new CreateIndex(t, index("a").named("i")), OperationOption.set()));
	}

	@Test
	void aBatchIsOfOneTable() {
		Operation other = new AddColumn(ObjectName.of("u"), column("c", text()));
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> new BatchAlterTable(ObjectName.of("t"), List.of(other)))
			.withMessageContaining("add column u.c");
	}

	@Test
	void whatLeavesOpenWhatHappensHasNoReverse() {
		assertThat(OperationRecorder.record((op) -> {
			op.createTable(table("t"), ifNotExists());
			op.addColumn("t", column("c", text()), ifNotExists());
			op.createIndex("t", index("c"), ifNotExists());
			op.dropTable("t", cascade());
			op.setTableSchema("t", "s");
			op.validateConstraint("t", "ck");
			op.setComment(onTable("t"), "c");
			op.alterColumn("t", "c", (column) -> column.notNull().restartIdentity().was(column("c", text())));
			op.alterColumn("t", "c",
					(column) -> column.dropExpression().was(column("c", text()).generated(Generated.stored("a"))));
			op.batchAlterTable("t", (batch) -> {
				batch.addColumn(column("d", text()));
				batch.dropColumn("c");
			});
		})).hasSize(10).allSatisfy((operation) -> assertThat(operation.reverse()).isEmpty());
	}

	@Test
	void anAlterationIsOneStatement() {
		assertThat(sql((op) -> op.alterColumn("t", "c",
				(column) -> column.comment("c").defaultValue("1").notNull().type(integer()).using("c::integer"))))
			.containsExactly(
					"ALTER TABLE t ALTER COLUMN c DROP DEFAULT, ALTER COLUMN c SET DATA TYPE integer USING c::integer,"
							+ " ALTER COLUMN c SET NOT NULL, ALTER COLUMN c SET DEFAULT 1",
					"COMMENT ON COLUMN t.c IS 'c'");
	}

	@Test
	void theOrderOfTheCallsOfAnAlterationDoesNotMatter() {
		assertThat(OperationRecorder.one((op) -> op.alterColumn("t", "c", (column) -> column.notNull().type(text()))))
			.isEqualTo(OperationRecorder
				.one((op) -> op.alterColumn("t", "c", (column) -> column.nullable().type(text()).notNull())));
	}

	@Test
	void neighboursInABatchAreOneStatement() {
		Consumer<Operations> batch = (op) -> op.batchAlterTable("t", (changes) -> {
			changes.addColumn(column("a", text()).comment("first"));
			changes.dropColumn(column("b", text()).comment("old"));
			changes.createConstraint(unique("a"));
			changes.renameColumn("a", "c");
			changes.createIndex(uniqueIndex("c"));
		});
		assertThat(sql(batch)).containsExactly(
				"ALTER TABLE t ADD COLUMN a text, DROP COLUMN b, ADD CONSTRAINT t_a_key UNIQUE (a)",
				"COMMENT ON COLUMN t.a IS 'first'", "ALTER TABLE t RENAME COLUMN a TO c",
				"CREATE UNIQUE INDEX t_c_idx ON t (c)");
		assertThat(sql(OperationRecorder.one(batch).reverse().orElseThrow())).containsExactly("DROP INDEX t_c_idx",
				"ALTER TABLE t RENAME COLUMN c TO a",
				"ALTER TABLE t DROP CONSTRAINT t_a_key, ADD COLUMN b text, DROP COLUMN a",
				"COMMENT ON COLUMN t.b IS 'old'");
	}

	@Test
	void aBatchMakesNothingThatItChangesInTheSameStatement() {
		assertThat(sql((op) -> op.batchAlterTable("t", (batch) -> {
			batch.dropConstraint("ck");
			batch.createConstraint(check("a > 0").named("ck"));
			batch.addColumn(column("c", text()));
			batch.alterColumn("c", AlterColumn::notNull);
			batch.dropConstraint("ck");
		}))).containsExactly("ALTER TABLE t DROP CONSTRAINT ck, ADD CONSTRAINT ck CHECK (a > 0), ADD COLUMN c text",
				"ALTER TABLE t ALTER COLUMN c SET NOT NULL, DROP CONSTRAINT ck");
	}

	@Test
	void whatAVersionHasNotIsRefused() {
		Operation operation = OperationRecorder
			.one((op) -> op.alterColumn("t", "c", (column) -> column.expression("a")));
		assertThatExceptionOfType(UnsupportedFeatureException.class)
			.isThrownBy(() -> PostgresqlDialect.of(16).write(operation))
			.withMessageContaining("PostgreSQL 16 does not have another expression for a generated column");
	}

	@Test
	void everySampleSaysWhatItDoes() {
		assertThat(OperationSamples.all())
			.allSatisfy((sample) -> assertThat(sample.operation().describe()).matches("(?s)[a-z]+ .+"));
	}

	@Test
	void descriptionsNameWhatChanges() {
		assertThat(OperationRecorder.record((op) -> {
			op.alterColumn("t", "c", (column) -> column.type(varchar(10)).dropDefault());
			op.alterConstraint("t", "fk", Deferrability.NOT_DEFERRABLE);
			op.createConstraintUsingIndex("t", unique("a"), "ix");
			op.dropComment(onConstraint("t", "ck"));
		}).stream().map(Operation::describe)).containsExactly("alter column t.c: type varchar(10), no default",
				"alter constraint fk of t: not deferrable", "create constraint t_a_key on t using index ix",
				"drop comment on constraint ck of t");
	}

	private static List<String> sql(Consumer<Operations> call) {
		return sql(OperationRecorder.one(call));
	}

	private static List<String> sql(Operation operation) {
		return PostgresqlDialect.newest().write(operation).stream().map(SqlCommand::sql).toList();
	}

}
