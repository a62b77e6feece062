package dev.migrate.command;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Writes a script for a shell.
 */
@Command(name = "completion",
		description = "Print a script that makes a shell complete the commands and options of 'migrate', a script"
				+ " or alias that runs the application.",
		footer = { "", "Example:", "  source <(./migrate completion bash)" })
final class CompletionCommand extends AbstractCommand {

	@Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
	private Shell shell = Shell.bash;

	@Override
	boolean needsDatabase() {
		return false;
	}

	@Override
	Scope scope() {
		return Scope.ANY;
	}

	@Override
	int run(CommandContext context, Output output) {
		String script = AutoComplete.bash("migrate", MigrateCommand.commandLine());
		output.data((this.shell == Shell.zsh) ? "autoload -U +X bashcompinit && bashcompinit\n" + script : script);
		return DONE;
	}

	// As they are written on the command line.
	private enum Shell {

		bash, zsh

	}

}
