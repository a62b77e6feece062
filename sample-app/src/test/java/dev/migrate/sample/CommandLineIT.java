package dev.migrate.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs the commands of the application in the process of the tests, each test on a
 * database or a project of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class CommandLineIT {

	@Test
	void commandsThatShowTheRevisionsDoNotConnect() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			new Transcript(database(server.getLocalPort())).run("heads")
				.run("heads -v")
				.run("branches")
				.run("history")
				.run("history -v -r 9e567c:bfb1b5")
				.run("history --graph")
				.run("history --format mermaid")
				.run("history --format dot")
				.run("heads --json")
				.run("show 4f31")
				.run("show b793")
				.assertApproved("revisions");
			SampleCommand script = SampleCommand.run(database(server.getLocalPort()), "upgrade 852766:97d7 --sql");
			assertThat(script.exitCode()).as(script.toString()).isZero();
			assertThat(script.out()).startsWith("-- From 852766e9b83c to 97d75ff05fa6, for PostgreSQL")
				.containsSubsequence("-- Running upgrade bfb1b53baa9e -> b793aee0eac8, order conversations by activity",
						"ALTER TABLE conversations ADD COLUMN last_active_at",
						"-- Running upgrade b793aee0eac8, 852766e9b83c -> 97d75ff05fa6, merge activity and search");
			assertThat(script.err()).isEmpty();
			server.setSoTimeout(1);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
		}
	}

	@Test
	void commandsMoveTheDatabaseAndSayWhereItIs() throws Exception {
		SampleDatabase database = SampleDatabase.create("command_line");
		new Transcript(database.environment()).run("current")
			.run("ensure-version")
			.run("upgrade +1")
			.run("upgrade --dry-run")
			.run("downgrade base --dry-run")
			.run("upgrade 9e56")
			.run("current -v")
			.run("current --check-heads")
			.run("status")
			.run("upgrade")
			.run("upgrade")
			.run("history -i -r 852766:")
			.run("downgrade bfb1")
			.run("downgrade -1 --json")
			.run("stamp head")
			.run("status -n 3")
			.run("stamp 9e56")
			.run("upgrade -q")
			.run("accept --script 6cf7")
			.run("current --json")
			.assertApproved("database");
	}

	@Test
	void helpListsTheCommandsAndTheirOptions() throws IOException {
		new Transcript(database(1)).run("--help").run("upgrade --help").run("--version").assertApproved("help");
	}

	@Test
	void commandsThatWriteWorkOnTheSources(@TempDir Path folder) throws Exception {
		Path project = SampleProject.copyTo(folder);
		new Transcript(database(1), project).run("init")
			.run("init --template --format sql")
			.run("list-templates")
			.run("validate")
			.run("revision -m \"pin conversations\" --rev-id 0123456789ab --format sql --branch-label pins")
			.show("src/main/resources/db/revisions", "_pin_")
			.run("revision -m \"pin messages\"")
			.assertApproved("project");
	}

	@Test
	void revisionsAreWrittenInJavaAndAsMerges(@TempDir Path one, @TempDir Path other) throws Exception {
		String sources = "src/main/java/db/revisions";
		new Transcript(database(1), SampleProject.copyTo(one))
			.run("revision -m \"pin conversations\" --rev-id 0123456789ab --depends-on 8527")
			.show(sources, "_pin_")
			.assertApproved("revision-java");
		new Transcript(database(1), SampleProject.copyTo(other)).run("merge heads")
			.run("merge b793 8527 --splice -m \"pin both\" --format java")
			.show(sources, "_pin_")
			.assertApproved("merge");
	}

	@Test
	void revisionsAreGeneratedFromTheEntities(@TempDir Path folder) throws Exception {
		SampleDatabase database = SampleDatabase.create("command_line_autogenerate");
		SampleCommand.run(database.environment(), "upgrade -q");
		database.jdbc().sql("ALTER TABLE conversations DROP COLUMN title").update();
		new Transcript(database.environment(), SampleProject.copyTo(folder)).run("objects")
			.run("check")
			.run("revision --autogenerate -m \"pin titles\" --rev-id 0123456789ab --format sql")
			.show("src/main/resources/db/revisions", "_pin_")
			.assertApproved("autogenerate");
	}

	@Test
	void rowsAreNotDroppedUnasked() throws Exception {
		SampleDatabase database = SampleDatabase.create("command_line_rows");
		assertThat(SampleCommand.run(database.environment(), "upgrade 6cf7").exitCode()).isZero();
		database.jdbc()
			.sql("INSERT INTO users (name, email, created_at) VALUES ('Ada', 'ada@example.org', now())")
			.update();
		new Transcript(database.environment()).run("downgrade base")
			.run("current")
			.run("downgrade base --yes")
			.assertApproved("rows");
	}

	@Test
	void mistakesAreToldInALineOrTwo() throws Exception {
		Map<String, String> nowhere = database(1);
		new Transcript(nowhere).run("upgrdae")
			.run("history --grahp")
			.run("downgrade")
			.run("show 9")
			.run("show 000000")
			.run("upgrade 4f31:head")
			.run("current --database=other")
			.run("current --spring.datasource.hikari.connection-timeout=250")
			.assertApproved("mistakes");
	}

	private static Map<String, String> database(int port) {
		return Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:" + port + "/none",
				"SPRING_DATASOURCE_USERNAME", "postgres", "SPRING_DATASOURCE_PASSWORD", "postgres");
	}

}
