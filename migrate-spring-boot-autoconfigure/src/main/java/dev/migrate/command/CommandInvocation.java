package dev.migrate.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.migrate.command.AbstractCommand.Scope;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.StreamWriter;
import dev.migrate.command.output.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * One command of a command line, to be run in a {@link CommandContext}. Not safe for use
 * by several threads.
 */
public final class CommandInvocation {

	/**
	 * A relative revision such as the one in {@code downgrade -1}, which looks like an
	 * option.
	 */
	private static final Pattern RELATIVE_REVISION = Pattern.compile("-\\d+");

	private final String[] arguments;

	private final CommandLine commandLine;

	private final MigrateCommand root;

	private CommandInvocation(CommandLine commandLine, List<String> arguments) {
		this.arguments = arguments.toArray(String[]::new);
		this.commandLine = commandLine.setCaseInsensitiveEnumValuesAllowed(true);
		this.root = this.commandLine.getCommand();
	}

	/**
	 * Creates an invocation.
	 * @param arguments the name of a command, its options and parameters
	 * @return the invocation; whether the arguments make sense is found out when it runs
	 */
	public static CommandInvocation of(List<String> arguments) {
		List<String> command = withoutHelp(arguments);
		// Of a command that does not exist, not even help makes sense.
		return ofCommand(isUnknown(command) ? command.subList(0, 1) : command);
	}

	private static boolean isUnknown(List<String> arguments) {
		return !arguments.isEmpty() && !arguments.get(0).startsWith("-") && !MigrateCommand.exists(arguments.get(0));
	}

	/**
	 * Returns {@code help} and {@code help upgrade} as the options that they stand for.
	 */
	private static List<String> withoutHelp(List<String> arguments) {
		if (arguments.isEmpty() || !arguments.get(0).equals("help")) {
			return arguments;
		}
		List<String> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
		rest.add("--help");
		return rest;
	}

	private static CommandInvocation ofCommand(List<String> arguments) {
		CommandLine commandLine = MigrateCommand.commandLine(arguments);
		List<String> options = new ArrayList<>();
		List<String> relative = new ArrayList<>();
		String before = "";
		for (String argument : arguments) {
			boolean revision = RELATIVE_REVISION.matcher(argument).matches() && !takesValue(commandLine, before);
			(revision ? relative : options).add(argument);
			before = argument;
		}
		if (!relative.isEmpty()) {
			if (!options.contains("--")) {
				options.add("--");
			}
			options.addAll(relative);
		}
		return new CommandInvocation(commandLine, options);
	}

	/**
	 * Returns the classes whose fields and annotations say which commands and options
	 * there are.
	 * @return the classes
	 */
	public static Set<Class<?>> types() {
		Set<Class<?>> types = new LinkedHashSet<>();
		addTypes(MigrateCommand.commandLine().getCommandSpec(), types);
		return types;
	}

	private static void addTypes(CommandSpec command, Set<Class<?>> types) {
		for (Object object : new @Nullable Object[] { command.userObject(), command.versionProvider() }) {
			if (object != null) {
				types.add(object.getClass());
			}
		}
		command.mixins().values().forEach((mixin) -> addTypes(mixin, types));
		command.subcommands().values().forEach((subcommand) -> addTypes(subcommand.getCommandSpec(), types));
	}

	private static boolean takesValue(CommandLine commandLine, String argument) {
		return commandLine.getSubcommands()
			.values()
			.stream()
			.map((command) -> command.getCommandSpec().findOption(argument))
			.anyMatch((option) -> option != null && option.arity().max() > 0);
	}

	/**
	 * Returns whether the command needs an application context, for the database or for
	 * the beans that revisions are created with.
	 * @return {@code false} also if only help is wanted, or the arguments make no sense
	 */
	public boolean needsDatabase() {
		return isCommand(AbstractCommand::needsDatabase);
	}

	/**
	 * Returns whether the command makes a difference between databases, or between their
	 * scripts.
	 * @return {@code false} also if only help is wanted, or the arguments make no sense
	 */
	public boolean concernsDatabase() {
		return isCommand((command) -> command.scope() != Scope.ANY && !(command instanceof InitCommand));
	}

	private boolean isCommand(Predicate<AbstractCommand> condition) {
		try {
			List<CommandLine> parsed = this.commandLine.parseArgs(this.arguments).asCommandLineList();
			return parsed.stream().noneMatch(CommandInvocation::isHelp)
					&& parsed.get(parsed.size() - 1).getCommand() instanceof AbstractCommand command
					&& condition.test(command);
		}
		catch (ParameterException ex) {
			return false;
		}
	}

	private static boolean isHelp(CommandLine commandLine) {
		return commandLine.isUsageHelpRequested() || commandLine.isVersionHelpRequested();
	}

	/**
	 * Returns the database that the command line names.
	 * @return its name, or {@code null} if there is none, or the arguments make no sense
	 */
	public @Nullable String database() {
		try {
			this.commandLine.parseArgs(this.arguments);
			return this.root.database();
		}
		catch (ParameterException ex) {
			return null;
		}
	}

	private boolean color(Terminal terminal) {
		return terminal.color() && !List.of(this.arguments).contains("--no-color");
	}

	/**
	 * Runs the command.
	 * @param context what it works with
	 * @return the exit code: 0 if it did what it was told, 1 if it failed or found a
	 * difference that it was to look for, 2 if the arguments make no sense
	 */
	public int run(CommandContext context) {
		CommandErrors errors = new CommandErrors(this.root);
		this.root.context(context, errors::report);
		this.commandLine
			.setColorScheme(CommandLine.Help.defaultColorScheme(color(context.terminal()) ? Ansi.ON : Ansi.OFF));
		this.commandLine.setOut(StreamWriter.of(context.terminal().out()));
		this.commandLine.setErr(StreamWriter.of(context.terminal().err()));
		this.commandLine.setExecutionExceptionHandler(errors);
		this.commandLine.setParameterExceptionHandler(errors);
		int exitCode = execute(errors);
		// A print stream throws nothing, but remembers that something was lost.
		boolean lost = context.terminal().out().checkError();
		if (lost) {
			exitCode = Math.max(exitCode, errors.report(CommandException.outputLost()));
		}
		context.terminal().err().flush();
		return exitCode;
	}

	private int execute(CommandErrors errors) {
		try {
			return this.commandLine.execute(this.arguments);
		}
		catch (LinkageError | StackOverflowError | AssertionError ex) {
			return errors.report(ex);
		}
	}

}
