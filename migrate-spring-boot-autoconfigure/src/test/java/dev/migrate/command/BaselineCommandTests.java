package dev.migrate.command;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.dialect.database.DatabaseDump;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.PgDump;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@code migrate baseline}.
 */
@ExtendWith(PostgresExtension.class)
class BaselineCommandTests {

	private static final String EXISTING = """
			CREATE SCHEMA audit;
			CREATE TYPE mood AS ENUM ('good', 'it''s');
			CREATE DOMAIN kind AS varchar(10) CHECK (VALUE IN ('club', 'school'));
			CREATE TABLE roles (id bigserial PRIMARY KEY, name varchar(20) NOT NULL CHECK (name IN ('ADMIN', 'MEMBER')),
				note text DEFAULT '${nothing}', kind kind);
			CREATE SEQUENCE roles_seq INCREMENT 50;
			CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, role_id bigint NOT NULL
				REFERENCES roles, mood mood, login varchar(40), boss bigint REFERENCES users);
			CREATE UNIQUE INDEX users_login ON users (lower(login)) WHERE login IN ('a', 'b');
			ALTER TABLE roles ADD COLUMN owner bigint REFERENCES users;
			CREATE TABLE "Odd" ("The Id" int PRIMARY KEY, day date) PARTITION BY RANGE ("The Id");
			CREATE TABLE odd_low PARTITION OF "Odd" FOR VALUES FROM (0) TO (10);
			CREATE TABLE odd_high PARTITION OF "Odd" FOR VALUES FROM (10) TO (20);
			CREATE FUNCTION members() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM public.users';
			CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN
				RAISE EXCEPTION '% in ${brackets} and \\${more}', -- migrate:downgrade
					TG_OP;
			END
			$$;
			CREATE TRIGGER refused BEFORE INSERT ON roles FOR EACH ROW EXECUTE FUNCTION refuse();
			CREATE VIEW admins AS SELECT u.id, members() FROM users u JOIN roles r ON r.id = role_id
				WHERE r.name IN ('ADMIN', 'OWNER');
			CREATE MATERIALIZED VIEW counted AS SELECT name, count(*) FROM roles GROUP BY name;
			CREATE TABLE audit.log (id int, "at" timestamptz);
			COMMENT ON TABLE roles IS 'What a user may do';
			ALTER TABLE roles DISABLE TRIGGER refused;
			INSERT INTO roles (name, note) VALUES ('ADMIN', E'${nothing}\\r\\nand \\\\ more'), ('MEMBER', 'public.users');
			COMMENT ON COLUMN roles.note IS E'first\\r\\nsecond';
			ALTER TABLE roles ENABLE TRIGGER refused;
			INSERT INTO "Odd" VALUES (1, '2026-01-01'), (12, NULL);
			DO $do$ BEGIN PERFORM nextval('roles_seq'), nextval('roles_seq'); END $do$;
			REFRESH MATERIALIZED VIEW counted;
			CREATE TABLE flyway_schema_history (installed_rank serial PRIMARY KEY, version varchar(50),
				description varchar(200), type varchar(20), script varchar(1000), checksum int,
				installed_by varchar(100), installed_on timestamp, execution_time int, success boolean)""";

	@TempDir
	Path folder;

	@Test
	void theInstalledProgramWritesTheFirstRevision() throws Exception {
		assumeThat(PgDump.isPresent()).isTrue();
		try (TestDatabase existing = TestDatabase.on(14); TestDatabase empty = TestDatabase.on(14)) {
			existing.jdbc().sql(EXISTING).update();
			TestProject project = project(existing).environment("PATH", System.getenv("PATH"));
			assertThat(project.output("baseline", "--data", "roles,Odd")).contains("The revisions build what this",
					"Stamped base -> ");
			assertThat(TestProject.read(project.onlyFile("src/main/resources/db/revisions")))
				.contains("-- message: baseline\n", "-- With the rows of roles, Odd.\n\n-- migrate:upgrade\n",
						"CREATE SCHEMA audit;\n\n", "\n-- migrate:downgrade none\n")
				.doesNotContain("set_config", "client_encoding", "flyway", "restrict ", "-- Name:", "default_table");
			assertThat(project.build().output("current")).contains("(head)");
			assertThat(scratch(existing)).isEmpty();
			project.database(empty.dataSource()).output("upgrade");
			assertThat(empty.jdbc().sql("SELECT name FROM roles ORDER BY id").query(String.class).list())
				.containsExactly("ADMIN", "MEMBER");
			assertThat(empty.jdbc()
				.sql("SELECT nextval('roles_seq') + nextval('roles_id_seq') + (SELECT count FROM counted LIMIT 1)")
				.query(Long.class)
				.single()).isEqualTo(105);
		}
	}

	@Test
	void aRoleThatMayCreateNoDatabaseProvesInSchemas() throws Exception {
		assumeThat(PgDump.isPresent()).isTrue();
		try (TestDatabase existing = TestDatabase.on(14)) {
			String role = existing.name() + "_owner";
			existing.jdbc()
				.sql("CREATE ROLE %1$s LOGIN PASSWORD 'owner'; ALTER DATABASE %2$s OWNER TO %1$s; ALTER SCHEMA public OWNER TO %1$s"
					.formatted(role, existing.name()))
				.update();
			DriverManagerDataSource dataSource = new DriverManagerDataSource(existing.url(), role, "owner");
			try {
				JdbcClient.create(dataSource).sql(EXISTING).update();
				String sequences = "SELECT (SELECT last_value FROM roles_seq) || ' ' || (SELECT last_value FROM roles_id_seq)";
				String before = existing.jdbc().sql(sequences).query(String.class).single();
				TestProject project = project(existing).environment("PATH", System.getenv("PATH")).database(dataSource);
				assertThat(project.output("baseline", "--data", "roles,Odd", "--rev-id", "b1"))
					.contains("Stamped base -> b1.");
				assertThat(existing.jdbc()
					.sql("SELECT string_agg(nspname, ' ' ORDER BY nspname) FROM pg_namespace WHERE oid >= 16384 OR nspname = 'public'")
					.query(String.class)
					.single()).isEqualTo("audit public");
				assertThat(existing.jdbc().sql(sequences).query(String.class).single()).isEqualTo(before);
				project.build().output("stamp", "base");
				assertThat(project.error("baseline", "--prove")).contains(role + " may not create one");
				Path script = project.onlyFile("src/main/resources/db/revisions");
				script.toFile().delete();
				project.deleteBuilt();
				JdbcClient.create(dataSource).sql("""
						CREATE TABLE notes (id int);
						CREATE FUNCTION note() RETURNS int LANGUAGE sql AS
							'INSERT INTO public.notes VALUES (1); SELECT 1';
						CREATE MATERIALIZED VIEW noted AS SELECT note()""").update();
				assertThat(project.error("baseline")).contains("uses what is outside of them: public.notes.",
						"Nothing was stamped", "CREATEDB");
				assertThat(existing.jdbc().sql("SELECT count(*) FROM notes").query(Long.class).single()).isOne();
				JdbcClient.create(dataSource)
					.sql("DROP MATERIALIZED VIEW noted; DROP FUNCTION note(); DROP TABLE notes")
					.update();
				project.onlyFile("src/main/resources/db/revisions").toFile().delete();
				project.deleteBuilt();
				JdbcClient.create(dataSource)
					.sql("CREATE TABLE parent (id int PRIMARY KEY); CREATE INDEX broken ON parent (id);")
					.update();
				existing.jdbc()
					.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass")
					.update();
				assertThat(project.error("baseline"))
					.contains("Only this database has:\n  public.parent: index broken");
			}
			finally {
				existing.jdbc().sql("ALTER DATABASE %s OWNER TO postgres".formatted(existing.name())).update();
				existing.jdbc().sql("DROP OWNED BY %1$s CASCADE; DROP ROLE %1$s".formatted(role)).update();
			}
		}
	}

	@Test
	void theProgramIsCalledAndItsScriptTakenOver(TestDatabase database) throws Exception {
		database.jdbc().sql(resource("existing-database.sql")).update();
		database.jdbc().sql("CREATE TABLE forgotten (id int)").update();
		TestProject project = project(database);
		String program = program(database.version(), resource("existing-database-dump.sql"));
		String failure = project.error("baseline", "-m", "all of it", "--pg-dump", program, "--rev-id", "b1");
		assertThat(failure).contains("Only this database has:\n  public.forgotten: column id integer\n",
				"Nothing was stamped.", "migrate baseline --prove");
		assertThat(scratch(database)).isEmpty();
		assertThat(project.build().output("current")).doesNotContain("b1");
		String script = TestProject.read(project.onlyFile("src/main/resources/db/revisions"));
		assertThat(script)
			.contains("-- revision: b1\n", "-- message: all of it\n",
					"-- migrate:upgrade\nSET check_function_bodies = false;\n\nCREATE FUNCTION public.trimmed()",
					"CREATE TRIGGER teams_trimmed")
			.doesNotContain("SET statement_timeout", "SET default_", "restrict", "-- Name");
		List<String> calls = Files.readAllLines(this.folder.resolve("calls"));
		assertThat(calls).contains("--version")
			.anyMatch((call) -> call.matches(
					".*--no-owner --no-privileges .*--snapshot=\\S+ .*--exclude-table=public.migrate_version.*--schema-only --section=pre-data"))
			.anyMatch((call) -> call.endsWith("--section=post-data"))
			.contains("PGDATABASE=" + database.name(), "PGUSER=postgres", "PGPASSWORD=postgres", "PGHOST=localhost")
			.noneMatch(
					(call) -> call.startsWith("--") && (call.contains(database.name()) || call.contains("localhost")));
		database.jdbc().sql("DROP TABLE forgotten").update();
		assertThat(project.output("baseline", "--prove")).contains("Stamped base -> b1.");
		assertThat(project.error("baseline", "--prove")).contains("is managed by Migrate already: it is at b1.");
		assertThat(project.error("baseline")).contains("The project has 1 revision already (b1)", "--prove");
	}

	@Test
	void whatCannotBeDumpedIsSaidBeforeAnythingIsWritten(TestDatabase database) throws Exception {
		TestProject project = project(database);
		assertThat(project.error("baseline", "--pg-dump", program(database.version(), "")))
			.contains("Database " + database.name() + " has nothing");
		database.jdbc()
			.sql("CREATE TABLE roles AS SELECT 1 AS id FROM generate_series(1, 20); CREATE VIEW known AS SELECT * FROM roles")
			.update();
		assertThat(project.error("baseline")).contains("pg_dump was not found on the PATH", "--pg-dump",
				"--from-entities");
		assertThat(project.environment("PATH", "\0" + File.pathSeparator + this.folder + File.pathSeparator)
			.error("baseline")).contains("pg_dump was not found");
		assertThat(project.error("baseline", "--pg-dump", "nowhere/pg_dump"))
			.contains("nowhere/pg_dump is not a program");
		assertThat(project.error("baseline", "--pg-dump", program(database.version() - 1, ""))).contains(
				"is of version " + (database.version() - 1) + ", and the server is PostgreSQL " + database.version());
		assertThat(project.error("baseline", "--pg-dump", "/bin/echo")).contains("does not say that it is a pg_dump");
		assertThat(project.error("baseline", "--pg-dump", failing(database.version())))
			.contains("ended with exit code 1:\npassword authentication failed", "--from-entities");
		assertThat(project.error("baseline", "--data", "role")).contains("no table role", "Did you mean roles?");
		assertThat(project.error("baseline", "--data", "known")).contains("is a view");
		database.jdbc().sql("CREATE TABLE flyway_schema_history (version varchar(50))").update();
		assertThat(project.error("baseline", "--data", "roles,flyway_schema_history"))
			.contains("flyway_schema_history, given with --data, is a table in which a migration tool keeps its state");
		assertThat(project.error("baseline", "--data", "roles", "--max-rows", "19"))
			.contains("more than 19 rows: roles");
		assertThat(project.error("baseline", "--prove")).contains("no revision to prove");
		assertThat(project.error("baseline", "--from-entities")).contains("no JPA entities");
		assertThat(project.run("baseline", "--from-entities", "--data", "roles").exitCode()).isEqualTo(2);
		assertThat(project.run("baseline", "--prove", "--pg-dump", "x").exitCode()).isEqualTo(2);
		assertThat(project.run("baseline", "--data", "roles,,known").err()).contains("--data has an empty name");
		assertThat(project.run("baseline", "--data", "roles", "--max-rows", "-1").exitCode()).isEqualTo(2);
		String role = database.name() + "_guest";
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN PASSWORD 'guest'").update();
		try {
			assertThat(project.database(new DriverManagerDataSource(database.url(), role, "guest")).error("baseline"))
				.contains("the role " + role + " may not create one", "CREATEDB");
			database.jdbc().sql("ALTER ROLE " + role + " CREATEDB").update();
			assertThat(project.error("baseline", "--data", "roles"))
				.contains("cannot be read: ERROR: permission denied for table roles", "--migrate.user");
		}
		finally {
			database.jdbc().sql("DROP OWNED BY " + role + "; DROP ROLE " + role).update();
		}
		assertThat(project.database(new DriverManagerDataSource("jdbc:h2:mem:baseline")).error("baseline"))
			.contains("H2 does not have a program that dumps its schema");
		assertThat(project.files("src/main/resources/db")).isEmpty();
		assertThat(scratch(database)).isEmpty();
	}

	@Test
	void passwordsStayInTheDatabaseAndTheServersOwnSchemaIsNotCompared(TestDatabase database) throws Exception {
		database.jdbc().sql("""
				DROP SCHEMA public;
				CREATE SCHEMA app;
				CREATE TABLE app.users (id int);
				CREATE EXTENSION hstore SCHEMA app VERSION '1.4';
				CREATE FOREIGN DATA WRAPPER plain;
				CREATE SERVER other FOREIGN DATA WRAPPER plain;
				CREATE USER MAPPING FOR postgres SERVER other OPTIONS (password 'secret');
				ALTER DATABASE %s SET search_path = app""".formatted(database.name())).update();
		Path program = Path.of(program(database.version(), """
				CREATE SCHEMA app;
				CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA app;
				CREATE FOREIGN DATA WRAPPER plain;
				CREATE SERVER other FOREIGN DATA WRAPPER plain;
				CREATE USER MAPPING FOR postgres SERVER other OPTIONS (
				    password 'secret'
				);
				CREATE TABLE app.users (
				    id integer
				);
				"""));
		Files.writeString(program, Files.readString(program)
			.replace("*pre-data*)", "*pre-data*) touch '%1$s/waiting'; until [ -e '%1$s/ended' ]; do sleep 0.05; done;"
				.formatted(this.folder)));
		TestProject project = project(database);
		CompletableFuture<Void> lost = CompletableFuture.runAsync(() -> endTransaction(database));
		assertThat(project.run("baseline", "--data", "users", "--pg-dump", program.toString()).err())
			.contains("The database cannot be read: FATAL: terminating connection")
			.doesNotContain("Unexpected");
		assertThat(lost).isCompleted();
		assertThat(project.files("src/main/resources/db")).isEmpty();
		TestCommandLine.Result result = project.run("baseline", "--pg-dump", program.toString());
		assertThat(result.out()).contains("Stamped base -> ");
		assertThat(result.err()).contains("user mappings (1)",
				"Extension hstore is of version 1.4 here, and a new database gets 1.");
		assertThat(TestProject.read(project.onlyFile("src/main/resources/db/revisions"))).contains("CREATE SERVER")
			.doesNotContain("secret", "CREATE SCHEMA");
	}

	@Test
	void theTransactionMayWaitForTheProgram(TestDatabase database) {
		SingleConnectionDataSource connection = new SingleConnectionDataSource(database.url(), database.user(),
				database.password(), true);
		try {
			JdbcTemplate jdbc = new JdbcTemplate(connection);
			List<String> timeouts = new ArrayList<>(List.of("idle_in_transaction_session_timeout"));
			if (database.version() >= 17) {
				timeouts.add("transaction_timeout");
			}
			timeouts.forEach((timeout) -> jdbc.execute("SET " + timeout + " = '2min'"));
			DatabaseDump dump = PostgresqlDialect.newest().dump(jdbc);
			dump.begin();
			assertThat(timeouts).allMatch((timeout) -> "0".equals(show(timeout, jdbc)));
			dump.end();
			assertThat(timeouts).allMatch((timeout) -> "2min".equals(show(timeout, jdbc)));
		}
		finally {
			connection.destroy();
		}
	}

	private static @Nullable String show(String setting, JdbcTemplate jdbc) {
		return jdbc.queryForObject("SHOW " + setting, String.class);
	}

	@Test
	void theEntitiesAreComparedWithTheDatabase(TestDatabase database) {
		database.jdbc()
			.sql("CREATE TABLE teams (id bigint GENERATED BY DEFAULT AS IDENTITY, name varchar(255), PRIMARY KEY (id));"
					+ " CREATE VIEW clubs AS SELECT id FROM teams")
			.update();
		TestProject project = project(database).wanting(new WantedSchema(List.of(Table.table("public.teams")
			.column("id", DataType.bigint(), Column::asIdentity)
			.column("name", DataType.varchar(255))
			.primaryKey("id")), List.of(), List.of(), List.of(), List.of()));
		assertThat(project.error("baseline", "--from-entities")).contains("Only this database has:\n",
				"  public.clubs: view, query  SELECT", "Nothing was stamped.");
		assertThat(TestProject.read(project.onlyFile("src/main/resources/db/revisions"))).contains("teams");
		project.onlyFile("src/main/resources/db/revisions").toFile().delete();
		database.jdbc().sql("DROP VIEW clubs").update();
		// In the scratch database, the next statement that takes longer is cancelled.
		project.file("src/main/resources/db/revisions/R_a1.sql", """
				-- revision: a1

				-- migrate:upgrade
				DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = 1', current_database()); END $$;

				-- migrate:downgrade none
				""").build();
		assertThat(project.error("baseline", "--prove"))
			.contains("cannot be compared with this database: ERROR: canceling statement", "Nothing was stamped");
		project.onlyFile("src/main/resources/db/revisions").toFile().delete();
		project.deleteBuilt();
		assertThat(project.output("baseline", "--from-entities", "--rev-id", "b1")).contains("Stamped base -> b1.");
	}

	/**
	 * Ends the transaction that waits for a program, as an administrator would.
	 */
	private void endTransaction(TestDatabase database) {
		for (int i = 0; i < 1000 && !Files.exists(this.folder.resolve("waiting")); i++) {
			LockSupport.parkNanos(20_000_000);
		}
		database.jdbc().sql("""
				SELECT pg_terminate_backend(pid) FROM pg_stat_activity
				WHERE datname = current_database() AND state = 'idle in transaction'""").query(Boolean.class).list();
		try {
			Files.createFile(this.folder.resolve("ended"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes a program that plays {@code pg_dump}: it notes how it is called, and prints
	 * a script for the first section.
	 */
	private String program(int version, String script) throws IOException {
		Path text = Files.writeString(this.folder.resolve("dump.sql"), script);
		return executable("""
				echo "$*" >> '%1$s/calls'
				env | grep ^PG >> '%1$s/calls'
				case "$*" in
				--version) echo 'pg_dump (PostgreSQL) %2$d.3 (Ubuntu %2$d.3-1.pgdg24.04+1)' ;;
				*pre-data*) cat '%3$s' ;;
				esac
				""".formatted(this.folder, version, text));
	}

	private String failing(int version) throws IOException {
		return executable("""
				[ "$*" = --version ] && echo 'pg_dump (PostgreSQL) %d.3' && exit
				echo password authentication failed >&2
				exit 1
				""".formatted(version));
	}

	private String executable(String script) throws IOException {
		Path program = Files.writeString(this.folder.resolve("program"), "#!/bin/sh\n" + script);
		assertThat(program.toFile().setExecutable(true)).isTrue();
		return program.toString();
	}

	private static String resource(String name) throws IOException {
		return new ClassPathResource(name, BaselineCommandTests.class).getContentAsString(StandardCharsets.UTF_8);
	}

	private TestProject project(TestDatabase database) {
		return new TestProject(this.folder).database(database.newConnections())
			.file("src/main/resources/application.properties", "");
	}

	/**
	 * Returns the scratch databases that stay. Other tests have some for a while.
	 */
	private static List<String> scratch(TestDatabase database) {
		List<String> found = databases(database);
		Instant end = Instant.now().plusSeconds(60);
		List<String> left = found;
		while (!left.isEmpty() && Instant.now().isBefore(end)) {
			LockSupport.parkNanos(50_000_000);
			left = databases(database).stream().filter(found::contains).toList();
		}
		return left;
	}

	private static List<String> databases(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT datname FROM pg_database WHERE datname LIKE 'migrate_baseline_%'")
			.query(String.class)
			.list();
	}

}
