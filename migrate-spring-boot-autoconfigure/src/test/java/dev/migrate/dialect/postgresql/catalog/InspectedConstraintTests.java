package dev.migrate.dialect.postgresql.catalog;

import java.util.List;

import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.EachPostgresVersion;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.tsrange;
import static dev.migrate.schema.ExclusionConstraint.Element;
import static dev.migrate.schema.ExclusionConstraint.exclude;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.PrimaryKey.primaryKey;
import static dev.migrate.schema.ReferentialAction.CASCADE;
import static dev.migrate.schema.ReferentialAction.RESTRICT;
import static dev.migrate.schema.ReferentialAction.SET_DEFAULT;
import static dev.migrate.schema.ReferentialAction.SET_NULL;
import static dev.migrate.schema.UniqueConstraint.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the constraints that {@link PostgresqlInspector} reads. What the dialect
 * writes reads as it was.
 */
@ExtendWith(PostgresExtension.class)
class InspectedConstraintTests {

	private static final Table PARENT = Table.table("public.parent")
		.column("x", integer(), (column) -> column.notNull())
		.column("y", integer(), (column) -> column.notNull())
		.constraint(primaryKey("y", "x").named("parent_pkey"))
		.constraint(unique("x").named("parent_x_key"));

	@EachPostgresVersion
	void primaryKeysAndUniqueConstraints(TestDatabase database) {
		assertRoundTrip(database,
				primaryKey("b", "a").include("c").deferrable(Deferrability.NOT_DEFERRABLE).named("t_pkey"),
				unique("a").named("t_1"), unique("c", "b").include("d").named("t_2"),
				unique("b").deferrable(Deferrability.INITIALLY_IMMEDIATE).named("t_3"),
				unique("c").deferrable(Deferrability.INITIALLY_DEFERRED).named("t_4"));
	}

	@EachPostgresVersion
	void aDeferrablePrimaryKey(TestDatabase database) {
		assertRoundTrip(database, primaryKey("a").deferrable(Deferrability.INITIALLY_DEFERRED).named("The \"Key\""));
	}

	@EachPostgresVersion(since = 15)
	void uniqueConstraintsWithNullsNotDistinct(TestDatabase database) {
		assertRoundTrip(database, unique("a").withNullsNotDistinct().named("t_1"), unique("a").named("t_2"));
	}

	@EachPostgresVersion
	void foreignKeys(TestDatabase database) {
		Inspections.apply(database, new CreateTable(PARENT));
		assertRoundTrip(database, reference().named("t_1"),
				foreignKey("a", "b").references("public.parent", "y", "x").named("t_2"),
				reference().onDelete(CASCADE).onUpdate(RESTRICT).named("t_3"),
				reference().onDelete(SET_NULL).onUpdate(SET_DEFAULT).named("t_4"),
				foreignKey("a", "b").references("public.parent", "y", "x").match(ForeignKey.Match.FULL).named("t_5"),
				reference().deferrable(Deferrability.INITIALLY_DEFERRED).named("t_6"),
				reference().deferrable(Deferrability.INITIALLY_IMMEDIATE).onDelete(RESTRICT).named("t_7"));
	}

	@EachPostgresVersion
	void aForeignKeyToThePrimaryKeyNamesItsColumns(TestDatabase database) {
		Inspections.apply(database, new CreateTable(PARENT));
		Table table = Inspections.table(database, "t",
				"CREATE TABLE t (a int, b int, CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES parent)");
		assertThat(table.constraints())
			.containsExactly(foreignKey("a", "b").references("public.parent", "y", "x").named("fk"));
	}

	@EachPostgresVersion(since = 15)
	void foreignKeysThatSetSomeOfTheirColumns(TestDatabase database) {
		Inspections.apply(database, new CreateTable(PARENT));
		assertRoundTrip(database,
				foreignKey("a", "b").references("public.parent", "y", "x").onDelete(SET_NULL, "b").named("t_1"));
	}

	@EachPostgresVersion
	void checks(TestDatabase database) {
		assertRoundTrip(database, check("a > 0").named("t_1"), check("(a + b) > 0").withNoInherit().named("t_2"),
				check("(a > 0) AND (b > 0)").named("t_3"), check("length(d) < 5").named("t_4"),
				check("d ~~ '%)('::text").named("t_5"));
	}

	@EachPostgresVersion
	void whatIsNotValid(TestDatabase database) {
		Inspections.apply(database, new CreateTable(PARENT));
		Table table = Inspections.table(database, "t", "CREATE TABLE t (a int)",
				"ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
				"ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES parent (x) NOT VALID");
		assertThat(table.constraints()).containsExactly(reference().withNotValid().named("f"),
				check("a > 0").withNotValid().named("c"));
	}

	@EachPostgresVersion
	void exclusionConstraints(TestDatabase database) {
		Inspections.run(database, "CREATE EXTENSION btree_gist");
		assertRoundTrip(database, exclude().with("during", "&&").named("t_1"),
				exclude().with("a", "=").with("during", "&&").where("b > 0").named("t_2"),
				exclude().with(new Element(Index.Part.expression("abs(a)"), "="))
					.with(new Element(Index.Part.expression("a + b"), "="))
					.deferrable(Deferrability.INITIALLY_DEFERRED)
					.named("t_3"),
				exclude().using("btree")
					.with(new Element(Index.Part.column("d").operatorClass("text_pattern_ops"), "="))
					.named("t_4"));
	}

	@EachPostgresVersion
	void constraintsOfAPartitionAreThoseOfItsOwn(TestDatabase database) {
		Inspections.apply(database, new CreateTable(PARENT));
		Inspections.run(database, """
				CREATE TABLE t (a int CHECK (a <> 5) REFERENCES parent (x), b int, PRIMARY KEY (a, b))
					PARTITION BY LIST (a)""", "CREATE TABLE part PARTITION OF t (CHECK (b > 0)) FOR VALUES IN (1)");
		assertThat(Inspections.inspector(database).constraints("part"))
			.containsExactly(check("b > 0").named("part_b_check"));
		assertThat(Inspections.inspector(database).constraints("t")).containsExactly(
				primaryKey("a", "b").named("t_pkey"),
				foreignKey("a").references("public.parent", "x").named("t_a_fkey"), check("a <> 5").named("t_a_check"));
	}

	@EachPostgresVersion
	void aForeignKeyToAPartitionedTableIsOne(TestDatabase database) {
		Inspections.run(database, "CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a)",
				"CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)", "CREATE TABLE p2 PARTITION OF p DEFAULT",
				"CREATE TABLE t (a int REFERENCES p)");
		assertThat(Inspections.inspector(database).constraints("t"))
			.containsExactly(foreignKey("a").references("public.p", "a").named("t_a_fkey"));
	}

	private static ForeignKey reference() {
		return foreignKey("a").references("public.parent", "x");
	}

	private static void assertRoundTrip(TestDatabase database, Constraint... constraints) {
		Table table = Table.table("public.t")
			.column("a", integer(), (column) -> column.notNull())
			.column("b", integer(), (column) -> column.notNull())
			.column("c", integer())
			.column("d", text())
			.column("during", tsrange());
		for (Constraint constraint : constraints) {
			table = table.constraint(constraint);
		}
		Inspections.apply(database, new CreateTable(table));
		assertThat(Inspections.inspector(database).constraints("t")).isEqualTo(List.of(constraints));
	}

}
