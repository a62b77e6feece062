package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.dialect.database.DatabaseCatalog;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.timestamptz;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes tables that have everything around them that PostgreSQL knows, and goes back: a
 * dump of the schema is then what it was.
 */
class EverythingTests {

	private static final SchemaDraft MAPPED = SchemaDraft.base()
		.users((users) -> users.column("low", text(), (low) -> low.generated("lower(email)"))
			.unique("email")
			.constraint(foreignKey("team_id").references("public.teams", "id").onDelete(ReferentialAction.SET_NULL)))
		.tables(table("public.orders").column("id", bigint(), Column::asIdentity)
			.column("user_id", bigint(), Column::notNull)
			.column("note", text())
			.column("ticket", bigint())
			.primaryKey("id")
			.constraint(foreignKey("user_id").references("public.users", "id")),
				table("public.events").column("id", bigint(), Column::notNull)
					.column("at", DataType.date(), Column::notNull)
					.column("kind", text())
					.column("what", text())
					.partitionBy("RANGE (at)"));

	private static final Set<ObjectName> TABLES = Set.of(ObjectName.of("public.users"), ObjectName.of("public.teams"),
			ObjectName.of("public.orders"), ObjectName.of("public.events"), ObjectName.of("public.people"),
			ObjectName.of("public.groups"), ObjectName.of("public.notes"));

	/**
	 * What a foreign key of an unmapped table needs.
	 */
	private static final Set<String> REFUSED = Set.of("drop users.email");

	private static final Set<String> REFUSED_ON_TOP = Set.of("drop users.nick", "drop users.age", "drop users.code",
			"drop users.team_id", "drop users.mood", "drop users.seen", "drop teams.name", "drop orders.user_id",
			"drop orders.note", "drop events.what", "drop teams and what refers to it", "drop several columns",
			"another primary key", "users are renamed and lose a column");

	private static final List<String> AROUND = GeneratedDatabase.statements("everything.sql");

	private static final List<String> ON_TOP = GeneratedDatabase.statements("everything-on-top.sql");

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	/**
	 * The databases that are as they were after the case before.
	 */
	private static final Map<Integer, GeneratedDatabase> unchanged = new HashMap<>();

	/**
	 * What is in them.
	 */
	private static final Map<GeneratedDatabase, DatabaseCatalog> catalogs = new HashMap<>();

	@RegisterExtension
	static final GeneratedDatabase.Pool databasesOnTop = new GeneratedDatabase.Pool("public");

	private static final Map<Integer, GeneratedDatabase> unchangedOnTop = new HashMap<>();

	static Stream<Arguments> changes() {
		return GeneratedDatabase.onVersions(GeneratedDatabase.isThorough() ? all() : together(), (change) -> 0);
	}

	/**
	 * Returns all changes, those of other tables together with one of the users each.
	 */
	private static Stream<SchemaChange> together() {
		List<SchemaChange> refused = new ArrayList<>();
		List<SchemaChange> users = new ArrayList<>();
		List<SchemaChange> others = new ArrayList<>();
		all().forEach((change) -> {
			List<SchemaChange> same = change.isOfUsers() ? users : others;
			(isRefused(change) ? refused : same).add(change);
		});
		assertThat(users).hasSizeGreaterThan(others.size());
		return Stream.concat(IntStream.range(0, users.size())
			.mapToObj((number) -> (number < others.size()) ? users.get(number).and(others.get(number))
					: users.get(number)),
				refused.stream());
	}

	private static boolean isRefused(SchemaChange change) {
		return REFUSED.contains(change.name()) || REFUSED_ON_TOP.contains(change.name());
	}

	/**
	 * Returns the changes that are tried with nothing on top: those that are refused
	 * there, or all of them.
	 */
	static Stream<Arguments> changesBelow() {
		return GeneratedDatabase.onVersions(
				all().filter((change) -> GeneratedDatabase.isThorough() || REFUSED_ON_TOP.contains(change.name())),
				(change) -> 0);
	}

	private static Stream<SchemaChange> all() {
		return Stream.of(drops(), types(), properties(), keys(), enums(), names(), additions())
			.flatMap((changes) -> changes);
	}

	private static Stream<SchemaChange> drops() {
		return Stream
			.of(MAPPED.schema()
				.tables()
				.get(1)
				.columns()
				.stream()
				.map(Column::name)
				.filter((column) -> !Set.of("id", "email").contains(column))
				.map((column) -> new SchemaChange("drop users." + column, without("public.users", column))),
					Stream.of(
							new SchemaChange("drop users.email",
									(schema) -> without("public.users", "low")
										.apply(without("public.users", "email").apply(schema)))),
					Stream.of("region", "name")
						.map((column) -> new SchemaChange("drop teams." + column, without("public.teams", column))),
					Stream.of("user_id", "note", "ticket")
						.map((column) -> new SchemaChange("drop orders." + column, without("public.orders", column))),
					Stream.of("kind", "what")
						.map((column) -> new SchemaChange("drop events." + column, without("public.events", column))),
					Stream.of("orders", "events")
						.map((table) -> new SchemaChange("drop " + table,
								(schema) -> schema.without("public." + table))),
					Stream.of(
							new SchemaChange("drop teams and what refers to it",
									(schema) -> without("public.users", "team_id").apply(schema)
										.without("public.teams")),
							new SchemaChange("drop several columns",
									(schema) -> Stream.of("nick", "age", "mood", "low")
										.reduce(schema, (draft, column) -> without("public.users", column).apply(draft),
												(one, other) -> other))))
			.flatMap((changes) -> changes);
	}

	private static UnaryOperator<SchemaDraft> without(String table, String column) {
		return (schema) -> schema.change(table, (changed) -> changed
			.columns(changed.columns().stream().filter((each) -> !each.name().equals(column)).toList())
			.constraints(changed.constraints().stream().filter((each) -> !columns(each).contains(column)).toList()));
	}

	private static List<String> columns(Constraint constraint) {
		if (constraint instanceof UniqueConstraint unique) {
			return unique.columns();
		}
		return (constraint instanceof ForeignKey key) ? key.columns() : List.of();
	}

	private static Stream<SchemaChange> types() {
		return Stream
			.of(type("nick", text()), type("nick", varchar(50)), type("email", text()), type("age", bigint()),
					type("code", varchar(40)), type("team_id", integer()), type("boss_id", integer()),
					type("seen", timestamptz()), type("tags", varchar(30).array()), type("low", varchar(
							200)),
					new SchemaChange(
							"teams.name becomes varchar", column("public.teams", "name",
									(name) -> name.type(varchar(9)))),
					new SchemaChange("orders.note becomes varchar",
							column("public.orders", "note", (note) -> note.type(varchar(9)))),
					new SchemaChange("events.what becomes varchar",
							column("public.events", "what", (what) -> what.type(varchar(9)))),
					new SchemaChange("several types",
							(schema) -> schema.column("nick", (nick) -> nick.type(text()))
								.column("age", (age) -> age.type(bigint()))
								.column("email", (email) -> email.type(text()))));
	}

	private static SchemaChange type(String column, DataType type) {
		return users(column + " becomes " + type, column, (each) -> each.type(type));
	}

	private static SchemaChange users(String name, String column, UnaryOperator<Column> change) {
		return new SchemaChange(name, column("public.users", column, change));
	}

	private static UnaryOperator<SchemaDraft> column(String table, String column, UnaryOperator<Column> change) {
		return (schema) -> schema.change(table,
				(changed) -> changed.columns(changed.columns()
					.stream()
					.map((each) -> each.name().equals(column) ? change.apply(each) : each)
					.toList()));
	}

	private static Stream<SchemaChange> properties() {
		return Stream.of(users("nick becomes required", "nick", Column::notNull),
				users("email becomes optional", "email", (email) -> email.nullable(true)),
				users("a collation", "nick", (nick) -> nick.collation("C")),
				users("a default", "code", (code) -> code.defaultValue("'x'")),
				users("another comment", "nick", (nick) -> nick.comment("another")),
				users("a default from a shared sequence becomes a value", "age", (age) -> age.defaultValue("7")),
				users("a default from a shared sequence becomes an identity", "age", Column::asIdentity),
				users("another expression", "low", (low) -> low.generated("upper(email)")),
				users("a generated column becomes plain", "low", (low) -> plainText(low)),
				new SchemaChange("a default from a sequence becomes an identity",
						column("public.orders", "ticket", Column::asIdentity)),
				new SchemaChange("an identity becomes plain",
						column("public.orders", "id", (id) -> Column.column("id", bigint()).notNull())),
				new SchemaChange("a plain column becomes an identity",
						column("public.teams", "id", (id) -> id.asIdentity(Identity.byDefault()))));
	}

	private static Column plainText(Column column) {
		return Column.column(column.name(), DataType.text());
	}

	private static Stream<SchemaChange> keys() {
		return Stream.of(
				new SchemaChange("another primary key",
						(schema) -> schema.teams((teams) -> teams.constraints(
								List.of(PrimaryKey.primaryKey("id", "region"), UniqueConstraint.unique("id"))))),
				new SchemaChange("a primary key over a column more",
						(schema) -> schema.change("public.orders",
								(orders) -> with(orders, PrimaryKey.class, PrimaryKey.primaryKey("id", "user_id")))),
				new SchemaChange("a new primary key",
						(schema) -> schema.change("public.events", (events) -> events.primaryKey("id", "at"))),
				new SchemaChange("a unique constraint that is needed goes",
						(schema) -> schema.users((users) -> without(users, UniqueConstraint.class))),
				new SchemaChange("a new unique constraint", (schema) -> schema.users((users) -> users.unique("nick"))),
				new SchemaChange("a foreign key goes",
						(schema) -> schema.users((users) -> without(users, ForeignKey.class))),
				new SchemaChange("a foreign key cascades",
						(schema) -> schema.users((users) -> with(users, ForeignKey.class,
								foreignKey("team_id").references("public.teams", "id")
									.onDelete(ReferentialAction.CASCADE)))),
				new SchemaChange("a foreign key to another table",
						(schema) -> schema.users((users) -> with(users, ForeignKey.class,
								foreignKey("team_id").references("public.orders", "id")))),
				new SchemaChange("a new check", (schema) -> schema.users((users) -> users.check("age < 200"))));
	}

	private static Table without(Table table, Class<? extends Constraint> type) {
		return table.constraints(table.constraints().stream().filter((each) -> !type.isInstance(each)).toList());
	}

	private static Table with(Table table, Class<? extends Constraint> type, Constraint constraint) {
		return without(table, type).constraint(constraint);
	}

	private static Stream<SchemaChange> enums() {
		return Stream.of(moods("sad", "ok", "great", "best"), moods("worst", "sad", "meh", "ok", "great"),
				moods("sad", "ok", "good", "great"), moods("ok", "great", "sad", "bored"));
	}

	private static SchemaChange moods(String... values) {
		return new SchemaChange("moods " + List.of(values), (schema) -> schema.moods(values));
	}

	private static Stream<SchemaChange> names() {
		return Stream
			.of(new SchemaChange("users are renamed", (schema) -> schema.renamed("users", "members"), "users=members"),
					new SchemaChange("teams are renamed", (schema) -> schema.renamed("teams", "groups"),
							"teams=groups"),
					new SchemaChange("orders are renamed", (schema) -> schema.renamed("orders", "purchases"),
							"orders=purchases"),
					new SchemaChange("nick is renamed", column("public.users", "nick", (nick) -> nick.named("alias")),
							"users.nick=users.alias"),
					new SchemaChange("what happened is renamed",
							column("public.events", "what", (what) -> what.named("title")), "events.what=events.title"),
					new SchemaChange("nick is renamed and becomes a text",
							column("public.users", "nick", (nick) -> nick.named("alias").type(text())),
							"users.nick=users.alias"),
					new SchemaChange("nick is renamed and other types change",
							(schema) -> schema.column("nick", (nick) -> nick.named("alias"))
								.column("age", (age) -> age.type(bigint()))
								.column("code", (code) -> code.type(text())),
							"users.nick=users.alias"),
					new SchemaChange("mood is renamed and its values change",
							(schema) -> schema.moods("sad", "ok", "good", "great")
								.column("mood", (mood) -> mood.named("temper")),
							"users.mood=users.temper"),
					new SchemaChange("users are renamed and a type changes",
							(schema) -> schema.column("nick", (nick) -> nick.type(text()))
								.renamed("users", "members"),
							"users=members"),
					new SchemaChange("orders are renamed, as is a column, and types change", (schema) -> schema
						.change("public.orders", (orders) -> orders.columns(orders.columns()
							.stream()
							.map((column) -> column.name().equals("note") ? column.named("remark").type(varchar(9))
									: column.name().equals("ticket") ? column.type(integer()) : column)
							.toList()))
						.renamed("orders", "purchases"), "orders=purchases", "orders.note=purchases.remark"),
					new SchemaChange("users are renamed and lose a column",
							(schema) -> without("public.users", "code").apply(schema).renamed("users", "members"),
							"users=members"));
	}

	private static Stream<SchemaChange> additions() {
		return Stream.of(
				new SchemaChange("a new column", (schema) -> schema.users((users) -> users.column("bio", text()))),
				new SchemaChange("a new index", (schema) -> schema.index(index("nick"))),
				new SchemaChange("a new table",
						(schema) -> schema.tables(table("public.notes").column("user_id", bigint())
							.constraint(foreignKey("user_id").references("public.users", "id")))),
				new SchemaChange("another increment",
						(schema) -> new SchemaDraft(new WantedSchema(schema.schema().tables(), List.of(),
								List.of(schema.schema().sequences().get(0).incrementBy(10)),
								schema.schema().enumTypes(), List.of()))));
	}

	@ParameterizedTest(name = "{1}, on {0}")
	@MethodSource("changesBelow")
	void theWayBackLeavesTheSchemaAsItWas(int version, SchemaChange change) {
		GeneratedDatabase database = Objects.requireNonNullElseGet(unchanged.remove(version),
				() -> build(databases.empty(version)));
		check(database, change, REFUSED.contains(change.name()));
		unchanged.put(version, database);
	}

	@ParameterizedTest(name = "{1}, on {0}")
	@MethodSource("changes")
	void theWayBackLeavesWhatIsOnTopAsItWas(int version, SchemaChange change) {
		GeneratedDatabase database = Objects.requireNonNullElseGet(unchangedOnTop.remove(version), () -> {
			GeneratedDatabase built = build(databasesOnTop.empty(version));
			ON_TOP.forEach(built.jdbc()::execute);
			return built;
		});
		check(database, change, isRefused(change));
		unchangedOnTop.put(version, database);
	}

	private static void check(GeneratedDatabase database, SchemaChange change, boolean refused) {
		WantedSchema wanted = change.edit().apply(MAPPED).schema();
		Autogeneration generated = generate(database, wanted, change.renames());
		assertThat(generated.blocked().isEmpty()).as("%s", generated.blocked()).isNotEqualTo(refused);
		if (refused) {
			return;
		}
		DatabaseCatalog was = catalogs.computeIfAbsent(database, GeneratedDatabase::entireCatalog);
		database.run(generated.upgrade());
		assertThat(generate(database, wanted).differences()).isEmpty();
		database.run(generated.downgrade());
		DatabaseCatalog restored = database.entireCatalog();
		assertThat(GeneratedDatabase.lines(restored, generated)).isEqualTo(GeneratedDatabase.lines(was, generated));
		catalogs.put(database, restored);
	}

	private static GeneratedDatabase build(GeneratedDatabase database) {
		catalogs.remove(database);
		database.run(generate(database, MAPPED.schema()).upgrade());
		AROUND.forEach(database.jdbc()::execute);
		assertThat(generate(database, MAPPED.schema()).differences()).isEmpty();
		return database;
	}

	private static Autogeneration generate(GeneratedDatabase database, WantedSchema wanted, String... renames) {
		List<ObjectName> others = new ArrayList<>(TABLES);
		wanted.tables().stream().map(Table::name).forEach(others::add);
		return database.generate(wanted, new ComparisonOptions(false, true, false).dropColumns(true),
				(object) -> object.kind() != SchemaObject.Kind.TABLE || others.contains(object.name()), renames);
	}

	/**
	 * What becomes of the mapped tables.
	 *
	 * @param name what happens
	 * @param edit how the wanted schema changes
	 * @param renames what is the same thing under another name
	 */
	record SchemaChange(String name, UnaryOperator<SchemaDraft> edit, String... renames) {

		/**
		 * Returns whether anything of the users becomes another.
		 */
		boolean isOfUsers() {
			WantedSchema before = MAPPED.schema();
			WantedSchema after = this.edit.apply(MAPPED).schema();
			return !after.indexes().equals(before.indexes()) || !after.enumTypes().equals(before.enumTypes())
					|| !after.tables().contains(before.tables().get(1));
		}

		SchemaChange and(SchemaChange other) {
			return new SchemaChange(this.name + "; " + other.name,
					(schema) -> other.edit.apply(this.edit.apply(schema)),
					Stream.of(this.renames, other.renames).flatMap(Stream::of).toArray(String[]::new));
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
