package dev.migrate.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static dev.migrate.command.FlywayProjects.MIGRATIONS;
import static dev.migrate.command.FlywayProjects.REVISIONS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for histories of Flyway that are unusual, incomplete or broken.
 */
@ExtendWith(PostgresExtension.class)
class AdoptFlywayInputTests {

	@TempDir
	Path folder;

	private TestProject project(TestDatabase database) {
		return new TestProject(this.folder).database(database.newConnections());
	}

	private FluentConfiguration flyway(TestDatabase database) {
		return FlywayProjects.flyway(this.folder, database);
	}

	@Test
	void whatCannotBeConvertedIsListedAndNothingIsWritten(TestDatabase database) {
		TestProject project = project(database).build();
		assertThat(project.error("adopt", "flyway"))
			.contains("No migration of Flyway was found in classpath:db/migration.", "spring.flyway.locations");
		assertThat(project.run("adopt", "flywai")).satisfies((result) -> {
			assertThat(result.exitCode()).isEqualTo(2);
			assertThat(result.err()).contains("No history of 'flywai' can be adopted.", "with --from-files.");
		});
		project.file(MIGRATIONS + "V1__gone.sql", "CREATE TABLE gone (id int);")
			.file(MIGRATIONS + "V2__changed.sql", "CREATE TABLE changed (id int);")
			.build();
		flyway(database).load().migrate();
		database.jdbc()
			.sql("INSERT INTO flyway_schema_history SELECT 9, '9', 'broken', type, 'V9__broken.sql', 1, 'me', now(), 1, false FROM flyway_schema_history LIMIT 1")
			.update();
		this.folder.resolve(MIGRATIONS + "V1__gone.sql").toFile().delete();
		project.deleteBuilt()
			.property("spring.flyway.placeholders.known", "x")
			.property("spring.flyway.locations", "classpath:db/migration,s3:bucket")
			.file(MIGRATIONS + "V2__changed.sql", "CREATE TABLE changed (id bigint);")
			.file(MIGRATIONS + "V3__one.sql", "SELECT 1;")
			.file(MIGRATIONS + "sub/V3.0__other.sql", "SELECT 1;")
			.file(MIGRATIONS + "V4__latin.sql", "SELECT 1;\n-- \u00e4".getBytes(StandardCharsets.ISO_8859_1))
			.file(MIGRATIONS + "V5__psql.sql", "SELECT 1;\n\\i other.sql\n")
			.file(MIGRATIONS + "V6__unknown.sql", "SELECT 1;\nSELECT '${unknown}';")
			.file(MIGRATIONS + "V7__open.sql", "SELECT 'open;")
			.file(MIGRATIONS + "V8__phases.sql", "BEGIN;\nPREPARE TRANSACTION 'x';")
			.file(MIGRATIONS + "V12__conf.sql", "SELECT 1;")
			.file(MIGRATIONS + "V12__conf.sql.conf", "shouldExecute=false")
			.file(MIGRATIONS + "R__twice.sql", "SELECT 1;")
			.file(MIGRATIONS + "sub/R__twice.sql", "SELECT 1;")
			.file(MIGRATIONS + "afterMigrate__x.sql", "SELECT 1;")
			.file(MIGRATIONS + "sub/afterMigrate__x.sql", "SELECT 1;")
			.build();
		assertThat(project.error("adopt", "flyway")).contains("These migrations cannot be converted:",
				"version 9 (V9__broken.sql): it has failed in this database.",
				"version 1 (V1__gone.sql): it was applied here, and its file is gone.",
				"s3:bucket: the location is neither",
				"sub/V3.0__other.sql: it has the version 3.0 of db/migration/V3__one.sql",
				"V4__latin.sql: line 2 is not encoded in UTF-8.",
				"V5__psql.sql: line 2: '\\i other.sql' is a command of psql",
				"V6__unknown.sql: line 2: the placeholder ${unknown} has no value.",
				"V7__open.sql: line 1: the quote ' is opened here and never closed",
				"V8__phases.sql: line 2: 'PREPARE TRANSACTION 'x'' is a transaction in two phases",
				"V12__conf.sql: 'shouldExecute=false' in its .conf file", "sub/R__twice.sql: it has the description of",
				"sub/afterMigrate__x.sql: it has the name of db/migration/afterMigrate__x.sql.",
				"Nothing was written.");
		assertThat(project.files(REVISIONS)).isEmpty();
	}

	@Test
	void anotherWayOfNamingAndAReplacedHistory(TestDatabase database) {
		database.jdbc().sql("CREATE SCHEMA app; CREATE TABLE app.legacy (id int)").update();
		TestProject project = project(database).property("spring.flyway.locations", "classpath:db/{vendor}/*/scripts")
			.property("spring.flyway.schemas", "app,audit")
			.property("spring.flyway.table", "history")
			.property("spring.flyway.encoding", "ISO-8859-1")
			.property("spring.flyway.placeholder-prefix", "#[")
			.property("spring.flyway.placeholder-suffix", "]")
			.property("spring.flyway.placeholders.first", "Ann")
			.property("spring.flyway.sql-migration-prefix", "M")
			.property("spring.flyway.sql-migration-separator", "-")
			.property("spring.flyway.sql-migration-suffixes", ".pg.sql,.ddl")
			.property("spring.flyway.repeatable-sql-migration-prefix", "Again")
			.property("spring.flyway.init-sqls", "SELECT 1")
			.property("spring.flyway.target", "5");
		String scripts = "src/main/resources/db/postgresql/a/scripts/";
		project
			.file(scripts + "M1-our users.pg.sql",
					("CREATE TABLE users (name text DEFAULT '#[first] ${second} \u00e4');\n"
							+ "CREATE TABLE audit.log (id int);\n")
						.getBytes(StandardCharsets.ISO_8859_1))
			.file(scripts + "M2-enum.ddl",
					"CREATE TYPE mood AS ENUM ('a');\nCOMMIT;\nALTER TYPE mood ADD VALUE 'b';\nCOMMIT;\nCREATE TABLE moods AS SELECT 'b'::mood AS mood;\n")
			.file(scripts + "Again-view.ddl", "CREATE OR REPLACE VIEW named AS SELECT name FROM users;\n")
			.file(scripts + "V3__unknown.sql", "SELECT 1;")
			.build();
		Flyway.configure()
			.configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
			.dataSource(database.newConnections())
			.locations("filesystem:" + this.folder.resolve("target/classes/db/postgresql/a/scripts"))
			.schemas("app", "audit")
			.table("history")
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.encoding(StandardCharsets.ISO_8859_1)
			.placeholderPrefix("#[")
			.placeholderSuffix("]")
			.placeholders(Map.of("first", "Ann"))
			.sqlMigrationPrefix("M")
			.sqlMigrationSeparator("-")
			.sqlMigrationSuffixes(".pg.sql", ".ddl")
			.repeatableSqlMigrationPrefix("Again")
			.load()
			.migrate();
		assertThat(project.error("adopt", "flyway")).contains("The default schema of Flyway is app",
				"migrate.schema=app");
		String output = project.schema("app").output("adopt", "flyway");
		assertThat(output).contains("Wrote 4 revisions", "(db/postgresql/a/scripts/M1-our users.pg.sql)",
				"spring.flyway.init-sqls: Migrate runs nothing", "spring.flyway.target=5: every version became",
				"Set migrate.create-schema=true", "the first revision creates audit, as Flyway did.",
				"Both histories build the same.");
		List<Path> files = project.files(REVISIONS);
		assertThat(files).extracting(TestProject::read)
			.satisfiesExactly(
					(schemas) -> assertThat(schemas).contains("-- adopts: flyway schemas\n",
							"CREATE SCHEMA IF NOT EXISTS audit;"),
					(users) -> assertThat(users).contains("-- adopts: flyway 1\n", "'${first} \\${second} \u00e4'"),
					(type) -> assertThat(type).contains("-- transaction: none\n", "-- adopts: flyway 2\n"),
					(view) -> assertThat(view).contains("-- adopts: flyway R view checksum="),
					(list) -> assertThat(list).endsWith("view named\n"));
	}

	@Test
	void theEndOfAnOldHistoryAndADatabaseThatWasThereBefore(TestDatabase database) {
		TestProject project = project(database).file(MIGRATIONS + "V1__one.sql", "CREATE TABLE one (id int);")
			.file(MIGRATIONS + "V3__three.sql", "CREATE TABLE three (id int);")
			.file(MIGRATIONS + "V4__four.sql", "CREATE TABLE four (id int);")
			.build();
		database.jdbc().sql("CREATE TABLE legacy (id int)").update();
		FluentConfiguration flyway = flyway(database).outOfOrder(true).baselineOnMigrate(true).baselineVersion("0");
		this.folder.resolve("target/classes/db/migration/V3__three.sql").toFile().delete();
		flyway.load().migrate();
		project.build();
		flyway.load().migrate();
		database.jdbc()
			.sql("""
					INSERT INTO flyway_schema_history SELECT rank, '7', 'gone', kind, 'V7__gone.sql', 1, 'me', now(), 1, true
					FROM (VALUES (20, 'SQL'), (21, 'DELETE'), (22, 'SQL'), (23, 'UNDO_SQL')) AS row (rank, kind);
					INSERT INTO flyway_schema_history SELECT 30, NULL, 'gone view', 'SQL', 'R__gone_view.sql', 1, 'me', now(), 1, true;
					ALTER TABLE four ADD COLUMN late int""")
			.update();
		TestCommandLine.Result result = project.without("org.flywaydb").run("adopt", "flyway");
		assertThat(result.out()).contains(
				"order: the revisions follow each other as the migrations were applied here, which was not the order of their versions: 1, 4, 3.",
				"The database was there before Flyway: version 0 is its baseline",
				"R__gone_view.sql: it was applied here, and its file is gone. Its revision is empty.",
				"because Flyway cannot build one here");
		assertThat(result.err()).contains("Only in the old history:", "public.four: column late",
				"public.legacy: column id");
		database.jdbc().sql("ALTER TABLE four DROP COLUMN late; DROP TABLE legacy").update();
		assertThat(project.build().output("adopt", "flyway")).contains("Both histories build the same.");
		String role = database.name() + "_reader";
		database.jdbc()
			.sql("CREATE ROLE %1$s LOGIN PASSWORD 'x'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO %1$s"
				.formatted(role))
			.update();
		try {
			project.database(new DriverManagerDataSource(database.url(), role, "x"));
			assertThat(project.error("adopt", "flyway")).contains("the role " + role + " may not create one",
					"migrate.autogenerate.scratch-url", "--without-proof");
			project.autogenerate(AutogenerateSettings.of(List.of()).scratch(database.newConnections()));
			assertThat(project.output("adopt", "flyway")).contains("Both histories build the same.");
		}
		finally {
			database.jdbc().sql("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(role)).update();
		}
		project.database(database.newConnections()).files(REVISIONS).forEach((file) -> file.toFile().delete());
		this.folder.resolve(MIGRATIONS + "V1__one.sql").toFile().delete();
		project.deleteBuilt()
			.file(MIGRATIONS + "U3__three.sql", "DROP TABLE three;")
			.file(MIGRATIONS + "B3__until_three.sql",
					"CREATE TABLE one (id int);\nCREATE TABLE three (id int);\nSELECT 1;")
			.build();
		assertThat(project.output("adopt", "flyway")).contains(
				"V3__three.sql: db/migration/B3__until_three.sql has its result.", "Wrote 3 revisions",
				"(db/migration/B3__until_three.sql)", "Both histories build the same.");
		assertThat(TestProject.read(project.files(REVISIONS).get(0))).contains(
				"-- adopts: flyway 1\n-- adopts: flyway 3\n-- adopts: flyway B3\n", "\n-- migrate:downgrade none\n");
		FlywayProjects.withoutRevisions(project)
			.deleteBuilt()
			.file(MIGRATIONS + "V1__one.sql", "CREATE TABLE one (id int);")
			.build();
		assertThat(project.output("adopt", "flyway"))
			.contains("B3__until_three.sql: the versioned scripts up to 3 are there", "Wrote 4 revisions");
		assertThat(FlywayProjects.adopted(project)).endsWith("flyway R gone view");
	}

	@Test
	void aDatabaseThatABaselineScriptHasBuiltHasEveryVersionUpToIt(TestDatabase database) {
		TestProject project = project(database).file(MIGRATIONS + "V1__one.sql", "CREATE TABLE one (id int);")
			.file(MIGRATIONS + "V2__two.sql", "ALTER TABLE one ADD COLUMN two int;")
			.file(MIGRATIONS + "V3__three.sql", "ALTER TABLE one ADD COLUMN three int;")
			.file(MIGRATIONS + "B3__until_three.sql", "CREATE TABLE one (id int, two int, three int);")
			.file(MIGRATIONS + "V4__four.sql", "CREATE TABLE four (id int);")
			.file(MIGRATIONS + "beforeRepeatables.sql", "CREATE TABLE never (id int);")
			.build();
		flyway(database).load().migrate();
		assertThat(database.jdbc().sql("SELECT type FROM flyway_schema_history").query(String.class).list())
			.containsExactly("SQL_BASELINE", "SQL");
		// A first attempt that was repaired by hand
		database.jdbc()
			.sql("UPDATE flyway_schema_history SET installed_rank = 3 WHERE version = '4'; INSERT INTO flyway_schema_history"
					+ " SELECT 2, version, description, type, script, checksum, installed_by, now(), 1, false"
					+ " FROM flyway_schema_history WHERE version = '4'")
			.update();
		assertThat(project.output("adopt", "flyway"))
			.contains("B3__until_three.sql: the versioned scripts up to 3 are there",
					"a callback for beforeRepeatables, which no migration", "Both histories build the same.")
			.doesNotContain("never applied", "order:", "was changed after");
		assertThat(FlywayProjects.adopted(project)).containsExactly("flyway 1", "flyway 2", "flyway 3", "flyway 4");
		FlywayProjects.withoutRevisions(project);
		this.folder.resolve(MIGRATIONS + "V3__three.sql").toFile().delete();
		assertThat(project.deleteBuilt().build().output("adopt", "flyway")).contains("Wrote 2 revisions",
				"V1__one.sql: db/migration/B3__until_three.sql has its result.", "Both histories build the same.");
		assertThat(FlywayProjects.adopted(project)).containsExactly("flyway 1, flyway 2, flyway 3, flyway B3",
				"flyway 4");
		project.build();
		assertThat(project.output("upgrade")).contains("2 revisions taken over from another tool");
	}

	@Test
	void theHistoryOfATenantIsInItsSchema(TestDatabase database) {
		TestProject project = project(database).property("spring.flyway.schemas", "shared,audit")
			.file(MIGRATIONS + "V1__one.sql", "CREATE TABLE one (id int);")
			.file(MIGRATIONS + "V3__three.sql", "CREATE TABLE three (id int);")
			.build();
		flyway(database).schemas("t_1").load().migrate();
		project.file(MIGRATIONS + "V2__two.sql", "CREATE TABLE two (id int);").build();
		flyway(database).schemas("t_1").outOfOrder(true).load().migrate();
		flyway(database).schemas("t_2").target("2").load().migrate();
		database.jdbc().sql("CREATE SCHEMA t_3").update();
		assertThat(project.error("adopt", "flyway")).contains(
				"The default schema of Flyway is shared, and that of Migrate is public.",
				"Set migrate.schema=shared, or spring.flyway.default-schema=public");
		project.tenants("t_*");
		assertThat(project.error("adopt", "flyway")).contains("one tenant at a time");
		assertThat(project.output("adopt", "flyway", "--tenant", "t_1"))
			.contains("which was not the order of their versions: 1, 3, 2.", "Both histories build the same.")
			.doesNotContain("create-schema", "audit");
		project.build();
		assertThat(project.error("upgrade")).contains("2 migrated", "1 failed", ": t_2", "Flyway has applied 2 here",
				"but not 3");
		flyway(database).schemas("t_2").load().migrate();
		assertThat(project.output("upgrade")).contains("1 migrated");
	}

	@Test
	void javaMigrationsAreNamedOrCalled(TestDatabase database) {
		TestProject project = project(database).file(MIGRATIONS + "V1__one.sql", "CREATE TABLE one (id int);")
			.file(MIGRATIONS + "V3__three.sql", "CREATE TABLE three (id int);\nCREATE ROLE somebody_else;")
			.file("src/main/java/db/migration/V2__Fill.java", """
					package db.migration;

					import org.flywaydb.core.api.migration.BaseJavaMigration;
					import org.flywaydb.core.api.migration.Context;

					public class V2__Fill extends BaseJavaMigration {

						@Override
						public void migrate(Context context) throws Exception {
							context.getConnection().createStatement().execute("INSERT INTO one VALUES (7)");
						}

					}
					""")
			.file("src/main/java/db/migration/Hook.java", """
					package db.migration;

					import org.flywaydb.core.api.callback.BaseCallback;
					import org.flywaydb.core.api.callback.Context;
					import org.flywaydb.core.api.callback.Event;

					public class Hook extends BaseCallback {

						@Override
						public void handle(Event event, Context context) {
						}

					}
					""")
			.build();
		assertThat(project.run("adopt", "flyway", "--without-proof").out()).contains(
				"public.flyway_schema_history: this database has no such table, so that the order is that of the versions.",
				"db.migration.Hook: a callback in Java.", "db.migration.V2__Fill: a Java migration.");
		FlywayProjects.withoutRevisions(project);
		assertThat(project.error("adopt", "flyway")).contains("would change more than scratch databases",
				"V3__three.sql, line 2: CREATE ROLE", "migrate.autogenerate.scratch-url");
		FlywayProjects.withoutRevisions(project)
			.deleteBuilt()
			.file(MIGRATIONS + "V3__three.sql", "CREATE TABLE three (id int);")
			.build();
		assertThat(project.run("adopt", "flyway").err()).contains("one: 1 rows by the old history, 0 by the revisions");
		FlywayProjects.withoutRevisions(project).deleteBuilt().build();
		assertThat(project.error("adopt", "flyway", "--keep-java")).contains("some of them are classes",
				"Build the application and run the command again");
		assertThat(project.build().output("adopt", "flyway", "--keep-java"))
			.contains("Every migration of Flyway is a revision already.", "Both histories build the same.");
	}

	@Test
	void theTextOfAScriptIsKeptWhateverItsEncodingAndWhateverIsInIt(TestDatabase database) {
		String function = "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $f$\nBEGIN\n\t-- migrate:upgrade\n"
				+ "/*\n  \\-- migrate:downgrade none\n*/\nRETURN '$${known} $$${known} \\${known} ${known}';\nEND $f$;\n/*\n-- migrate: x\n*/\n";
		TestProject project = project(database).property("spring.flyway.placeholders.known", "value")
			.property("spring.flyway.detect-encoding", "true")
			.property("spring.flyway.locations", "filesystem:target/classes/db/migration")
			.file(MIGRATIONS + "V1__text.sql",
					"CREATE TABLE texts (t text);\nINSERT INTO texts VALUES ('\n-- migrate:upgrade\n--migrate : x\n');\n"
							+ function)
			.file(MIGRATIONS + "V2__copy.sql", "COPY texts (t) FROM stdin;\n-- migrate:downgrade\n\\.\n")
			.file(MIGRATIONS + "U2__copy.sql", "-- migrate:up\nDELETE FROM texts WHERE t = '-- migrate:downgrade';\n")
			.file(MIGRATIONS + "V3__latin.sql",
					"INSERT INTO texts VALUES ('\u00e4\u00df');\n".getBytes(StandardCharsets.ISO_8859_1))
			.file(MIGRATIONS + "V4__utf16.sql",
					"\uFEFFINSERT INTO texts VALUES ('\u00e4\u20ac');\n".getBytes(StandardCharsets.UTF_16LE))
			.file(MIGRATIONS + "V5__utf16.sql",
					"\uFEFFINSERT INTO texts VALUES ('\u00fc\u20ac');\n".getBytes(StandardCharsets.UTF_16BE))
			.file(MIGRATIONS + "V6__utf8.sql", "INSERT INTO texts VALUES ('\u00f6'); -- C:\\${known}\n")
			.build();
		flyway(database).placeholders(Map.of("known", "value")).detectEncoding(true).load().migrate();
		assertThat(project.output("adopt", "flyway"))
			.contains("Both histories build the same.", "Set migrate.placeholders.backslash to \\,")
			.doesNotContain("was changed after");
		assertThat(FlywayProjects.script(project, "flyway 1")).contains(
				"VALUES ('\n\\-- migrate:upgrade\n\\--migrate : x\n');",
				"\n\t\\-- migrate:upgrade\n/*\n  \\\\-- migrate:downgrade none\n*/\n",
				"'$${known} $$${known} ${backslash}${known} ${known}'");
		// What replaces the revisions has the same text.
		String range = FlywayProjects.id(project.build(), "flyway 2") + ":" + FlywayProjects.id(project, "flyway 3");
		assertThat(project.output("squash", range, "--without-proof", "--rev-id", "squash1"))
			.contains("It replaces 2 revisions");
		assertThat(project.files(REVISIONS).stream().map(TestProject::read))
			.anyMatch((script) -> script.startsWith("-- revision: squash1\n")
					&& script.contains("\n\\-- migrate:downgrade\n\\.\n"));
	}

	@Test
	void javaMigrationsThatWereNeverAppliedAreNotLost(TestDatabase database) {
		TestProject project = project(database).file(MIGRATIONS + "V1__one.sql", "CREATE TABLE one (id int);")
			.file("src/main/java/db/migration/Migrations.java",
					java("db.migration", "Migrations",
							"""
									public static class V2__Nested extends BaseJavaMigration {

										public void migrate(Context context) throws Exception {
											context.getConnection().createStatement().execute("CREATE INDEX CONCURRENTLY i ON one (id)");
										}

										public boolean canExecuteInTransaction() {
											return false;
										}

									}
									public abstract static class V9__Base extends BaseJavaMigration {
									}
									public static class V8__Entity {
									}"""))
			.file("src/main/java/db/migration/R__Rows.java",
					java("db.migration", "R__Rows extends BaseJavaMigration", insert(7)))
			.file("src/main/java/app/Steps.java", java("app", "Steps", """
					public static class V3__Bean extends BaseJavaMigration {
						%s
					}
					public static class Named implements JavaMigration {
						public MigrationVersion getVersion() { return MigrationVersion.fromVersion("4"); }
						public String getDescription() { return "named"; }
						public Integer getChecksum() { return null; }
						public boolean canExecuteInTransaction() { return true; }
						%s
					}
					public static class V5__Injected extends BaseJavaMigration {
						public V5__Injected(javax.sql.DataSource dataSource) { }
						%s
					}
					static class V6__Hidden extends BaseJavaMigration {
						%s
					}
					public static class Hook extends BaseCallback {
						public void handle(Event event, org.flywaydb.core.api.callback.Context context) { }
					}""".formatted(insert(3), insert(4), insert(5), insert(6))))
			.bean("bean", "app.Steps$V3__Bean")
			.bean("named", "app.Steps$Named")
			.bean("hidden", "app.Steps$V6__Hidden")
			.bean("hook", "app.Steps$Hook")
			.build();
		String output = project.run("adopt", "flyway", "--keep-java").out();
		assertThat(output).contains("Wrote 6 revisions:", "(db.migration.Migrations.V2__Nested)",
				"bean hook: a callback in Java (app.Steps$Hook).",
				"app.Steps$V6__Hidden: a Java migration that no revision can call, because its class is not public.")
			.doesNotContain("V8__", "V9__", "Steps$Named:");
		assertThat(project.files("src/main/java/db/revisions").stream().map(TestProject::read)).hasSize(4)
			.anyMatch((text) -> text.contains("new db.migration.Migrations.V2__Nested().migrate(context(connection));")
					&& text.contains("transaction = "))
			.anyMatch((text) -> text.contains("\"flyway R Rows\"") && text.contains("new db.migration.R__Rows()"))
			.anyMatch((text) -> text.contains("\"flyway 4\"") && text.contains("new app.Steps.Named()"));
		Path hidden = FlywayProjects.file(project, "flyway 6");
		project
			.file(project.relative(hidden),
					TestProject.read(hidden)
						.replace("-- migrate:upgrade", "-- migrate:upgrade\nINSERT INTO one VALUES (6);"))
			.build();
		assertThat(project.output("adopt", "flyway")).contains("Every migration of Flyway is a revision already.",
				"Both histories build the same.");
		project.bean("injected", "app.Steps$V5__Injected");
		assertThat(project.run("adopt", "flyway", "--keep-java"))
			.satisfies((result) -> assertThat(result.out()).contains(
					"app.Steps$V5__Injected: a Java migration that no revision can call, because it is a bean that"
							+ " needs others."))
			.satisfies((result) -> assertThat(result.err()).contains("Flyway cannot build a database here",
					"lacks version 1, version 2, version 3, version 4, version 5, version 6"));
	}

	private static String java(String packageName, String declaration, String body) {
		return "package %s;\nimport org.flywaydb.core.api.*;\nimport org.flywaydb.core.api.callback.*;\nimport org.flywaydb.core.api.migration.*;\nimport org.flywaydb.core.api.migration.Context;\npublic class %s {\n%s\n}\n"
			.formatted(packageName, declaration, body);
	}

	private static String insert(int value) {
		return """
				public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {
					context.getConnection().createStatement().execute("INSERT INTO one VALUES (%d)");
				}""".formatted(value);
	}

}
