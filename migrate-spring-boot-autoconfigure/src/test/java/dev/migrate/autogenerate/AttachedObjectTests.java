package dev.migrate.autogenerate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.scratch.DatabaseSession;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.ConnectionCallback;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.timestamp;
import static dev.migrate.schema.DataType.varchar;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes a schema that has everything that hangs on tables and columns, and goes back.
 */
class AttachedObjectTests {

	private static final ObjectName USERS = ObjectName.of("public.users");

	private static final List<String> SCRIPT = GeneratedDatabase.statements("attached.sql");

	private static final List<String> SINCE_15 = GeneratedDatabase.statements("attached-15.sql");

	/**
	 * The changes of other tables than the users.
	 */
	private static final List<String> OF_OTHERS = List.of("a table", "a partitioned table", "a key",
			"a table of another owner", "an identity column", "a column of partitions", "a type of partitions",
			"the column that is stored apart");

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	/**
	 * The databases in which nothing has happened since the script.
	 */
	private static final Map<Integer, GeneratedDatabase> untouched = new HashMap<>();

	/**
	 * The databases that have everything, but perhaps at another place.
	 */
	private static final Map<Integer, Complete> completeDatabases = new HashMap<>();

	static Stream<Arguments> changes() {
		Map<String, UnaryOperator<Wanted>> changes = new LinkedHashMap<>();
		changes.put("a column under indexes, constraints, statistics and privileges",
				(wanted) -> wanted.without("nick"));
		changes.put("columns of special types", (wanted) -> wanted.without("tags").without("span"));
		changes.put("a serial column", (wanted) -> wanted.without("ticket"));
		changes.put("a column with a sequence that another table uses", (wanted) -> wanted.without("shared"));
		changes.put("a column with a foreign key", (wanted) -> wanted.without("team_id"));
		changes.put("several columns", (wanted) -> wanted.without("nick").without("shared").without("team_id"));
		changes.put("a table", (wanted) -> wanted.withoutTable("public.notes"));
		changes.put("a partitioned table", (wanted) -> wanted.withoutTable("public.logs"));
		changes.put("a type", (wanted) -> wanted.column("age", (column) -> column.type(bigint())));
		changes.put("a type that takes a conversion",
				(wanted) -> wanted.column("email", (column) -> column.type(varchar(50))));
		changes.put("a value more", (wanted) -> wanted.mood("sad", "ok", "odd", "great"));
		changes.put("other values", (wanted) -> wanted.mood("sad", "ok", "great"));
		changes.put("a key",
				(wanted) -> wanted.table("public.pairs", (table) -> table.constraints(List.of()).primaryKey("a")));
		changes.put("a table of another owner", (wanted) -> wanted.withoutTable("public.owned"));
		changes.put("an identity column",
				(wanted) -> wanted.table("public.owned", (table) -> withoutColumn(table, "counter")));
		changes.put("a column of partitions",
				(wanted) -> wanted.table("public.events", (table) -> withoutColumn(table, "id")));
		changes.put("a type of partitions", (wanted) -> wanted.table("public.events", (table) -> table.columns(
				List.of(table.columns().get(0), table.columns().get(1), table.columns().get(2).type(varchar(90))))));
		changes.put("the column that is stored apart",
				(wanted) -> wanted.table("public.letters",
						(table) -> withoutColumn(
								table.columns(List.of(table.columns().get(0).type(bigint()), table.columns().get(1))),
								"body")));
		changes.put("another generated expression",
				(wanted) -> wanted.column("doubled", (column) -> column.generated("age + 2")));
		return GeneratedDatabase.onVersions(together(changes), (names) -> 0)
			.map(Arguments::get)
			.map((arguments) -> Arguments.of(arguments[0], arguments[1],
					((List<?>) arguments[1]).stream().map(changes::get).toList()));
	}

	/**
	 * Puts each change of another table beside one of the users, unless everything is to
	 * be tried.
	 */
	private static Stream<List<String>> together(Map<String, UnaryOperator<Wanted>> changes) {
		if (GeneratedDatabase.isThorough()) {
			return changes.keySet().stream().map(List::of);
		}
		List<String> users = changes.keySet().stream().filter((name) -> !OF_OTHERS.contains(name)).toList();
		return IntStream.range(0, users.size())
			.mapToObj((number) -> (number < OF_OTHERS.size()) ? List.of(users.get(number), OF_OTHERS.get(number))
					: List.of(users.get(number)));
	}

	@ParameterizedTest(name = "{1}, on {0}")
	@MethodSource("changes")
	void whatHangsOnAChangedThingComesBack(int version, List<String> names, List<UnaryOperator<Wanted>> changes) {
		Complete complete = Objects.requireNonNullElseGet(completeDatabases.remove(version), () -> complete(version));
		untouched.remove(version);
		GeneratedDatabase database = complete.database();
		Wanted wanted = wanted(database);
		for (UnaryOperator<Wanted> change : changes) {
			wanted = change.apply(wanted);
		}
		Autogeneration generated = generate(database, wanted);
		assertThat(generated.blocked()).isEmpty();
		assertThat(
				generated.differences().stream().map(Difference::object).map(AttachedObjectTests::isOfUsers).distinct())
			.hasSameSizeAs(changes);
		database.run(generated.upgrade());
		assertThat(generate(database, wanted).differences()).isEmpty();
		database.run(generated.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(complete.catalog());
		completeDatabases.put(version, complete);
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void columnsComeBackInTheirOrder(int version) {
		GeneratedDatabase database = database(version);
		database.jdbc()
			.execute(
					"CREATE TABLE rows (id bigint, a text, twice text GENERATED ALWAYS AS (a || a) STORED, b text, c text,"
							+ " again text GENERATED ALWAYS AS (d) STORED, d text)");
		Wanted wanted = wanted(database).table("public.rows", (table) -> Stream.of("a", "twice", "b", "c", "again", "d")
			.reduce(table, AttachedObjectTests::withoutColumn, (one, other) -> one));
		Autogeneration generated = generate(database, wanted);
		database.run(generated.upgrade());
		database.run(generated.downgrade());
		assertThat(database.jdbc()
			.queryForList("SELECT attname FROM pg_attribute WHERE attrelid = 'rows'::regclass AND attnum > 0"
					+ " AND NOT attisdropped ORDER BY attnum", String.class))
			.containsExactly("id", "a", "twice", "b", "c", "d", "again");
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void theSequenceOfASerialColumnGetsItsType(int version) {
		GeneratedDatabase database = database(version);
		List<String> before = database.catalog();
		Autogeneration generated = generate(database,
				wanted(database).table("public.notes",
						(table) -> table.columns(Stream
							.concat(Stream.of(table.columns().get(0).type(bigint())), table.columns().stream().skip(1))
							.toList()))
					.column("ticket", (column) -> column.type(bigint())));
		database.run(generated.upgrade());
		assertThat(database.jdbc()
			.queryForList("SELECT format_type(seqtypid, NULL) || ' ' || seqmax || ' ' || seqincrement FROM pg_sequence"
					+ " WHERE seqrelid IN ('notes_id_seq'::regclass, 'users_ticket_seq'::regclass) ORDER BY seqincrement",
					String.class))
			.containsExactly("bigint 9223372036854775807 1", "bigint 9223372036854775807 5");
		database.run(generated.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(before);
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void anAccessMethodComesBackIfTheServerCanGiveItBack(int version) {
		GeneratedDatabase database = database(version);
		database.jdbc().execute("""
				DROP ACCESS METHOD IF EXISTS other_heap;
				CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
				CREATE TABLE stored (id bigint) USING other_heap;
				CREATE TABLE parts (id bigint) PARTITION BY LIST (id);
				CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1) USING other_heap""");
		List<String> before = database.catalog();
		Autogeneration parts = generate(database, wanted(database).withoutTable("public.parts"));
		database.run(parts.upgrade());
		database.run(parts.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(before);
		Autogeneration stored = generate(database, wanted(database).withoutTable("public.stored"));
		if (version < 15) {
			assertThat(stored.blocked())
				.containsExactly("Table stored cannot be dropped, because it is stored by the access method other_heap,"
						+ " which PostgreSQL cannot give back.");
			return;
		}
		database.run(stored.upgrade());
		database.run(stored.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(before);
	}

	@Test
	void securityLabelsComeBack() {
		GeneratedDatabase database = database(18);
		database.jdbc()
			.execute(
					"""
							SET allow_system_table_mods = on;
							INSERT INTO pg_seclabel SELECT 'notes'::regclass, 'pg_class'::regclass, number, 'provider', 'it''s secret'
								FROM generate_series(0, 1) AS number;
							RESET allow_system_table_mods""");
		Autogeneration generated = generate(database, wanted(database).withoutTable("public.notes"));
		assertThat(GeneratedText.sql(generated.revisions().get(0), generated.dialect()).downgrade()).contains(
				"SECURITY LABEL FOR provider ON TABLE public.notes IS 'it''s secret';",
				"SECURITY LABEL FOR provider ON COLUMN public.notes.id IS 'it''s secret';");
	}

	@Test
	void aRemarkNamesWhatGoesAndWhatIsInTheWay() {
		GeneratedDatabase database = untouched(18);
		assertThat(generate(database, wanted(database).without("ticket").without("tags")).remarks())
			.containsExactlyInAnyOrder("With it goes sequence users_ticket_seq; the downgrade brings it back.",
					"With it goes index users_tags; the downgrade brings it back.");
		assertThat(generate(database, wanted(database).withoutTable("public.notes")).remarks()).containsExactly(
				"With it go the settings and privileges of table notes, sequence notes_id_seq, the settings and"
						+ " privileges of constraint notes_pkey on table notes, trigger written on table notes, trigger"
						+ " checked on table notes, rule kept on table notes, policy mine on table notes, statistics object"
						+ " notes_kinds and publication of table notes in publication attached; the downgrade brings them"
						+ " back.");
		assertThat(generate(database, wanted(database).without("nick")).remarks()).containsExactlyInAnyOrder(
				"Column users.nick is dropped, and constraint no_overlap on table users with it.",
				"With it go the settings and privileges of column nick of table users, index users_nick, index"
						+ " users_nick_partial, index users_nick_expression, index users_nick_covering, index users_nick_hash,"
						+ " index users_nick_unique, constraint nick_is_short on table users and statistics object"
						+ " users_nick_email; the downgrade brings them back.");
		assertThat(
				generate(database, wanted(database).column("email", (column) -> column.type(varchar(200)))).remarks())
			.contains("The type of column users.email is changed, so view old_ages is dropped here and created again"
					+ " below.");
	}

	@Test
	void aScriptTakesNothingOfADefinitionForAPlaceholder() {
		GeneratedDatabase database = untouched(18);
		Autogeneration generated = generate(database, wanted(database).without("nick"));
		assertThat(GeneratedText.sql(generated.revisions().get(0), generated.dialect()).downgrade())
			.contains("COMMENT ON CONSTRAINT nick_is_short ON users IS 'or \"else\" \\${what}';");
		assertThat(GeneratedText.java(generated.revisions().get(0), "db", (type, imports) -> null).downgrade())
			.contains("op.execute(\"COMMENT ON CONSTRAINT nick_is_short ON users IS 'or \\\"else\\\" ${what}'\");");
	}

	@Test
	void whatOnlyBlocksADropIsNamed() {
		GeneratedDatabase database = untouched(18);
		assertThat(generate(database, wanted(database).without("age").without("doubled")).blocked()).contains(
				"Column users.age cannot be dropped, because view ages uses it.",
				"Column users.age cannot be dropped, because function first_age() uses it.",
				"Column users.age cannot be dropped, because trigger aging on table users uses it.",
				"Column users.age cannot be dropped, because policy adults on table users uses it.");
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatCannotBeCreatedAgainIsNamed(int version) {
		GeneratedDatabase database = untouched(version);
		Wanted wanted = wanted(database);
		assertThat(generate(database,
				wanted.table("public.teams",
						(table) -> table.columns(table.columns()
							.stream()
							.map((column) -> column.name().equals("region") ? column.type(varchar(9)) : column)
							.toList())))
			.blocked()).containsExactly(
					"The type of column teams.region cannot be changed, because column who of table other.archive uses it and"
							+ " cannot be created again.");
		assertThat(
				generate(database, wanted.table("public.teams", (table) -> withoutColumn(table, "region"))).blocked())
			.containsExactly("Column teams.region cannot be dropped, because view other.note_kinds uses it.");
		assertThat(generate(database, wanted.withoutTable("public.teams")).blocked()).contains(
				"Table teams cannot be dropped, because constraint links_team_fkey on table other.links uses it.",
				"Table teams cannot be dropped, because column who of table other.archive uses it.",
				"Table teams cannot be dropped, because view other.note_kinds uses it.");
		assertThat(generate(database, wanted.withoutTable("public.events")).blocked())
			.containsExactly("Table events cannot be dropped, because view event_bodies uses it.");
		assertThat(generate(database,
				wanted.table("public.events",
						(table) -> table.columns(List.of(table.columns().get(0),
								table.columns().get(1).type(timestamp()), table.columns().get(2)))))
			.blocked()).containsExactly(
					"The type of column events.at cannot be changed, because it is part of the partition" + " key.");
		assertThat(generate(database, wanted.mood("ok", "odd")).blocked()).containsExactly(
				"The values of enum type mood cannot be changed, because view sad_users uses the value 'sad', which is"
						+ " removed.");
		assertThat(generate(database,
				wanted.table("public.pairs", (table) -> table.constraints(List.of()).primaryKey("a", "c")))
			.blocked()).containsExactly(
					"Constraint pairs_pkey of table pairs cannot be dropped, because view grouped_pairs uses it.");
	}

	private static boolean isOfUsers(ObjectName object) {
		return object.equals(USERS) || object.name().equals("mood") || object.name().equals("users");
	}

	private static Table withoutColumn(Table table, String column) {
		return table.columns(table.columns().stream().filter((other) -> !other.name().equals(column)).toList())
			.constraints(table.constraints()
				.stream()
				.filter((constraint) -> !FilteredSchemas.isOver(constraint, column))
				.toList());
	}

	private static Autogeneration generate(GeneratedDatabase database, Wanted wanted) {
		return database.generate((target) -> wanted.schema(),
				new ComparisonOptions(false, true, false).dropColumns(true));
	}

	/**
	 * A database that has everything.
	 *
	 * @param database the database
	 * @param catalog what is in it
	 */
	private record Complete(GeneratedDatabase database, List<String> catalog) {
	}

	private static Complete complete(int version) {
		GeneratedDatabase database = untouched(version);
		return new Complete(database, database.catalog());
	}

	/**
	 * Returns a database for a test that only looks.
	 */
	private static GeneratedDatabase untouched(int version) {
		GeneratedDatabase database = Objects.requireNonNullElseGet(untouched.get(version), () -> database(version));
		untouched.put(version, database);
		return database;
	}

	private static GeneratedDatabase database(int version) {
		untouched.remove(version);
		completeDatabases.remove(version);
		GeneratedDatabase database = databases.empty(version);
		database.jdbc().execute("""
				DROP PUBLICATION IF EXISTS attached;
				DO $$ BEGIN
					CREATE ROLE attached_reader;
					CREATE ROLE attached_writer;
				EXCEPTION WHEN duplicate_object THEN NULL;
				END $$""");
		SCRIPT.forEach((statement) -> database.jdbc().execute(statement));
		if (version >= 15) {
			SINCE_15.forEach((statement) -> database.jdbc().execute(statement));
		}
		return database;
	}

	private static Wanted wanted(GeneratedDatabase database) {
		ConnectionCallback<SchemaSnapshot> read = (
				connection) -> DatabaseSession.of("the database", connection).inspector().read(Set.of("public"));
		SchemaSnapshot found = Objects.requireNonNull(database.jdbc().execute(read));
		return new Wanted(found.tables()
			.values()
			.stream()
			.filter((table) -> table.parents().isEmpty())
			.map(InspectedTable::table)
			.map((table) -> table.constraints(table.constraints()
				.stream()
				.filter((constraint) -> !(constraint instanceof CheckConstraint
						|| constraint instanceof ExclusionConstraint))
				.toList()))
			.toList(), List.copyOf(found.enumTypes().values()));
	}

	/**
	 * What is wanted: what there is, but for a change.
	 *
	 * @param tables the tables
	 * @param enumTypes the enum types
	 */
	record Wanted(List<Table> tables, List<EnumType> enumTypes) {

		WantedSchema schema() {
			return new WantedSchema(this.tables, List.of(), List.of(), this.enumTypes, List.of());
		}

		Wanted users(UnaryOperator<List<Column>> change) {
			return new Wanted(this.tables.stream()
				.map((table) -> table.name().equals(USERS) ? table.columns(change.apply(table.columns())) : table)
				.toList(), this.enumTypes);
		}

		Wanted without(String column) {
			return new Wanted(this.tables.stream()
				.map((table) -> table.name().equals(USERS) ? withoutColumn(table, column) : table)
				.toList(), this.enumTypes);
		}

		Wanted column(String name, UnaryOperator<Column> change) {
			return users((columns) -> columns.stream()
				.map((column) -> column.name().equals(name) ? change.apply(column) : column)
				.toList());
		}

		Wanted table(String name, UnaryOperator<Table> change) {
			return new Wanted(this.tables.stream()
				.map((table) -> table.name().equals(ObjectName.of(name)) ? change.apply(table) : table)
				.toList(), this.enumTypes);
		}

		Wanted withoutTable(String name) {
			return new Wanted(
					this.tables.stream().filter((table) -> !table.name().equals(ObjectName.of(name))).toList(),
					this.enumTypes);
		}

		Wanted mood(String... values) {
			return new Wanted(this.tables, List.of(EnumType.enumType("public.mood", values)));
		}

	}

}
