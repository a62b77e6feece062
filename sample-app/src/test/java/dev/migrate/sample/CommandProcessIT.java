package dev.migrate.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Runs the application as a command, for what only a process has: its exit code, its
 * outputs and its terminal. {@link CommandLineIT} has the commands themselves.
 */
class CommandProcessIT {

	@Test
	void thePackagedApplicationCompletesItsCommands() throws Exception {
		SampleCommand completion = SampleCommand.run(SampleJar.packaged(), Map.of(), "completion bash");
		assertThat(completion.exitCode()).as(completion.toString()).isZero();
		assertThat(completion.out()).startsWith("#!/usr/bin/env bash")
			.contains("ensure-version", "--resolve-dependencies", "complete -F _complete_migrate");
		assertThat(completion.err()).isEmpty();
	}

	@Test
	void theStandardOutputHasTheAnswerAlone() throws Exception {
		SampleCommand upgrade = SampleCommand.run(SampleJar.extracted(),
				SampleDatabase.create("command_process").environment(),
				"upgrade 4f31 --json --logging.level.com.zaxxer.hikari=info");
		assertThat(upgrade.exitCode()).as(upgrade.toString()).isZero();
		assertThat(upgrade.out()).startsWith("{\"").endsWith("}\n").hasLineCount(1).contains("4f31af6ec45b");
		assertThat(upgrade.err()).contains("INFO: ");
	}

	@Test
	void aMistakeIsToldOnTheErrorOutputAndByTheExitCode() throws Exception {
		SampleCommand unknown = SampleCommand.run(SampleJar.extracted(), Map.of(), "upgrdae");
		assertThat(unknown.exitCode()).as(unknown.toString()).isEqualTo(2);
		assertThat(unknown.out()).isEmpty();
		assertThat(unknown.err()).contains("upgrdae");
		SampleCommand notThere = SampleCommand.run(SampleJar.extracted(), Map.of(), "show 000000");
		assertThat(notThere.exitCode()).as(notThere.toString()).isEqualTo(1);
		assertThat(notThere.out()).isEmpty();
		assertThat(notThere.err()).contains("000000");
	}

	@Test
	void anEditorHasTheTerminalOfTheCommand(@TempDir Path folder) throws Exception {
		SampleCommand edit = SampleCommand.runIn(SampleProject.copyTo(folder), SampleJar.extracted(),
				Map.of("EDITOR", "cat"), "edit 6cf7");
		assertThat(edit.exitCode()).as(edit.toString()).isZero();
		assertThat(edit.out()).startsWith("-- revision: 6cf73958b4fa").endsWith("DROP TABLE users;\n");
		assertThat(edit.err()).isEmpty();
	}

	@Test
	void aTerminalIsShownThePlanColoursQuestionsAndProgress() throws Exception {
		assumeThat(Files.isExecutable(Path.of("/usr/bin/script"))).isTrue();
		SampleDatabase database = SampleDatabase.create("command_line_terminal");
		SampleCommand upgrade = SampleCommand.runInTerminal(database.environment(), "upgrade 4f31", "");
		assertThat(upgrade.exitCode()).as(upgrade.toString()).isZero();
		assertThat(upgrade.out()).containsSubsequence("2 revisions, base -> 4f31af6ec45b:",
				"\u001B[33m6cf73958b4fa\u001B[0m  create users ...", " ms\u001B[0m",
				"\u001B[33m4f31af6ec45b\u001B[0m  create conversations and messages ...", " ms\u001B[0m",
				"The database is at 4f31af6ec45b now: 2 revisions in");
		database.jdbc()
			.sql("INSERT INTO users (name, email, created_at) VALUES ('Ada', 'ada@example.org', now())")
			.update();
		SampleCommand refused = SampleCommand.runInTerminal(database.environment(), "downgrade base", "n\n");
		assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
		assertThat(refused.out()).containsSubsequence("2 revisions, 4f31af6ec45b -> base:",
				"\u001B[33mWarning:\u001B[0m Revision 6cf73958b4fa drops table users (1 row).",
				"Delete these rows? [y/N] ", "Nothing was changed.");
		SampleCommand agreed = SampleCommand.runInTerminal(database.environment(), "downgrade base", "y\n");
		assertThat(agreed.exitCode()).as(agreed.toString()).isZero();
		assertThat(agreed.out()).contains("The database is at base now: 2 revisions in");
	}

}
