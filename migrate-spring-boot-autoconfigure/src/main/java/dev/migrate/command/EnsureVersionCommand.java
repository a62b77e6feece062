package dev.migrate.command;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Creates the tables of the tool.
 */
@Command(name = "ensure-version", description = "Create the version table and the history table unless they exist.",
		footer = { "", "Example:", "  migrate ensure-version" })
final class EnsureVersionCommand extends AbstractCommand {

	@Mixin
	private SqlOptions sql = new SqlOptions();

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	int run(CommandContext context, Output output) {
		if (this.sql.sql()) {
			output.data(this.sql.offline(context).ensureVersion());
			return DONE;
		}
		if (this.sql.hasDialect()) {
			throw usage("--dialect requires --sql.");
		}
		context.migrator().ensureVersion();
		output.line("The version table and the history table exist.");
		return DONE;
	}

}
