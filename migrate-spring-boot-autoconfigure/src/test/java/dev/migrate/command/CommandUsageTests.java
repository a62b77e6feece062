package dev.migrate.command;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what all commands have in common.
 */
class CommandUsageTests {

	@TempDir
	Path folder;

	@ParameterizedTest
	@MethodSource("commands")
	void everyCommandHasHelpWithAnExample(String command) {
		String help = commandLine().output(command, "--help");
		assertThat(help).contains("Usage: migrate " + command, "Example", "migrate " + command, "--quiet", "--raise",
				"--no-color");
		assertThat(CommandInvocation.of(List.of(command, "--help")).needsDatabase()).isFalse();
	}

	@Test
	void helpListsTheCommands() {
		String help = commandLine().output("--help");
		List<String> shown = List.of(commands()).stream().filter((command) -> !command.equals("launch")).toList();
		assertThat(help).contains(shown).contains("\nWrite revisions:\n  init ", "\nSee the revisions:\n  history ");
		assertThat(help).doesNotContain("launch");
		assertThat(help.lines().filter((line) -> line.startsWith("  ") && shown.contains(line.strip().split(" ")[0])))
			.hasSameSizeAs(shown)
			.allMatch((line) -> line.length() <= 80);
		assertThat(commandLine().output("help")).isEqualTo(help);
		assertThat(commandLine().output("help", "upgrade")).isEqualTo(commandLine().output("upgrade", "--help"));
	}

	@Test
	void versionIsThatOfMigrate() {
		assertThat(commandLine().output("--version")).matches("Migrate \\d+\\.\\d+\\.\\d+.*\\R");
	}

	@Test
	void aMissingCommandIsAMistake() {
		assertMistake(commandLine().run(), "A command is missing.", "\nChange the database:\n  upgrade ",
				"See 'migrate --help'.");
	}

	@Test
	void theNearestCommandIsSuggested() {
		assertMistake(commandLine().run("upgade", "head"), "Unknown command 'upgade'.", "migrate upgrade");
		assertThat(commandLine().run("upgrad").err()).contains("Did you mean 'migrate upgrade'?\n");
		assertThat(commandLine().run("rev").err()).contains("Did you mean 'migrate revision'?\n");
		assertMistake(commandLine().run("help", "upgrad"), "Unknown command 'upgrad'.", "migrate upgrade");
		assertMistake(commandLine().run("upgrad", "--help"), "Unknown command 'upgrad'.", "migrate upgrade");
		assertThat(commandLine().run("nonsense").err()).doesNotContain("Did you mean");
	}

	@Test
	void theNearestOptionIsSuggested() {
		assertMistake(commandLine().run("history", "--grap"), "--grap", "Did you mean '--graph'?\n",
				"See 'migrate history --help'.");
		assertThat(commandLine().run("history", "--vebrose=true").err()).contains("Did you mean '--verbose'?\n");
		assertThat(commandLine().run("--hlp").err()).contains("Did you mean '--help'?\n");
		assertThat(commandLine().run("history", "-x", "--nonsense").err()).doesNotContain("Did you mean");
	}

	@Test
	void commandsToPasteAreThoseOfTheScriptThatIsUsed() {
		String action = "Name one of 'migrate heads':\n  migrate downgrade a1\n  migrate downgrade b2";
		assertThat(CommandErrors.typed(action, null)).isEqualTo(action);
		assertThat(CommandErrors.typed(action, "C:\\demo\\migrate.cmd")).isEqualTo(action);
		assertThat(CommandErrors.typed(action, "/demo/migrate"))
			.isEqualTo("Name one of 'migrate heads':\n  ./migrate downgrade a1\n  ./migrate downgrade b2");
	}

	@Test
	void optionsThatDoNotGoTogetherAreRefused() {
		assertMistake(commandLine().run("history", "--graph", "-v"), "--graph");
		assertMistake(commandLine().run("upgrade", "--idempotent"), "require --sql.");
		assertMistake(commandLine().run("upgrade", "base:head"), "requires --sql");
		assertMistake(commandLine().run("downgrade", "head:base"), "requires --sql");
		assertMistake(commandLine().run("stamp", "--purge", "--sql", "--dialect=postgresql", "head"), "--purge");
		assertMistake(commandLine().run("stamp", "--sql", "--dialect=postgresql", "a1:b2", "b2:c3"), "same start");
		assertMistake(commandLine().run("upgrade", "--dry-run", "--json"), "--dry-run");
		assertMistake(commandLine().run("upgrade", "--dry-run", "--sql"), "--dry-run",
				"cannot be combined with --sql.");
		assertMistake(commandLine().run("downgrade", "base", "--dry-run", "--resume=skip"), "--dry-run");
		assertMistake(commandLine().run("downgrade"), "REVISION");
	}

	@Test
	void aRelativeRevisionIsNoOption() {
		TestCommandLine.Result result = commandLine().run("downgrade", "-1", "--sql");
		assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
		assertThat(result.err()).contains("--dialect");
	}

	@Test
	void aNegativeValueOfAnOptionIsNoRevision() {
		assertMistake(commandLine().run("status", "-n", "-5"), "--limit must not be negative.");
	}

	@Test
	void stackTracesAreShownWhenAskedFor() {
		assertThat(commandLine().run("show", "x9").err()).doesNotContain("\tat ");
		assertThat(commandLine().run("show", "x9", "--raise").err()).contains("\tat dev.migrate.");
	}

	@Test
	void outputThatCannotBeWrittenIsAFailure() {
		for (List<String> command : List.of(List.of("upgrade", "head", "--sql", "--dialect=postgresql"),
				List.of("history"), List.of("heads", "--json"), List.of("completion", "bash"), List.of("--help"))) {
			TestCommandLine.Result result = commandLine().intoFullDisk().run(command.toArray(String[]::new));
			assertThat(result.exitCode()).as(command.toString()).isEqualTo(1);
			assertThat(result.err()).contains("Error: The output of the command could not be written completely.");
		}
	}

	@Test
	void aFailureThatNobodyHasThoughtOfSaysHowToReportIt() {
		Connection broken = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					throw new IllegalStateException("broken");
				});
		Migrator migrator = Migrator.builder(new AbstractDataSource() {

			@Override
			public Connection getConnection() {
				return broken;
			}

			@Override
			public Connection getConnection(String username, String password) {
				return broken;
			}

		}).build();
		TestCommandLine.Result result = new TestCommandLine(migrator).run("current");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains("Error: ", "--raise");
	}

	@ParameterizedTest
	@MethodSource("shells")
	void completionIsAScriptForTheShell(String shell) {
		assertThat(commandLine().output("completion", shell)).contains("complete -F _complete_migrate",
				"ensure-version");
	}

	static String[] shells() {
		return new String[] { "bash", "zsh" };
	}

	static String[] commands() {
		return MigrateCommand.commandLine().getSubcommands().keySet().toArray(String[]::new);
	}

	private static void assertMistake(TestCommandLine.Result result, String... messages) {
		assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).startsWith("Error: ").contains(messages);
	}

	private TestCommandLine commandLine() {
		return new TestCommandLine(new ScriptFolder(this.folder).chain().migrator(new SimpleDriverDataSource()));
	}

}
