package dev.migrate.autogenerate;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.autogenerate.scratch.DatabaseSession;
import dev.migrate.dialect.Dialects;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.ConnectionCallback;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes enum types and composite types that other types, views and functions use, and
 * goes back.
 */
class DependentTypeTests {

	private static final ComparisonOptions OPTIONS = new ComparisonOptions(false, false, false).dropColumns(true);

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatUsesAnEnumThroughOtherTypesIsThereAgain(int version) {
		GeneratedDatabase database = database(version,
				"""
						CREATE TYPE mood AS ENUM ('sad', 'ok');
						CREATE DOMAIN good_mood AS mood DEFAULT 'ok' NOT NULL CHECK (value <> 'sad');
						COMMENT ON DOMAIN good_mood IS 'at last';
						CREATE DOMAIN moods AS mood[];
						CREATE TYPE entry AS (day date, "how it was" mood, all_day mood[]);
						COMMENT ON TYPE entry IS 'of a diary';
						COMMENT ON COLUMN entry."how it was" IS 'a mood';
						REVOKE USAGE ON TYPE entry FROM PUBLIC;
						CREATE TYPE page AS (number int, entries entry[]);
						CREATE TABLE diary (id int PRIMARY KEY, page page DEFAULT '(1,)', entry entry NOT NULL,
							plain mood DEFAULT 'ok', CHECK ((entry)."how it was" <> 'sad'));
						ALTER TABLE diary ALTER page SET STORAGE EXTERNAL;
						COMMENT ON COLUMN diary.entry IS 'the first one';
						CREATE TABLE other_diary (mood good_mood DEFAULT 'ok', moods moods, good good_mood[]);
						INSERT INTO other_diary VALUES ('ok', '{sad}', '{ok,ok}');
						CREATE TABLE secret_diary (key text) INHERITS (diary);
						CREATE INDEX diary_days ON diary (((entry).day));
						CREATE INDEX diary_entries ON diary (entry) WHERE plain = 'ok';
						CREATE VIEW ok_days AS SELECT (entry).day, (page).entries[1] FROM diary WHERE (entry)."how it was" = 'ok';
						CREATE MATERIALIZED VIEW pages AS SELECT page, count(*) FROM diary GROUP BY page;
						CREATE FUNCTION how(e entry, m mood DEFAULT 'ok') RETURNS mood LANGUAGE sql AS $$ SELECT (e)."how it was" $$;
						CREATE FUNCTION hows() RETURNS SETOF entry LANGUAGE sql BEGIN ATOMIC SELECT entry FROM diary; END;
						CREATE VIEW by_function AS SELECT how(entry) FROM diary;
						CREATE CAST (text AS mood) WITH INOUT AS ASSIGNMENT;
						INSERT INTO diary VALUES (1, '(2,"{""(2025-01-01,ok,{sad})""}")', '(2025-02-03,ok,)', 'ok')""");
		List<String> rows = rows(database);
		assertComesBack(database, wanted(database).mood("ok", "sad", "great"));
		assertComesBack(database, wanted(database).mood("sad", "ok", "great"));
		assertComesBack(database, wanted(database).mood("sad", "meh", "ok"));
		assertThat(rows(database)).isEqualTo(rows);
	}

	private static List<String> rows(GeneratedDatabase database) {
		return database.jdbc()
			.queryForList("SELECT diary::text FROM diary UNION ALL SELECT other_diary::text FROM other_diary",
					String.class);
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatUsesACompositeTypeIsThereAgain(int version) {
		GeneratedDatabase database = database(version, """
				CREATE TYPE spot AS (x int, y int);
				CREATE TYPE segment AS (a spot, b spot);
				CREATE TABLE shapes (id int PRIMARY KEY, corner spot DEFAULT ROW(1, 2)::spot, corners spot[],
					far boolean GENERATED ALWAYS AS ((corner).x > 100) STORED);
				CREATE INDEX shapes_x ON shapes (((corner).x));
				ALTER TABLE shapes ADD CONSTRAINT positive CHECK ((corner).x >= 0);
				CREATE VIEW xs AS SELECT (corner).x, corner FROM shapes;
				COMMENT ON VIEW xs IS 'all of them';
				GRANT SELECT ON xs TO PUBLIC;
				CREATE FUNCTION x(p spot) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT (p).x $$;
				CREATE FUNCTION origin() RETURNS spot LANGUAGE sql BEGIN ATOMIC SELECT ROW(0, 0)::spot; END;
				CREATE FUNCTION length(l segment) RETURNS int LANGUAGE sql AS $$ SELECT ((l).b).x - ((l).a).x $$;
				CREATE VIEW of_function AS SELECT x(corner) FROM shapes;
				INSERT INTO shapes (id, corner, corners) VALUES (1, ROW(3, 4)::spot, ARRAY[ROW(5, 6)::spot])""");
		assertComesBack(database, wanted(database).spot(column("x", bigint()), column("y", integer())));
		assertComesBack(database, wanted(database).spot(column("y", integer()), column("x", integer())));
		assertComesBack(database,
				wanted(database).spot(column("x", integer()), column("y", integer()), column("z", integer())));
		assertThat(generate(database,
				wanted(database).spot(column("x", integer()), column("z", integer()), column("y", integer())))
			.blocked())
			.containsExactly("The type of column shapes.corner cannot be changed: cannot cast type record to spot.");
		assertThat(database.jdbc().queryForObject("SELECT shapes::text FROM shapes", String.class))
			.isEqualTo("(1,\"(3,4)\",\"{\"\"(5,6)\"\"}\",f)");
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatKeepsATypeFromChangingIsNamed(int version) {
		GeneratedDatabase database = database(version, """
				CREATE TYPE mood AS ENUM ('sad', 'ok');
				CREATE TYPE spot AS (x int, y int);
				CREATE TYPE segment AS (a spot, b spot);
				CREATE TABLE lines (id int, line segment);
				CREATE TABLE points OF spot;
				CREATE TABLE shapes (id int, corner spot, mood mood);
				ALTER TABLE shapes ADD CONSTRAINT small CHECK ((corner).y < 100);
				CREATE VIEW ys AS SELECT (corner).y FROM shapes;
				CREATE VIEW sad_ones AS SELECT id FROM shapes WHERE mood = ANY ('{ok,sad}');
				CREATE VIEW texts AS SELECT id FROM shapes WHERE mood::text = 'sad';
				CREATE FUNCTION is_sad(m mood) RETURNS boolean LANGUAGE sql AS $$ SELECT m = 'sad' $$;
				CREATE TABLE parts (mood mood) PARTITION BY LIST (mood);
				CREATE TYPE entry AS (mood mood);
				CREATE TABLE parts_by_entry (entry entry) PARTITION BY LIST (entry)""");
		assertThat(generate(database, wanted(database).spot(column("x", integer()))).blocked())
			.containsExactlyInAnyOrder("Composite type spot cannot be changed, because table points is made of it.",
					"Attribute y of type spot cannot be dropped, because view ys uses it.",
					"Attribute y of type spot cannot be dropped, because constraint small on table shapes uses it.");
		assertThat(generate(database, wanted(database).spot(column("x", bigint()), column("y", integer()))).blocked())
			.containsExactlyInAnyOrder(
					"Composite type spot cannot be changed, because column line of table lines uses it"
							+ " and cannot be created again.",
					"Composite type spot cannot be changed, because table points uses it and cannot be created again.");
		assertThat(generate(database, wanted(database).mood("ok", "fine")).blocked()).contains(
				"The values of enum type mood cannot be changed, because view sad_ones uses the value 'sad', which is"
						+ " removed.",
				"The values of enum type mood cannot be changed, because it is part of the partition key.",
				"The values of enum type mood cannot be changed, because of column entry of table parts_by_entry it is"
						+ " part of the partition key.");
		database.jdbc().execute("DROP VIEW sad_ones; DROP TABLE parts; DROP TABLE parts_by_entry");
		Autogeneration generated = generate(database, wanted(database).mood("ok", "fine"));
		assertThat(generated.blocked()).isEmpty();
		assertThat(generated.remarks()).contains(
				"PostgreSQL does not know what the text of function is_sad(mood) uses: see whether it needs 'sad'.");
		assertComesBack(database, wanted(database).mood("ok", "fine"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void namesMayBeOfAnotherSchemaAndQuoted(int version) {
		GeneratedDatabase database = database(version,
				"""
						CREATE SCHEMA "My App";
						CREATE TYPE "My App"."Mood" AS ENUM ('It''s', 'back\\slash', 'ok, then', 'ok');
						CREATE TYPE "My App"."Entry of it" AS ("The mood" "My App"."Mood", moods "My App"."Mood"[]);
						CREATE TABLE "My App"."Log" (id int, "An entry" "My App"."Entry of it");
						CREATE TABLE users (id int, mood "My App"."Mood" DEFAULT 'ok', moods "My App"."Mood"[] DEFAULT '{ok}');
						CREATE VIEW "My App"."Is ok" AS SELECT ("An entry")."The mood" FROM "My App"."Log"
							WHERE ("An entry")."The mood" = 'It''s';
						CREATE VIEW many AS SELECT id FROM users WHERE mood = ANY ('{"ok, then","back\\\\slash"}');
						CREATE FUNCTION "My App".how("A" "My App"."Entry of it") RETURNS text LANGUAGE sql AS $$ SELECT ("A")."The mood"::text $$;
						COMMENT ON FUNCTION "My App".how("My App"."Entry of it") IS 'how it''s';
						INSERT INTO "My App"."Log" VALUES (1, ROW('ok, then', '{"back\\\\slash","It''s"}')::"My App"."Entry of it")""");
		Wanted wanted = wanted(database);
		assertComesBack(database, wanted.enumType("It's", "back\\slash", "ok, then", "ok", "new"));
		assertThat(generate(database, wanted.enumType("back\\slash", "ok, then", "ok")).blocked()).containsExactly(
				"The values of enum type My App.Mood cannot be changed, because view \"My App\".\"Is ok\" uses the"
						+ " value 'It's', which is removed.");
		assertThat(generate(database, wanted.enumType("It's", "back\\slash", "ok")).blocked()).singleElement()
			.asString()
			.contains("because view many uses the value 'ok, then', which is removed.");
		assertThat(generate(database, wanted.enumType("It's", "ok, then", "ok")).blocked()).singleElement()
			.asString()
			.contains("because view many uses the value 'back\\slash', which is removed.");
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void aColumnOfATypeThatIsCreatedAgainCannotBeDroppedMeanwhile(int version) {
		GeneratedDatabase database = database(version, """
				CREATE TYPE mood AS ENUM ('sad', 'ok');
				CREATE TYPE entry AS (day date, mood mood);
				CREATE TABLE diary (id int PRIMARY KEY, entry entry, more entry[]);
				CREATE INDEX entries ON diary (entry)""");
		assertComesBack(database, wanted(database).without("entry"));
		for (String[] moods : new String[][] { { "sad", "ok", "new" }, { "new", "ok", "sad" } }) {
			assertThat(generate(database, wanted(database).without("entry").mood(moods)).blocked()).containsExactly(
					"The values of enum type mood cannot be changed, because column entry of table diary, which uses it, is"
							+ " dropped in the same revision.");
		}
		Wanted wanted = wanted(database).mood("sad", "ok", "new");
		assertComesBack(database, new Wanted(List.of(), wanted.enumTypes(), wanted.compositeTypes()),
				new ComparisonOptions(false, true, false));
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void aColumnThatGoesIsNoneOfItsCompositeTypeAnyMore(int version) {
		GeneratedDatabase database = database(version,
				"""
						CREATE TYPE spot AS (x int, y int);
						CREATE TABLE shapes (id int PRIMARY KEY, former spot DEFAULT ROW(1, 2)::spot, all_of_them spot[], last int);
						CREATE TABLE lines (id int PRIMARY KEY, start spot);
						INSERT INTO shapes VALUES (1, DEFAULT, ARRAY[ROW(1, 2)::spot], 1);
						INSERT INTO lines VALUES (1, ROW(1, 2)::spot)""");
		Wanted wanted = wanted(database).without("former").without("all_of_them");
		assertComesBack(database, wanted);
		assertComesBack(database, wanted.spot(column("x", integer()), column("y", integer()), column("z", integer())));
		assertComesBack(database, wanted.spot(column("y", integer()), column("x", integer())));
		assertComesBack(database, wanted.spot(column("x", integer())));
		assertComesBack(database, wanted.spot(column("y", bigint())).without("last"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void aTypeGoesWhenItsColumnsGetAnother(int version) {
		GeneratedDatabase database = database(version, """
				CREATE TYPE mood AS ENUM ('sad', 'ok');
				CREATE TABLE users (id int, mood mood DEFAULT 'ok', moods mood[]);
				CREATE INDEX users_mood ON users (mood) WHERE mood > 'sad';
				CREATE VIEW all_moods AS SELECT mood, moods FROM users""");
		Wanted wanted = wanted(database).text();
		assertComesBack(database, new Wanted(wanted.tables(), List.of(), List.of()),
				new ComparisonOptions(true, true, true));
	}

	@Test
	void aCompositeTypeThatStaysKeepsItsEnumType() {
		GeneratedDatabase database = database(18, """
				CREATE TYPE kind AS ENUM ('a', 'b');
				CREATE TYPE gone AS ENUM ('a', 'b');
				CREATE TYPE part AS (kinds kind[])""");
		assertComesBack(database, new Wanted(List.of(), List.of(), List.of()), new ComparisonOptions(true, true, true));
		assertThat(database
			.generate((target) -> new Wanted(List.of(), List.of(), List.of()).schema(),
					new ComparisonOptions(true, true, true))
			.differences()).singleElement().asString().contains("gone");
	}

	private static Column column(String name, DataType type) {
		return Column.column(name, type);
	}

	private static void assertComesBack(GeneratedDatabase database, Wanted wanted) {
		assertComesBack(database, wanted, OPTIONS);
	}

	private static void assertComesBack(GeneratedDatabase database, Wanted wanted, ComparisonOptions options) {
		List<String> before = database.catalog();
		Autogeneration generated = database.generate((target) -> wanted.schema(), options);
		assertThat(generated.blocked()).isEmpty();
		database.run(generated.upgrade());
		assertThat(database.generate((target) -> wanted.schema(), options).differences()).isEmpty();
		database.run(generated.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(before);
	}

	private static Autogeneration generate(GeneratedDatabase database, Wanted wanted) {
		return database.generate((target) -> wanted.schema(), OPTIONS);
	}

	private static GeneratedDatabase database(int version, String script) {
		GeneratedDatabase database = databases.empty(version);
		Dialects.of("postgresql")
			.splitter()
			.split(script, "script")
			.forEach((statement) -> database.jdbc().execute(statement.text()));
		return database;
	}

	private static Wanted wanted(GeneratedDatabase database) {
		ConnectionCallback<SchemaSnapshot> read = (connection) -> DatabaseSession.of("the database", connection)
			.inspector()
			.read(Set.of("public", "My App"));
		SchemaSnapshot found = Objects.requireNonNull(database.jdbc().execute(read));
		return new Wanted(found.tables()
			.values()
			.stream()
			.filter((table) -> table.parents().isEmpty())
			.map(InspectedTable::table)
			.filter((table) -> !table.name().name().startsWith("other_"))
			.map((table) -> table.columns(table.columns()
				.stream()
				.map((column) -> column.name().equals("corner") ? column.defaultValue(null) : column)
				.toList()))
			.map((table) -> table.constraints(table.constraints()
				.stream()
				.filter((constraint) -> !(constraint instanceof CheckConstraint))
				.toList()))
			.toList(), List.copyOf(found.enumTypes().values()), List.copyOf(found.compositeTypes().values()));
	}

	/**
	 * What is wanted: what there is, but for a change.
	 *
	 * @param tables the tables
	 * @param enumTypes the enum types
	 * @param compositeTypes the composite types
	 */
	record Wanted(List<Table> tables, List<EnumType> enumTypes, List<CompositeType> compositeTypes) {

		WantedSchema schema() {
			return new WantedSchema(this.tables, List.of(), List.of(), this.enumTypes, List.of())
				.compositeTypes(this.compositeTypes);
		}

		Wanted mood(String... values) {
			return new Wanted(this.tables, List.of(EnumType.enumType("public.mood", values)), this.compositeTypes);
		}

		Wanted without(String column) {
			return new Wanted(this.tables.stream()
				.map((table) -> table
					.columns(table.columns().stream().filter((each) -> !each.name().equals(column)).toList()))
				.toList(), this.enumTypes, this.compositeTypes);
		}

		Wanted enumType(String... values) {
			return new Wanted(this.tables,
					this.enumTypes.stream().map((type) -> new EnumType(type.name(), List.of(values), null)).toList(),
					this.compositeTypes);
		}

		Wanted text() {
			return new Wanted(this.tables.stream()
				.map((table) -> table.columns(table.columns()
					.stream()
					.map((column) -> !column.type().userDefined() ? column
							: Column.column(column.name(),
									(column.type().dimensions() > 0) ? DataType.text().array() : DataType.text()))
					.toList()))
				.toList(), this.enumTypes, this.compositeTypes);
		}

		Wanted spot(Column... attributes) {
			return composite((type) -> type.name().name().equals("spot")
					? new CompositeType(type.name(), List.of(attributes), type.comment()) : type);
		}

		private Wanted composite(UnaryOperator<CompositeType> change) {
			return new Wanted(this.tables, this.enumTypes, this.compositeTypes.stream().map(change).toList());
		}

	}

}
