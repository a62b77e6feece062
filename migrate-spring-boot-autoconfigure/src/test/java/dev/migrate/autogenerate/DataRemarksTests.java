package dev.migrate.autogenerate;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.numeric;
import static dev.migrate.schema.DataType.smallint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.userDefined;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.EnumType.enumType;
import static dev.migrate.schema.Index.uniqueIndex;
import static dev.migrate.schema.Table.table;
import static dev.migrate.schema.UniqueConstraint.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is said of the rows that a generated revision meets.
 */
@ExtendWith(PostgresExtension.class)
class DataRemarksTests {

	private static final Table USERS = table("public.users").column("id", bigint(), Column::notNull)
		.column("email", varchar(20))
		.column("name", text())
		.column("age", integer())
		.column("price", numeric(8, 2))
		.primaryKey("id");

	private TestDatabase database;

	@BeforeEach
	void insertRows(TestDatabase database) {
		this.database = database;
		database.jdbc()
			.sql("""
					CREATE TABLE users (id bigint PRIMARY KEY, email varchar(20), name text, age integer, price numeric(8, 2));
					INSERT INTO users VALUES (1, 'a', 'short', 1, 1), (2, 'a', 'longer', 40000, 999.99), (3, 'b', NULL, NULL, NULL),
						(4, 'b', 'x         ', 7, 999.996), (5, NULL, 'x', 7, NULL), (6, NULL, 'y', -40000, -1000)""")
			.update();
	}

	@Test
	void duplicatesOfWhatBecomesUniqueAreCounted() {
		assertThat(remarks((users) -> users.unique("email")))
			.containsExactly("Fails if two rows of table users have the same email. Here: 2 values.");
		assertThat(remarks((users) -> users.unique("email", "name")))
			.containsExactly("Fails if two rows of table users have the same email, name. Here: none.");
		assertThat(remarks((users) -> users.constraint(unique("email").withNullsNotDistinct())))
			.containsExactly("Fails if two rows of table users have the same email. Here: 3 values.");
		assertThat(remarks((users) -> users.constraints(List.of()).primaryKey("age")))
			.contains("Fails if two rows of table users have the same age. Here: 1 value.");
	}

	@Test
	void aColumnWithoutValuesHasNoDuplicates() {
		assertThat(remarks((users) -> users.column("code", integer()).unique("code", "email"))).isEmpty();
		assertThat(
				remarks((users) -> users.column("code", integer()).constraint(unique("code").withNullsNotDistinct())))
			.containsExactly("Fails if two rows of table users have the same code.");
		assertThat(remarks((users) -> users.column(Column.column("code", integer()).defaultValue("7")).unique("code")))
			.containsExactly("Fails if two rows of table users have the same code.");
		assertThat(remarks((users) -> users.column(Column.column("code", integer()).notNull()).unique("code")))
			.contains("Fails if two rows of table users have the same code.");
		Table coded = USERS.column("code", integer());
		assertThat(remarks(coded,
				List.of(new WantedSchema.TableIndex(ObjectName.of("public.users"), uniqueIndex("code").named("one")))))
			.isEmpty();
	}

	@Test
	void duplicatesOfAUniqueIndexAreCountedAsItSeesThem() {
		assertThat(remarks(uniqueIndex().on(Index.Part.expression("length(name)")).named("one")))
			.containsExactly("Fails if two rows of table users have the same length(name). Here: 1 value.");
		assertThat(remarks(uniqueIndex("email").where("id > 2").named("one")))
			.containsExactly("Fails if two rows of table users have the same email. Here: 1 value.");
	}

	@Test
	void rowsWithoutARequiredValueAreCounted() {
		assertThat(remarks((users) -> column(users, "email", Column::notNull)))
			.containsExactly("Fails if a row of table users has no email. Here: 2 rows.");
	}

	@Test
	void valuesThatDoNotFitAreCounted() {
		assertThat(remarks((users) -> column(users, "name", (name) -> name.type(varchar(5))))).containsExactly(
				"Converts 5 values of column name of table users from text to varchar(5); fails if one does not fit. Here: 1 value.");
		assertThat(remarks((users) -> column(users, "age", (age) -> age.type(smallint())))).containsExactly(
				"Converts 5 values of column age of table users from integer to smallint; fails if one does not fit. Here: 2 values.");
		assertThat(remarks((users) -> column(users, "price", (price) -> price.type(numeric(4, 1))))).containsExactly(
				"Converts 4 values of column price of table users from numeric(8, 2) to numeric(4, 1); fails if one does not fit. Here: 3 values.");
		assertThat(remarks((users) -> column(users, "name", (name) -> name.type(integer())))).containsExactly(
				"Converts 5 values of column name of table users from text to integer; fails if one does not fit.");
	}

	@Test
	void valuesThatAreNoneOfAnEnumAreCounted() {
		this.database.jdbc()
			.sql("""
					CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s');
					ALTER TABLE users ADD mood mood, ADD moods mood[], ADD size varchar(9), ADD sizes text[], ADD later mood;
					UPDATE users SET mood = 'sad', moods = '{ok,NULL}', size = 's', sizes = '{s,NULL}' WHERE id < 3;
					UPDATE users SET mood = 'ok', moods = '{ok,sad}', size = 'xl', sizes = '{xl,s}' WHERE id > 4""")
			.update();
		DataType mood = userDefined("public.mood");
		DataType size = userDefined("public.size");
		assertThat(remarks(
				USERS.column("mood", mood)
					.column("moods", mood.array())
					.column("size", size)
					.column("sizes", size.array())
					.column("later", mood),
				List.of(), enumType("public.mood", "ok", "it's"), enumType("public.size", "s", "m")))
			.containsExactly(
					"Fails if a row of table users has a value in mood that enum type mood loses: 'sad'. Here: 2 rows.",
					"Fails if a row of table users has a value in moods that enum type mood loses: 'sad'. Here: 2 rows.",
					"Fails if a row of table users has a value in later that enum type mood loses: 'sad'. Here: none.",
					"Converts 4 values of column size of table users from varchar(9) to size; fails if one does not fit."
							+ " Here: 2 values.",
					"Converts 4 values of column sizes of table users from text[] to size[]; fails if one does not fit."
							+ " Here: 2 values.");
		assertThat(remarks(USERS.column("mood", mood), List.of(), enumType("public.mood", "ok", "sad", "it's", "new")))
			.noneMatch((remark) -> remark.contains("loses"));
	}

	@Test
	void whatCannotFailIsNotSaidToFail() {
		this.database.jdbc()
			.sql("ALTER TABLE users ADD seen timestamptz DEFAULT 'infinity', ADD at timestamp(6) DEFAULT '294276-12-31 23:59:59.999999',"
					+ " ADD size integer DEFAULT 2147483647, ADD ok boolean DEFAULT true")
			.update();
		this.database.jdbc()
			.sql("SELECT seen::date, at::timestamp(0), size::real, size::boolean, ok::integer FROM users")
			.query()
			.listOfRows();
		assertThat(remarks((users) -> column(users, "name", (name) -> name.type(text().array())))).contains(
				"Converts 5 values of column name of table users from text to text[]; fails if one does not fit.");
		assertThat(remarks((users) -> column(users.column("seen", DataType.date())
			.column("at", DataType.timestamp(0))
			.column("size", DataType.real())
			.column("ok", integer()), "price", (price) -> price.type(text()))))
			.containsExactly("Converts 6 values of column seen of table users from timestamp with time zone to date.",
					"Converts 6 values of column at of table users from timestamp(6) to timestamp(0).",
					"Converts 6 values of column size of table users from integer to real.",
					"Converts 6 values of column ok of table users from boolean to integer.");
	}

	@Test
	void aTypeWithRoomForEveryValueNeedsNoRemark() {
		assertThat(remarks((users) -> column(
				column(column(users, "email", (email) -> email.type(varchar(30))), "age", (age) -> age.type(bigint())),
				"price", (price) -> price.type(numeric(12, 4)))))
			.isEmpty();
	}

	@Test
	void aRequiredColumnCannotComeBackWhileThereAreRows() {
		this.database.jdbc()
			.sql("ALTER TABLE users ADD code integer NOT NULL DEFAULT 1; ALTER TABLE users ALTER code DROP DEFAULT")
			.update();
		assertThat(remarks((users) -> users))
			.containsExactly("Drops column code of table users, which has 6 values. They are lost. "
					+ "The downgrade adds it as NOT NULL, which fails if the table has rows then.");
	}

	@Test
	void whatValuesReferToIsNotConverted() {
		this.database.jdbc()
			.sql("ALTER TABLE users ADD picture oid; UPDATE users SET picture = lo_from_bytea(0, 'a') WHERE id = 1")
			.update();
		for (DataType type : List.of(text(), varchar(255))) {
			assertThat(remarks((users) -> users.column("picture", type))).singleElement()
				.asString()
				.startsWith("Converts 1 value of column picture of table users from oid to " + type
						+ (type.equals(text()) ? ". They" : "; fails if one does not fit."))
				.endsWith("They are references, such as the numbers of large objects: "
						+ "what they refer to is not converted.");
		}
	}

	private List<String> remarks(UnaryOperator<Table> change) {
		return remarks(change.apply(USERS), List.of());
	}

	private List<String> remarks(Index index) {
		return remarks(USERS, List.of(new WantedSchema.TableIndex(ObjectName.of("public.users"), index)));
	}

	private List<String> remarks(Table users, List<WantedSchema.TableIndex> indexes, EnumType... types) {
		WantedSchema wanted = new WantedSchema(List.of(users), indexes, List.of(), List.of(types), List.of());
		return new Autogenerator(this.database.session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of((target) -> wanted)), new ComparisonOptions(true, false, false))
			.compare()
			.remarks();
	}

	private static Table column(Table table, String name, UnaryOperator<Column> change) {
		return table.columns(table.columns()
			.stream()
			.map((column) -> column.name().equals(name) ? change.apply(column) : column)
			.toList());
	}

}
