package dev.migrate.autogenerate;

import java.util.List;
import java.util.Set;

import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.schema.naming.NamingConvention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares everything that a {@link SchemaScript} can say, or names it.
 */
class SchemaScriptCoverageTests {

	private static final String EVERYTHING = """
			CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
			CREATE FUNCTION slug(title text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(title) $$;
			CREATE PROCEDURE tidy() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM article; END $$;
			CREATE FUNCTION newest() RETURNS newest LANGUAGE sql AS $$ SELECT * FROM newest $$;
			CREATE SEQUENCE number AS integer INCREMENT 10 MINVALUE 5 MAXVALUE 5000 START 25 CACHE 7 CYCLE;
			COMMENT ON SEQUENCE number IS 'of invoices';
			CREATE TABLE article (
				id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 10),
				author email,
				title text NOT NULL,
				slug text GENERATED ALWAYS AS (slug(title)) STORED,
				during tsrange, UNIQUE (slug) INCLUDE (title),
				CONSTRAINT article_pkey PRIMARY KEY (id) INCLUDE (title) DEFERRABLE,
				CONSTRAINT not_at_once EXCLUDE USING gist (during WITH &&) WHERE (title <> ''),
				CONSTRAINT own CHECK (title <> '') NO INHERIT
			) WITH (fillfactor = 70);
			CREATE INDEX by_slug ON article (slug(title));
			COMMENT ON INDEX by_slug IS 'for links';
			CREATE UNLOGGED TABLE draft (id int PRIMARY KEY, body text STORAGE EXTERNAL);
			CREATE TABLE special (extra text) INHERITS (article);
			CREATE TABLE visit (at timestamptz NOT NULL) PARTITION BY RANGE (at);
			CREATE TABLE visit_2026 PARTITION OF visit FOR VALUES FROM ('2026-01-01Z') TO ('2027-01-01Z');
			CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
			CREATE TRIGGER touched BEFORE UPDATE ON article FOR EACH ROW EXECUTE FUNCTION touch();
			ALTER TABLE article DISABLE TRIGGER touched;
			ALTER TABLE article ENABLE ROW LEVEL SECURITY;
			ALTER TABLE ONLY article OWNER TO nobody_of_this_name;
			CREATE MATERIALIZED VIEW newest AS SELECT * FROM article;
			CREATE UNIQUE INDEX newest_id ON newest (id);
			COMMENT ON INDEX newest_id IS 'to refresh concurrently';
			COMMENT ON COLUMN newest.id IS 'of the article';
			ALTER INDEX newest_id RENAME TO newest_ids;
			""".replace("STORAGE EXTERNAL);", ");\n			ALTER TABLE draft ALTER body SET STORAGE EXTERNAL;");

	/**
	 * Each statement stands for the note that it is not compared.
	 */
	private static final String NOT_COMPARED = """
			schema.sql, line 2: CREATE FUNCTION slug(title text) RETURNS text LANGUAGE sql I…
			schema.sql, line 3: CREATE PROCEDURE tidy() LANGUAGE plpgsql AS $$ BEGIN DELETE …
			schema.sql, line 4: CREATE FUNCTION newest() RETURNS newest LANGUAGE sql AS $$ S…
			schema.sql, line 20: ALTER TABLE draft ALTER body SET STORAGE EXTERNAL
			schema.sql, line 24: CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS …
			schema.sql, line 25: CREATE TRIGGER touched BEFORE UPDATE ON article FOR EACH ROW…
			schema.sql, line 26: ALTER TABLE article DISABLE TRIGGER touched
			schema.sql, line 27: ALTER TABLE article ENABLE ROW LEVEL SECURITY
			schema.sql, line 28: ALTER TABLE ONLY article OWNER TO nobody_of_this_name
			schema.sql, line 29: CREATE MATERIALIZED VIEW newest AS SELECT * FROM article
			schema.sql, line 30: CREATE UNIQUE INDEX newest_id ON newest (id)
			schema.sql, line 31: COMMENT ON INDEX newest_id IS 'to refresh concurrently'
			schema.sql, line 32: COMMENT ON COLUMN newest.id IS 'of the article'
			schema.sql, line 33: ALTER INDEX newest_id RENAME TO newest_ids
			schema.sql: table special inherits from article and is neither created nor compared.
			schema.sql: table visit_2026 is a partition of visit and is neither created nor compared.
			schema.sql: type email is neither created nor compared.""";

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public");

	private static GeneratedDatabase built(int version) {
		GeneratedDatabase database = databases.empty(version);
		database.jdbc()
			.execute(EVERYTHING.replace("ALTER TABLE ONLY article OWNER TO nobody_of_this_name;", "")
				.replace("ALTER TABLE article DISABLE", "CREATE ROLE x; DROP ROLE x; ALTER TABLE article DISABLE")
				.replace("CREATE FUNCTION newest()", "SET check_function_bodies = off; CREATE FUNCTION not_newest()")
				.replace("RETURNS newest LANGUAGE", "RETURNS bigint LANGUAGE"));
		return database;
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatTheScriptHasBuiltDoesNotDifferAndWhatIsNotComparedIsNamed(int version) {
		Autogeneration generation = compare(built(version), EVERYTHING);
		assertThat(differences(generation)).isEmpty();
		assertThat(generation.notes()).map((note) -> note.replaceAll(": '(.*)' is not compared\\.", ": $1"))
			.containsExactlyInAnyOrderElementsOf(NOT_COMPARED.lines().toList());
	}

	@Test
	void aForeignKeyToATableThatIsNotCreatedIsNotCreated() {
		GeneratedDatabase database = databases.empty(18);
		String script = """
				CREATE TABLE parent (id int PRIMARY KEY);
				CREATE TABLE child (PRIMARY KEY (id)) INHERITS (parent);
				CREATE TABLE other (id int PRIMARY KEY, child_id int REFERENCES child, parent_id int REFERENCES parent);
				""";
		Autogeneration generation = compare(database, script);
		assertThat(generation.notes()).contains(
				"Foreign key other_child_id_fkey of table other is not created, because it refers to child, which is"
						+ " no table that is created.");
		database.run(generation.upgrade());
		assertThat(differences(compare(database, script))).isEmpty();
		database.jdbc().execute("CREATE TABLE child (PRIMARY KEY (id)) INHERITS (parent)");
		generation = compare(database, script);
		assertThat(differences(generation)).singleElement().asString().contains("other_child_id_fkey");
		database.run(generation.upgrade());
		assertThat(differences(compare(database, script))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"ALTER TABLE article DROP CONSTRAINT not_at_once | constraint article.not_at_once is missing",
			"ALTER TABLE article DROP CONSTRAINT own, ADD CONSTRAINT own CHECK (title <> '') | constraint article.own",
			"ALTER TABLE article DROP CONSTRAINT article_pkey, ADD PRIMARY KEY (id) | constraint article.article_pkey",
			"ALTER TABLE article DROP CONSTRAINT article_slug_title_key, ADD UNIQUE (slug) | constraint article.article_slug",
			"ALTER TABLE draft ADD EXCLUDE USING btree (id WITH =) | constraint draft.draft_id_excl is not wanted",
			"ALTER SEQUENCE number CACHE 1 NO CYCLE | sequence number",
			"ALTER SEQUENCE number AS bigint | sequence number",
			"ALTER SEQUENCE number NO MAXVALUE START 5 | sequence number",
			"COMMENT ON SEQUENCE number IS NULL | sequence number",
			"ALTER TABLE article ALTER id SET GENERATED BY DEFAULT | identity of article.id" })
	void isCompared(String change, String difference) {
		GeneratedDatabase database = built(18);
		List<String> was = database.catalog();
		database.jdbc().execute(change);
		List<String> changed = database.catalog();
		Autogeneration generation = compare(database, EVERYTHING);
		assertThat(differences(generation)).singleElement().asString().startsWith(difference);
		database.run(generation.upgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(was);
		database.run(generation.downgrade());
		assertThat(database.catalog()).containsExactlyElementsOf(changed);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"ALTER TABLE draft SET LOGGED | UNLOGGED of table draft differs (unlogged wanted, logged found).",
			"ALTER TABLE article RESET (fillfactor) | The storage parameters of table article differs ({fillfactor=70} wanted,"
					+ " none found).",
			"COMMENT ON INDEX by_slug IS 'x' | The comment of index by_slug differs ('for links' wanted, 'x' found).",
			"CREATE TABLE parent (); ALTER TABLE draft INHERIT parent | What table draft inherits from differs (none wanted,"
					+ " parent found).",
			"ALTER TABLE article ALTER id SET INCREMENT 1 | How the identity of column article.id counts differs.",
			"CREATE SEQUENCE s; ALTER TABLE article ALTER id DROP IDENTITY, ALTER id SET DEFAULT nextval('s') | The identity of"
					+ " column article.id differs (GENERATED ALWAYS wanted, DEFAULT nextval('s'::regclass) found).",
			"DROP TABLE visit; CREATE TABLE visit (at timestamptz NOT NULL) | PARTITION BY of table visit differs (RANGE (at)"
					+ " wanted, none found)." })
	void isNamed(String change, String note) {
		GeneratedDatabase database = built(18);
		database.jdbc().execute(change);
		Autogeneration generation = compare(database, EVERYTHING);
		assertThat(generation.notes()).contains(note + " It is not compared.");
		assertThat(differences(generation)).allMatch((difference) -> difference.startsWith("sequence s is not wanted"));
	}

	/**
	 * Everything that tables can need of the same script, in an order in which each needs
	 * what is before it.
	 */
	private static final String NEEDS = """
			CREATE TYPE state AS ENUM ('open', 'paid');
			CREATE DOMAIN email AS text;
			CREATE FUNCTION is_email(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT value LIKE '%@%' $$;
			ALTER DOMAIN email ADD CHECK (is_email(VALUE));
			ALTER FUNCTION is_email(text) PARALLEL SAFE;
			CREATE TYPE span AS RANGE (subtype = float8);
			CREATE COLLATION german (provider = icu, locale = 'de');
			CREATE TYPE address AS (street text, mail email);
			CREATE TABLE z (id int PRIMARY KEY);
			CREATE FUNCTION code() RETURNS text LANGUAGE sql AS 'SELECT max(id)::text FROM z';
			CREATE FUNCTION first_of(of z) RETURNS int LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT $1.id; END;
			CREATE FUNCTION rank(state state) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT length(state::text) $$;
			CREATE TABLE a (
				id int PRIMARY KEY, email email, code text COLLATE german DEFAULT code(), state state, home address,
				during span, rank int GENERATED ALWAYS AS (rank(state)) STORED, other z,
				CHECK (is_email(code)), CHECK (first_of(other) > 0)
			);
			CREATE FUNCTION of_a(a a) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
			ALTER TABLE a ADD CONSTRAINT of_itself CHECK (of_a(a) > 0);
			CREATE INDEX by_rank ON a (rank(state)) WHERE is_email(code);
			CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
			CREATE TRIGGER touched BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION touch();
			CREATE TABLE b (id int);""";

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatTablesNeedOfTheScriptIsThereToTryThemOut(int version) {
		GeneratedDatabase database = databases.empty(version);
		Autogeneration generation = compare(database, NEEDS);
		assertThat(differences(generation)).containsExactlyInAnyOrder("enum type state is missing: ('open', 'paid')",
				"composite type address is missing: (street text, mail email)", "table a is missing",
				"table b is missing", "table z is missing");
		assertThat(generation.refused()).isEmpty();
		assertThat(generation.notes()).contains(
				"The database lacks what column a.email needs, and Migrate does not create it: type \"public.email\" does"
						+ " not exist. Write it into the revision.")
			.noneMatch((note) -> note.contains("lacks") && note.contains(" b"));
		assertThat(generation.remarks()).anyMatch((remark) -> remark.contains("column a.code needs"));
		run(NEEDS, database);
		assertThat(differences(compare(database, NEEDS))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 14, 18 })
	void whatTheDatabaseHasOtherwiseDoesNotCount(int version) {
		GeneratedDatabase database = databases.empty(version);
		database.jdbc().execute("""
				CREATE DOMAIN email AS int;
				CREATE FUNCTION code() RETURNS int LANGUAGE sql AS 'SELECT 1';
				CREATE FUNCTION rank(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
				CREATE TYPE span AS RANGE (subtype = int);
				CREATE TABLE live (email email)""");
		Autogeneration generation = compare(database, NEEDS);
		assertThat(differences(generation)).contains("table a is missing");
		run("DROP TABLE live; DROP DOMAIN email; DROP FUNCTION code(), rank(text); DROP TYPE span; " + NEEDS
				+ "; ALTER DOMAIN email SET DEFAULT 'x'; CREATE OR REPLACE FUNCTION code() RETURNS text"
				+ " LANGUAGE sql AS 'SELECT text ''y'''", database);
		run("ALTER TABLE a ALTER code DROP DEFAULT, ALTER email TYPE text; DROP INDEX by_rank", database);
		Autogeneration changed = compare(database, NEEDS);
		assertThat(differences(changed)).hasSize(3);
		assertThat(changed.notes()).noneMatch((note) -> note.contains("lacks"));
		database.run(changed.upgrade());
		assertThat(differences(compare(database, NEEDS))).isEmpty();
	}

	@Test
	void aColumnCanGetADomainThatTheDatabaseLacks() {
		GeneratedDatabase database = databases.empty(14);
		database.jdbc().execute("CREATE TABLE a (e varchar(50) DEFAULT 'x', CHECK (e <> ''))");
		Autogeneration generation = compare(database,
				"CREATE DOMAIN email AS text; CREATE TABLE a (e email DEFAULT 'x', CHECK (e <> ''));");
		assertThat(differences(generation)).contains("type of a.e: email wanted, varchar(50) found");
		assertThat(generation.blocked()).isEmpty();
		database.jdbc().execute("CREATE DOMAIN email AS text");
		database.run(generation.upgrade());
		database.run(generation.downgrade());
	}

	@Test
	void severalChangesAreNotPassedOver() {
		assertThatExceptionOfType(RefusedStatementException.class).isThrownBy(() -> compare(databases.empty(14), """
				CREATE TABLE a (id int);
				ALTER TABLE a DISABLE TRIGGER t, ADD COLUMN b int;"""))
			.withMessageStartingWith(
					"schema.sql, line 2: 'ALTER TABLE a DISABLE TRIGGER t, ADD COLUMN b int' makes several"
							+ " changes, one of which is not compared");
	}

	private static void run(String script, GeneratedDatabase database) {
		Dialects.of("postgresql")
			.splitter()
			.split(script, "schema.sql")
			.forEach((statement) -> database.jdbc().execute(statement.text()));
	}

	private static List<String> differences(Autogeneration generation) {
		return generation.differences().stream().map(Object::toString).toList();
	}

	private static Autogeneration compare(GeneratedDatabase database, String script) {
		return new Autogenerator(database.database().session(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of()).scripts(List.of(new SchemaScript("schema.sql", script))),
				ComparisonOptions.forEntities())
			.compare();
	}

}
