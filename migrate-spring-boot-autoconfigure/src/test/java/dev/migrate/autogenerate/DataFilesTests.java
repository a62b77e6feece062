package dev.migrate.autogenerate;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.autogenerate.change.RevisionSummary;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.file.DataFiles;
import dev.migrate.autogenerate.file.InvalidDataFileException;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.operations.rendering.DataTypeRenderer;
import dev.migrate.schema.Column;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.numeric;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.userDefined;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.EnumType.enumType;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link DataFiles}.
 */
@ExtendWith(PostgresExtension.class)
class DataFilesTests {

	@RegisterExtension
	static final GeneratedDatabase.Pool DATABASES = new GeneratedDatabase.Pool("public");

	@TempDir
	private Path folder;

	private GeneratedDatabase database = DATABASES.empty(18);

	@Test
	void rowsAreInsertedUpdatedAndDeletedBothWays() throws IOException {
		this.database = DATABASES.empty(14);
		execute("""
				CREATE TABLE countries (code char(2) PRIMARY KEY, name varchar(50) NOT NULL, population bigint,
					active boolean NOT NULL DEFAULT true, tags text[], info jsonb, since timestamptz,
					label text GENERATED ALWAYS AS (lower(name)) STORED);
				INSERT INTO countries VALUES
					('DE', 'BRD', 80, true, '{a,"b c"}', '{"a": 1}', '1949-05-23 00:00+00'),
					('FR', 'France', 68, true, NULL, NULL, NULL), ('SU', 'Soviet Union', 290, false, NULL, NULL, NULL);
				CREATE TABLE roles (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
				INSERT INTO roles (name) VALUES ('user');
				CREATE TABLE permissions (role_id bigint REFERENCES roles, name text, PRIMARY KEY (role_id, name));
				INSERT INTO permissions VALUES (1, 'read'), (1, 'shout');
				""");
		file("countries.csv", """
				# ISO 3166, see: the standard
				# delete: true
				code,name,tags,info
				DE,Germany,"{a,b c}","{""a"":1}"
				FR,France,,
				CI,"Côte d'Ivoire,
				 two lines \\ ${x}",{},"{""note"": ""x""}"
				""");
		file("roles.yaml", """
				- id: 1
				  name: user
				- id: 2
				  name: admin
				""");
		file("permissions.yml", """
				key: [role_id, name]
				delete: true
				rows:
				  - {role_id: 1, name: read}
				  - {role_id: 2, name: read}
				  - {role_id: 2, name: no}
				""");
		List<String> before = rows("countries", "roles", "permissions");
		Autogeneration generation = generate();
		assertThat(generation.differences()).map(Difference::toString)
			.containsExactly("row DE of countries: name 'Germany' wanted, name 'BRD' found",
					"row CI of countries is missing: code 'CI', name 'Côte d''Ivoire,  two lines \\ ${x}', tags '{}',"
							+ " info '{\"note\": \"x\"}'",
					"row SU of countries is not wanted: code 'SU', name 'Soviet Union', tags NULL, info NULL",
					"row 2 of roles is missing: id '2', name 'admin'",
					"row 2, read of permissions is missing: role_id '2', name 'read'",
					"row 2, no of permissions is missing: role_id '2', name 'no'",
					"row 1, shout of permissions is not wanted: role_id '1', name 'shout'");
		assertThat(summary(generation)).contains("- delete 1 row of countries", "- update 1 row of countries",
				"- insert 1 row into countries", "- insert 2 rows into permissions",
				"What is lost: 1 row of countries, 1 row of permissions.");
		GeneratedText sql = sql(generation);
		assertThat(sql.upgrade()).containsExactly("DELETE FROM countries WHERE code = 'SU';",
				"UPDATE countries SET name = 'Germany' WHERE code = 'DE';", "",
				"INSERT INTO countries (code, name, tags, info) VALUES", "    ('CI', E'Côte d''Ivoire,",
				" two lines \\\\ \\${x}', '{}', '{\"note\": \"x\"}');", "",
				"INSERT INTO roles (id, name) OVERRIDING SYSTEM VALUE VALUES (2, 'admin');",
				"SELECT setval(pg_get_serial_sequence('roles', 'id'), max(id))",
				"    FROM roles HAVING max(id) > coalesce(pg_sequence_last_value(pg_get_serial_sequence('roles', 'id')), 0);",
				"", "DELETE FROM permissions WHERE role_id = 1 AND name = 'shout';", "",
				"INSERT INTO permissions (role_id, name) VALUES", "    (2, 'read'),", "    (2, 'no');");
		assertThat(sql.downgrade()).contains(
				"DELETE FROM permissions WHERE (role_id, name) IN ((2, 'read'), (2, 'no'));",
				"INSERT INTO countries (code, name, population, active, tags, info, since) VALUES",
				"    ('SU', 'Soviet Union', 290, false, NULL, NULL, NULL);");
		assertThat(java(generation).upgrade()).contains(
				"op.bulkInsert(into(\"roles\", \"id\", \"name\").row(2L, \"admin\"));",
				"op.execute(\"UPDATE countries SET name = 'Germany' WHERE code = 'DE'\");");
		runsBothWays(generation, null, before, "countries", "roles", "permissions");
		assertThat(
				this.database.jdbc().queryForObject("INSERT INTO roles (name) VALUES ('x') RETURNING id", Long.class))
			.isEqualTo(3);
	}

	@Test
	void rowsOfTablesThatTheRevisionCreates() throws IOException {
		WantedSchema wanted = new WantedSchema(
				List.of(table("public.moods").column("id", integer(), Column::asIdentity)
					.column("mood", userDefined("public.mood"), Column::notNull)
					.column("parent", integer())
					.column("note", text())
					.primaryKey("id")
					.unique("mood")
					.constraint(foreignKey("parent").references("public.moods", "id")),
						table("public.people").column("name", varchar(20))
							.column("mood", userDefined("public.mood"))
							.primaryKey("name")
							.constraint(foreignKey("mood").references("public.moods", "mood"))),
				List.of(), List.of(), List.of(enumType("public.mood", "sad", "happy")), List.of());
		file("people.csv", "name,mood\r\nJane,happy\r\n");
		file("public.moods.csv", "\uFEFFid,parent,mood\n2,1,sad\n1,,happy\n\n");
		Autogeneration generation = generate((target) -> wanted);
		assertThat(String.join("\n", sql(generation).upgrade())).endsWith(
				"""
						INSERT INTO moods (id, parent, mood) VALUES
						    (1, NULL, 'happy'),
						    (2, 1, 'sad');
						SELECT setval(pg_get_serial_sequence('moods', 'id'), max(id))
						    FROM moods HAVING max(id) > coalesce(pg_sequence_last_value(pg_get_serial_sequence('moods', 'id')), 0);

						INSERT INTO people (name, mood) VALUES ('Jane', 'happy');""");
		assertThat(generation.differences()).map(Difference::toString)
			.contains("row 2 of moods is missing: id '2', parent '1', mood 'sad'");
		assertThat(java(generation).downgrade()).noneMatch((line) -> line.contains("DELETE"));
		runsBothWays(generation, (target) -> wanted, List.of());
	}

	@Test
	void keysOfAnEnumThatGetsAValueAndRowsThatReferToEachOther() throws IOException {
		execute("""
				CREATE TYPE mood AS ENUM ('sad');
				CREATE TABLE moods (mood mood PRIMARY KEY, note text);
				INSERT INTO moods VALUES ('sad', 'x');
				CREATE TABLE parts (id int PRIMARY KEY, parent int REFERENCES parts);
				INSERT INTO parts SELECT n, nullif(n - 1, 0) FROM generate_series(1, 250) AS n;
				""");
		file("moods.csv", "mood,note\nsad,y\nhappy,z\n");
		file("parts.csv", "# delete: true\nid,parent\n");
		WantedSchema wanted = new WantedSchema(
				List.of(table("public.moods").column("mood", userDefined("public.mood"), Column::notNull)
					.column("note", text())
					.primaryKey("mood"),
						table("public.parts").column("id", integer(), Column::notNull)
							.column("parent", integer())
							.primaryKey("id")
							.constraint(foreignKey("parent").references("public.parts", "id"))),
				List.of(), List.of(), List.of(enumType("public.mood", "sad", "happy")), List.of());
		List<String> before = rows("moods", "parts");
		Autogeneration generation = generate((target) -> wanted);
		assertThat(generation.differences()).map(Difference::toString)
			.contains("row sad of moods: note 'y' wanted, note 'x' found",
					"row happy of moods is missing: mood 'happy', note 'z'");
		runsBothWays(generation, (target) -> wanted, before, "moods", "parts");
	}

	@Test
	void rowsChangeInAnOrderThatTheDatabaseAccepts() throws IOException {
		execute("""
				CREATE TABLE places (id int PRIMARY KEY, place int NOT NULL UNIQUE);
				INSERT INTO places SELECT n, n FROM generate_series(1, 4) AS n;
				CREATE TABLE menu (code text PRIMARY KEY, parent text REFERENCES menu, label text);
				INSERT INTO menu VALUES ('a', NULL, 'A'), ('b', 'a', 'B'), ('c', 'b', 'C');
				CREATE TABLE roles (id int PRIMARY KEY, name text UNIQUE); INSERT INTO roles VALUES (1, 'admin');
				CREATE TABLE rights (role int REFERENCES roles, name text, PRIMARY KEY (role, name));
				INSERT INTO rights VALUES (1, 'read');
				CREATE TABLE heads (id int PRIMARY KEY, team int); INSERT INTO heads VALUES (1, NULL);
				CREATE TABLE teams (id int PRIMARY KEY, head int REFERENCES heads); INSERT INTO teams VALUES (1, 1);
				ALTER TABLE heads ADD FOREIGN KEY (team) REFERENCES teams;
				""");
		file("places.csv", "# delete: true\n# key: id\nid,place\n1,2\n2,3\n3,4\n5,1\n");
		file("menu.csv", "# delete: true\ncode,parent,label\nc,d,C\nd,,D\n");
		file("roles.csv", "# delete: true\n# key: id\nid,name\n3,admin\n");
		file("rights.csv", "# delete: true\nrole,name\n3,read\n");
		file("heads.csv", "id,team\n1,1\n2,2\n");
		file("teams.csv", "id,head\n1,2\n2,1\n");
		String[] tables = { "places", "menu", "roles", "rights", "heads", "teams" };
		List<String> before = rows(tables);
		Autogeneration generation = generate();
		assertThat(sql(generation).upgrade()).containsSubsequence("UPDATE places SET place = 4 WHERE id = 3;",
				"UPDATE places SET place = 3 WHERE id = 2;", "UPDATE places SET place = 2 WHERE id = 1;",
				"INSERT INTO places (id, place) VALUES (5, 1);");
		assertThat(sql(generation).upgrade()).containsSubsequence(
				"INSERT INTO menu (code, parent, label) VALUES ('d', NULL, 'D');",
				"UPDATE menu SET parent = 'd' WHERE code = 'c';", "DELETE FROM menu WHERE code IN ('b', 'a');");
		assertThat(sql(generation).upgrade()).noneMatch((line) -> line.contains("no order"));
		runsBothWays(generation, null, before, tables);
	}

	@Test
	void rowsComeBeforeWhatTheOldOnesWouldViolate() throws IOException {
		execute("""
				CREATE TABLE ranks (id int PRIMARY KEY, name text, size text);
				INSERT INTO ranks VALUES (1, 'low', NULL), (2, 'high', 'XL');
				""");
		WantedSchema wanted = new WantedSchema(
				List.of(table("public.sizes").column("code", text(), Column::notNull).primaryKey("code"),
						table("public.ranks").column("id", integer(), Column::notNull)
							.column("name", text())
							.column("size", text(), Column::notNull)
							.column("place", integer(), Column::notNull)
							.column("code", text())
							.primaryKey("id")
							.unique("code")
							.check("name = upper(name)")
							.constraint(foreignKey("size").references("public.sizes", "code"))),
				List.of(), List.of(), List.of(), List.of());
		file("sizes.csv", "code\nS\nXL\n");
		file("ranks.csv", "# key: id\nid,name,size,place,code\n1,LOW,S,10,l\n2,HIGH,XL,20,h\n");
		List<String> before = rows("ranks");
		Autogeneration generation = generate((target) -> wanted);
		assertThat(generation.remarks()).noneMatch((remark) -> remark.contains("ranks"));
		assertThat(generation.revisions()).hasSize(1);
		assertThat(sql(generation).upgrade()).containsSubsequence("ALTER TABLE ranks ADD COLUMN place integer;",
				"INSERT INTO sizes (code) VALUES",
				"UPDATE ranks SET name = 'LOW', size = 'S', place = 10, code = 'l' WHERE id = 1;");
		assertThat(String.join("\n", sql(generation).upgrade())).containsSubsequence("UPDATE", "place SET NOT NULL",
				"ranks_code_key UNIQUE", "FOREIGN KEY");
		runsBothWays(generation, (target) -> wanted, before, "ranks");
		file("ranks.csv", "# key: id\nid,name,size,place,code\n1,LOW,S,10,l\n");
		assertThat(generate((target) -> wanted).remarks()).contains(
				"Fails if a row of table ranks has no size. Here: 1 row.",
				"Table ranks has 2 rows. Give each a value of place here:");
		execute("CREATE TABLE holders (rank int REFERENCES ranks DEFERRABLE INITIALLY DEFERRED)");
		assertThat(sql(generate((target) -> wanted)).upgrade()).last().asString().startsWith("UPDATE ranks");
	}

	@Test
	void rowsWithoutAnOrderAndWhatFollowsThemAreNamed() throws IOException {
		execute("""
				CREATE TABLE places (id int PRIMARY KEY, place int UNIQUE, later int UNIQUE DEFERRABLE INITIALLY DEFERRED);
				INSERT INTO places VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3);
				CREATE TABLE visits (place int REFERENCES places (place) ON UPDATE SET NULL);
				INSERT INTO visits VALUES (3), (3), (NULL);
				""");
		file("places.csv", "# key: id\nid,place\n1,2\n2,1\n3,4\n");
		assertThat(String.join(" ", sql(generate()).upgrade()).replace(" -- ", " ")).contains(
				"2 rows of visits refer to rows of places that get another place, ON UPDATE SET NULL.",
				"Rows of places exchange unique values or refer to each other, so that no order of the statements is"
						+ " possible there and back: 1; 2. Write them by hand, with other values in between.");
		file("places.csv", "# key: id\nid,later\n1,2\n2,1\n");
		assertThat(sql(generate()).upgrade()).containsExactly("UPDATE places SET later = 2 WHERE id = 1;",
				"UPDATE places SET later = 1 WHERE id = 2;");
	}

	@Test
	void rowsOfTablesThatTheRevisionChanges() throws IOException {
		execute("""
				CREATE TYPE size AS ENUM ('s');
				CREATE TABLE articles (id serial PRIMARY KEY, label text NOT NULL, price text, weight int, size size);
				INSERT INTO articles (label, price, weight, size) VALUES ('a', '1.50', 3, 's'), ('b', 'none', 4, 's'),
					('c', '2', 5, 's');
				""");
		WantedSchema wanted = new WantedSchema(List.of(table("public.items").column("id", integer(), Column::asIdentity)
			.column("name", text(), Column::notNull)
			.column("price", text())
			.column("weight", numeric(6, 2))
			.column("size", userDefined("public.size"))
			.column("stock", integer(), (stock) -> stock.notNull().defaultValue("7"))
			.primaryKey("id")), List.of(), List.of(), List.of(enumType("public.size", "s", "xl")), List.of());
		file("items.csv", """
				# key: name
				id,name,price,weight,size,stock
				1,a,1.50,3,s,7
				2,b,none,4.5,xl,8
				9,d,,,xl,9
				""");
		List<String> before = rows("articles");
		Autogeneration generation = new Autogenerator(this.database.database().dataSource(), new NamingConvention(),
				Set.of(), AutogenerateSettings.of(List.of((target) -> wanted)).data(files(1000)),
				ComparisonOptions.forEntities())
			.compare(Stream.of("articles=items", "items.label=items.name").map(RequestedRename::of).toList());
		assertThat(generation.differences()).map(Difference::toString)
			.filteredOn((text) -> text.startsWith("row"))
			.containsExactly(
					"row b of items: weight '4.50', size 'xl', stock '8' wanted, weight '4.00', size 's', stock '7' found",
					"row d of items is missing: id '9', name 'd', price NULL, weight NULL, size 'xl', stock '9'");
		assertThat(generation.revisions()).hasSize(2);
		runsBothWays(generation, (target) -> wanted, before, "articles");
	}

	@Test
	void filesNeedNoEntitiesAndRespectNoFilter() throws IOException {
		execute("""
				CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
				CREATE SCHEMA "My App"; CREATE TABLE "My App"."Order" ("Key" text COLLATE blind, n numeric, f real,
					b bytea, UNIQUE ("Key")); CREATE TABLE other (id int);
				INSERT INTO "My App"."Order" VALUES ('a', 1.50, 0.1, '\\x00'), (NULL, 1, 1, NULL);
				""");
		file("My App.Order.csv", """
				# key: Key
				# delete: true
				Key,"n",f,b
				A,1.5,1e-1,\\x00
				'x',1,NaN,"\\x5c27"
				""");
		file("README.md", "Not rows.");
		List<String> before = rows("\"My App\".\"Order\"");
		Autogeneration generation = new Autogenerator(this.database.database().dataSource(), new NamingConvention(),
				Set.of(), AutogenerateSettings.of(List.of()).data(files(2)).filter((object) -> false),
				new ComparisonOptions(false, true, true))
			.compare();
		assertThat(generation.differences()).map(Difference::toString)
			.containsExactly("row A of My App.Order: Key 'A', n '1.5' wanted, Key 'a', n '1.50' found",
					"row 'x' of My App.Order is missing: Key '''x''', n '1', f 'NaN', b '\\x5c27'");
		assertThat(Objects.requireNonNull(java(generation).reversible()).change()).contains(
				"op.execute(sql(\"UPDATE \\\"My App\\\".\\\"Order\\\" SET \\\"Key\\\" = 'A', n = 1.5 WHERE \\\"Key\\\" = 'a'\")");
		runsBothWays(generation, null, before, "\"My App\".\"Order\"");
		assertThat(rows("other")).isEmpty();
		execute("DROP SCHEMA \"My App\" CASCADE");
	}

	@Test
	void linesOfValuesEndAsTheFileHasThem() throws IOException {
		execute("CREATE TABLE lines (id int PRIMARY KEY, text text); INSERT INTO lines VALUES (1, E'a\\r\\nb')");
		String mixed = "# key: id\r\nid,text\n1,\"a\r\nb\"\r\n2,\"\"\"\r\n\"\n3,\"\r\"\n";
		file("lines.csv", mixed.replaceFirst("\r", ""));
		List<String> before = rows("lines");
		Autogeneration generation = generate();
		assertThat(generation.differences()).hasSize(2);
		assertThat(sql(generation).upgrade()).anyMatch((line) -> line.contains("\\r\\n"));
		runsBothWays(generation, null, before, "lines");
		file("lines.csv", mixed);
		assertThat(generate().differences()).map(Difference::toString)
			.contains("row 1 of lines: text 'a b' wanted, text 'a b' found");
		execute("DROP TABLE lines");
	}

	@Test
	void manyRowsAreDividedAndTooManyAreRefused() throws IOException {
		execute("CREATE TABLE parts (id int PRIMARY KEY, parent int REFERENCES parts, name text DEFAULT 'x')");
		StringBuilder csv = new StringBuilder("# delete: true\nid,parent\n");
		IntStream.rangeClosed(1, 250)
			.forEach((id) -> csv.append(id).append(',').append((id < 250) ? id + 1 : "").append('\n'));
		file("parts.csv", csv.toString());
		Autogeneration generation = generate();
		assertThat(sql(generation).upgrade()).filteredOn((line) -> line.startsWith("INSERT")).hasSize(3);
		assertThat(java(generation).reversible()).isNotNull();
		assertThat(GeneratedText.kotlin(generation.revisions().get(0), "", DataTypeRenderer.none()).reversible())
			.isNotNull();
		assertThat(summary(generation)).contains("- insert 250 rows into parts");
		runsBothWays(generation, null, List.of(), "parts");
		assertThatExceptionOfType(InvalidDataFileException.class).isThrownBy(() -> generate(files(249)))
			.withMessageContaining("parts.csv has 250 rows, more than the 249 of migrate.data.max-rows.")
			.withMessageContaining("op.bulkInsert");
		execute("INSERT INTO parts SELECT i FROM generate_series(1, 300) AS i");
		file("parts.csv", "# delete: true\nid\n1\n");
		assertThat(generate(files(299)).differences()).hasSize(299);
		assertThatExceptionOfType(InvalidDataFileException.class).isThrownBy(() -> generate(files(298)))
			.withMessageContaining("More rows of parts differ from")
			.withMessageContaining("than the 298 of migrate.data.max-rows");
	}

	@Test
	void yamlIsReadByTheDatabase() throws IOException {
		execute("""
				CREATE TABLE things (name text PRIMARY KEY, on_sale boolean, tags text[], info json, day date, n numeric,
					matrix int[]);
				""");
		file("things.yaml", """
				# Norway's code stays what it is.
				- name: NO
				  on_sale: no
				  tags: [a, "b, \\"c\\"", ~, on]
				  info: {list: [1, 0x1F, "1", true, null], "a\\tb": {}}
				  day: 2026-11-30
				  n: 010
				  matrix: [[1, 2], [3, 4]]
				- {name: "null", on_sale: "true", tags: ~, info: "[1]", day: , n: 10.5, matrix: "{}"}
				""");
		runsBothWays(generate(), null, List.of(), "things");
		this.database.run(generate().upgrade());
		assertThat(this.database.jdbc()
			.queryForList("SELECT concat_ws('|', name, on_sale, tags, info, day, n, matrix) FROM things", String.class))
			.containsExactly(
					"NO|f|{a,\"b, \\\"c\\\"\",NULL,on}|{\"list\": [1, \"0x1F\", \"1\", true, null], \"a\\u0009b\": {}}"
							+ "|2026-11-30|10|{{1,2},{3,4}}",
					"null|t|[1]|10.5|{}");
	}

	@Test
	void whatTheDatabaseWouldRefuseIsSaid() throws IOException {
		execute("""
				CREATE TABLE kinds (id int PRIMARY KEY, label text NOT NULL);
				CREATE TABLE pets (id int PRIMARY KEY, kind int REFERENCES kinds, name text NOT NULL);
				CREATE TABLE toys (pet int REFERENCES pets ON DELETE CASCADE);
				INSERT INTO kinds VALUES (1, 'cat'); INSERT INTO pets VALUES (1, 1, 'Tom'); INSERT INTO toys VALUES (1);
				""");
		file("pets.csv", "# delete: true\nid,kind\n2,1\n3,7\n4,2\n");
		file("kinds.csv", "id,label\n2,dog\n");
		assertThat(generate().remarks()).map(this::withoutFolder)
			.containsExactly("pets.csv has no values for name, which must have one: the database refuses its new rows.",
					"pets.csv refers in kind to rows that kinds does not have: 7. The database refuses that.",
					"1 row of toys refers to rows of pets that are deleted, ON DELETE CASCADE.");
	}

	@Test
	void aUserWhoMayOnlyReadAndCreateTemporaryTablesComparesFilesOfAJar() throws Exception {
		TestDatabase target = this.database.database();
		execute("CREATE TABLE cities (name text PRIMARY KEY, size int); INSERT INTO cities VALUES ('Ulm', 1)");
		String role = "reader_" + target.name();
		execute("CREATE ROLE " + role + " LOGIN PASSWORD 'reader'");
		try {
			execute("REVOKE CREATE ON DATABASE " + target.name() + " FROM PUBLIC");
			execute("GRANT USAGE ON SCHEMA public TO " + role);
			execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);
			PGSimpleDataSource dataSource = new PGSimpleDataSource();
			dataSource.setUrl(target.url());
			dataSource.setUser(role);
			dataSource.setPassword("reader");
			Path jar = this.folder.resolve("rows.jar");
			try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
				output.putNextEntry(new JarEntry("db/data/world/cities.csv"));
				output.write("name,size\nUlm,2\nBonn,3\n".getBytes(StandardCharsets.UTF_8));
			}
			try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null)) {
				Autogeneration generation = new Autogenerator(dataSource, new NamingConvention(), Set.of(),
						AutogenerateSettings.of(List.of())
							.data(DataFiles.in(loader, List.of("classpath:db/data", "classpath:none"), 2)),
						ComparisonOptions.forEntities())
					.compare();
				assertThat(generation.described()).containsExactly("row Ulm of cities: size '2' wanted, size '1' found",
						"row Bonn of cities is missing: name 'Bonn', size '3'");
			}
		}
		finally {
			execute("DROP OWNED BY " + role);
			execute("DROP ROLE " + role);
		}
	}

	@Test
	void badFilesAreRefusedWithWhatToDo() throws IOException {
		execute("""
				CREATE TABLE countries (code char(2) PRIMARY KEY, name varchar(9) NOT NULL CHECK (name <> ''), n int UNIQUE,
					label text GENERATED ALWAYS AS (lower(name)) STORED);
				CREATE TABLE heap (id int GENERATED ALWAYS AS IDENTITY, name text, UNIQUE (id), UNIQUE (name));
				INSERT INTO heap (name) VALUES ('a'), (NULL); CREATE TABLE logs (line text);
				INSERT INTO logs VALUES ('x'), ('x');
				CREATE VIEW seen AS SELECT 1 AS id;
				CREATE TABLE parents (id int PRIMARY KEY); CREATE TABLE children () INHERITS (parents);
				""");
		refused("country.csv", "code\n", "'country', which neither the database", "Did you mean 'countries'?");
		refused("seen.csv", "id\n", "'seen', which is a view");
		refused("countries.yaml", "- {}\n", "line 1: the row has no columns");
		refused("a.b.c.csv", "id\n", "'a.b.c' is not the name of a table");
		refused("countries.csv", "code,nam\n",
				"line 1: the table 'countries' has no column 'nam'. Did you mean 'name'?");
		refused("countries.csv", "code, name\n", "no column ' name'. Did you mean 'name'?");
		refused("countries.csv", "code;name\n", "no column 'code;name'");
		refused("countries.csv", "code,code\n", "line 1: the column 'code' is there twice");
		refused("countries.csv", "code,\n", "line 1: a column has no name");
		refused("countries.csv", "code,\"name\n", "does not end");
		refused("countries.csv", "code,label\n", "line 1: the database computes the column 'label'");
		refused("countries.csv", "name\nx\n", "neither the primary key of 'countries' nor", "# key: code");
		refused("heap.csv", "id,name\n1,b\n", "the columns of several keys of 'heap': (id), (name)");
		refused("heap.csv", "# key: name\nid,name\n7,a\n", "other values of 'id' than the database");
		refused("logs.csv", "# key: line\nline\nx\n", "several rows of 'logs' have the key x");
		refused("parents.csv", "id\n1\n",
				"parents.csv declares rows of 'parents', which is a table that others inherit");
		refused("countries.csv", "#key: cod\ncode,name\n", "line 1: the key has the column 'cod'", "mean 'code'?");
		refused("countries.csv", "# key: code\n# Key: n\ncode,n\n", "line 2: 'key' is there twice");
		refused("countries.csv", "# delete: true\n# delete: false\ncode\n", "line 2: 'delete' is there twice");
		refused("countries.csv", "# keys: code\ncode,name\n", "line 1: unknown setting 'keys'. Did you mean 'key'?");
		refused("countries.csv", "# delete: yes\ncode,name\n", "line 1: 'delete' is 'yes'. Write true or false.");
		refused("countries.csv", "# key:\ncode,name\n", "line 1: the key names no column");
		refused("countries.csv", "# x\ncode,name\nDE,a\nDE,b\n", "line 4: the database refuses the row: duplicate key",
				"Key (code)=(DE) already exists");
		refused("countries.csv", "code,name\n,b\n",
				"line 2: the database refuses the row: null value in column \"code\"");
		refused("countries.csv", "code,name\nDE,\n",
				"line 2: the database refuses the row: null value in column \"name\"");
		refused("countries.csv", "code,name\nDE,\"\"\n", "line 2: the database refuses the row: ",
				"countries_name_check");
		refused("countries.csv", "code,name,n\nDE,a,x\n",
				"line 2, column n: the database refuses the row: invalid input syntax for type integer: \"x\".");
		refused("countries.csv", "code,name\n\nDE,0123456789\n", "line 2: the database refuses the row: missing data");
		refused("countries.csv", "code,name\nDE,a,b\n", "line 2: the database refuses the row: extra data");
		refused("countries.csv", "code,name\nDE,\"a\n", "unterminated CSV quoted field");
		refused("countries.csv", "code,name\nDE,a\n\\.\nFR,b\n", "line 3: a line of its own that is '\\.'");
		refused("countries.csv", "code,name\nDE,a\nFR,\u0000\n", "line 3", "the database refuses the row");
		refused("countries.csv", "", "countries.csv is empty. Write a line with the names of the columns");
		refused("countries.yml", "", "countries.yml is empty. Write a list of rows");
		refused("countries.yml", "- code: [\n", "line 2: the YAML cannot be read: ");
		refused("countries.yml", "x", "line 1: this is neither a list nor a map");
		refused("countries.yml", "- x", "line 1: this row is no map");
		refused("countries.yml", "key: code\nrow: []", "line 2: unknown setting 'row'. Did you mean 'rows'?");
		refused("countries.yml", "key: code", "line 1: there is no list of 'rows'");
		refused("countries.yml", "- code: a\n  code: b", "line 2: 'code' is there twice");
		refused("countries.yml", "- {code: a, name: b}\n- {code: c}", "line 2: the row has no 'name'");
		refused("countries.yml", "- {code: a}\n- {code: c, name: b}", "line 2: the row has 'name', which the first");
		refused("countries.yml", "- &a {code: a}\n- {<<: *a}", "line 2: '<<' merges");
		refused("countries.yml", "- {code: !!binary aGk=}", "line 1: the value has the tag tag:yaml.org,2002:binary");
		refused("countries.yml", "- !!javax.script.ScriptEngineManager {code: x}\n",
				"line 1: the YAML cannot be read: Global tag is not allowed");
		refused("countries.yml", "- {code: x, name: y}\n- {code: x, name: z}\n",
				"line 2: the database refuses the row: duplicate key");
		Files.write(this.folder.resolve("countries.csv"),
				"code,name\nDE,D\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(mistake()).contains("countries.csv, line 2 is not in UTF-8. Save the file in UTF-8.");
		Files.write(this.folder.resolve("countries.csv"), new byte[(8 << 20) + 1]);
		assertThat(mistake()).contains("countries.csv is larger than 8 MB.", "op.bulkInsert");
		file("countries.csv", "code,name\n");
		file("public.countries.yaml", "rows: []");
		assertThat(mistake()).contains("countries.csv and",
				"public.countries.yaml both declare the rows of 'countries'.");
	}

	private void refused(String name, String text, String... messages) throws IOException {
		file(name, text);
		assertThat(mistake()).contains(messages);
		Files.delete(this.folder.resolve(name));
	}

	private String mistake() {
		InvalidDataFileException mistake = catchThrowableOfType(InvalidDataFileException.class, this::generate);
		assertThat(mistake).isNotNull();
		return withoutFolder(String.valueOf(mistake.getMessage()));
	}

	private String withoutFolder(String text) {
		return text.replace(this.folder + "/", "");
	}

	private void runsBothWays(Autogeneration generation, @Nullable TargetSchema target, List<String> before,
			String... tables) {
		generation.revisions().forEach((revision) -> this.database.run(revision.upgrade()));
		assertThat(((target != null) ? generate(target) : generate()).differences()).isEmpty();
		this.database.run(generation.downgrade());
		assertThat(rows(tables)).isEqualTo(before);
	}

	private List<String> rows(String... tables) {
		return Stream.of(tables)
			.flatMap(
					(table) -> this.database.jdbc()
						.queryForList("SELECT '%s' || t::text FROM %s AS t ORDER BY 1"
							.formatted(table.replace("\"", ""), table), String.class)
						.stream())
			.toList();
	}

	private static GeneratedText sql(Autogeneration generation) {
		return GeneratedText.sql(generation.revisions().get(0), generation.dialect());
	}

	private static GeneratedText java(Autogeneration generation) {
		return GeneratedText.java(generation.revisions().get(0), "", DataTypeRenderer.none());
	}

	private static List<String> summary(Autogeneration generation) {
		return RevisionSummary.of(generation.revisions().get(0), generation.dialect());
	}

	private void execute(String sql) {
		this.database.jdbc().execute(sql);
	}

	private void file(String name, String text) throws IOException {
		Files.writeString(this.folder.resolve(name), text);
	}

	private Autogeneration generate(TargetSchema... targets) {
		return generate(List.of(targets), files(1000));
	}

	private Autogeneration generate(DataFiles files) {
		return generate(List.of(), files);
	}

	private Autogeneration generate(List<TargetSchema> targets, DataFiles files) {
		return new Autogenerator(this.database.database().dataSource(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(targets).data(files), ComparisonOptions.forEntities())
			.compare();
	}

	private DataFiles files(int maxRows) {
		return DataFiles.in(getClass().getClassLoader(), List.of("file:" + this.folder), maxRows);
	}

}
