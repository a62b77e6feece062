package dev.migrate.command.project;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.command.output.Output;

/**
 * Runs the commands that follow the writing of a script, such as a formatter. What they
 * print is shown; that one fails changes nothing about the script.
 */
public final class PostWriteHooks {

	private final Path workingDirectory;

	private final Output output;

	PostWriteHooks(Path workingDirectory, Output output) {
		this.workingDirectory = workingDirectory;
		this.output = output;
	}

	void run(String hook, Path file) {
		List<String> command = CommandLineSplitter.of(hook)
			.stream()
			.map((word) -> word.replace("{file}", file.toString()))
			.toList();
		if (command.isEmpty()) {
			return;
		}
		this.output.note("Running " + String.join(" ", command));
		try {
			Process process = new ProcessBuilder(command).directory(this.workingDirectory.toFile())
				.redirectErrorStream(true)
				.start();
			process.getOutputStream().close();
			try (BufferedReader lines = process.inputReader()) {
				lines.lines().forEach(this.output::note);
			}
			int exitCode = process.waitFor();
			if (exitCode != 0) {
				warn(hook, "ended with exit code " + exitCode);
			}
		}
		catch (IOException ex) {
			warn(hook, "could not be run: " + ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			warn(hook, "was interrupted");
		}
	}

	private void warn(String hook, String problem) {
		this.output.warn(("The hook '%s' %s. The script was written. Run the command yourself, and correct"
				+ " migrate.revision.hooks.")
			.formatted(hook, problem));
	}

}
