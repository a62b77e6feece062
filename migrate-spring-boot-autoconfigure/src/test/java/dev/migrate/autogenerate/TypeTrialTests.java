package dev.migrate.autogenerate;

import java.util.List;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
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

	private static List<String> blocked(int version, String sql) {
		return generate(base(version, sql), SchemaDraft.base().column("code", (code) -> code.type(integer())).schema())
			.blocked();
	}

	private static GeneratedDatabase base(int version, String sql) {
		GeneratedDatabase database = databases.empty(version);
		database.run(generate(database, SchemaChanges.BASE).upgrade());
		database.jdbc().execute(sql);
		return database;
	}

	private static Autogeneration generate(GeneratedDatabase database, WantedSchema wanted) {
		return database.generate((target) -> wanted, ComparisonOptions.forEntities());
	}

}
