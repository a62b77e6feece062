package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code migrate accept}, and for what {@code check} and {@code revision} make
 * of it.
 */
@ExtendWith(PostgresExtension.class)
class AcceptCommandTests {

	private static final String FILE = "src/main/resources/db/revisions/accepted-differences.json";

	private static final Table TEAMS = Table.table("public.teams")
		.column("id", DataType.bigint(), Column::notNull)
		.column("name", DataType.varchar(255))
		.primaryKey("id");

	private static final Table USERS = Table.table("public.users")
		.column("id", DataType.bigint(), Column::notNull)
		.column("name", DataType.varchar(255))
		.column("bio", DataType.varchar(255))
		.column("age", DataType.integer())
		.column("team_id", DataType.bigint())
		.primaryKey("id")
		.constraint(ForeignKey.foreignKey("team_id").references("public.teams", "id"));

	private static final String ACCEPTED = """
			[
			  {"kind": "type", "object": "teams", "part": "name", "wanted": "varchar(255)", "found": "varchar(30)"},
			  {"kind": "type", "object": "users", "part": "age", "wanted": "integer", "found": "smallint"},
			  {"kind": "type", "object": "users", "part": "bio", "wanted": "varchar(255)", "found": "text"},
			  {"kind": "type", "object": "users", "part": "name", "wanted": "varchar(255)", "found": "varchar(50)"},
			  {"kind": "constraint", "object": "users", "part": "users_team_id_fkey", "wanted": "FOREIGN KEY (team_id) REFERENCES teams (id)"}
			]
			""";

	private TestProject project;

	@TempDir
	Path folder;

	@BeforeEach
	void createProject(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE teams (id bigint PRIMARY KEY, name varchar(30))").update();
		database.jdbc().sql("""
				CREATE TABLE users (id bigint PRIMARY KEY, name varchar(50), bio text, age smallint,
					team_id bigint)""").update();
		this.project = new TestProject(this.folder).database(database.session()).wanting(wanted(TEAMS, USERS));
		this.project.file("src/main/resources/db/revisions/README.txt", "Revisions.").build();
	}

	@Test
	void acceptsEverythingAndTellsItInGroups() {
		assertThat(this.project.output("accept")).isEqualTo(
				"""
						Accepted 5 differences: 2 × length, 1 × integer over smallint, 1 × missing foreign key, 1 × varchar over text.
						Wrote %s. Commit it with the revisions.
						"""
					.formatted(FILE));
		assertThat(accepted()).isEqualTo(ACCEPTED);
		assertThat(this.folder.resolve(FILE).getParent()).isDirectoryNotContaining("glob:**.tmp");
	}

	@Test
	void whatIsAcceptedIsSilentWithoutARebuild() {
		assertThat(this.project.run("check").err()).contains("5 differences. Run 'migrate revision --autogenerate' to"
				+ " write a revision for them, or 'migrate accept' to accept them.");
		this.project.output("accept");
		TestCommandLine.Result check = this.project.run("check");
		assertThat(check.exitCode()).isZero();
		assertThat(check.out()).isEmpty();
		assertThat(check.err()).isEqualTo("The database matches the entities, except for 5 accepted differences.\n");
		TestCommandLine.Result revision = this.project.run("revision", "-m", "nothing", "--autogenerate");
		assertThat(revision.exitCode()).isZero();
		assertThat(revision.err()).endsWith("except for 5 accepted differences. No script was written.\n");
		assertThat(this.project.files("src/main/java")).isEmpty();
	}

	@Test
	void whatIsAcceptedIsShippedWithTheApplication(@TempDir Path elsewhere) {
		this.project.output("accept");
		this.project.build().in(elsewhere.toString());
		assertThat(this.project.run("check").err()).contains("except for 5 accepted differences.");
		TestCommandLine.Result accept = this.project.run("accept");
		assertThat(accept.exitCode()).isEqualTo(1);
		assertThat(accept.err()).contains("There are no sources in ");
	}

	@Test
	void whatTheDatabaseRefusesIsNeitherAcceptedNorForgotten() {
		this.project.output("accept");
		this.project.wanting(wanted(TEAMS.column("mood", DataType.varchar(5)), refused(USERS, "bio"))).build();
		TestCommandLine.Result failed = this.project.run("accept");
		assertThat(failed.exitCode()).isEqualTo(1);
		assertThat(failed.err()).contains("column users.bio: type \"nobio\" does not exist", "--allow-refused",
				"'accept'");
		assertThat(accepted()).isEqualTo(ACCEPTED);
		TestCommandLine.Result unknown = this.project.run("accept", "users.bio2", "--allow-refused");
		assertThat(unknown.exitCode()).isEqualTo(1);
		assertThat(unknown.err()).contains(
				"No difference was found in users.bio2. What the database refuses cannot be" + " accepted",
				"column users.bio: type");
		TestCommandLine.Result check = this.project.run("check", "--allow-refused");
		assertThat(check.out()).isEqualTo("column teams.mood is missing: varchar(5)\n");
		assertThat(check.err()).doesNotContain("no longer a difference");
		TestCommandLine.Result accept = this.project.run("accept", "--allow-refused");
		assertThat(accept.exitCode()).isZero();
		assertThat(accept.err()).contains("Left as it is, because the database refuses it: column users.bio");
		assertThat(accept.out()).startsWith("Accepted 1 difference: 1 × missing column.");
		assertThat(accepted()).hasLineCount((int) ACCEPTED.lines().count() + 1).contains("\"part\": \"bio\"");
	}

	@Test
	void aTableWithARefusedPartKeepsItsEntries() {
		this.project.output("accept");
		this.project.wanting(wanted(refused(TEAMS, "id"), USERS)).build();
		assertThat(this.project.run("check", "--allow-refused").err()).doesNotContain("no longer a difference")
			.contains("except for 4 accepted differences and what it refuses.");
		assertThat(this.project.run("accept", "--allow-refused", "--script", "a1").exitCode()).isEqualTo(2);
		assertThat(this.project.output("accept", "--allow-refused", "--json")).contains("\"refused\"", "noid");
		assertThat(accepted()).isEqualTo(ACCEPTED);
	}

	/**
	 * The same table with a column of a type that does not exist.
	 */
	private static Table refused(Table table, String column) {
		return table.columns(table.columns()
			.stream()
			.map((each) -> each.name().equals(column) ? each.type(DataType.type("no" + column)) : each)
			.toList());
	}

	@Test
	void acceptsTablesAndParts() {
		assertThat(this.project.output("accept", "teams", "users.age"))
			.startsWith("Accepted 2 differences: 1 × integer over smallint, 1 × length.");
		assertThat(this.project.output("accept", "users.users_team_id_fkey"))
			.startsWith("Accepted 1 difference: 1 × missing foreign key.");
		TestCommandLine.Result check = this.project.run("check");
		assertThat(check.out().lines()).containsExactlyInAnyOrder(
				"type of users.name: varchar(255) wanted, varchar(50) found",
				"type of users.bio: varchar(255) wanted, text found");
		assertThat(this.project.output("accept", "users")).startsWith("Accepted 2 differences: ");
		assertThat(accepted()).isEqualTo(ACCEPTED);
	}

	@Test
	void aChangeIsReportedWithWhatWasAccepted(TestDatabase database) {
		this.project.output("accept");
		database.jdbc().sql("ALTER TABLE users ALTER name TYPE text").update();
		TestCommandLine.Result check = this.project.run("check");
		assertThat(check.exitCode()).isEqualTo(1);
		assertThat(check.out()).isEqualTo("type of users.name: varchar(255) wanted, text found"
				+ " (accepted: varchar(255) wanted, varchar(50) found)\n");
		assertThat(check.err()).isEqualTo("1 difference. Run 'migrate revision --autogenerate' to write a revision for"
				+ " it, or 'migrate accept' to accept it.\n");
		JsonNode json = JsonMapper.shared().readTree(this.project.run("check", "--json").out());
		assertThat(json.propertyNames()).containsExactly("differences", "notes", "refused", "blocked", "accepted",
				"obsolete");
		assertThat(json.path("accepted").asInt()).isEqualTo(4);
		assertThat(json.path("differences")).hasSize(1);
		JsonNode difference = json.path("differences").get(0);
		assertThat(difference.propertyNames()).containsExactly("kind", "object", "part", "text", "accepted");
		assertThat(difference.path("accepted").propertyNames()).containsExactly("kind", "object", "part", "wanted",
				"found");
		assertThat(difference.path("accepted").path("found").asString()).isEqualTo("varchar(50)");
		TestCommandLine.Result revision = this.project.run("revision", "-m", "widen", "--autogenerate", "--format",
				"sql");
		assertThat(revision.err()).startsWith("Detected type of users.name: varchar(255) wanted, text found (accepted");
		Path script = this.project.files("src/main/resources/db/revisions")
			.stream()
			.filter((file) -> file.toString().endsWith(".sql"))
			.findFirst()
			.orElseThrow();
		assertThat(TestProject.read(script)).contains("ALTER TABLE users ALTER COLUMN name SET DATA TYPE varchar(255)")
			.doesNotContain("bio", "smallint");
	}

	@Test
	void acceptingAChangeReplacesTheEntry(TestDatabase database) {
		this.project.output("accept");
		database.jdbc().sql("ALTER TABLE users ALTER name TYPE text").update();
		assertThat(this.project.output("accept", "users.name"))
			.startsWith("Accepted 1 difference: 1 × varchar over text.");
		assertThat(accepted()).isEqualTo(ACCEPTED.replace("varchar(50)", "text"));
	}

	@Test
	void whatNoLongerAppliesIsNamedAndRemoved(TestDatabase database) {
		this.project.output("accept");
		database.jdbc().sql("ALTER TABLE users ALTER name TYPE varchar(255), ALTER age TYPE integer").update();
		TestCommandLine.Result check = this.project.run("check");
		assertThat(check.exitCode()).isZero();
		assertThat(check.err().lines())
			.contains("Accepted, but no longer a difference; 'migrate accept' removes the entry:"
					+ " type of users.name: varchar(255) wanted, varchar(50) found");
		assertThat(JsonMapper.shared().readTree(this.project.run("check", "--json").out()).path("obsolete")).hasSize(2);
		assertThat(this.project.output("accept", "users.name")).isEqualTo("""
				Removed 1 entry that no longer applies.
				Wrote %s. Commit it with the revisions.
				""".formatted(FILE));
		assertThat(accepted()).doesNotContain("varchar(50)").contains("smallint");
		assertThat(this.project.output("accept")).startsWith("Removed 1 entry that no longer applies.");
		assertThat(accepted()).doesNotContain("smallint");
	}

	@Test
	void nothingIsWrittenWithoutANeed(TestDatabase database) throws IOException {
		this.project.output("accept");
		Files.writeString(this.folder.resolve(FILE), ACCEPTED.replace("\n", "\r\n"));
		TestCommandLine.Result again = this.project.run("accept");
		assertThat(again.exitCode()).isZero();
		assertThat(again.out()).isEmpty();
		assertThat(again.err()).isEqualTo("There is nothing to accept that is not already accepted.\n");
		assertThat(accepted()).contains("\r\n");
		database.jdbc().sql("DROP TABLE users").update();
		Files.delete(this.folder.resolve(FILE));
		this.project.wanting(wanted()).output("accept");
		assertThat(this.folder.resolve(FILE)).doesNotExist();
	}

	@Test
	void anEmptyFileAcceptsNothing() throws IOException {
		Files.writeString(this.folder.resolve(FILE), "");
		assertThat(this.project.run("check").err()).contains("5 differences.");
		assertThat(this.project.output("accept", "teams")).startsWith("Accepted 1 difference: 1 × length.");
	}

	@Test
	void aFileThatIsNoneOfOursIsNeitherReadNorOverwritten() throws IOException {
		String malformed = ACCEPTED.replace("\"part\": \"bio\"", "\"column\": \"bio\"");
		Files.writeString(this.folder.resolve(FILE), malformed);
		for (String command : List.of("accept", "check")) {
			assertThat(this.project.error(command)).isEqualTo("""
					Error: %s, line 4: unknown key 'column'; an entry has kind, object, part, wanted, found.
					Restore the line from an earlier version of the file, or delete the file and run 'migrate accept' \
					to write a new one.
					""".formatted(FILE));
		}
		assertThat(accepted()).isEqualTo(malformed);
	}

	@Test
	void nameIsWhatDiffers() {
		assertThat(this.project.error("accept", "users", "userz", "users.nmae")).isEqualTo("""
				Error: No difference was found in userz, users.nmae.
				Name tables or parts of them as 'migrate check' prints them, such as users or users.name. Name nothing \
				to accept everything.
				""");
		assertThat(this.folder.resolve(FILE)).doesNotExist();
	}

	@Test
	void theDatabaseMustBeAtHead() {
		this.project.sql("a1", "").build();
		assertThat(this.project.error("accept")).contains("The database is at base, but the head is a1.");
		this.project.output("stamp", "head");
		assertThat(this.project.output("accept")).startsWith("Accepted 5 differences");
	}

	@Test
	void everyLocationCanHaveAFile() {
		this.project.locations("classpath:db/revisions", "classpath:db/billing")
			.file("src/main/resources/db/billing/README.txt", "More.")
			.build();
		assertThat(this.project.error("accept", "users")).contains("--location");
		this.project.output("accept", "users", "--location", "classpath:db/billing");
		assertThat(this.project.run("check").out())
			.isEqualTo("type of teams.name: varchar(255) wanted, varchar(30) found\n");
		this.project.output("accept", "--location", "classpath:db/revisions");
		assertThat(accepted()).contains("teams").doesNotContain("users");
		assertThat(this.project.run("check").exitCode()).isZero();
	}

	@Test
	void theResultCanBeJson() {
		JsonNode json = JsonMapper.shared().readTree(this.project.output("accept", "--json", "-q"));
		assertThat(json.path("file").asString()).isEqualTo(FILE);
		assertThat(json.path("written").asBoolean()).isTrue();
		assertThat(json.path("accepted")).hasSize(5);
		assertThat(json.path("accepted").get(0).path("kind").asString()).isEqualTo("type");
		assertThat(json.path("groups").path("length").asInt()).isEqualTo(2);
		assertThat(json.path("removed")).isEmpty();
	}

	@Test
	void quietSaysNothing() {
		TestCommandLine.Result accept = this.project.run("accept", "-q");
		assertThat(accept.exitCode()).isZero();
		assertThat(accept.out()).isEmpty();
		assertThat(accept.err()).isEmpty();
		assertThat(accepted()).isEqualTo(ACCEPTED);
	}

	@Test
	void scriptsAreAcceptedByThemselves() {
		TestCommandLine.Result both = this.project.run("accept", "users", "--script", "a1");
		assertThat(both.exitCode()).isEqualTo(2);
		assertThat(both.err()).contains("--script cannot be combined with names");
	}

	private String accepted() {
		return TestProject.read(this.folder.resolve(FILE));
	}

	private static WantedSchema wanted(Table... tables) {
		return new WantedSchema(List.of(tables), List.of(), List.of(), List.of(), List.of());
	}

}
