package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;

import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.bool;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.jsonb;
import static dev.migrate.schema.DataType.numeric;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.timestamp;
import static dev.migrate.schema.DataType.timestamptz;
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
 * A schema, and everything that can be changed of it.
 */
final class SchemaChanges {

	static final WantedSchema BASE = new WantedSchema(
			List.of(table("public.teams").column("id", bigint(), Column::notNull)
				.column("region", text(), Column::notNull)
				.column("name", text())
				.primaryKey("id"),
					table("public.users").column("id", bigint(), Column::asIdentity)
						.column("email", varchar(100), Column::notNull)
						.column("nick", varchar(20))
						.column("age", integer())
						.column("code", text())
						.column("team_id", bigint())
						.column("boss_id", bigint())
						.column("mood", userDefined("public.mood"))
						.column("tags", text().array())
						.column("data", jsonb())
						.column("seen", timestamp())
						.primaryKey("id")),
			List.of(), List.of(sequence("public.numbers")), List.of(enumType("public.mood", "sad", "ok", "great")),
			List.of());

	private SchemaChanges() {
	}

	static Stream<SchemaPair> all() {
		return Stream.of(columns(), constraints(), indexes(), objects()).flatMap((changes) -> changes);
	}

	private static Stream<SchemaPair> columns() {
		return Stream.of(users("a column", (users) -> users.column("bio", text())),
				users("a column with a default",
						(users) -> users.column(column("active", bool()).defaultValue("true"))),
				users("a required column with a default",
						(users) -> users.column(column("score", integer()).notNull().defaultValue("0"))),
				users("a generated column",
						(users) -> users.column(column("lower_email", text()).generated("lower(email)"))),
				users("a column with a comment", (users) -> users.column(column("bio", text()).comment("it's long"))),
				users("a column of an enum", (users) -> users.column("second_mood", userDefined("public.mood"))),
				users("an array of an enum", (users) -> users.column("moods", userDefined("public.mood").array())),
				users("a column that needs quotes", (users) -> users.column("Order By", text())),
				users("two columns", (users) -> users.column("a", text()).column("b", integer())),
				alter("a longer varchar", "nick", (column) -> column.type(varchar(50))),
				alter("varchar to text", "nick", (column) -> column.type(text())),
				alter("integer to bigint", "age", (column) -> column.type(bigint())),
				alter("integer to numeric", "age", (column) -> column.type(numeric(10, 0))),
				alter("integer to text", "age", (column) -> column.type(text())),
				alter("text to integer", "code", (column) -> column.type(integer())),
				alter("text to boolean", "code", (column) -> column.type(bool())),
				alter("timestamp to timestamptz", "seen", (column) -> column.type(timestamptz())),
				alter("timestamp to date", "seen", (column) -> column.type(DataType.date())),
				alter("a precision", "seen", (column) -> column.type(timestamp(3))),
				alter("not null", "nick", Column::notNull),
				alter("a default", "nick", (column) -> column.defaultValue("'x'")),
				alter("a default of now", "seen", (column) -> column.defaultValue("now()")),
				alter("a default of an enum", "mood", (column) -> column.defaultValue("'ok'")),
				alter("a default of an array", "tags", (column) -> column.defaultValue("'{}'")),
				alter("a default of json", "data", (column) -> column.defaultValue("'{\"a\": [1]}'")),
				alter("a comment of a column", "nick", (column) -> column.comment("what 'friends' say")),
				alter("a collation", "nick", (column) -> column.collation("C")),
				alter("a type and a default", "age", (column) -> column.type(text()).defaultValue("'none'")),
				alter("a type, a default and not null", "age",
						(column) -> column.type(bigint()).defaultValue("7").notNull()));
	}

	private static Stream<SchemaPair> constraints() {
		return Stream.of(users("a unique constraint", (users) -> users.unique("email")),
				users("a unique constraint over two columns", (users) -> users.unique("team_id", "nick")),
				users("a named unique constraint", (users) -> users.constraint(unique("email").named("one_email"))),
				users("a deferrable unique constraint",
						(users) -> users.constraint(unique("email").deferrable(Deferrability.INITIALLY_DEFERRED))),
				users("a unique constraint in which nulls are equal",
						(users) -> users.constraint(unique("nick").withNullsNotDistinct()))
					.since(15),
				users("a check", (users) -> users.check("age > 0")),
				users("a check of values", (users) -> users.check("nick in ('a', 'b', 'it''s')")),
				users("a check of varchar",
						(users) -> users.constraint(check("length(email) > 3").named("long_email"))),
				users("two checks", (users) -> users.check("age > 0").check("age < 200")),
				users("a foreign key", (users) -> key(users, (key) -> key)),
				users("a foreign key that cascades",
						(users) -> key(users, (key) -> key.onDelete(ReferentialAction.CASCADE))),
				users("a foreign key that sets null on update",
						(users) -> key(users, (key) -> key.onUpdate(ReferentialAction.SET_NULL))),
				users("a foreign key that sets one column",
						(users) -> key(users, (key) -> key.onDelete(ReferentialAction.SET_NULL, "team_id")))
					.since(15),
				users("a deferrable foreign key",
						(users) -> key(users, (key) -> key.deferrable(Deferrability.INITIALLY_IMMEDIATE))),
				users("a foreign key to its own table",
						(users) -> users.constraint(foreignKey("boss_id").references("public.users", "id"))),
				users("a check and a foreign key", (users) -> key(users, (key) -> key).check("age > 0")),
				users("a new column with a foreign key",
						(users) -> users.column("old_team_id", bigint())
							.constraint(foreignKey("old_team_id").references("public.teams", "id"))),
				users("a new column with a check and a unique constraint",
						(users) -> users.column("size", integer()).check("size > 0").unique("size")),
				tableChange("another primary key", "public.teams",
						(teams) -> teams.constraints(List.of()).primaryKey("id", "region")));
	}

	private static Stream<SchemaPair> indexes() {
		return Stream.of(indexed("an index", index("email")),
				indexed("an index over two columns", index("email", "age")),
				indexed("a unique index", uniqueIndex("email")),
				indexed("a unique index over an expression",
						uniqueIndex().on(Index.Part.expression("lower(email)")).named("one_lower_email")),
				indexed("a partial index", index("email").where("age > 18")),
				indexed("a descending index", index().on(Index.Part.column("email").descending())),
				indexed("an index with nulls first", index().on(Index.Part.column("email").nulls(Index.Nulls.FIRST))),
				indexed("a covering index", index("email").include("age")),
				indexed("a gin index", index("tags").using("gin")),
				indexed("an index with an operator class",
						index().on(Index.Part.column("nick").operatorClass("text_pattern_ops"))),
				indexed("an index with storage parameters", index("email").with("fillfactor", "70")));
	}

	private static Stream<SchemaPair> objects() {
		Table notes = table("public.notes").column("id", bigint(), Column::asIdentity)
			.column("user_id", bigint())
			.column("body", text())
			.primaryKey("id")
			.constraint(foreignKey("user_id").references("public.users", "id").onDelete(ReferentialAction.CASCADE));
		Table left = table("public.left_side").column("id", bigint(), Column::notNull)
			.column("right_id", bigint())
			.primaryKey("id")
			.constraint(foreignKey("right_id").references("public.right_side", "id"));
		Table right = table("public.right_side").column("id", bigint(), Column::notNull)
			.column("left_id", bigint())
			.primaryKey("id")
			.constraint(foreignKey("left_id").references("public.left_side", "id"));
		return Stream.of(schema("a table", List.of(notes), List.of(), List.of(), BASE.enumTypes()),
				schema("two tables that refer to each other", List.of(left, right), List.of(), List.of(),
						BASE.enumTypes()),
				schema("a table with an index", List.of(notes),
						List.of(new WantedSchema.TableIndex(notes.name(), index("body"))), List.of(), BASE.enumTypes()),
				schema("a sequence", List.of(), List.of(), List.of(sequence("public.more").startWith(10)),
						BASE.enumTypes()),
				schema("an enum type", List.of(), List.of(), List.of(),
						List.of(BASE.enumTypes().get(0), enumType("public.size", "s", "m"))),
				mood("a value at the end", "sad", "ok", "great", "best"),
				mood("a value in the middle", "sad", "meh", "ok", "great"),
				mood("a value at the beginning", "worst", "sad", "ok", "great"),
				mood("two values", "worst", "sad", "ok", "great", "best"), mood("other values", "sad", "ok", "good"),
				mood("another order", "great", "ok", "sad"),
				users("a comment of a table", (users) -> users.comment("those who 'log in'")),
				SchemaPair.of("an increment", BASE, new WantedSchema(BASE.tables(), BASE.indexes(),
						List.of(sequence("public.numbers").incrementBy(50)), BASE.enumTypes(), List.of())));
	}

	private static Table key(Table users, UnaryOperator<ForeignKey> details) {
		Constraint key = details.apply(foreignKey("team_id").references("public.teams", "id"));
		return users.constraint(key);
	}

	static SchemaPair users(String name, UnaryOperator<Table> change) {
		return tableChange(name, "public.users", change);
	}

	static SchemaPair tableChange(String name, String table, UnaryOperator<Table> change) {
		ObjectName changed = ObjectName.of(table);
		return SchemaPair.of(name, BASE, new WantedSchema(
				BASE.tables().stream().map((each) -> each.name().equals(changed) ? change.apply(each) : each).toList(),
				BASE.indexes(), BASE.sequences(), BASE.enumTypes(), List.of()));
	}

	private static SchemaPair alter(String name, String column, UnaryOperator<Column> change) {
		return users(name,
				(users) -> users.columns(users.columns()
					.stream()
					.map((each) -> each.name().equals(column) ? change.apply(each) : each)
					.toList()));
	}

	private static SchemaPair indexed(String name, Index index) {
		return schema(name, List.of(), List.of(new WantedSchema.TableIndex(ObjectName.of("public.users"), index)),
				List.of(), BASE.enumTypes());
	}

	private static SchemaPair mood(String name, String... values) {
		return schema(name, List.of(), List.of(), List.of(), List.of(enumType("public.mood", values)));
	}

	private static SchemaPair schema(String name, List<Table> tables, List<WantedSchema.TableIndex> indexes,
			List<Sequence> sequences, List<EnumType> enumTypes) {
		List<Table> allTables = new ArrayList<>(BASE.tables());
		allTables.addAll(tables);
		List<Sequence> allSequences = new ArrayList<>(BASE.sequences());
		allSequences.addAll(sequences);
		return SchemaPair.of(name, BASE, new WantedSchema(allTables, indexes, allSequences, enumTypes, List.of()));
	}

}
