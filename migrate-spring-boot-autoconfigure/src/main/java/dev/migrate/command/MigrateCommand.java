package dev.migrate.command;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.launch.ClassArchive;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.ToolVersion;
import dev.migrate.revision.SimilarNames;
import dev.migrate.runtime.tenant.TenantMigrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
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
		parameterListHeading = "%nParameters:%n", optionListHeading = "%nOptions:%n", commandListHeading = "",
		footer = { "", "'migrate COMMAND --help' shows the options of a command." })
final class MigrateCommand implements Callable<Integer>, AbstractCommand.Root {

	static final String MISSING = "A command is missing.";

	private static final Map<String, Supplier<AbstractCommand>> COMMANDS = new LinkedHashMap<>();

	/** The commands by what they are for, with a line for each. */
	private static final Map<String, Map<String, String>> GROUPS = new LinkedHashMap<>();

	static {
		group("Write revisions").with("init", "create the folder for revisions and the script 'migrate'")
			.with("revision", "write a revision, also from the entities (--autogenerate)")
			.with("baseline", "write the first revision of a database that is there already")
			.with("adopt", "write a revision for each migration of another tool")
			.with("merge", "write a revision that merges others")
			.with("squash", "write one revision in place of a range of them")
			.with("edit", "open the source of a revision in your editor")
			.with("validate", "check the scripts without a database")
			.with("list-templates", "show the templates for new scripts");
		group("Change the database").with("upgrade", "upgrade to a later revision")
			.with("downgrade", "downgrade to an earlier revision")
			.with("stamp", "set the revision without running scripts")
			.with("accept", "accept differences between entities and database")
			.with("ensure-version", "create the version table and the history table");
		group("See where the database is").with("current", "show the current revisions")
			.with("status", "show what is applied, pending and modified, and the last steps")
			.with("check", "compare the entities with the database")
			.with("objects", "list declared views, functions and triggers");
		group("See the revisions").with("history", "show the revisions, newest first")
			.with("heads", "show the revisions that no other one follows")
			.with("branches", "show the branch points")
			.with("show", "show a revision and the SQL that it runs");
		group("Other").with("completion", "print a script that completes commands in the shell");
		COMMANDS.put("init", InitCommand::new);
		COMMANDS.put("revision", RevisionCommand::new);
		COMMANDS.put("baseline", BaselineCommand::new);
		COMMANDS.put("adopt", AdoptCommand::new);
		COMMANDS.put("merge", MergeCommand::new);
		COMMANDS.put("squash", SquashCommand::new);
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
		COMMANDS.put("objects", ObjectsCommand::new);
		COMMANDS.put("ensure-version", EnsureVersionCommand::new);
		COMMANDS.put("completion", CompletionCommand::new);
		COMMANDS.put(ClassArchive.LAUNCH, LaunchCommand::new);
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

	@Option(names = "--database", paramLabel = "NAME", scope = ScopeType.INHERIT, order = 103,
			description = "The database that is meant, if the application has several.")
	private @Nullable String database;

	@Option(names = "--tenant", paramLabel = "NAME", scope = ScopeType.INHERIT, order = 104,
			description = "One of the application's tenants, or a pattern such as 'a*' for some of them.")
	private @Nullable String tenant;

	/** What it was called before there were names of databases. */
	@Option(names = "--migrator", scope = ScopeType.INHERIT, hidden = true)
	private @Nullable String migrator;

	@Spec
	private @Nullable CommandSpec spec;

	private @Nullable CommandContext context;

	private @Nullable ToIntBiFunction<RuntimeException, Output> errors;

	/**
	 * Returns the command line with all commands.
	 */
	static CommandLine commandLine() {
		CommandLine commandLine = new CommandLine(new MigrateCommand());
		COMMANDS.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
		commandLine.getHelpSectionMap()
			.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, (help) -> list(help.colorScheme()));
		return commandLine;
	}

	/**
	 * Returns the commands in their groups.
	 */
	static String list(ColorScheme colors) {
		int width = GROUPS.values()
			.stream()
			.flatMap((group) -> group.keySet().stream())
			.mapToInt(String::length)
			.max()
			.orElse(0);
		StringBuilder list = new StringBuilder();
		GROUPS.forEach((name, group) -> {
			list.append("%n%s:%n".formatted(name));
			group.forEach((command, line) -> list.append(
					"  %s%s  %s%n".formatted(colors.commandText(command), " ".repeat(width - command.length()), line)));
		});
		return list.toString();
	}

	static boolean exists(String name) {
		return COMMANDS.containsKey(name);
	}

	/**
	 * Returns the command that may have been meant by a name that does not exist.
	 */
	static Optional<String> similarCommand(String name) {
		return similar(name, GROUPS.values().stream().flatMap((group) -> group.keySet().stream()));
	}

	/**
	 * Returns the option that may have been meant by one that does not exist.
	 */
	static Optional<String> similarOption(String name, CommandSpec command) {
		return similar(name.replaceFirst("=.*", ""),
				command.optionsMap().keySet().stream().filter((option) -> option.startsWith("--")));
	}

	static Optional<String> similar(String name, Stream<String> names) {
		int tolerated = Math.max(1, name.length() / 3);
		return names
			.filter((other) -> SimilarNames.distance(name, other) <= tolerated
					|| (name.length() > 1 && other.startsWith(name)))
			.min(Comparator.comparingInt((other) -> SimilarNames.distance(name, other)));
	}

	private static Group group(String name) {
		Map<String, String> commands = new LinkedHashMap<>();
		GROUPS.put(name, commands);
		return new Group(commands);
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

	void context(CommandContext context, ToIntBiFunction<RuntimeException, Output> errors) {
		this.context = context;
		this.errors = errors;
	}

	CommandContext context() {
		return Objects.requireNonNull(this.context);
	}

	Output output() {
		Output output = new Output(context().terminal(), context().json(), this.quiet, !this.noColor);
		return (this.tenant != null && !TenantMigrator.isPattern(this.tenant)) ? output.aboutTenant(this.tenant)
				: output;
	}

	@Override
	public int run(AbstractCommand command) {
		return new DatabaseSelection(this, command, Objects.requireNonNull(this.errors)).run();
	}

	/**
	 * Returns the database that the command line names.
	 * @return its name, or {@code null} if there is none
	 */
	@Nullable String database() {
		return (this.database != null) ? this.database : this.migrator;
	}

	/**
	 * Returns which tenants the command line names.
	 * @return a name or a pattern, or {@code null} if it names none
	 */
	@Nullable String tenant() {
		return this.tenant;
	}

	boolean raise() {
		return this.raise;
	}

	@Override
	public Integer call() {
		throw new ParameterException(Objects.requireNonNull(this.spec).commandLine(), MISSING);
	}

	/**
	 * The commands that are for the same.
	 */
	private record Group(Map<String, String> commands) {

		Group with(String command, String line) {
			this.commands.put(command, line);
			return this;
		}

	}

}
