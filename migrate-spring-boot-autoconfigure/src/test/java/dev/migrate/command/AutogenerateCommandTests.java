package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.OnlineTables;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.dialect.Dialects;
import dev.migrate.runtime.Migrator;
import dev.migrate.schema.Column;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.type;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Table.table;
import static dev.migrate.schema.UniqueConstraint.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates scripts of renames and of changes online, and runs them both ways.
 */
@ExtendWith(PostgresExtension.class)
class AutogenerateCommandTests {

	private static final Table TEAMS = table("public.teams").column("id", bigint(), Column::notNull).primaryKey("id");

	private static final Table USERS = table("public.users").column("id", bigint(), Column::notNull)
		.column("name", varchar(50), Column::notNull)
		.column("team_id", bigint())
		.column("age", integer())
		.primaryKey("id");

	private static final Table PEOPLE = table("public.people").column("id", bigint(), Column::notNull)
		.column("full_name", varchar(50), Column::notNull)
		.column("team_id", bigint())
		.column("age", integer())
		.primaryKey("id");

	private static final Table STRICT_USERS = table("public.users").column("id", bigint(), Column::notNull)
		.column("name", varchar(50), Column::notNull)
		.column("team_id", bigint())
		.column("age", integer(), Column::notNull)
		.column("email", text(), Column::notNull)
		.column("bio", text())
		.primaryKey("id")
		.constraint(unique("name"))
		.constraint(check("age > 0").named("grown"))
		.constraint(foreignKey("team_id").references("public.teams", "id"));

	@TempDir
	Path folder;

	private TestProject project;

	@BeforeEach
	void createProject() {
		this.project = new TestProject(this.folder);
	}

	/**
	 * What names no schema is in the default schema of the revisions, which need not be
	 * that of the connection.
	 */
	@Test
	void theDefaultSchemaOfTheRevisionsIsCompared(TestDatabase database) {
		this.project.schema("app")
			.database(database.dataSource())
			.autogenerate(AutogenerateSettings.of(List.of((target) -> new WantedSchema(List
				.of(table(target.defaultSchema() + ".places").column("id", bigint(), Column::notNull).primaryKey("id")),
					List.of(), List.of(), List.of(), List.of()))));
		database.jdbc().sql("CREATE SCHEMA app").update();
		this.project.output("revision", "-m", "places", "--autogenerate", "--format", "sql");
		this.project.build().output("upgrade");
		assertThat(database.jdbc().sql("SELECT to_regclass('app.places')::text").query(String.class).single())
			.isEqualTo("app.places");
		assertThat(this.project.run("check").err()).isEqualTo("The database matches the entities.\n");
		assertThat(this.project.run("objects").exitCode()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "java", "sql" })
	void aRenameKeepsTheRowsBothWays(String format, TestDatabase database) {
		JdbcTemplate jdbc = create(database);
		Object was = read(jdbc);
		wants(OnlineTables.none(), TEAMS, PEOPLE);
		this.project.output("revision", "-m", "people", "--autogenerate", "--format", format, "--rename",
				"users=people", "--rename", "users.name=people.full_name");
		Migrator migrator = this.project.build().migrator(database.session());
		migrator.upgrade();
		assertThat(this.project.output("check")).isEmpty();
		assertThat(jdbc.queryForObject("SELECT full_name FROM people", String.class)).isEqualTo("Ann");
		migrator.downgrade("-1");
		assertThat(read(jdbc)).isEqualTo(was);
		assertThat(jdbc.queryForObject("SELECT name FROM users", String.class)).isEqualTo("Ann");
	}

	@ParameterizedTest
	@ValueSource(strings = { "java", "sql" })
	void aScriptIsInTheWordsOfAPerson(String format, TestDatabase database) throws IOException {
		create(database);
		Object was = read(new JdbcTemplate(database.session()));
		wants(OnlineTables.none(), TEAMS,
				USERS.column("role", varchar(500), (role) -> role.notNull().defaultValue("'it''s'"))
					.constraint(check("role in('ADMIN','MEMBER', 'it''s')").named("users_role_check"))
					.constraint(check("(team_id+age)*2>4 and name like 'A%'").named("users_rule_check")));
		this.project.output("revision", "-m", "roles", "--autogenerate", "--format", format, "--rev-id", "b2");
		assertThat(withoutTime(script("b2"))).isEqualTo(approved("add-role." + format));
		this.project.build().migrator(database.session()).upgrade();
		assertThat(this.project.output("check")).isEmpty();
		new JdbcTemplate(database.session()).execute("UPDATE users SET role = 'MEMBER'");
		Object roles = read(new JdbcTemplate(database.session()));
		wants(OnlineTables.none(), TEAMS,
				USERS.column("role", varchar(500), (role) -> role.notNull().defaultValue("'MEMBER'"))
					.constraint(check("role in ('ADMIN', 'MEMBER')").named("users_role_check")));
		this.project.output("revision", "-m", "fewer roles", "--autogenerate", "--format", format, "--rev-id", "c3");
		assertThat(withoutTime(script("c3"))).isEqualTo(approved("change-role." + format));
		Migrator migrator = this.project.build().migrator(database.session());
		migrator.upgrade();
		migrator.downgrade("-1");
		assertThat(read(new JdbcTemplate(database.session()))).isEqualTo(roles);
		migrator.downgrade("-1");
		assertThat(read(new JdbcTemplate(database.session()))).isEqualTo(was);
	}

	private static String withoutTime(String script) {
		return script.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z", "TIME").replaceAll("R\\d{12}_", "RDATE_");
	}

	/**
	 * Returns a script that somebody has read.
	 */
	private static String approved(String name) throws IOException {
		return Files.readString(Path.of("src", "test", "resources", "approved", "revisions", name));
	}

	@Test
	void aPersonIsAskedWhatWasRenamed(TestDatabase database) {
		create(database);
		wants(OnlineTables.none(), TEAMS, PEOPLE);
		TestCommandLine.Result result = this.project.interactive("y\nyes\n")
			.run("revision", "-m", "people", "--autogenerate", "--format", "sql", "--rev-id", "b2");
		assertThat(result.exitCode()).as(result.toString()).isZero();
		assertThat(result.err()).contains("Is table people the former users (3 of 4 columns are the same)? [y/N]",
				"Is column people.full_name the former people.name (same type varchar(50), both not null, same position,"
						+ " similar name)? [y/N]",
				"Detected name of people: people wanted, users found");
		// What a question is about stands above it.
		assertThat(result.err().indexOf("Detected table people")).isBetween(0, result.err().indexOf("Is table people"));
		assertThat(script("b2"))
			.contains("ALTER TABLE users RENAME TO people;", "ALTER TABLE people RENAME COLUMN name TO full_name;")
			.doesNotContain("DROP", "--rename");
	}

	@Test
	void whoSaysNoGetsWhatIsDifferentWithoutMoreQuestions(TestDatabase database) {
		create(database);
		wants(OnlineTables.none(), TEAMS, PEOPLE);
		TestCommandLine.Result result = this.project.interactive("n\n")
			.run("revision", "-m", "people", "--autogenerate", "--format", "sql", "--rev-id", "b2");
		assertThat(result.exitCode()).as(result.toString()).isZero();
		assertThat(result.err()).containsOnlyOnce("[y/N]");
		assertThat(script("b2")).contains("CREATE TABLE people").doesNotContain("RENAME", "--rename");
	}

	@Test
	void whereNobodyIsAskedTheScriptSaysHowToRename(TestDatabase database) {
		create(database);
		Table users = table("public.users").column("id", bigint(), Column::notNull)
			.column("full_name", varchar(50), Column::notNull)
			.column("team_id", bigint())
			.column("age", integer())
			.primaryKey("id");
		wants(OnlineTables.none(), TEAMS, users);
		TestCommandLine.Result result = this.project.run("revision", "-m", "names", "--autogenerate", "--format", "sql",
				"--rev-id", "b2");
		assertThat(result.exitCode()).as(result.toString()).isZero();
		assertThat(result.err()).contains("Warning: Column users.full_name may be the former users.name",
				"generate this with --rename users.name=users.full_name",
				"full_name here:\n  UPDATE users SET full_name = … WHERE full_name IS NULL;\n");
		assertThat(script("b2")).contains("-- Column users.full_name may be the former users.name",
				"ADD COLUMN full_name", "DROP COLUMN name");
	}

	@Test
	void aRenameThatCannotBeWritesNothing(TestDatabase database) {
		create(database);
		wants(OnlineTables.none(), TEAMS, PEOPLE);
		int before = this.project.files("src").size();
		assertThat(this.project.error("revision", "--autogenerate", "--rename", "users=persons"))
			.contains("--rename users=persons: no table public.persons is wanted.");
		assertThat(this.project.files("src")).hasSize(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "java", "sql" })
	void aLargeTableIsChangedOnlineInAChainOfRevisions(String format, TestDatabase database) {
		JdbcTemplate jdbc = create(database);
		Object was = read(jdbc);
		wantsStrict(OnlineTables.above(0));
		String output = this.project.output("revision", "-m", "be strict", "--autogenerate", "--format", format,
				"--rev-id", "b2");
		assertThat(output.lines().filter((line) -> line.startsWith("Wrote"))).hasSize(2);
		assertThat(output).contains("_be_strict_1_of_2", "Revision b2 follows ");
		this.project.build();
		assertThat(this.project.migrator(database.session()).scripts().get("b2").message())
			.isEqualTo("be strict (2 of 2)");
		String marked = script("b2");
		assertThat(marked).contains("Give each a value of email here");
		fill(marked, format);
		Migrator migrator = this.project.build().migrator(database.session());
		database.forgetStatements();
		migrator.upgrade();
		List<String> executed = database.statements();
		assertThat(this.project.output("check")).isEmpty();
		assertThat(executed).as("what reads all rows of the large table").satisfies((statements) -> {
			assertThat(statements).noneMatch((sql) -> sql.contains("INDEX") && sql.startsWith("CREATE")
					&& sql.contains("users") && !sql.contains("CONCURRENTLY"));
			assertThat(statements).noneMatch((sql) -> sql.startsWith("ALTER TABLE users ADD") && sql.contains("CHECK")
					&& !sql.contains("NOT VALID"));
			assertThat(statements).noneMatch((sql) -> sql.startsWith("ALTER TABLE users ADD") && sql.contains("FOREIGN")
					&& !sql.contains("NOT VALID"));
			assertThat(statements).anyMatch((sql) -> sql.startsWith("CREATE UNIQUE INDEX CONCURRENTLY"))
				.anyMatch((sql) -> sql.startsWith("CREATE INDEX CONCURRENTLY"))
				.anyMatch((sql) -> sql.contains("UNIQUE USING INDEX"));
		});
		assertThat(jdbc.queryForObject("SELECT email FROM users", String.class)).isEqualTo("nobody");
		migrator.downgrade("a1");
		assertThat(read(jdbc)).isEqualTo(was);
	}

	@Test
	void theWayBackOfALargeTableIsOnlineToo(TestDatabase database) {
		wantsStrict(OnlineTables.none());
		this.project.database(database.session())
			.output("revision", "-m", "create users", "--autogenerate", "--rev-id", "a1", "--format", "sql");
		this.project.build().migrator(database.session()).upgrade();
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		Object was = read(jdbc);
		jdbc.execute("INSERT INTO users (id, name, age, email) VALUES (1, 'Ann', 40, 'ann@example.org')");
		Table loose = table("public.users").column("id", bigint(), Column::notNull)
			.column("name", varchar(50), Column::notNull)
			.column("team_id", bigint())
			.column("age", integer())
			.column("email", text())
			.column("bio", text())
			.primaryKey("id");
		wants(OnlineTables.none(), TEAMS, loose);
		TestCommandLine.Result result = this.project.run("revision", "-m", "be loose", "--autogenerate", "--rev-id",
				"b2", "--format", "sql", "--online", "--drop-indexes");
		assertThat(result.exitCode()).as(result.toString()).isZero();
		assertThat(script("b2")).contains("transaction: none", "DROP INDEX CONCURRENTLY", "CREATE INDEX CONCURRENTLY",
				"CREATE UNIQUE INDEX CONCURRENTLY", "UNIQUE USING INDEX", "NOT VALID;", "VALIDATE CONSTRAINT");
		Migrator migrator = this.project.build().migrator(database.session());
		migrator.upgrade();
		assertThat(migrator.downgrade("a1").steps()).isNotEmpty();
		assertThat(read(jdbc)).isEqualTo(was);
	}

	@Test
	void aSmallTableIsChangedInOneRevision(TestDatabase database) {
		create(database);
		wantsStrict(OnlineTables.above(1));
		TestCommandLine.Result result = this.project.run("revision", "-m", "be strict", "--autogenerate", "--format",
				"sql", "--rev-id", "b2");
		assertThat(result.exitCode()).as(result.toString()).isZero();
		assertThat(result.out()).containsOnlyOnce("Wrote");
		assertThat(script("b2")).doesNotContain("CONCURRENTLY", "NOT VALID", "transaction: none");
	}

	@Test
	void eitherAllScriptsOfAChainAreWrittenOrNone(TestDatabase database) {
		create(database);
		int before = this.project.files("src").size();
		wantsStrict(OnlineTables.above(0));
		this.project.fileTemplate("R_{rev}_{year}");
		this.project.file("src/main/resources/migrate/templates/revision.sql.mustache",
				"{{{header}}}\n-- migrate:upgrade\n{{#transactional}}\n-- migrate:downgrade none\n{{/transactional}}\n");
		TestCommandLine.Result result = this.project.run("revision", "--autogenerate", "--format", "sql");
		assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
		assertThat(result.err()).contains("the section '-- migrate:downgrade' is missing");
		assertThat(this.project.files("src/main/resources/db")).hasSize(before);
	}

	@Test
	void whatTheDatabaseRefusesFailsUnlessItIsAllowed(TestDatabase database) {
		JdbcTemplate jdbc = create(database);
		jdbc.execute("ALTER TABLE users ADD COLUMN mood boolean");
		wants(OnlineTables.none(), TEAMS, USERS.column("mood", type("nomood")).column("bio", text()));
		int before = this.project.files("src").size();
		for (String[] command : List.of(new String[] { "check" },
				new String[] { "revision", "--autogenerate", "--format", "sql" })) {
			TestCommandLine.Result result = this.project.run(command);
			assertThat(result.exitCode()).isEqualTo(1);
			assertThat(result.err()).contains("column users.mood: type \"nomood\" does not exist", "--allow-refused");
		}
		assertThat(this.project.files("src")).hasSize(before);
		String remark = "Left as it is, because the database refuses it: column users.mood: type \"nomood\" does not"
				+ " exist.";
		assertThat(this.project
			.run("revision", "-m", "bio", "--autogenerate", "--format", "sql", "--rev-id", "b2", "--allow-refused")
			.err()).contains(remark);
		assertThat(script("b2")).contains("-- " + remark, "ADD COLUMN bio text").doesNotContain("DROP COLUMN mood");
		this.project.build().migrator(database.session()).upgrade();
		TestCommandLine.Result check = this.project.run("check", "--allow-refused");
		assertThat(check.exitCode()).isZero();
		assertThat(check.err()).contains(remark, "The database matches the entities, except for what it refuses.");
		assertThat(this.project.output("check", "--allow-refused", "--json")).contains("\"refused\"", "nomood");
	}

	@Test
	void aClassThatCannotBeLoadedIsAnErrorOfTheCommand(TestDatabase database) {
		create(database);
		this.project.autogenerate(AutogenerateSettings.of(List.of((target) -> {
			throw new NoClassDefFoundError("com/example/Gone");
		})));
		TestCommandLine.Result check = this.project.run("check");
		assertThat(check.exitCode()).isEqualTo(1);
		assertThat(check.err()).isEqualTo("""
				Error: Unexpected error: java.lang.NoClassDefFoundError: com/example/Gone
				Run the command again with --raise for the stack trace, and report it.
				""");
	}

	@Test
	void optionsOfGeneratingNeedIt() {
		for (String option : List.of("--online", "--allow-refused", "--drop-columns", "--rename=a=b")) {
			TestCommandLine.Result result = this.project.run("revision", option);
			assertThat(result.exitCode()).isEqualTo(2);
			assertThat(result.err()).contains("require --autogenerate");
		}
	}

	private void wants(OnlineTables online, Table... tables) {
		wants(online, new WantedSchema(List.of(tables), List.of(), List.of(), List.of(), List.of()));
	}

	private void wantsStrict(OnlineTables online) {
		wants(online,
				new WantedSchema(List.of(TEAMS, STRICT_USERS),
						List.of(new WantedSchema.TableIndex(ObjectName.of("public.users"), index("age"))), List.of(),
						List.of(), List.of()));
	}

	private void wants(OnlineTables online, WantedSchema wanted) {
		this.project.autogenerate(AutogenerateSettings.of(List.of((database) -> wanted)).online(online));
	}

	/**
	 * Creates the tables in revision a1, and a user.
	 */
	private JdbcTemplate create(TestDatabase database) {
		wants(OnlineTables.none(), TEAMS, USERS);
		this.project.database(database.session())
			.output("revision", "-m", "create users", "--autogenerate", "--rev-id", "a1", "--format", "sql");
		this.project.build().migrator(database.session()).upgrade();
		JdbcTemplate jdbc = new JdbcTemplate(database.session());
		jdbc.execute("INSERT INTO users (id, name, age) VALUES (1, 'Ann', 40)");
		return jdbc;
	}

	/**
	 * Does what a person has to do at the marked place.
	 */
	private void fill(String script, String format) {
		String place = script.lines()
			.filter((line) -> line.contains("UPDATE users SET email"))
			.findFirst()
			.orElseThrow();
		String statement = format.equals("sql") ? "UPDATE users SET email = 'nobody';"
				: "op.backfill(dev.migrate.operations.operation.Backfill.update(\"users\").set(\"email\", \"'nobody'\")"
						+ ".where(\"email IS NULL\").reversedByNothing());";
		Path file = file("b2");
		this.project.file(this.folder.relativize(file).toString(), script.replace(place, statement));
	}

	private String script(String id) {
		return TestProject.read(file(id));
	}

	private Path file(String id) {
		return this.project.files("src")
			.stream()
			.filter((file) -> file.getFileName().toString().contains("_" + id + "_"))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Reads the tables of the application, with the number of their rows left out.
	 */
	private static Object read(JdbcTemplate jdbc) {
		return Dialects.of("postgresql")
			.inspector(jdbc)
			.read(List.of("public"))
			.tables()
			.values()
			.stream()
			.filter((table) -> !table.name().name().startsWith("migrate_"))
			.collect(Collectors.toMap(InspectedTable::name, (table) -> List.of(table.table(), table.indexes())));
	}

}
