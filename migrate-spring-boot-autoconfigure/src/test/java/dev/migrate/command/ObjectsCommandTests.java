package dev.migrate.command;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.dialect.Dialects;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObjectsCommand}, and for declared objects in other commands.
 */
@ExtendWith(PostgresExtension.class)
class ObjectsCommandTests {

	private static final String OBJECTS = "src/main/resources/db/objects";

	private static final String REVISIONS = "src/main/resources/db/revisions";

	private static final String LIST = REVISIONS + "/declared-objects.txt";

	@TempDir
	Path folder;

	private TestProject project;

	@BeforeEach
	void createProject(TestDatabase database) {
		this.project = new TestProject(this.folder).database(database.dataSource())
			.wanting(new WantedSchema(List.of(Table.table("public.users")
				.column("id", DataType.bigint(), Column::notNull)
				.column("name", DataType.varchar(255))
				.primaryKey("id")), List.of(), List.of(), List.of(), List.of()));
	}

	@Test
	void whatIsDeclaredIsListedAndWrittenAndDroppedWithItsFile(TestDatabase database) {
		this.project.file(OBJECTS + "/views/named.sql", """
				-- Everybody with a name.
				CREATE VIEW named AS SELECT id, shout(name) AS name FROM users WHERE name <> '';
				COMMENT ON VIEW named IS 'Has a name';
				""").file(OBJECTS + "/shout.sql", """
				CREATE FUNCTION shout(word text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
					SELECT upper(word) || '!'
				$$;
				""").build();
		assertThat(this.project.output("objects")).isEqualTo("""
				missing  function shout(text)  db/objects/shout.sql, line 1
				missing  view named            db/objects/views/named.sql, line 2
				""");
		this.project.output("revision", "-m", "users", "--autogenerate", "--format", "sql");
		assertThat(TestProject.read(this.folder.resolve(LIST)).lines().filter((line) -> !line.startsWith("#")))
			.containsExactly("function shout(text)", "view named");
		this.project.build().output("upgrade");
		assertThat(this.project.output("objects", "--json")).contains("\"state\":\"same\"").doesNotContain("missing");
		assertThat(this.project.run("check").err())
			.contains("The database matches the entities and the declared objects.");
		this.project.file(OBJECTS + "/shout.sql", """
				CREATE FUNCTION shout(word text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
					SELECT upper(word) || '?'
				$$;
				""").build();
		TestCommandLine.Result check = this.project.run("check");
		assertThat(check.exitCode()).isEqualTo(1);
		assertThat(check.out())
			.isEqualTo("function shout(text): SELECT upper(word) || '?' wanted, SELECT upper(word) || '!' found\n");
		this.project.file(OBJECTS + "/shout.sql", "-- nothing\n").file(OBJECTS + "/views/named.sql", """
				CREATE VIEW named AS SELECT id, name FROM users WHERE name <> '';
				""").build();
		assertThat(this.project.output("objects")).isEqualTo("""
				differs             view named            db/objects/views/named.sql, line 1
				no longer declared  function shout(text)
				""");
		this.project.output("revision", "-m", "quiet", "--autogenerate", "--format", "sql");
		assertThat(TestProject.read(this.folder.resolve(LIST))).endsWith("\nview named\n").doesNotContain("shout");
		this.project.build().output("upgrade");
		assertThat(this.project.output("check")).isEmpty();
		assertThat(
				database.jdbc().sql("SELECT count(*) FROM pg_proc WHERE proname = 'shout'").query(Long.class).single())
			.isZero();
		this.project.output("downgrade", "-1");
		assertThat(database.jdbc().sql("SELECT shout('a')").query(String.class).single()).isEqualTo("A!");
	}

	@Test
	void thePageShowsWhatHappens(TestDatabase database) {
		String page = TestProject.read(Path.of("../docs/objects.md"));
		Matcher file = Pattern
			.compile("^`(src/main/resources/[^`]*)`:\n\n```sql\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
			.matcher(page);
		while (file.find()) {
			this.project.file(file.group(1), file.group(2));
		}
		this.project.build()
			.wanting(new WantedSchema(List.of(Table.table("public.people")
				.column("id", DataType.bigint(), Column::notNull)
				.column("given_name", DataType.text())
				.column("family_name", DataType.text())
				.column("age", DataType.integer())
				.column("touched_at", DataType.timestamp())
				.primaryKey("id")), List.of(), List.of(), List.of(), List.of()));
		TestCommandLine.Result objects = this.project.run("objects");
		assertThat(page).contains("$ migrate objects\n" + objects.out() + objects.err() + "```");
		this.project.output("revision", "-m", "people", "--autogenerate", "--format", "sql");
		this.project.build().output("upgrade");
		assertThat(this.project.output("check")).isEmpty();
		Path adults = this.folder.resolve(OBJECTS + "/adults.sql");
		Matcher change = Pattern.compile("^-\\t(.*)\\n\\+\\t(.*)$", Pattern.MULTILINE).matcher(page);
		assertThat(change.find()).isTrue();
		this.project.file(OBJECTS + "/adults.sql", TestProject.read(adults).replace(change.group(1), change.group(2)))
			.build()
			.output("revision", "-m", "older", "--autogenerate", "--format", "sql");
		this.project.build().output("upgrade");
		assertThat(this.project.output("check")).isEmpty();
		assertThat(database.jdbc().sql("SELECT pg_get_viewdef('adults'::regclass)").query(String.class).single())
			.contains("age >= 21");
	}

	@Test
	void whatTheDatabaseHasIsDeclaredInFiles(TestDatabase database) {
		Dialects.of("postgresql")
			.splitter()
			.split("""
					CREATE TABLE users (id bigint NOT NULL, name varchar(255), PRIMARY KEY (id));
					CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
					CREATE TYPE pair AS (a int, b email);
					CREATE FUNCTION f(a int, b text DEFAULT 'x') RETURNS TABLE (c int) LANGUAGE plpgsql AS $b$
					BEGIN RETURN QUERY SELECT $1; END $b$;
					CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT a || 'x'; END;
					CREATE PROCEDURE p(a int) LANGUAGE sql AS 'DELETE FROM users WHERE id = a';
					CREATE AGGREGATE agg(int) (SFUNC = int4pl, STYPE = int);
					CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
					CREATE TRIGGER stamped BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION stamp();
					ALTER TABLE users DISABLE TRIGGER stamped;
					CREATE VIEW v AS SELECT id, name FROM users WHERE name IN ('a', 'b') WITH LOCAL CHECK OPTION;
					COMMENT ON COLUMN v.name IS 'It''s';
					GRANT SELECT ON v TO PUBLIC;
					CREATE VIEW "W w" AS SELECT id AS "Id" FROM v;
					CREATE MATERIALIZED VIEW m AS SELECT count(*) AS n FROM v;
					CREATE UNIQUE INDEX m_n ON m (n);
					COMMENT ON INDEX m_n IS 'n';
					CREATE POLICY own ON users USING (name = current_user);
					ALTER TABLE users ENABLE ROW LEVEL SECURITY;
					CREATE RULE r AS ON DELETE TO v DO INSTEAD NOTHING;
					CREATE CAST (pair AS text) WITH INOUT;
					CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
					CREATE EVENT TRIGGER seen ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION seen();
					ALTER EVENT TRIGGER seen DISABLE;""", "setup")
			.forEach((statement) -> database.jdbc().sql(statement.text()).update());
		assertThat(this.project.output("objects").lines()).hasSize(18)
			.allMatch((line) -> line.startsWith("not declared"));
		assertThat(
				this.project.output("objects", "--write").lines().map((line) -> line.substring(OBJECTS.length() + 1)))
			.containsExactly("casts/pair_as_text.sql", "event_triggers/seen.sql", "functions/agg.sql",
					"functions/f.sql", "functions/f_2.sql", "functions/p.sql", "functions/seen.sql",
					"functions/stamp.sql", "policies/users.sql", "policies/users_own.sql", "rules/v_r.sql",
					"triggers/users_stamped.sql", "types/email.sql", "types/pair.sql", "views/m.sql", "views/v.sql",
					"views/w_w.sql");
		assertThat(TestProject.read(this.folder.resolve(OBJECTS + "/views/m.sql"))).isEqualTo("""
				CREATE MATERIALIZED VIEW m AS
				 SELECT count(*) AS n
				   FROM v;

				CREATE UNIQUE INDEX m_n ON m USING btree (n);

				COMMENT ON INDEX m_n IS 'n';
				""");
		assertThat(TestProject.read(this.folder.resolve(OBJECTS + "/event_triggers/seen.sql"))).isEqualTo("""
				CREATE EVENT TRIGGER seen ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION seen();

				ALTER EVENT TRIGGER seen DISABLE;
				""");
		this.project.build();
		assertThat(this.project.output("objects").lines()).hasSize(18).allMatch((line) -> line.startsWith("same"));
		assertThat(this.project.run("objects", "--write").err()).contains("No file was written");
		assertThat(this.project.output("check")).isEmpty();
		this.folder.resolve(OBJECTS + "/policies/users_own.sql").toFile().delete();
		this.project.deleteBuilt().build();
		assertThat(this.project.output("objects")).contains("no longer declared  policy own on users");
	}

}
