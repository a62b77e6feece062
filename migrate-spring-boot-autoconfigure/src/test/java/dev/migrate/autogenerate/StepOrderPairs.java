package dev.migrate.autogenerate;

import java.util.List;
import java.util.stream.Stream;

import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Table;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.userDefined;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.EnumType.enumType;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Sequence.sequence;
import static dev.migrate.schema.Table.table;
import static dev.migrate.schema.UniqueConstraint.unique;

/**
 * Pairs of schemas between which the steps lead in one order only.
 */
final class StepOrderPairs {

	private static final SchemaDraft BASE = SchemaDraft.base();

	private StepOrderPairs() {
	}

	static Stream<SchemaPair> all() {
		return Stream.of(keys(), values(), types()).flatMap((pairs) -> pairs);
	}

	private static SchemaPair pair(String name, SchemaDraft before, SchemaDraft after) {
		return SchemaPair.of(name, before.schema(), after.schema());
	}

	private static Stream<SchemaPair> keys() {
		Table toTeam = referring("team_id", bigint(), "public.teams", "id");
		Table toEmail = referring("email", varchar(100), "public.users", "email");
		return Stream.of(
				pair("a table and the primary key that it refers to",
						BASE.teams((teams) -> teams.constraints(List.of()).unique("id")), BASE.tables(toTeam)),
				pair("a table and the unique constraint that it refers to", BASE
					.users((users) -> users.constraint(unique("email").deferrable(Deferrability.INITIALLY_DEFERRED))),
						BASE.users((users) -> users.unique("email")).tables(toEmail)),
				pair("a table and the type that it refers to", BASE.users((users) -> users.unique("code")),
						BASE.column("code", (code) -> code.type(integer()))
							.users((users) -> users.unique("code"))
							.tables(referring("code", integer(), "public.users", "code"))),
				pair("a table and the column that it refers to", BASE,
						BASE.users((users) -> users.column("number", integer()).unique("number"))
							.tables(referring("number", integer(), "public.users", "number"))),
				pair("tables in a circle and the key that one refers to",
						BASE.teams((teams) -> teams.constraints(List.of()).unique("id")),
						BASE.tables(
								toTeam.column("id", bigint(), Column::notNull)
									.primaryKey("id")
									.column("other_id", bigint())
									.constraint(foreignKey("other_id").references("public.other", "id")),
								table("public.other").column("id", bigint(), Column::notNull)
									.primaryKey("id")
									.column("mine_id", bigint())
									.constraint(foreignKey("mine_id").references("public.mine", "id")))),
				pair("a name that a constraint leaves to an index",
						BASE.users((users) -> users.constraint(unique("email").named("one"))),
						BASE.index(index("email").named("one"))));
	}

	private static Table referring(String column, DataType type, String table, String key) {
		return table("public.mine").column(column, type).constraint(foreignKey(column).references(table, key));
	}

	private static Stream<SchemaPair> values() {
		SchemaDraft seventySeven = BASE.column("age", (age) -> age.defaultValue("77"));
		SchemaDraft lower = BASE.users((users) -> users.column("low", text(), (low) -> low.generated("lower(email)")));
		return Stream.of(pair("a default and an identity", seventySeven, BASE.column("age", Column::asIdentity)),
				pair("a required default and an identity", BASE.column("age",
						(age) -> age.notNull().defaultValue("77")),
						BASE.column("age", (age) -> age.asIdentity(Identity.byDefault().startWith(100)))),
				pair("a default and an identity of another type", seventySeven,
						BASE.column("age", (age) -> age.type(bigint()).asIdentity())),
				pair("a text and an identity", BASE.column("age", (age) -> age.type(text()).defaultValue("'77'")),
						BASE.column("age", (age) -> age.type(bigint()).asIdentity())),
				pair("nothing and an identity", BASE, BASE.column("age", Column::asIdentity)),
				pair("a default and the next value of a sequence", seventySeven,
						BASE.column("age", (age) -> age.defaultValue("nextval('public.numbers')"))),
				pair("a default and the next value of a new sequence", seventySeven,
						BASE.sequence(sequence("public.more"))
							.column("age", (age) -> age.defaultValue("nextval('public.more')"))),
				pair("a default and the next value in another type", seventySeven,
						BASE.column("age",
								(age) -> age.type(bigint()).notNull().defaultValue("nextval('public.numbers')"))),
				pair("a generated expression and a default", lower,
						BASE.users((users) -> users.column("low", text(), (low) -> low.notNull().defaultValue("'x'")))),
				pair("a generated expression and a comment", lower,
						BASE.users((users) -> users.column("low", text(), (low) -> low.comment("low")))),
				pair("a generated number and an identity",
						BASE.users((users) -> users.column("twice", bigint(), (twice) -> twice.generated("age * 2"))),
						BASE.users((users) -> users.column("twice", bigint(), Column::asIdentity))),
				pair("a generated column that is required", lower, BASE
					.users((users) -> users.column("low", text(), (low) -> low.notNull().generated("lower(email)")))));
	}

	private static Stream<SchemaPair> types() {
		SchemaDraft withoutMood = new SchemaDraft(
				new WantedSchema(BASE.schema().tables(), List.of(), BASE.schema().sequences(), List.of(), List.of()));
		SchemaDraft referring = BASE
			.users((users) -> users.constraint(foreignKey("boss_id").references("public.users", "id")));
		SchemaDraft ok = BASE.column("mood", (mood) -> mood.defaultValue("'ok'"));
		return Stream.of(
				pair("an enum with a default and a text", ok,
						BASE.column("mood", (mood) -> mood.type(text()).defaultValue("'ok'"))),
				pair("an enum that goes and a text", ok,
						withoutMood.column("mood", (mood) -> mood.type(text()).defaultValue("'ok'"))),
				pair("an enum without the value of a column that goes", ok, BASE.moods("sad", "great")
					.users((users) -> users
						.columns(users.columns().stream().filter((column) -> !column.name().equals("mood")).toList()))
					.tables(table("public.mine").column("mood", userDefined("public.mood")))),
				pair("an enum without the value of a column that becomes a text", ok,
						BASE.moods("sad", "great").column("mood", (mood) -> mood.type(text()).defaultValue("'ok'"))),
				pair("an enum without the value of a column that becomes another enum", ok,
						BASE.moods("sad", "great")
							.type(enumType("public.feeling", "fine", "ok"))
							.column("mood", (mood) -> mood.type(userDefined("public.feeling")).defaultValue("'ok'"))),
				pair("the type of a key and of what refers to it in the same table", referring,
						referring.column("id", (id) -> id.type(integer()))
							.column("boss_id", (boss) -> boss.type(integer()))),
				pair("an enum and its column", BASE, BASE.type(enumType("public.size", "s", "m"))
					.users((users) -> users.column(column("size", userDefined("public.size")).defaultValue("'m'")))),
				pair("a table with a new value of an enum as a default", BASE,
						BASE.moods("sad", "ok", "great", "best")
							.tables(table("public.mine")
								.column(column("mood", userDefined("public.mood")).defaultValue("'best'")))));
	}

}
