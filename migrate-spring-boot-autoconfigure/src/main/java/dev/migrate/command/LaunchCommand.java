package dev.migrate.command;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.launch.ClassArchive;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.LaunchRecorder;
import dev.migrate.runtime.Migrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the script of a project needs of the application: keeps how the build tool has run
 * it, or loads the classes that other commands need, so that they can be archived. For
 * that, it reads what {@code status} reads, and the entities.
 */
@Command(name = ClassArchive.LAUNCH, hidden = true,
		description = "Record how the build tool runs the application, for the script 'migrate'.",
		footer = { "", "Example:", "  migrate launch --load-classes" })
final class LaunchCommand extends AbstractCommand {

	@Option(names = ClassArchive.LOAD, description = "Load the classes that commands need, and do nothing else.")
	private boolean loadClasses;

	@Override
	boolean needsDatabase() {
		return this.loadClasses;
	}

	@Override
	Scope scope() {
		return Scope.ANY;
	}

	@Override
	int run(CommandContext context, Output output) {
		if (this.loadClasses) {
			load(context);
		}
		else if (!new LaunchRecorder(context.environment()).record()) {
			throw usage("The script 'migrate' runs this command. Create the script with 'migrate init'.");
		}
		return DONE;
	}

	private void load(CommandContext context) {
		Migrator migrator = context.migrator();
		migrator.status();
		AutogenerateSettings settings = context.autogenerateSettings();
		if (settings.hasTargets()) {
			TargetDatabase database = database(migrator);
			settings.targets().forEach((target) -> target.read(database));
			DatabaseComparison.of(context, settings, migrator, new ComparisonOptions(false, false, false));
		}
	}

	private static TargetDatabase database(Migrator migrator) {
		try (Connection connection = migrator.dataSource().getConnection()) {
			return new TargetDatabase(connection.getMetaData().getDatabaseProductName(),
					connection.getMetaData().getDatabaseMajorVersion(), String.valueOf(connection.getSchema()));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
