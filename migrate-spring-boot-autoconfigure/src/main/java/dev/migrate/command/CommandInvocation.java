package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/**
 * One command of a command line, to be run in a {@link CommandContext}.
 */
public final class CommandInvocation {

	/**
	 * A relative revision such as the one in {@code downgrade -1}, which looks like an
	 * option.
	 */
	private static final Pattern RELATIVE_REVISION = Pattern.compile("-\\d+");

	private final List<String> arguments;

	private CommandInvocation(List<String> arguments) {
		this.arguments = arguments;
	}

	/**
	 * Creates an invocation.
	 * @param arguments the name of a command, its options and parameters
	 * @return the invocation; whether the arguments make sense is found out when it runs
	 */
	public static CommandInvocation of(List<String> arguments) {
		List<String> options = new ArrayList<>();
		List<String> relative = new ArrayList<>();
		arguments
			.forEach((argument) -> (RELATIVE_REVISION.matcher(argument).matches() ? relative : options).add(argument));
		if (!relative.isEmpty()) {
			if (!options.contains("--")) {
				options.add("--");
			}
			options.addAll(relative);
		}
		return new CommandInvocation(List.copyOf(options));
	}

	/**
	 * Returns whether the command needs an application context, for the database or for
	 * the beans that revisions are created with.
	 * @return {@code false} also if only help is wanted, or the arguments make no sense
	 */
	public boolean needsDatabase() {
		CommandLine commandLine = new CommandLine(new MigrateCommand());
		try {
			List<CommandLine> parsed = commandLine.parseArgs(this.arguments.toArray(String[]::new)).asCommandLineList();
			return parsed.stream().noneMatch(CommandInvocation::isHelp)
					&& parsed.get(parsed.size() - 1).getCommand() instanceof AbstractCommand command
					&& command.needsDatabase();
		}
		catch (ParameterException ex) {
			return false;
		}
	}

	private static boolean isHelp(CommandLine commandLine) {
		return commandLine.isUsageHelpRequested() || commandLine.isVersionHelpRequested();
	}

	/**
	 * Runs the command.
	 * @param context what it works with
	 * @return the exit code: 0 if it did what it was told, 1 if it failed or found a
	 * difference that it was to look for, 2 if the arguments make no sense
	 */
	public int run(CommandContext context) {
		MigrateCommand root = new MigrateCommand();
		root.context(context);
		CommandErrors errors = new CommandErrors(root);
		CommandLine commandLine = new CommandLine(root);
		boolean color = context.terminal().color() && !this.arguments.contains("--no-color");
		commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(color ? Ansi.ON : Ansi.OFF));
		commandLine.setOut(StreamWriter.of(context.terminal().out()));
		commandLine.setErr(StreamWriter.of(context.terminal().err()));
		commandLine.setExecutionExceptionHandler(errors);
		commandLine.setParameterExceptionHandler(errors);
		int exitCode = commandLine.execute(this.arguments.toArray(String[]::new));
		context.terminal().out().flush();
		context.terminal().err().flush();
		return exitCode;
	}

}
