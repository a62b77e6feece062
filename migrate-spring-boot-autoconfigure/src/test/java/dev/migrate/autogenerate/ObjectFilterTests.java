package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.SchemaObject.Kind;
import dev.migrate.autogenerate.SchemaObject.Side;
import dev.migrate.autogenerate.WantedSchema.TableIndex;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Column;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.userDefined;
import static dev.migrate.schema.EnumType.enumType;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Sequence.sequence;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ObjectFilter}.
 */
@ExtendWith(PostgresExtension.class)
class ObjectFilterTests {

	private static final Table USERS = table("public.users").column("id", bigint(), Column::notNull).primaryKey("id");

	@ParameterizedTest
	@CsvSource({ "users, app.users, true", "app.users, app.users, true", "app.*, app.users, true",
			"us*s, app.users, true", "*, app.users, true", "*.*, app.users, true", "user, app.users, false",
			"users, app.users2, false", "crm.users, app.users, false", "app*, app.users, false",
			"app.users.*, app.users, false", "a.p.*, app.users, false" })
	void excludesTablesByName(String pattern, String name, boolean excluded) {
		ObjectFilter filter = ObjectFilter.byName(List.of(), List.of(pattern));
		SchemaObject object = new SchemaObject(Kind.TABLE, ObjectName.of(name), null, Side.BOTH);
		assertThat(filter.includes(object)).isNotEqualTo(excluded);
	}

	@ParameterizedTest
	@CsvSource({ "users.name, true", "app.users.name, true", "users.n*, true", "*.name, true", "*.*.name, true",
			"name, false", "users, false", "app.users, false", "crm.users.name, false" })
	void excludesPartsOfTablesByName(String pattern, boolean excluded) {
		ObjectFilter filter = ObjectFilter.byName(List.of(), List.of(pattern));
		for (Kind kind : List.of(Kind.COLUMN, Kind.CONSTRAINT, Kind.INDEX)) {
			SchemaObject object = new SchemaObject(kind, ObjectName.of("app.users"), "name", Side.BOTH);
			assertThat(filter.includes(object)).isNotEqualTo(excluded);
		}
	}

	@Test
	void includesOnlyTheTablesThatAreNamed() {
		ObjectFilter filter = ObjectFilter.byName(List.of("app.*", "teams"), List.of("app.log"));
		assertThat(List.of("app.users", "crm.teams", "app.log", "crm.users"))
			.filteredOn((name) -> filter.includes(new SchemaObject(Kind.TABLE, ObjectName.of(name), null, Side.BOTH)))
			.containsExactly("app.users", "crm.teams");
		assertThat(filter.includes(new SchemaObject(Kind.SEQUENCE, ObjectName.of("crm.numbers"), null, Side.MODEL)))
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "users.", ".users", "a..b", "a.b.c.d", "[(", "users_[0-9]+", "tmp.?", "^tmp",
			"a|b", "users,orders", "user?", "a\\.b", "\"users", "users\"", "\"a\"b", "public.\"\"" })
	void refusesWhatIsNoPattern(String pattern) {
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> ObjectFilter.byName(List.of(), List.of(pattern)))
			.withMessageContaining("'" + pattern + "' in migrate.autogenerate.exclude is not a pattern")
			.withMessageContaining("table.column");
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> ObjectFilter.byName(List.of(pattern), List.of()))
			.withMessageContaining("'" + pattern + "' in migrate.autogenerate.include is not a pattern")
			.withMessageContaining("schema.table");
	}

	@Test
	void onlyTablesAreIncluded() {
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> ObjectFilter.byName(List.of("app.users.name"), List.of()))
			.withMessageContaining("'app.users.name' in migrate.autogenerate.include is not a pattern for the name of a"
					+ " table. Write it as table or schema.table;");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[(", "order items", "a.b", "100%", "\"", "Ärger", "a$b", "a-b", "#1" })
	void anyNameCanBeWritten(String name) {
		String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
		ObjectFilter filter = ObjectFilter.byName(List.of(), List.of(quoted, "app.users." + quoted));
		assertThat(filter.includes(new SchemaObject(Kind.TABLE, new ObjectName("app", name), null, Side.BOTH)))
			.isFalse();
		assertThat(filter.includes(new SchemaObject(Kind.COLUMN, ObjectName.of("app.users"), name, Side.BOTH)))
			.isFalse();
		assertThat(filter.includes(new SchemaObject(Kind.COLUMN, ObjectName.of("users"), name, Side.BOTH))).isTrue();
	}

	@Test
	void whatMatchesNothingIsNamed(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE old (id bigint, CONSTRAINT positive CHECK (id > 0))").update();
		database.jdbc().sql("CREATE VIEW report AS SELECT * FROM old").update();
		WantedSchema wanted = new WantedSchema(List.of(table("public.new").column("id", bigint())), List.of(),
				List.of(), List.of(), List.of());
		ObjectFilter filter = ObjectFilter
			.byName(List.of("new", "old", "nwe", "positive"),
					List.of("old.positive", "report", "new.id", "ne*.id", "new.*", "new.di", "nwe", "other.*"))
			.and((object) -> true);
		assertThat(compare(database, wanted, true, filter).notes()).containsExactly(
				"migrate.autogenerate.include: 'nwe' matches nothing, neither in the model nor in the database.",
				"migrate.autogenerate.include: 'positive' matches nothing, neither in the model nor in the database.",
				"migrate.autogenerate.exclude: 'new.di' matches nothing, neither in the model nor in the database.",
				"migrate.autogenerate.exclude: 'nwe' matches nothing, neither in the model nor in the database.",
				"migrate.autogenerate.exclude: 'other.*' matches nothing, neither in the model nor in the database.");
	}

	@Test
	void whatIsLeftOutIsNeitherCreatedNorDroppedNorMentioned(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE old (id bigint)").update();
		database.jdbc().sql("CREATE SEQUENCE old_seq").update();
		database.jdbc().sql("CREATE TYPE old_mood AS ENUM ('ok')").update();
		WantedSchema wanted = new WantedSchema(List.of(table("public.new").column("id", bigint())),
				List.of(new TableIndex(ObjectName.of("public.new"), index().on("id"))),
				List.of(sequence("public.new_seq")), List.of(enumType("public.new_mood", "ok")), List.of());
		Autogeneration generation = compare(database, wanted, true,
				ObjectFilter.byName(List.of(), List.of("new*", "old*")));
		assertThat(generation.differences()).isEmpty();
		assertThat(generation.notes()).isEmpty();
		assertThat(compare(database, wanted, false, ObjectFilter.byName(List.of(), List.of("new*", "old"))).notes())
			.isEmpty();
	}

	@Test
	void withAColumnGoesWhatIsOverIt(TestDatabase database) {
		database.jdbc()
			.sql("CREATE TABLE users (id bigint PRIMARY KEY, old text UNIQUE CHECK (length(old) > 3), \"older\" text)")
			.update();
		database.jdbc().sql("CREATE INDEX ON users (lower(old))").update();
		database.jdbc().sql("CREATE INDEX ON users (id) INCLUDE (old)").update();
		database.jdbc().sql("CREATE INDEX ON users (id) WHERE old = 'new'").update();
		WantedSchema wanted = of(USERS.column("new", text()).unique("new").check("new <> 'old'"),
				index().on("id").where("new is not null"));
		Autogeneration generation = compare(database, wanted, true,
				ObjectFilter.byName(List.of(), List.of("users.old", "users.new")));
		assertThat(described(generation)).containsExactly("drop column users.older");
		assertThat(generation.notes()).isEmpty();
	}

	@Test
	void withAColumnGoesWhatIsGeneratedFromIt(TestDatabase database) {
		database.jdbc()
			.sql("CREATE TABLE users (id bigint PRIMARY KEY, old text,"
					+ " upper_old text GENERATED ALWAYS AS (upper(old)) STORED)")
			.update();
		assertThat(described(compare(database, of(USERS), true, ObjectFilter.byName(List.of(), List.of("users.old")))))
			.isEmpty();
	}

	@Test
	void aTableIsCreatedWithoutTheColumnsThatAreLeftOut(TestDatabase database) {
		WantedSchema wanted = of(USERS.column("secret", text()), index().on("secret"));
		Autogeneration generation = compare(database, wanted, true,
				ObjectFilter.byName(List.of(), List.of("users.secret")));
		assertThat(described(generation)).containsExactly("create table users");
		assertThat(GeneratedText.sql(generation.revisions().get(0), generation.dialect()).upgrade())
			.noneMatch((line) -> line.contains("secret"));
	}

	@Test
	void aTableThatIsDroppedIsDescribedAsAWhole(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE old (id bigint, name text)").update();
		Autogeneration generation = compare(database, of(USERS), true,
				ObjectFilter.byName(List.of(), List.of("users", "old.name")));
		assertThat(described(generation)).containsExactly("drop table old");
		assertThat(GeneratedText.sql(generation.revisions().get(0), generation.dialect()).downgrade())
			.anyMatch((line) -> line.contains("name text"));
	}

	@Test
	void whatIsLeftOutIsNotTriedOut(TestDatabase database) {
		database.jdbc().sql("CREATE SEQUENCE counter").update();
		database.jdbc()
			.sql("CREATE FUNCTION number() RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT nextval(''public.counter'')'")
			.update();
		WantedSchema wanted = of(USERS, index().on("public.number()").named("users_number"));
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(database, wanted, false, (object) -> true))
			.withMessageContaining("public.counter")
			.withMessageContaining("migrate.autogenerate.exclude");
		Autogeneration generation = compare(database, wanted, false,
				ObjectFilter.byName(List.of(), List.of("users.users_number")));
		assertThat(described(generation)).containsExactly("create table users");
		assertThat(generation.notes()).isEmpty();
	}

	@Test
	void theFilterIsToldWhereThingsAre(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE users (id bigint PRIMARY KEY, old text)").update();
		List<SchemaObject> seen = new ArrayList<>();
		Autogeneration generation = compare(database, of(USERS.column("new", text())), true, (object) -> {
			seen.add(object);
			return object.kind() != Kind.COLUMN || object.side() != Side.DATABASE;
		});
		assertThat(described(generation)).containsExactly("add column users.new");
		ObjectName users = ObjectName.of("public.users");
		assertThat(seen).contains(new SchemaObject(Kind.TABLE, users, null, Side.BOTH),
				new SchemaObject(Kind.COLUMN, users, "id", Side.BOTH),
				new SchemaObject(Kind.COLUMN, users, "new", Side.MODEL),
				new SchemaObject(Kind.COLUMN, users, "old", Side.DATABASE),
				new SchemaObject(Kind.CONSTRAINT, users, "users_pkey", Side.MODEL),
				new SchemaObject(Kind.CONSTRAINT, users, "users_pkey", Side.DATABASE));
	}

	@Test
	void anEnumTypeIsReplacedInTablesThatAreLeftOut(TestDatabase database) {
		database.jdbc().sql("CREATE TYPE mood AS ENUM ('sad', 'ok')").update();
		database.jdbc().sql("CREATE TABLE users (id bigint PRIMARY KEY, mood mood)").update();
		database.jdbc().sql("CREATE TABLE old (mood mood)").update();
		WantedSchema wanted = new WantedSchema(List.of(USERS.column("mood", userDefined("public.mood"))), List.of(),
				List.of(), List.of(enumType("public.mood", "ok")), List.of());
		Autogeneration generation = compare(database, wanted, true, ObjectFilter.byName(List.of(), List.of("old")));
		assertThat(GeneratedText.sql(generation.revisions().get(0), generation.dialect()).upgrade())
			.anyMatch((line) -> line.contains("ALTER TABLE old"))
			.anyMatch((line) -> line.contains("ALTER TABLE users"));
	}

	private static WantedSchema of(Table table, Index... indexes) {
		return new WantedSchema(List.of(table),
				Stream.of(indexes).map((index) -> new TableIndex(table.name(), index)).toList(), List.of(), List.of(),
				List.of());
	}

	private static List<String> described(Autogeneration generation) {
		return generation.upgrade().stream().map(Step::operation).map(Operation::describe).toList();
	}

	private static Autogeneration compare(TestDatabase database, WantedSchema wanted, boolean complete,
			ObjectFilter filter) {
		return new Autogenerator(database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of((target) -> wanted)).filter(filter),
				new ComparisonOptions(complete, complete, complete))
			.compare();
	}

}
