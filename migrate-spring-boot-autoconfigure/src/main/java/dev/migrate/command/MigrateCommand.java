package dev.migrate.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.migrate.command.output.Output;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command that the others are commands of, and the options that all of them have.
 */
@Command(name = "migrate", description = "Keeps the schema of the application's database in step with its code.",
		mixinStandardHelpOptions = true, versionProvider = ToolVersion.class, scope = ScopeType.INHERIT,
		sortOptions = false, sortSynopsis = false, synopsisSubcommandLabel = "COMMAND",
		parameterListHeading = "%nParameters:%n", optionListHeading = "%nOptions:%n",
		commandListHeading = "%nCommands:%n")
final class MigrateCommand implements Callable<Integer>, AbstractCommand.Root {

	private static final Map<String, Supplier<AbstractCommand>> COMMANDS = new LinkedHashMap<>();

	static {
		COMMANDS.put("init", InitCommand::new);
		COMMANDS.put("revision", RevisionCommand::new);
		COMMANDS.put("merge", MergeCommand::new);
		COMMANDS.put("edit", EditCommand::new);
		COMMANDS.put("list-templates", ListTemplatesCommand::new);
		COMMANDS.put("validate", ValidateCommand::new);
		COMMANDS.put("upgrade", UpgradeCommand::new);
		COMMANDS.put("downgrade", DowngradeCommand::new);
		COMMANDS.put("stamp", StampCommand::new);
		COMMANDS.put("current", CurrentCommand::new);
		COMMANDS.put("status", StatusCommand::new);
		COMMANDS.put("history", HistoryCommand::new);
		COMMANDS.put("heads", HeadsCommand::new);
		COMMANDS.put("branches", BranchesCommand::new);
		COMMANDS.put("show", ShowCommand::new);
		COMMANDS.put("accept", AcceptCommand::new);
		COMMANDS.put("check", CheckCommand::new);
		COMMANDS.put("ensure-version", EnsureVersionCommand::new);
		COMMANDS.put("completion", CompletionCommand::new);
	}

	@Option(names = { "-q", "--quiet" }, scope = ScopeType.INHERIT, order = 100,
			description = "Print only errors and what --json or --sql asks for.")
	private boolean quiet;

	@Option(names = "--raise", scope = ScopeType.INHERIT, order = 101,
			description = "Print the stack trace of an error.")
	private boolean raise;

	@Option(names = "--no-color", scope = ScopeType.INHERIT, order = 102,
			description = "Use no colours, as with the environment variable NO_COLOR.")
	private boolean noColor;

	@Option(names = "--migrator", paramLabel = "NAME", scope = ScopeType.INHERIT, order = 103,
			description = "The bean name of the migrator, if the application has several.")
	private @Nullable String migrator;

	@Spec
	private @Nullable CommandSpec spec;

	private @Nullable CommandContext context;

	/**
	 * Returns the command line with all commands.
	 */
	static CommandLine commandLine() {
		CommandLine commandLine = new CommandLine(new MigrateCommand());
		COMMANDS.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
		return commandLine;
	}

	/**
	 * Returns the command line for some arguments. To look at the options of a command
	 * takes time, so only that of the first argument is looked at if there is one.
	 */
	static CommandLine commandLine(List<String> arguments) {
		String name = arguments.isEmpty() ? "" : arguments.get(0);
		Supplier<AbstractCommand> command = COMMANDS.get(name);
		return (command == null) ? commandLine()
				: new CommandLine(new MigrateCommand()).addSubcommand(name, command.get());
	}

	void context(CommandContext context) {
		this.context = context;
	}

	@Override
	public CommandContext context() {
		return Objects.requireNonNull(this.context);
	}

	@Override
	public Output output() {
		return new Output(context().terminal(), context().json(), this.quiet, !this.noColor);
	}

	@Override
	public Migrator migrator() {
		return context().migrators().get(this.migrator);
	}

	boolean raise() {
		return this.raise;
	}

	@Override
	public Integer call() {
		throw new ParameterException(Objects.requireNonNull(this.spec).commandLine(), "A command is missing.");
	}

}
