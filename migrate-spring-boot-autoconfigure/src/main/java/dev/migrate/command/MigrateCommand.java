package dev.migrate.command;

import java.util.Objects;
import java.util.concurrent.Callable;

import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;
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
		commandListHeading = "%nCommands:%n",
		subcommands = { InitCommand.class, RevisionCommand.class, MergeCommand.class, EditCommand.class,
				ListTemplatesCommand.class, ValidateCommand.class, UpgradeCommand.class, DowngradeCommand.class,
				StampCommand.class, CurrentCommand.class, StatusCommand.class, HistoryCommand.class, HeadsCommand.class,
				BranchesCommand.class, ShowCommand.class, AcceptCommand.class, CheckCommand.class,
				EnsureVersionCommand.class, CompletionCommand.class })
final class MigrateCommand implements Callable<Integer> {

	@Option(names = { "-q", "--quiet" }, scope = ScopeType.INHERIT, order = 100,
			description = "Print nothing but errors, and what --json or --sql asks for.")
	private boolean quiet;

	@Option(names = "--raise", scope = ScopeType.INHERIT, order = 101,
			description = "Print the stack trace of an error.")
	private boolean raise;

	@Option(names = "--no-color", scope = ScopeType.INHERIT, order = 102,
			description = "Use no colours, as with the environment variable NO_COLOR.")
	private boolean noColor;

	@Option(names = "--migrator", paramLabel = "NAME", scope = ScopeType.INHERIT, order = 103,
			description = "The bean name of the migrator, where the application has several.")
	private @Nullable String migrator;

	@Spec
	private @Nullable CommandSpec spec;

	private @Nullable CommandContext context;

	void context(CommandContext context) {
		this.context = context;
	}

	CommandContext context() {
		return Objects.requireNonNull(this.context);
	}

	Output output() {
		return new Output(context(), this.quiet, !this.noColor);
	}

	Migrator migrator() {
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
