package dev.migrate.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.migrate.autoconfigure.cli.CommandInThisProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application, run as a command and waited for: in the process of the tests, unless a
 * test is about a jar or about what only a process has.
 *
 * @param exitCode the exit code
 * @param out the standard output
 * @param err the standard error output
 */
record SampleCommand(int exitCode, String out, String err) {

	private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^\\s\"])+");

	/**
	 * Runs a command.
	 * @param environment the variables that are set
	 * @param arguments what follows {@code migrate}, as in a shell that knows double
	 * quotes
	 * @return how it went
	 */
	static SampleCommand run(Map<String, String> environment, String arguments) {
		return runIn(Path.of(""), environment, arguments);
	}

	/**
	 * Runs a command in a folder.
	 * @param folder the working directory
	 * @param environment the variables that are set
	 * @param arguments what follows {@code migrate}, as in a shell that knows double
	 * quotes
	 * @return how it went
	 */
	static SampleCommand runIn(Path folder, Map<String, String> environment, String arguments) {
		List<String> words = new ArrayList<>(List.of("migrate"));
		words.addAll(words(arguments));
		CommandInThisProcess command = CommandInThisProcess.run(InThisProcess.application(environment), folder,
				words.toArray(String[]::new));
		return new SampleCommand(command.exitCode(), command.out(), command.err());
	}

	/**
	 * Runs a command of an application.
	 * @param jar the application
	 * @param environment variables to set; no other {@code SPRING_} variable is passed on
	 * @param arguments what follows {@code migrate}, as in a shell that knows double
	 * quotes
	 * @return how it went
	 */
	static SampleCommand run(Path jar, Map<String, String> environment, String arguments) throws Exception {
		return runIn(Path.of(""), jar, environment, arguments);
	}

	/**
	 * Runs a command of an application in a folder.
	 * @param folder the working directory
	 * @param jar the application
	 * @param environment variables to set; no other {@code SPRING_} variable is passed on
	 * @param arguments what follows {@code migrate}, as in a shell that knows double
	 * quotes
	 * @return how it went
	 */
	static SampleCommand runIn(Path folder, Path jar, Map<String, String> environment, String arguments)
			throws Exception {
		List<String> command = SampleJar.java(jar);
		command.add("migrate");
		command.addAll(words(arguments));
		return run(folder, environment, command, new byte[0]);
	}

	/**
	 * Runs a command in what it takes for a terminal.
	 * @param environment variables to set
	 * @param arguments what follows {@code migrate}, separated by single spaces
	 * @param typed what is typed
	 * @return how it went; the terminal shows both outputs as one
	 */
	static SampleCommand runInTerminal(Map<String, String> environment, String arguments, String typed)
			throws Exception {
		String command = "'%s' migrate %s".formatted(String.join("' '", SampleJar.java(SampleJar.extracted())),
				arguments);
		return run(Path.of(""), environment, List.of("script", "-qec", command, "/dev/null"),
				typed.getBytes(StandardCharsets.UTF_8));
	}

	private static List<String> words(String arguments) {
		return WORD.matcher(arguments).results().map((word) -> word.group().replace("\"", "")).toList();
	}

	private static SampleCommand run(Path directory, Map<String, String> environment, List<String> command,
			byte[] typed) throws IOException, InterruptedException {
		Path folder = Files.createDirectories(SampleJar.packaged().resolveSibling("it-output"));
		Path out = Files.createTempFile(folder, "command", ".out");
		Path err = Files.createTempFile(folder, "command", ".err");
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile());
		builder.environment()
			.keySet()
			.removeIf((variable) -> variable.startsWith("SPRING_") || variable.equals("NO_COLOR"));
		builder.environment().putAll(environment);
		Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
		try {
			try (OutputStream input = process.getOutputStream()) {
				input.write(typed);
			}
			assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
			return new SampleCommand(process.exitValue(), Files.readString(out), Files.readString(err));
		}
		finally {
			process.destroyForcibly();
			Files.deleteIfExists(out);
			Files.deleteIfExists(err);
		}
	}

}
