package dev.migrate.dialect.postgresql.catalog;

import java.util.List;
import java.util.Map;

import dev.migrate.operations.table.CreateIndex;
import dev.migrate.schema.Index;
import dev.migrate.schema.Index.Part;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.ObjectName;
import dev.migrate.testsupport.EachPostgresVersion;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Index.uniqueIndex;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the indexes that {@link PostgresqlInspector} reads. What the dialect writes
 * reads as it was.
 */
@ExtendWith(PostgresExtension.class)
class InspectedIndexTests {

	private static final String TABLE = """
			CREATE TABLE t (a int, b int, name text, "Odd, (name)" text, tags text[], c text COLLATE "C")""";

	@EachPostgresVersion
	void columnsAndExpressions(TestDatabase database) {
		assertRoundTrip(database, index("a").named("i01"), uniqueIndex("b", "a").named("i02"),
				index("a").include("name", "b").named("i03"), index().on(Part.expression("lower(name)")).named("i04"),
				index("Odd, (name)").on(Part.expression("a + b")).named("The \"Index\""),
				index("a").where("b > 0").named("i06"),
				uniqueIndex("a").where("(b > 0) AND (name <> ')'::text)").named("i07"),
				index().on(Part.expression("(name || ' USING ('::text) || c")).named("i08"));
	}

	@EachPostgresVersion
	void orderCollationAndOperatorClass(TestDatabase database) {
		Inspections.run(database, "CREATE EXTENSION pg_trgm");
		assertRoundTrip(database,
				index().on(Part.column("a").descending()).on(Part.column("b").nulls(Index.Nulls.FIRST)).named("i01"),
				index().on(Part.column("a").descending().nulls(Index.Nulls.LAST)).named("i02"),
				index().on(Part.column("name").operatorClass("text_pattern_ops").descending()).named("i03"),
				index().on(Part.column("name").collation("C")).named("i04"),
				index().on(Part.column("c").collation("default")).named("i05"),
				index().on(Part.expression("lower(name)").collation("POSIX").operatorClass("text_pattern_ops"))
					.named("i06"),
				index().using("gist")
					.on(Part.column("name").operatorClass("public.gist_trgm_ops (siglen='32')"))
					.named("i07"),
				index("a").on(Part.expression("lower(c)")).named("i08"));
	}

	@EachPostgresVersion
	void methodStorageAndComment(TestDatabase database) {
		Inspections.run(database, TABLE, "CREATE INDEX i01 ON t USING gin (tags) WITH (fastupdate = off)",
				"CREATE INDEX i02 ON t (a) WITH (fillfactor = 70, deduplicate_items = off)",
				"CREATE INDEX i03 ON t USING hash (name)", "COMMENT ON INDEX i03 IS 'it''s'");
		assertThat(Inspections.inspector(database).indexes("t")).containsExactly(
				index("tags").using("gin").with("fastupdate", "off").named("i01"),
				index("a").with("fillfactor", "70").with("deduplicate_items", "off").named("i02"),
				index("name").using("hash").comment("it's").named("i03"));
	}

	@EachPostgresVersion(since = 15)
	void nullsNotDistinct(TestDatabase database) {
		Inspections.run(database, TABLE, "CREATE UNIQUE INDEX i01 ON t (a) NULLS NOT DISTINCT");
		assertThat(Inspections.inspector(database).indexes("t"))
			.containsExactly(uniqueIndex("a").withNullsNotDistinct().named("i01"));
	}

	@EachPostgresVersion
	void anIndexThatWasNotBuiltIsNotValid(TestDatabase database) {
		Inspections.run(database, TABLE, "CREATE INDEX i01 ON t (a)", "CREATE INDEX i02 ON t (a)",
				"UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i01'::regclass");
		assertThat(Inspections.read(database).indexes()).containsOnly(
				Map.entry(ObjectName.of("public.i01"), new InspectedIndex(index("a").named("i01"), false)),
				Map.entry(ObjectName.of("public.i02"), new InspectedIndex(index("a").named("i02"), true)));
	}

	@EachPostgresVersion
	void indexesOfConstraintsAndOfPartitionsAreNotListed(TestDatabase database) {
		Inspections.run(database, "CREATE TABLE t (a int PRIMARY KEY, b int) PARTITION BY LIST (a)",
				"CREATE TABLE part PARTITION OF t FOR VALUES IN (1)", "CREATE INDEX i01 ON t (b)",
				"CREATE INDEX own ON part (b, a)");
		assertThat(Inspections.inspector(database).indexes("t")).containsExactly(index("b").named("i01"));
		assertThat(Inspections.inspector(database).indexes("part")).containsExactly(index("b", "a").named("own"));
	}

	@EachPostgresVersion
	void anIndexThatAForeignKeyReliesOnIsListed(TestDatabase database) {
		Inspections.run(database, "CREATE TABLE t (a int)", "CREATE UNIQUE INDEX i01 ON t (a)",
				"CREATE TABLE child (a int REFERENCES t (a))", "CREATE TABLE self (a int, b int)",
				"CREATE UNIQUE INDEX i02 ON self (a)", "ALTER TABLE self ADD FOREIGN KEY (b) REFERENCES self (a)");
		assertThat(Inspections.inspector(database).indexes("t")).containsExactly(uniqueIndex("a").named("i01"));
		assertThat(Inspections.inspector(database).indexes("self")).containsExactly(uniqueIndex("a").named("i02"));
	}

	private static void assertRoundTrip(TestDatabase database, Index... indexes) {
		Inspections.run(database, TABLE);
		for (Index index : indexes) {
			Inspections.apply(database, new CreateIndex(ObjectName.of("public.t"), index));
		}
		assertThat(Inspections.inspector(database).indexes("t")).containsExactlyInAnyOrderElementsOf(List.of(indexes));
	}

}
