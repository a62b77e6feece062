package dev.migrate.autogenerate;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.DifferenceKind;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.CatalogText;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.date;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.type;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Sequence.sequence;
import static dev.migrate.schema.Table.table;
import static dev.migrate.schema.UniqueConstraint.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Renames what has another name in the database than is wanted.
 */
@ExtendWith(PostgresExtension.class)
class RenameTests {

	private static final Dialect dialect = Dialects.of("postgresql");

	/**
	 * A database with users and notes, for tests that only compare.
	 */
	private static TestDatabase unchanged;

	@BeforeAll
	static void createUsersAndNotes() {
		unchanged = TestDatabase.on(17);
		run(compare(unchanged, model("public.users", "name")).upgrade(), new JdbcTemplate(unchanged.session()));
		unchanged.jdbc().sql("CREATE VIEW by_name AS SELECT * FROM users").update();
	}

	@AfterAll
	static void dropUsersAndNotes() {
		unchanged.close();
	}

	private static Table users(String table, String name) {
		return table(table).column("id", bigint(), Column::asIdentity)
			.column(name, varchar(50), Column::notNull)
			.column(column("short_name", text()).generated("left(\"%s\", 3)".formatted(name)))
			.column("age", integer())
			.primaryKey("id")
			.constraint(unique(name))
			.constraint(check("\"%s\" <> '' AND 'name' <> 'it'".formatted(name)).named("has_name"));
	}

	private static Table notes(String users, String name) {
		return table("public.notes").column("id", bigint(), Column::notNull)
			.column("user_id", bigint())
			.column("user_name", varchar(50))
			.primaryKey("id")
			.constraint(foreignKey("user_id").references(users, "id"))
			.constraint(foreignKey("user_name").references(users, name));
	}

	private static WantedSchema model(String table, String name) {
		ObjectName users = ObjectName.of(table);
		return new WantedSchema(List.of(users(table, name), notes(table, name)),
				List.of(new WantedSchema.TableIndex(users,
						index().on("lower(\"%s\")".formatted(name)).named("by_lower")),
						new WantedSchema.TableIndex(users, index(name, "age").where("\"%s\" <> 'x'".formatted(name)))),
				List.of(), List.of(), List.of());
	}

	private static WantedSchema of(Table... tables) {
		return new WantedSchema(List.of(tables), List.of(), List.of(), List.of(), List.of());
	}

	@Test
	void aColumnIsRenamedWithWhateverNamesIt(TestDatabase database) {
		Autogeneration generated = goThereAndBack(database, model("public.users", "name"),
				model("public.users", "full name"), "users.name=users.full name");
		assertThat(generated.differences()).hasToString("[name of users.full name: full name wanted, name found]");
		assertThat(generated.upgrade()).hasSize(1);
	}

	@Test
	void aTableIsRenamedWithWhateverRefersToIt(TestDatabase database) {
		Autogeneration generated = goThereAndBack(database, model("public.users", "name"),
				model("public.people", "name"), "users=people");
		assertThat(generated.differences()).hasToString("[name of people: people wanted, users found]");
		assertThat(generated.upgrade()).extracting(Step::operation)
			.containsExactly(new RenameObject(ObjectKind.TABLE, ObjectName.of("users"), "people"));
	}

	@ParameterizedTest
	@CsvSource({ "users=people, users.name=users.full_name", "people.name=people.full_name, users=people",
			"public.users=public.people, public.users.name=public.people.full_name",
			"users=people, people.name=full_name" })
	void aTableIsRenamedTogetherWithItsColumn(String first, String second, TestDatabase database) {
		Autogeneration generated = goThereAndBack(database, model("public.users", "name"),
				model("public.people", "full_name"), first, second);
		assertThat(generated.differences()).extracting(Difference::toString)
			.containsExactly("name of people: people wanted, users found",
					"name of people.full_name: full_name wanted, name found");
		assertThat(generated.upgrade()).hasSize(2);
	}

	@Test
	void whateverElseDiffersOfWhatIsRenamedIsChanged(TestDatabase database) {
		WantedSchema before = of(table("public.users").column("id", bigint(), Column::notNull)
			.column("name", varchar(50))
			.column("nick", text())
			.primaryKey("id"));
		WantedSchema after = of(table("public.people").column("id", bigint(), Column::notNull)
			.column("full_name", varchar(100), Column::notNull)
			.column("born", integer())
			.primaryKey("id")
			.constraint(unique("full_name")));
		Autogeneration generated = goThereAndBack(database, before, after, "users=people",
				"users.name=people.full_name");
		assertThat(generated.differences()).extracting(Difference::toString)
			.containsExactlyInAnyOrder("name of people: people wanted, users found",
					"name of people.full_name: full_name wanted, name found",
					"type of people.full_name: varchar(100) wanted, varchar(50) found",
					"nullability of people.full_name: NOT NULL wanted, NULL found",
					"column people.born is missing: integer", "column people.nick is not wanted: text",
					"constraint people.people_full_name_key is missing: UNIQUE (full_name)");
		assertThat(generated.remarks()).contains("Fails if a row of table people has no full_name. Here: none.",
				"Fails if two rows of table people have the same full_name. Here: none.");
	}

	@Test
	void aTableOfAnotherSchemaIsRenamedInIt(TestDatabase database) {
		database.jdbc().sql("CREATE SCHEMA crm").update();
		Autogeneration generated = goThereAndBack(database, model("crm.users", "name"),
				model("crm.people", "full_name"), "crm.users=people", "crm.users.name=crm.people.full_name");
		assertThat(generated.upgrade()).hasSize(2);
	}

	@Test
	void theSequenceThatIsCalledAfterATableFollowsIt(TestDatabase database) {
		WantedSchema before = new WantedSchema(List.of(users("public.users", "name")), List.of(),
				List.of(sequence("public.users_seq"), sequence("public.users_old_seq")), List.of(), List.of());
		WantedSchema after = new WantedSchema(List.of(users("public.people", "name")), List.of(),
				List.of(sequence("public.people_seq"), sequence("public.people_new_seq")), List.of(), List.of());
		Autogeneration generated = goThereAndBack(database, before, after, "users=people");
		assertThat(generated.upgrade()).extracting(Step::operation)
			.contains(new RenameObject(ObjectKind.SEQUENCE, ObjectName.of("users_seq"), "people_seq"))
			.hasSize(3);
	}

	@Test
	void aFormerNameCountsUntilItIsRenamed(TestDatabase database) {
		WantedSchema after = model("public.people", "full_name");
		WantedSchema named = new WantedSchema(after.tables(), after.indexes(), List.of(), List.of(), List.of(),
				List.of(former("public.people", "full_name", "name"), former("public.people", null, "users"),
						former("public.people", "age", "old_age"), former("public.notes", null, "remarks"),
						former("public.notes", "user_id", "id")));
		Autogeneration generated = goThereAndBack(database, model("public.users", "name"), named);
		assertThat(generated.differences()).extracting(Difference::kind)
			.containsExactly(DifferenceKind.TABLE_NAME, DifferenceKind.COLUMN_NAME);
	}

	@Test
	void whatIsAskedForComesBeforeAFormerName(TestDatabase database) {
		Table users = table("public.users").column("id", bigint(), Column::notNull)
			.column("a", text())
			.column("b", text())
			.primaryKey("id");
		run(compare(database, of(users)).upgrade(), new JdbcTemplate(database.session()));
		WantedSchema after = new WantedSchema(List
			.of(table("public.users").column("id", bigint(), Column::notNull).column("c", text()).primaryKey("id")),
				List.of(), List.of(), List.of(), List.of(), List.of(former("public.users", "c", "b")));
		assertThat(compare(database, after, "users.a=users.c").differences()).extracting(Difference::toString)
			.containsExactly("name of users.c: c wanted, a found", "column users.b is not wanted: text");
	}

	@Test
	void twoColumnsCannotHaveHadTheSameName() {
		Table users = table("public.users").column("id", bigint(), Column::asIdentity)
			.column("first_name", text())
			.column("last_name", text())
			.primaryKey("id");
		WantedSchema after = new WantedSchema(List.of(users), List.of(), List.of(), List.of(), List.of(),
				List.of(former("public.users", "first_name", "name"), former("public.users", "last_name", "name")));
		assertThatExceptionOfType(ComparisonFailedException.class).isThrownBy(() -> compare(unchanged, after))
			.withMessageContaining("last_name")
			.withMessageContaining("name already becomes first_name");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "users | the option needs an old and a new name | -",
					"=people | the option needs an old and a new name | -",
					"a=b=c | the option needs an old and a new name | -",
					"nobody=people | no table public.nobody was found | -",
					"users.x=users.y | table public.users has no column x | -",
					"nothing.x=nothing.y | no table public.nothing was found | -",
					"users=persons | no table public.persons is wanted | -",
					"users.name=users.title | no column title of table public.people is wanted | users=people",
					"users.age=users.full_name | column age of table public.people is still wanted | users=people",
					"notes=people | table public.notes is still wanted | -",
					"users=public.people.name | is a table, but public.people.name is not | -",
					"users=crm.people | no table crm.people is wanted | -",
					"users=people | is named in another rename | users=people",
					"users.name=users.full_name | is named in another rename | users.name=users.full_name",
					"users.name=notes.user_id | columns belong to different tables | users=people",
					"by_name=people | no table public.by_name was found | -" })
	void whatCannotBeIsExplained(String request, String problem, @Nullable String other) {
		Stream<String> requests = (other != null) ? Stream.of("users=people", other, request).distinct()
				: Stream.of(request);
		String[] all = (other != null && other.equals(request)) ? new String[] { "users=people", request, request }
				: requests.toArray(String[]::new);
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(unchanged, model("public.people", "full_name"), all))
			.withMessageContaining("--rename " + request)
			.withMessageContaining(problem);
	}

	@Test
	void aNameThatIsBothATableAndAColumnIsAmbiguous(TestDatabase database) {
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		jdbc.execute("CREATE SCHEMA users");
		jdbc.execute("CREATE TABLE users.name (id bigint PRIMARY KEY)");
		WantedSchema named = of(table("users.name").column("id", bigint(), Column::notNull).primaryKey("id"),
				users("public.users", "name"));
		run(compare(database, named).upgrade(), jdbc);
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(database, named, "users.name=users.title"))
			.withMessageContaining("users.name is both a table and a column")
			.withMessageContaining("public.users.name");
	}

	@Test
	void aColumnOfThePartitionsIsRenamedWithThatOfTheirTable(TestDatabase database) {
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		jdbc.execute("""
				CREATE TABLE measure (id bigint NOT NULL, taken date NOT NULL, CHECK (taken > '2020-01-01'))
					PARTITION BY RANGE (taken);
				CREATE TABLE measure_1 PARTITION OF measure DEFAULT;
				INSERT INTO measure VALUES (1, '2026-11-21')""");
		WantedSchema after = of(table("public.measure").column("id", bigint(), Column::notNull)
			.column("measured", date(), Column::notNull)
			.constraint(check("measured > '2020-01-01'")));
		Autogeneration generated = compare(database, after, "measure.taken=measure.measured");
		assertThat(generated.differences()).extracting(Difference::toString)
			.containsExactly("name of measure.measured: measured wanted, taken found");
		List<String> was = catalog(database);
		run(generated.upgrade(), jdbc);
		assertThat(compare(database, after).differences()).isEmpty();
		run(generated.downgrade(), jdbc);
		assertThat(catalog(database)).isEqualTo(was);
	}

	@Test
	void whatLooksTheSameIsOffered() {
		Autogeneration generated = compare(unchanged, model("public.users", "full_name"));
		assertThat(generated.offers()).hasSize(1);
		RenameOffer offer = generated.offers().get(0);
		assertThat(offer.request()).hasToString("users.name=users.full_name");
		assertThat(offer.question()).isEqualTo(
				"Is column users.full_name the former users.name (same type varchar(50), both not null, same position,"
						+ " similar name)?");
		assertThat(generated.remark(generated.offers()).remarks())
			.anyMatch((remark) -> remark.contains("--rename users.name=users.full_name"));
		Autogeneration table = compare(unchanged, model("public.people", "name"));
		assertThat(table.offers()).extracting(RenameOffer::question)
			.containsExactly("Is table people the former users (same 4 columns)?");
		assertThat(compare(unchanged, model("public.people", "name"), "users=people").offers()).isEmpty();
	}

	@Test
	void aColumnThatRefersElsewhereIsNotOffered() {
		Table notes = table("public.notes").column("id", bigint(), Column::notNull)
			.column("parent_id", bigint())
			.column("user_name", varchar(50))
			.primaryKey("id")
			.constraint(foreignKey("parent_id").references("public.notes", "id"))
			.constraint(foreignKey("user_name").references("public.users", "name"));
		assertThat(compare(unchanged, of(users("public.users", "name"), notes)).offers()).isEmpty();
		Table same = table("public.notes").column("id", bigint(), Column::notNull)
			.column("author_id", bigint())
			.column("user_name", varchar(50))
			.primaryKey("id")
			.constraint(foreignKey("author_id").references("public.users", "id"))
			.constraint(foreignKey("user_name").references("public.users", "name"));
		assertThat(compare(unchanged, of(users("public.users", "name"), same)).offers())
			.extracting(RenameOffer::question)
			.containsExactly(
					"Is column notes.author_id the former notes.user_id (same type bigint, both refer to users,"
							+ " same position)?");
	}

	@Test
	void oneOfManyThatAreAlikeIsNotOffered(TestDatabase database) {
		Table before = table("public.words").column("one", text()).column("two", text()).column("three", text());
		Table after = table("public.words").column("apple", text()).column("pear", text()).column("plum", text());
		run(compare(database, of(before)).upgrade(), new JdbcTemplate(database.session()));
		assertThat(compare(database, of(after)).offers()).isEmpty();
		Table similar = table("public.words").column("apple", text()).column("twos", text()).column("plum", text());
		assertThat(compare(database, of(similar)).offers()).extracting(RenameOffer::request)
			.extracting(RequestedRename::toString)
			.containsExactly("words.two=words.twos");
	}

	@Test
	void aTableOfTheOldNameCanComeAfterwards(TestDatabase database) {
		Table people = table("public.people").column("id", bigint(), Column::notNull)
			.column("name", text())
			.primaryKey("id")
			.constraint(unique("name"));
		Table users = table("public.users").column("id", bigint(), Column::notNull)
			.column("name", text())
			.primaryKey("id")
			.constraint(unique("name"));
		goThereAndBack(database, of(users), of(people), "users=people");
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		run(compare(database, of(people), "users=people").upgrade(), jdbc);
		List<String> was = catalog(database);
		Autogeneration generated = compare(database, of(people, users));
		run(generated.upgrade(), jdbc);
		assertThat(compare(database, of(people, users)).differences()).isEmpty();
		run(generated.downgrade(), jdbc);
		assertThat(catalog(database)).isEqualTo(was);
	}

	@Test
	void anIndexGetsAnotherNameThanThatOfAnotherTable(TestDatabase database) {
		Table one = table("public.one").column("a", text());
		Table other = table("public.other").column("a", text());
		ObjectName name = ObjectName.of("public.one");
		run(compare(database, of(one, other)).upgrade(), new JdbcTemplate(database.session()));
		database.jdbc().sql("CREATE INDEX taken ON other (a)").update();
		WantedSchema wanted = new WantedSchema(List.of(one, other),
				List.of(new WantedSchema.TableIndex(name, index("a").named("taken"))), List.of(), List.of(), List.of());
		run(compare(database, wanted).upgrade(), new JdbcTemplate(database.session()));
		assertThat(compare(database, wanted).differences()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "users, users=people, table public.users", "people, users=people, table public.people",
			"users.name, users.name=full_name, column name of table public.users",
			"users.full_name, users.name=full_name, column full_name of table public.users" })
	void whatIsLeftOutIsNotRenamed(String pattern, String rename, String what) {
		boolean table = rename.equals("users=people");
		WantedSchema wanted = of(table ? users("public.people", "name") : users("public.users", "full_name"));
		AutogenerateSettings settings = AutogenerateSettings.of(List.of((target) -> wanted))
			.filter(ObjectFilter.byName(List.of(), List.of(pattern)));
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(unchanged, settings, rename))
			.withMessageContaining(what + " is left out of the comparison");
	}

	@Test
	void whatIsLeftOutOfATableStaysSoUnderItsNewName(TestDatabase database) {
		Table before = table("public.users").column("id", bigint(), Column::notNull)
			.column("old", text())
			.column("kept", text());
		run(compare(database, of(before)).upgrade(), new JdbcTemplate(database.session()));
		WantedSchema wanted = of(table("public.people").column("id", bigint(), Column::notNull));
		AutogenerateSettings settings = AutogenerateSettings.of(List.of((target) -> wanted))
			.filter(ObjectFilter.byName(List.of(), List.of("users.old", "people.kept")));
		assertThat(compare(database, settings, "users=people").differences())
			.hasToString("[name of people: people wanted, users found]");
	}

	@Test
	void aRenameIsNeverAccepted(TestDatabase database) {
		run(compare(database, of(users("public.users", "name"))).upgrade(), new JdbcTemplate(database.session()));
		WantedSchema wanted = of(users("public.people", "name"));
		Autogenerator autogenerator = new Autogenerator(database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of((target) -> wanted)), ComparisonOptions.forEntities());
		List<RequestedRename> renames = List.of(RequestedRename.of("users=people"));
		List<AcceptedDifference> entries = autogenerator.compare(renames)
			.differences()
			.stream()
			.map(AcceptedDifference::of)
			.toList();
		assertThat(entries).hasSize(1);
		Acceptance acceptance = autogenerator.accepting(new AcceptedDifferences(entries)).compare(renames).acceptance();
		assertThat(acceptance.silent()).isEmpty();
		assertThat(acceptance.reported()).hasSize(1);
		assertThat(acceptance.obsolete()).isEqualTo(entries);
	}

	@Test
	void eachRevisionOfAChainIsProcessedByItself(TestDatabase database) {
		WantedSchema before = of(table("public.users").column("id", bigint(), Column::notNull).column("name", text()));
		run(compare(database, before).upgrade(), new JdbcTemplate(database.session()));
		WantedSchema after = new WantedSchema(
				List.of(table("public.users").column("id", bigint(), Column::notNull)
					.column("name", text())
					.column("age", integer())),
				List.of(new WantedSchema.TableIndex(ObjectName.of("public.users"), index("name"))), List.of(),
				List.of(), List.of());
		AutogenerateSettings settings = AutogenerateSettings.of(List.of((target) -> after))
			.online(OnlineTables.everywhere());
		assertThat(compare(database, settings).revisions()).extracting(GeneratedRevision::transactional)
			.containsExactly(true, false);
		List<GeneratedRevision> left = compare(database,
				settings.processors(List.of((steps) -> steps.without((operation) -> operation instanceof AddColumn))))
			.revisions();
		assertThat(left).extracting(GeneratedRevision::transactional).containsExactly(false);
		assertThat(left.get(0).upgrade()).hasSize(1);
	}

	@Test
	void aPartThatTheDatabaseRefusesIsNamedWithoutTheScratchSchema(TestDatabase database) {
		Table crm = table("crm.users").column("id", bigint(), Column::notNull).column("mood", type("crm.nomood"));
		database.jdbc().sql("CREATE SCHEMA crm").update();
		assertThatExceptionOfType(ComparisonFailedException.class)
			.isThrownBy(() -> compare(database, of(table("public.users").column("mood", type("nomood")), crm)))
			.withMessageContaining("column users.mood: type \"nomood\" does not exist")
			.withMessageContaining("column crm.users.mood: type \"crm.nomood\" does not exist")
			.satisfies((failure) -> assertThat(failure).hasMessageNotContaining("migrate_scratch"));
	}

	private static WantedSchema.FormerName former(String table, @Nullable String column, String name) {
		return new WantedSchema.FormerName(ObjectName.of(table), column, name);
	}

	/**
	 * Goes from one schema to another and back, with a row in the table of users.
	 */
	private static Autogeneration goThereAndBack(TestDatabase database, WantedSchema before, WantedSchema after,
			String... renames) {
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		run(compare(database, before).upgrade(), jdbc);
		Table users = before.tables().get(0);
		boolean generates = users.columns().get(0).identity() != null;
		jdbc.execute("INSERT INTO %s (%s%s) VALUES (%s'Ann')".formatted(users.name(), generates ? "" : "id, ",
				users.columns().get(1).name(), generates ? "" : "1, "));
		List<String> was = catalog(database);
		Autogeneration generated = compare(database, after, renames);
		run(generated.upgrade(), jdbc);
		assertThat(compare(database, after).differences()).isEmpty();
		Table renamed = after.tables().get(0);
		assertThat(jdbc.queryForObject(
				"SELECT \"%s\" FROM %s".formatted(renamed.columns().get(1).name(), renamed.name()), String.class))
			.isEqualTo("Ann");
		run(generated.downgrade(), jdbc);
		assertThat(catalog(database)).isEqualTo(was);
		return generated;
	}

	private static Autogeneration compare(TestDatabase database, WantedSchema wanted, String... renames) {
		return compare(database, AutogenerateSettings.of(List.of((target) -> wanted)), renames);
	}

	private static Autogeneration compare(TestDatabase database, AutogenerateSettings settings, String... renames) {
		return new Autogenerator(database.session(), new NamingConvention(), Set.of(), settings,
				ComparisonOptions.forEntities())
			.compare(Stream.of(renames).map(RequestedRename::of).toList());
	}

	private static void run(List<Step> steps, JdbcTemplate jdbc) {
		for (Step step : steps) {
			for (SqlCommand command : dialect.write(step.operation())) {
				jdbc.execute(command.sql());
			}
		}
	}

	private static List<String> catalog(TestDatabase database) {
		return CatalogText.withoutOrderOfColumns(new JdbcTemplate(database.session()));
	}

}
