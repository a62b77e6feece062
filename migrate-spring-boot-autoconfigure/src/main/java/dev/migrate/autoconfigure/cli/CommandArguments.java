package dev.migrate.autoconfigure.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What follows {@code migrate} on the command line of the application.
 *
 * @param command the name of a command, its options and parameters
 */
record CommandArguments(List<String> command) {

	private static final String MIGRATE = "migrate";

	/** An option that sets a property of the application, wherever it stands. */
	private static final Pattern PROPERTY = Pattern.compile("--[^=\\s]*\\.[^=]*(=.*)?", Pattern.DOTALL);

	CommandArguments {
		command = List.copyOf(command);
	}

	/**
	 * Looks for a command among the arguments of an application.
	 * @return the command, if the first argument that is no option is {@code migrate}
	 */
	static Optional<CommandArguments> find(String... arguments) {
		for (int i = 0; i < arguments.length; i++) {
			if (!arguments[i].startsWith("--")) {
				return arguments[i].equals(MIGRATE) ? Optional.of(new CommandArguments(Arrays.stream(arguments)
					.skip(i + 1L)
					.filter((argument) -> !PROPERTY.matcher(argument).matches())
					.toList())) : Optional.empty();
			}
		}
		return Optional.empty();
	}

	/**
	 * Looks for a command in the command line of the virtual machine, which is the name
	 * of a class or jar and the arguments, separated by spaces.
	 * @return the command, if the first argument that is no option is {@code migrate}
	 */
	static Optional<CommandArguments> findInCommandLine(String commandLine) {
		String[] words = commandLine.strip().split("\\s+", -1);
		return find(Arrays.copyOfRange(words, 1, Math.max(1, words.length)));
	}

	@Override
	public String toString() {
		return (MIGRATE + " " + String.join(" ", this.command)).strip();
	}

}
