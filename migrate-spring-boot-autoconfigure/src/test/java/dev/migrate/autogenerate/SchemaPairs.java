package dev.migrate.autogenerate;

import java.util.List;
import java.util.stream.Stream;

import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Table;

import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.numeric;
import static dev.migrate.schema.DataType.smallint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.userDefined;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.EnumType.enumType;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Index.uniqueIndex;
import static dev.migrate.schema.Sequence.sequence;
import static dev.migrate.schema.Table.table;
import static dev.migrate.schema.UniqueConstraint.unique;

/**
 * Things that stay and become others, and changes that need each other.
 */
final class SchemaPairs {

	private static final SchemaDraft BASE = SchemaDraft.base();

	/**
	 * Only a schema in which something is wanted is looked at.
	 */
	private static final SchemaDraft CRM = BASE.sequence(sequence("crm.numbers"));

	private static final EnumType SIZE = enumType("public.size", "s", "m", "l");

	private SchemaPairs() {
	}

	static Stream<SchemaPair> all() {
		return Stream
			.of(columns(), generatedColumns(), constraints(), foreignKeys(), indexes(), enums(), sequences(), tables())
			.flatMap((pairs) -> pairs);
	}

	private static SchemaPair pair(String name, SchemaDraft before, SchemaDraft after) {
		return SchemaPair.of(name, before.schema(), after.schema());
	}

	private static Stream<SchemaPair> columns() {
		return Stream.of(
				pair("another default", BASE.column("nick", (nick) -> nick.defaultValue("'x'")),
						BASE.column("nick", (nick) -> nick.defaultValue("'y'"))),
				pair("another comment", BASE.column("nick", (nick) -> nick.comment("this")),
						BASE.column("nick", (nick) -> nick.comment("that"))),
				pair("another collation", BASE.column("nick", (nick) -> nick.collation("C")),
						BASE.column("nick", (nick) -> nick.collation("POSIX"))),
				pair("a collation and a type", BASE,
						BASE.column("nick", (nick) -> nick.type(varchar(90)).collation("C"))),
				pair("a type whose default stays", BASE.column("age", (age) -> age.defaultValue("7")),
						BASE.column("age", (age) -> age.type(bigint()).defaultValue("7"))),
				pair("a number with a default that was a text",
						BASE.column("age", (age) -> age.type(text()).defaultValue("'7'")),
						BASE.column("age", (age) -> age.defaultValue("7"))),
				pair("an identity", BASE.column("age", Column::notNull), BASE.column("age", Column::asIdentity)),
				pair("a default from a sequence", BASE.column("age", Column::notNull),
						BASE.column("age", (age) -> age.notNull().defaultValue("nextval('public.numbers')"))),
				pair("another kind of identity", BASE.users((users) -> users.column("n", bigint(), Column::asIdentity)),
						BASE.users((users) -> users.column("n", bigint(), (n) -> n.asIdentity(Identity.always())))),
				pair("an integer that gets smaller", BASE, BASE.column("age", (age) -> age.type(smallint()))),
				pair("more digits", BASE.column("age", (age) -> age.type(numeric(8, 2))),
						BASE.column("age", (age) -> age.type(numeric(12, 4)))),
				pair("jsonb or json", BASE, BASE.column("data", (data) -> data.type(DataType.json()))),
				pair("a type that is checked", BASE.users((users) -> users.check("age > 0")),
						BASE.column("age", (age) -> age.type(bigint())).users((users) -> users.check("age > 0"))),
				pair("a type that is indexed", BASE.index(index("age")),
						BASE.column("age", (age) -> age.type(bigint())).index(index("age"))),
				pair("a type that a partial index asks for", BASE.index(index("email").where("code <> ''")),
						BASE.column("code", (code) -> code.type(integer())).index(index("email").where("code > 0"))),
				pair("a type that nothing converts to", BASE.users((users) -> users.column("n", numeric())),
						BASE.users((users) -> users.column("n", DataType.uuid()))),
				pair("an array that was none", BASE.users((users) -> users.column("n", integer())),
						BASE.users((users) -> users.column("n", text().array()))),
				pair("an array of another type", BASE, BASE.column("tags", (tags) -> tags.type(varchar(20).array()))));
	}

	private static Stream<SchemaPair> generatedColumns() {
		return Stream
			.of(pair("another generated expression",
					BASE.users((users) -> users.column("low", text(), (low) -> low.generated("lower(email)"))),
					BASE.users((users) -> users.column("low", text(), (low) -> low.generated("upper(email)")))),
					pair("a generated column of another type",
							BASE.users((users) -> users.column("low", text(), (low) -> low.generated("lower(email)"))),
							BASE.users((users) -> users.column("low", varchar(300),
									(low) -> low.generated("lower(email)")))),
					pair("the types of a column and of one that is generated from it",
							BASE.users(
									(users) -> users.column("twice", integer(), (twice) -> twice.generated("age * 2")))
								.index(index("twice")),
							BASE.column("age", (age) -> age.type(bigint()))
								.users((users) -> users.column("twice", bigint(),
										(twice) -> twice.generated("age * 2")))
								.index(index("twice"))),
					pair("a column that is generated", BASE.users((users) -> users.column("low", text())),
							BASE.users((users) -> users.column("low", text(), (low) -> low.generated("lower(email)")))),
					pair("a generated column that is indexed", BASE,
							BASE.users((users) -> users.column("low", text(), (low) -> low.generated("lower(email)")))
								.index(index("low"))),
					pair("an indexed column that is generated",
							BASE.users((users) -> users.column("low", text())).index(index("low")),
							BASE.users((users) -> users.column("low", text(), (low) -> low.generated("lower(email)")))
								.index(index("low"))),
					pair("a generated column of a new one", BASE,
							BASE.users((users) -> users.column("a", integer())
								.column("twice", integer(), (twice) -> twice.generated("a * 2")))),
					pair("the type of a column that another is generated from",
							BASE.users(
									(users) -> users.column("twice", bigint(), (twice) -> twice.generated("age * 2"))),
							BASE.column("age", (age) -> age.type(bigint()))
								.users((users) -> users.column("twice", bigint(),
										(twice) -> twice.generated("age * 2")))),
					pair("a virtual column",
							BASE.users((users) -> users.column("low", text(), (low) -> low.generated("lower(email)"))),
							BASE.users((users) -> users.column("low", text(),
									(low) -> low.generated(Generated.virtual("lower(email)")))))
						.since(18));
	}

	private static Stream<SchemaPair> constraints() {
		return Stream.of(
				pair("another check of the same name",
						BASE.users((users) -> users.constraint(check("age > 0").named("right_age"))),
						BASE.users((users) -> users.constraint(check("age > -5").named("right_age")))),
				pair("a unique constraint over more columns", BASE.users((users) -> users.unique("email")),
						BASE.users((users) -> users.unique("email", "nick"))),
				pair("a unique constraint that other columns get",
						BASE.users((users) -> users.constraint(unique("email").named("one"))),
						BASE.users((users) -> users.constraint(unique("nick").named("one")))),
				pair("nulls that become equal", BASE.users((users) -> users.unique("nick")),
						BASE.users((users) -> users.constraint(unique("nick").withNullsNotDistinct())))
					.since(15),
				pair("a unique constraint that is deferred", BASE.users((users) -> users.unique("nick")), BASE
					.users((users) -> users.constraint(unique("nick").deferrable(Deferrability.INITIALLY_IMMEDIATE)))),
				pair("a unique index that becomes a deferrable constraint", BASE.index(uniqueIndex("nick")), BASE
					.users((users) -> users.constraint(unique("nick").deferrable(Deferrability.INITIALLY_DEFERRED)))),
				pair("no primary key", BASE.teams((teams) -> teams.constraints(List.of())), BASE),
				pair("the other order of a primary key",
						BASE.teams((teams) -> teams.constraints(List.of()).primaryKey("id", "region")),
						BASE.teams((teams) -> teams.constraints(List.of()).primaryKey("region", "id"))),
				pair("a primary key that becomes unique", BASE,
						BASE.teams((teams) -> teams.constraints(List.of()).unique("id").primaryKey("region"))),
				pair("a check of a column that goes", BASE,
						BASE.users((users) -> users.column("width", integer())
							.column("height", integer())
							.check("width > height"))),
				pair("a unique constraint over a column that goes and one that stays", BASE,
						BASE.users((users) -> users.column("width", integer()).unique("email", "width"))));
	}

	private static Stream<SchemaPair> foreignKeys() {
		ForeignKey key = foreignKey("team_id").references("public.teams", "id");
		ForeignKey byName = foreignKey("nick").references("public.teams", "name");
		return Stream.of(
				pair("another action", BASE.users((users) -> users.constraint(key.onDelete(ReferentialAction.CASCADE))),
						BASE.users((users) -> users.constraint(key.onDelete(ReferentialAction.SET_NULL)))),
				pair("another action on update", BASE.users((users) -> users.constraint(key)),
						BASE.users((users) -> users.constraint(key.onUpdate(ReferentialAction.CASCADE)))),
				pair("a foreign key that is deferred", BASE.users((users) -> users.constraint(key)),
						BASE.users((users) -> users.constraint(key.deferrable(Deferrability.INITIALLY_DEFERRED)))),
				pair("a foreign key to what becomes unique", BASE,
						BASE.teams((teams) -> teams.unique("name")).users((users) -> users.constraint(byName))),
				pair("a foreign key to a new column", BASE,
						BASE.teams((teams) -> teams.column("code", text()).unique("code"))
							.users((users) -> users.column("team_code", text())
								.constraint(foreignKey("team_code").references("public.teams", "code")))),
				pair("a foreign key to another table",
						BASE.users((users) -> users.constraint(foreignKey("boss_id").references("public.users", "id"))),
						BASE.users(
								(users) -> users.constraint(foreignKey("boss_id").references("public.teams", "id")))),
				pair("the types of both ends", BASE.users((users) -> users.constraint(key)),
						BASE.users((users) -> users.constraint(key))
							.column("team_id", (id) -> id.type(numeric()))
							.teams((teams) -> teams.columns(List.of(column("id", numeric()).notNull(),
									teams.columns().get(1), teams.columns().get(2))))),
				pair("a primary key that is referred to", BASE.users((users) -> users.constraint(key)),
						BASE.teams((teams) -> teams.constraints(List.of()).primaryKey("id", "region").unique("id"))
							.users((users) -> users.constraint(key))));
	}

	private static Stream<SchemaPair> indexes() {
		return Stream.of(
				pair("another column of an index", BASE.index(index("email").named("one_index")),
						BASE.index(index("nick").named("one_index"))),
				pair("another order of an index", BASE.index(index("email").named("one_index")),
						BASE.index(index().on(Index.Part.column("email").descending()).named("one_index"))),
				pair("an index that becomes unique", BASE.index(index("email").named("one_index")),
						BASE.index(uniqueIndex("email").named("one_index"))),
				pair("another condition of an index", BASE.index(index("email").where("age > 18").named("one_index")),
						BASE.index(index("email").where("age > 21").named("one_index"))),
				pair("another expression of an index",
						BASE.index(index().on(Index.Part.expression("lower(email)")).named("one_index")),
						BASE.index(index().on(Index.Part.expression("upper(email)")).named("one_index"))),
				pair("another method of an index", BASE.index(index("email").named("one_index")),
						BASE.index(index("email").using("hash").named("one_index"))),
				pair("what an index covers", BASE.index(index("email").include("nick").named("one_index")),
						BASE.index(index("email").include("age").named("one_index"))),
				pair("nulls of a unique index", BASE.index(uniqueIndex("nick").named("one_index")),
						BASE.index(uniqueIndex("nick").withNullsNotDistinct().named("one_index")))
					.since(15),
				pair("an index of a column that goes", BASE,
						BASE.users((users) -> users.column("width", integer())).index(index("width", "email"))));
	}

	private static Stream<SchemaPair> enums() {
		return Stream.of(pair("a text that becomes an enum", BASE.column("mood", (mood) -> mood.type(text())), BASE),
				pair("a text with a default that becomes a new enum",
						BASE.column("code", (code) -> code.type(varchar(9)).defaultValue("'m'"))
							.index(index("code"))
							.users((users) -> users.check("code in ('1', 'm')")),
						BASE.type(enumType("public.size", "m", "1"))
							.column("code", (code) -> code.type(userDefined("public.size")).defaultValue("'m'"))
							.index(index("code"))),
				pair("texts that become an array of a new enum", BASE,
						BASE.type(enumType("public.size", "x"))
							.column("tags", (tags) -> tags.type(userDefined("public.size").array()))),
				pair("another enum", BASE.type(SIZE).column("code", (code) -> code.type(varchar(9))),
						BASE.type(enumType("public.size", "m", "xl")).column("code", (code) -> code.type(varchar(9)))),
				pair("an enum that its column needs", BASE,
						BASE.type(SIZE).users((users) -> users.column("size", userDefined("public.size")))),
				pair("an enum with a default that its column needs", BASE,
						BASE.type(SIZE)
							.users((users) -> users
								.column(column("size", userDefined("public.size")).notNull().defaultValue("'m'")))),
				pair("values of an enum with a default", BASE.column("mood", (mood) -> mood.defaultValue("'ok'")),
						BASE.moods("ok", "fine", "great").column("mood", (mood) -> mood.defaultValue("'ok'"))),
				pair("a default that is a new value", BASE.column("mood", (mood) -> mood.defaultValue("'ok'")),
						BASE.moods("sad", "ok", "great", "best").column("mood", (mood) -> mood.defaultValue("'best'"))),
				pair("values of an array of an enum",
						BASE.users((users) -> users.column("moods", userDefined("public.mood").array())),
						BASE.moods("ok", "other")
							.users((users) -> users.column("moods", userDefined("public.mood").array()))),
				pair("values of an enum that is checked", BASE.users((users) -> users.check("mood <> 'sad'")),
						BASE.moods("sad", "ok").users((users) -> users.check("mood <> 'sad'"))),
				pair("values of an enum and a table that goes",
						BASE.tables(table("public.weather").column("mood", userDefined("public.mood"))
							.check("mood <> 'sad'")),
						BASE.moods("ok", "great", "windy")),
				pair("values of an enum that is indexed", BASE.index(index("mood").where("mood = 'ok'")),
						BASE.moods("sad", "ok").index(index("mood").where("mood = 'ok'"))));
	}

	private static Stream<SchemaPair> sequences() {
		return Stream.of(
				pair("another increment", BASE.sequence(sequence("public.more").incrementBy(50)),
						BASE.sequence(sequence("public.more").incrementBy(10))),
				pair("a sequence in another schema", CRM, CRM.sequence(sequence("crm.more"))),
				pair("a sequence that a column needs", BASE,
						BASE.sequence(sequence("public.more"))
							.users((users) -> users.column("n", bigint(),
									(n) -> n.notNull().defaultValue("nextval('public.more')")))));
	}

	private static Stream<SchemaPair> tables() {
		Table accounts = table("crm.accounts").column("id", bigint(), Column::asIdentity)
			.column("user_id", bigint(), Column::notNull)
			.primaryKey("id")
			.constraint(foreignKey("user_id").references("public.users", "id"));
		Table a = child("a", "b");
		Table b = child("b", "c");
		Table c = table("public.c").column("id", bigint(), Column::notNull).primaryKey("id");
		return Stream.of(pair("a table in another schema", CRM, CRM.tables(accounts)),
				pair("a foreign key to another schema", BASE.tables(accounts),
						BASE.tables(accounts)
							.users((users) -> users.column("account_id", bigint())
								.constraint(foreignKey("account_id").references("crm.accounts", "id")))),
				pair("an enum in another schema", CRM,
						CRM.type(enumType("crm.kind", "x", "y"))
							.tables(accounts.column(column("kind", userDefined("crm.kind")).defaultValue("'x'")))),
				pair("tables that refer to each other in a row", BASE, BASE.tables(a, b, c)),
				pair("three tables in a circle", BASE, BASE.tables(a, b, child("c", "a"))),
				pair("a table and a foreign key to it", BASE,
						BASE.tables(c)
							.users((users) -> users.column("c_id", bigint())
								.constraint(foreignKey("c_id").references("public.c", "id")))),
				pair("a table with everything", BASE,
						BASE.type(SIZE)
							.tables(table("public.all_of_it").column("id", bigint(), Column::asIdentity)
								.column("user_id", bigint(), Column::notNull)
								.column("size", userDefined("public.size"), (size) -> size.defaultValue("'m'"))
								.column("name", varchar(40), (name) -> name.notNull().comment("what it's called"))
								.column("low", text(), (low) -> low.generated("lower(name)"))
								.primaryKey("id")
								.unique("name", "user_id")
								.check("size <> 's'")
								.constraint(foreignKey("user_id").references("public.users", "id"))
								.comment("all"))
							.index("public.all_of_it", index("low").where("size = 'l'"))),
				pair("another comment of a table", BASE.teams((teams) -> teams.comment("one")),
						BASE.teams((teams) -> teams.comment("two"))),
				pair("a table instead of another", BASE.tables(c),
						BASE.tables(table("public.d").column("id", bigint(), Column::notNull).primaryKey("id"))),
				pair("a table without a key", BASE, BASE.tables(table("public.log").column("line", text()))));
	}

	private static Table child(String name, String parent) {
		return table("public." + name).column("id", bigint(), Column::notNull)
			.column("parent_id", bigint())
			.primaryKey("id")
			.constraint(foreignKey("parent_id").references("public." + parent, "id"));
	}

}
