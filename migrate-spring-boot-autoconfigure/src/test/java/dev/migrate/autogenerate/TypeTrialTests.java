package dev.migrate.autogenerate;

import java.util.List;

import dev.migrate.dialect.Dialects;
import dev.migrate.schema.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.json;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.userDefined;
import static dev.migrate.schema.DataType.varchar;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes types of columns that have checks, indexes and defaults that no entity states.
 */
class TypeTrialTests {

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void aCheckByHandThatDoesNotAcceptATypeIsNamed(int version) {
		assertThat(blocked(version, "ALTER TABLE users ADD CONSTRAINT by_hand CHECK (code LIKE 'x%')")).singleElement()
			.asString()
			.startsWith("The type of column users.code cannot be changed, because constraint by_hand does not accept"
					+ " it: operator does not exist: integer ~~");
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void anIndexThatDoesNotAcceptATypeIsNamed(int version) {
		assertThat(blocked(version, "CREATE INDEX by_hand ON users (nick) WHERE upper(code) = 'X'")).singleElement()
			.asString()
			.startsWith("The type of column users.code cannot be changed, because index by_hand does not accept it:"
					+ " function upper(integer) does not exist");
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void aDefaultThatDoesNotFitATypeIsNamed(int version) {
		assertThat(blocked(version, "ALTER TABLE users ALTER code SET DEFAULT now()::text")).singleElement()
			.asString()
			.startsWith(
					"The type of column users.code cannot be changed: column \"code\" is of type integer but default"
							+ " expression is of type text");
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatIsCreatedAgainButDoesNotAcceptATypeIsNamed(int version) {
		assertThat(blocked(version, """
				CREATE VIEW codes AS SELECT code, count(*) FROM users GROUP BY code;
				CREATE VIEW x_codes AS SELECT code FROM codes WHERE code LIKE 'x%';
				CREATE MATERIALIZED VIEW long_codes AS SELECT id FROM users WHERE length(code) > 5;
				CREATE POLICY by_code ON users USING (code <> current_user)"""))
			.map((reason) -> reason.replaceFirst("accept it:.*", "accept it"))
			.containsExactlyInAnyOrder(
					"The type of column users.code cannot be changed, because view x_codes does not accept it",
					"The type of column users.code cannot be changed, because materialized view long_codes does not accept"
							+ " it",
					"The type of column users.code cannot be changed, because policy by_code on table users does not accept"
							+ " it");
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void statisticsThatDoNotAcceptATypeAreNamed(int version) {
		GeneratedDatabase database = base(version, """
				CREATE SCHEMA api;
				CREATE STATISTICS lower_codes ON lower(code), nick FROM users;
				CREATE STATISTICS api."as text" ON (age::text) FROM users;
				CREATE STATISTICS plain ON code, nick FROM users""");
		assertThat(generate(database,
				SchemaDraft.base()
					.column("code", (code) -> code.type(json()))
					.column("age", (age) -> age.type(text()))
					.schema())
			.blocked())
			.containsExactlyInAnyOrder(
					"The type of column users.code cannot be changed, because statistics object lower_codes does not accept"
							+ " it: function lower(json) does not exist.",
					"The type of column users.age cannot be changed, because statistics object api.\"as text\" does not"
							+ " accept it: extended statistics require at least 2 columns.",
					"The type of column users.code cannot be changed, because statistics object plain does not accept it:"
							+ " column \"code\" cannot be used in statistics because its type json has no default btree"
							+ " operator class.");
	}

	/**
	 * The server would give them to whoever changes the type, and forget casts.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void statisticsThatAcceptATypeAreCreatedAgain(int version) {
		GeneratedDatabase database = base(version, """
				CREATE SCHEMA api;
				CREATE STATISTICS api.texts (mcv) ON (age::text), nick, (age::text || 'x') FROM users;
				COMMENT ON STATISTICS api.texts IS 'by hand';
				ALTER STATISTICS api.texts SET STATISTICS 7;
				ALTER STATISTICS api.texts OWNER TO pg_monitor;
				CREATE STATISTICS plain ON age, nick FROM users;
				ALTER STATISTICS plain OWNER TO pg_monitor""");
		List<String> was = database.catalog();
		Autogeneration generation = generate(database,
				SchemaDraft.base().column("age", (column) -> column.type(text())).schema());
		assertThat(generation.blocked()).isEmpty();
		database.run(generation.upgrade());
		assertThat(database.jdbc()
			.queryForList("SELECT stxname || ' ' || stxowner::regrole FROM pg_statistic_ext ORDER BY 1", String.class))
			.containsExactly("plain pg_monitor", "texts pg_monitor");
		database.run(generation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
	}

	@Test
	void aPublicationThatDoesNotAcceptATypeIsNamed() {
		GeneratedDatabase database = base(18, """
				CREATE SCHEMA api;
				CREATE TABLE api."log, of" (id bigint, "a (b)" text);
				CREATE PUBLICATION codes FOR TABLE users (id, "code") WHERE (code LIKE 'x%' OR code = '('), teams,
					api."log, of" ("a (b)") WHERE ("a (b)" <> 'x');
				CREATE PUBLICATION "some moods" FOR TABLE users WHERE (nick <> 'x');
				CREATE PUBLICATION all_codes FOR TABLE ONLY users (code, id)""");
		List<String> was = database.catalog();
		Autogeneration generation = generate(database,
				SchemaDraft.base()
					.column("code", (code) -> code.type(integer()))
					.column("nick", (nick) -> nick.type(userDefined("public.mood")))
					.schema());
		assertThat(generation.blocked()).containsExactlyInAnyOrder(
				"The type of column users.code cannot be changed, because publication of table users in publication codes"
						+ " does not accept it: operator does not exist: integer ~~ text.",
				"The type of column users.nick cannot be changed, because publication of table users in publication some"
						+ " moods does not accept it: invalid publication WHERE expression.");
		Autogeneration accepted = generate(database,
				SchemaDraft.base().column("code", (code) -> code.type(varchar(50))).schema());
		assertThat(accepted.blocked()).isEmpty();
		database.run(accepted.upgrade());
		database.run(accepted.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatIsOverAColumnOfAChildThatDoesNotAcceptATypeIsNamed(int version) {
		String children = """
				CREATE TABLE checked (CHECK (code LIKE 'x%')) INHERITS (users);
				CREATE TABLE of_child () INHERITS (checked);
				CREATE INDEX lower_code ON of_child (lower(code))""";
		assertThat(blocked(version, children)).containsExactlyInAnyOrder(
				"The type of column checked.code cannot be changed, because constraint checked_code_check does not accept it:"
						+ " operator does not exist: integer ~~ text.",
				"The type of column of_child.code cannot be changed, because index lower_code does not accept it: function"
						+ " lower(integer) does not exist.");
		String inOtherSchemas = """
				CREATE SCHEMA parts;
				CREATE SCHEMA deep;
				CREATE TYPE parts.weather AS ENUM ('fine');
				CREATE TABLE parts.plain (weather parts.weather CHECK (weather = 'fine'), CHECK (code <> nick)) INHERITS (users);
				CREATE TABLE deep.checked (CHECK (code LIKE 'x%')) INHERITS (parts.plain)""";
		assertThat(blocked(version, inOtherSchemas)).containsExactlyInAnyOrder(
				"The type of column parts.plain.code cannot be changed, because constraint plain_check does not accept it:"
						+ " operator does not exist: integer <> text.",
				"The type of column deep.checked.code cannot be changed, because constraint checked_code_check does not"
						+ " accept it: operator does not exist: integer ~~ text.");
		assertThat(blocked(version, """
				CREATE TABLE child () INHERITS (users);
				CREATE VIEW of_child AS SELECT lower(code) FROM child;
				CREATE STATISTICS child_codes ON lower(code), nick FROM child""")).hasSize(2)
			.allMatch((reason) -> reason.startsWith("The type of column users.code cannot be changed, because ")
					&& reason.endsWith(" does not accept it: function lower(integer) does not exist."));
		assertThat(blocked(version,
				"CREATE TABLE child (later text GENERATED ALWAYS AS (nick || code) STORED) INHERITS (users)"))
			.singleElement()
			.asString()
			.matches(
					"The type of column users\\.code cannot be changed, because .*column later of table child uses it and"
							+ " cannot be created again\\.");
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void aForeignKeyThatDoesNotAcceptATypeIsNamed(int version) {
		GeneratedDatabase database = base(version, """
				ALTER TABLE users ADD CONSTRAINT ages UNIQUE (age);
				CREATE TABLE other (a integer REFERENCES users (age), b text)""");
		assertThat(generate(database, SchemaDraft.base().column("age", (age) -> age.type(text())).schema()).blocked())
			.containsExactly(
					"The type of column users.age cannot be changed, because constraint other_a_fkey of table other does not"
							+ " accept it: foreign key constraint \"other_a_fkey\" cannot be implemented.");
		List<String> was = database.catalog();
		Autogeneration generation = generate(database,
				SchemaDraft.base().column("age", (age) -> age.type(bigint())).schema());
		assertThat(generation.blocked()).isEmpty();
		database.run(generation.upgrade());
		database.run(generation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
	}

	/**
	 * Such a user has one schema of temporary objects, and cannot create publications.
	 */
	@Test
	void aUserWhoMayCreateOnlyTemporaryObjectsHearsOfMost() {
		GeneratedDatabase database = base(18,
				"""
						CREATE SCHEMA api;
						CREATE STATISTICS lower_codes ON lower(code), nick FROM users;
						CREATE STATISTICS api.texts ON lower(code), nick FROM users;
						CREATE PUBLICATION codes FOR TABLE users (id, code) WHERE (code LIKE 'x%');
						CREATE PUBLICATION nicks FOR TABLE users (id, code) WHERE (nick <> 'x');
						CREATE MATERIALIZED VIEW lower_codes_of_users WITH (fillfactor = 80) AS SELECT lower(code) FROM users;
						CREATE POLICY by_code ON users USING (code <> current_user);
						CREATE FUNCTION search(wanted text) RETURNS bigint RETURN (SELECT min(id) FROM users WHERE code = wanted);
						GRANT USAGE ON SCHEMA public TO pg_monitor;
						GRANT SELECT ON ALL TABLES IN SCHEMA public TO pg_monitor""");
		database.jdbc().execute("SET ROLE pg_monitor");
		try {
			Autogeneration generation = generate(database,
					SchemaDraft.base().column("code", (code) -> code.type(integer())).schema());
			assertThat(generation.blocked())
				.map((reason) -> reason.replaceFirst(".*, because (.*) does not accept it: .*", "$1"))
				.containsExactlyInAnyOrder("statistics object lower_codes",
						"publication of table users in publication codes", "materialized view lower_codes_of_users",
						"policy by_code on table users", "function search(text)");
			assertThat(generation.notes()).containsExactlyInAnyOrder(
					"Whether statistics object api.texts accepts the change could not be tried: the user may not create"
							+ " schemas. If it does not, the revision fails.",
					"Whether publication of table users in publication nicks accepts the change could not be tried: the user"
							+ " may not create publications. If it does not, the revision fails.");
			database.jdbc().execute("RESET ROLE; CREATE TABLE api.child () INHERITS (users); SET ROLE pg_monitor");
			assertThat(generate(database, SchemaDraft.base().column("code", (code) -> code.type(integer())).schema())
				.notes())
				.contains("Whether the tables in schema api that inherit columns accept the change could not be"
						+ " tried: the user may not create schemas. If they do not, the revision fails.");
		}
		finally {
			database.jdbc().execute("RESET ROLE");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatAcceptsATypeIsNotInTheWay(int version) {
		assertThat(blocked(version, """
				ALTER TABLE users ADD CONSTRAINT by_hand CHECK (code IS NOT NULL OR nick LIKE 'x%');
				CREATE INDEX by_hand ON users (lower(nick)) INCLUDE (code) WHERE code IS NOT NULL""")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatIsDroppedWithAColumnIsNotInTheWay(int version) {
		GeneratedDatabase database = base(version, "ALTER TABLE users ADD CONSTRAINT by_hand CHECK (code > nick)");
		SchemaDraft wanted = SchemaDraft.base()
			.column("code", (code) -> code.type(integer()))
			.users((users) -> users
				.columns(users.columns().stream().filter((column) -> !column.name().equals("nick")).toList()));
		assertThat(generate(database, wanted.schema()).blocked()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void theValuesOfAnEnumThatATextWasComparedWithAreNamed(int version) {
		GeneratedDatabase database = base(version, "CREATE INDEX by_hand ON users (nick) WHERE mood <> 'sad'");
		SchemaDraft wanted = SchemaDraft.base().column("mood", (mood) -> mood.type(text()));
		assertThat(generate(database, wanted.schema()).blocked()).singleElement()
			.asString()
			.startsWith("The type of column users.mood cannot be changed, because index by_hand does not accept it:");
	}

	/**
	 * The server has no cast of the new default back to the old type.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void aDefaultThatNobodyStatesComesBackWithTheType(int version) {
		GeneratedDatabase database = base(version, """
				ALTER TABLE users ALTER age SET DEFAULT 5, ADD CHECK (age IS NOT NULL);
				CREATE INDEX ON users (age) WHERE age IS NOT NULL""");
		List<String> was = database.catalog();
		Autogeneration generation = generate(database,
				SchemaDraft.base().column("age", (column) -> column.type(text())).schema());
		assertThat(generation.blocked()).isEmpty();
		database.run(generation.upgrade());
		database.jdbc().execute("INSERT INTO users (email) VALUES ('a')");
		database.run(generation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
		assertThat(database.jdbc().queryForObject("SELECT age FROM users", Integer.class)).isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatWouldLoseACastIsCreatedAgain(int version) {
		GeneratedDatabase database = base(version, """
				ALTER TABLE users ADD CONSTRAINT by_hand CHECK (age::text <> '' AND age::varchar(3) > '');
				CREATE INDEX by_age ON users ((age::text), nick) WHERE length(age::text) > 1;
				COMMENT ON INDEX by_age IS 'by hand'""");
		List<String> was = database.catalog();
		Autogeneration generation = generate(database,
				SchemaDraft.base().column("age", (column) -> column.type(text())).schema());
		assertThat(generation.blocked()).isEmpty();
		assertThat(generation.notes()).containsExactly(
				"Constraint users.by_hand is dropped and created again, because what it depends on changes.",
				"Index users.by_age is dropped and created again, because what it depends on changes.");
		database.run(generation.upgrade());
		database.run(generation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatDoesNotAcceptTheOldTypeBackIsNamed(int version) {
		GeneratedDatabase database = base(version,
				"ALTER TABLE users ADD CONSTRAINT by_hand CHECK (nullif(age, age)::text <> '')");
		assertThat(generate(database, SchemaDraft.base().column("age", (column) -> column.type(text())).schema())
			.blocked()).singleElement()
			.asString()
			.startsWith(
					"The type of column users.age cannot be changed back: operator does not exist: integer <> text");
	}

	/**
	 * The server parses the bodies of these functions when it creates them.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void aFunctionInStandardSqlThatDoesNotAcceptATypeIsNamed(int version) {
		GeneratedDatabase database = base(version,
				"""
						CREATE SCHEMA api;
						CREATE TABLE api.log (entry text);
						CREATE VIEW plain AS SELECT id FROM teams;
						CREATE VIEW codes AS SELECT id, code, age FROM users;
						CREATE FUNCTION x_codes() RETURNS SETOF bigint BEGIN ATOMIC SELECT id FROM users WHERE code LIKE 'x%'; END;
						CREATE FUNCTION search(wanted text) RETURNS bigint RETURN (SELECT min(id) FROM users WHERE code = wanted);
						CREATE FUNCTION search(wanted int) RETURNS bigint RETURN (SELECT min(id) FROM users WHERE age = wanted
							AND code IS NOT NULL);
						CREATE FUNCTION upper_code(u users) RETURNS text RETURN upper(u.code);
						CREATE FUNCTION of_view() RETURNS SETOF text BEGIN ATOMIC SELECT lower(code) FROM codes; END;
						CREATE FUNCTION calls() RETURNS bigint RETURN search('x'::text);
						CREATE FUNCTION api.codes(n int DEFAULT 1) RETURNS SETOF users
							BEGIN ATOMIC SELECT * FROM users WHERE code > 'x'::text LIMIT n; END;
						CREATE PROCEDURE log_codes() BEGIN ATOMIC INSERT INTO api.log SELECT trim(code) FROM users;
							DELETE FROM plain; UPDATE teams SET name = 'x'; END;
						CREATE FUNCTION back(c int) RETURNS bigint RETURN (SELECT age FROM users WHERE age = c);
						CREATE FUNCTION still() RETURNS text RETURN (SELECT max(code) FROM users)""");
		assertThat(generate(database, SchemaDraft.base().column("code", (code) -> code.type(integer())).schema())
			.blocked()).map((reason) -> reason.replaceFirst("accept it:.*", "accept it"))
			.map((reason) -> reason.replace("The type of column users.code cannot be changed, because ", ""))
			.containsExactlyInAnyOrder("function x_codes() does not accept it",
					"function search(text) does not accept it", "function upper_code(users) does not accept it",
					"function of_view() does not accept it", "function api.codes(integer) does not accept it",
					"function log_codes() does not accept it");
		assertThat(generate(database, SchemaDraft.base().column("age", (age) -> age.type(text())).schema()).blocked())
			.containsExactlyInAnyOrder(
					"The type of column users.age cannot be changed, because function search(integer) does not accept"
							+ " it: operator does not exist: text = integer.",
					"The type of column users.age cannot be changed, because function back(integer) does not accept"
							+ " it: operator does not exist: text = integer.");
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void aFunctionInStandardSqlThatAcceptsATypeIsCreatedAgain(int version) {
		GeneratedDatabase database = base(version,
				"""
						CREATE SCHEMA api;
						CREATE TABLE api.log (id bigint GENERATED ALWAYS AS IDENTITY, entry text, CONSTRAINT entries UNIQUE (entry));
						CREATE SEQUENCE api.calls;
						CREATE TABLE changes (age numeric, CONSTRAINT once UNIQUE (age));
						CREATE VIEW api.plain AS SELECT id, name FROM teams;
						CREATE VIEW ages AS SELECT id, age, mood FROM users;
						CREATE VIEW api.ages AS SELECT ages.age, plain.name FROM ages, api.plain;
						CREATE FUNCTION oldest() RETURNS numeric STABLE RETURN (SELECT max(age) FROM users);
						CREATE FUNCTION oldest(of_mood mood) RETURNS numeric
							RETURN (SELECT max(age) FROM ages WHERE mood = of_mood);
						CREATE FUNCTION api.older(than numeric DEFAULT oldest()) RETURNS SETOF users
							BEGIN ATOMIC SELECT * FROM users WHERE age > than OR nextval('api.calls') > 5; END;
						COMMENT ON FUNCTION api.older IS 'with a default';
						CREATE FUNCTION age_of(u users) RETURNS text RETURN u.age::text;
						CREATE PROCEDURE api.note(n numeric) BEGIN ATOMIC
							INSERT INTO api.log (entry) SELECT age::text FROM api.ages WHERE age > n
								ON CONFLICT (entry) DO UPDATE SET entry = excluded.entry || 'x';
							INSERT INTO changes SELECT age FROM api.older(n) ON CONFLICT ON CONSTRAINT once DO NOTHING;
							UPDATE api.plain SET name = 'x' WHERE id = (SELECT age FROM users WHERE age = 5 FOR UPDATE);
							UPDATE users SET age = age + 1; END;
						CREATE FUNCTION notes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.age := 0; RETURN new; END $$;
						CREATE TRIGGER notes BEFORE UPDATE OF age ON users FOR EACH ROW EXECUTE FUNCTION notes();
						CREATE RULE logged AS ON INSERT TO users WHERE new.age > 100 DO ALSO
							INSERT INTO api.log (entry) VALUES (new.age::text);
						CREATE VIEW texts AS SELECT age_of(users) FROM users""");
		List<String> was = database.catalog();
		Autogeneration generation = generate(database,
				SchemaDraft.base().column("age", (column) -> column.type(bigint())).schema());
		assertThat(generation.blocked()).isEmpty();
		assertThat(generation.notes()).containsExactly("Table changes is not mapped and is left alone.");
		database.run(generation.upgrade());
		database.run(generation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
	}

	@Test
	void whatIsRenamedAtTheSameTimeIsTriedUnderItsFormerName() {
		GeneratedDatabase database = base(18,
				"""
						CREATE FUNCTION x_codes() RETURNS SETOF bigint BEGIN ATOMIC SELECT id FROM users WHERE code LIKE 'x%'; END;
						CREATE FUNCTION codes() RETURNS SETOF text BEGIN ATOMIC SELECT code FROM users; END""");
		SchemaDraft wanted = SchemaDraft.base()
			.column("code", (code) -> new Column("number", integer(), code.nullable(), null, null, null, null, null))
			.renamed("users", "people");
		Autogeneration generation = database.generate(wanted.schema(), ComparisonOptions.forEntities(),
				(object) -> true, "users=people", "users.code=people.number");
		assertThat(generation.blocked()).containsExactly("The type of column users.code cannot be changed, because"
				+ " function x_codes() does not accept it: operator does not exist: integer ~~ text.");
	}

	@Test
	void whatCannotBeTriedIsNamed() {
		GeneratedDatabase database = base(18, """
				CREATE DOMAIN good_mood AS mood;
				CREATE FUNCTION moods(m good_mood) RETURNS bigint
					RETURN (SELECT min(id) FROM users WHERE mood = m::mood AND code IS NOT NULL)""");
		Autogeneration generation = generate(database,
				SchemaDraft.base().column("code", (code) -> code.type(integer())).schema());
		assertThat(generation.blocked()).isEmpty();
		assertThat(generation.notes()).singleElement()
			.asString()
			.startsWith(
					"Whether function moods(good_mood) accepts the change could not be tried: cannot cast type good_mood to mood");
	}

	@Test
	void aGeneratedColumnOverAColumnIsNamedOnce() {
		GeneratedDatabase database = base(18, """
				ALTER TABLE users ADD next integer GENERATED ALWAYS AS (age + 1) STORED;
				CREATE INDEX by_next ON users (next)""");
		assertThat(generate(database, SchemaDraft.base().column("age", (column) -> column.type(bigint())).schema())
			.notes())
			.containsExactly("Column users.next is not in the entities, but stays: it is dropped and created"
					+ " again, because what it depends on changes.");
	}

	private static List<String> blocked(int version, String sql) {
		return generate(base(version, sql), SchemaDraft.base().column("code", (code) -> code.type(integer())).schema())
			.blocked();
	}

	private static GeneratedDatabase base(int version, String sql) {
		GeneratedDatabase database = databases.empty(version);
		database.jdbc()
			.queryForList("SELECT quote_ident(pubname) FROM pg_publication", String.class)
			.forEach((publication) -> database.jdbc().execute("DROP PUBLICATION " + publication));
		database.run(generate(database, SchemaChanges.BASE).upgrade());
		Dialects.of("postgresql")
			.splitter()
			.split(sql, "script")
			.forEach((statement) -> database.jdbc().execute(statement.text()));
		return database;
	}

	private static Autogeneration generate(GeneratedDatabase database, WantedSchema wanted) {
		return database.generate((target) -> wanted, ComparisonOptions.forEntities());
	}

}
