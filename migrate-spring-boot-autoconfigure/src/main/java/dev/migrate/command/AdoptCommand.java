package dev.migrate.command;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.adopt.HistoryConverter;
import dev.migrate.adopt.ScratchServer;
import dev.migrate.adopt.flyway.FlywayConverter;
import dev.migrate.adopt.flyway.FlywayProperties;
import dev.migrate.command.adopt.Adoption;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.CommandContext;
import dev.migrate.command.project.MigratorSource;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Takes over the history of another migration tool.
 */
@Command(name = "adopt",
		description = { "Write a revision for each migration of another tool, and prove that they build the same.",
				"Both histories are built in scratch databases, which are compared. Nothing of the",
				"application's database is changed. Run again, it writes what is new, and proves again." },
		footer = { "", "Examples:", "  migrate adopt flyway", "  migrate adopt flyway --without-proof" })
final class AdoptCommand extends AbstractCommand {

	@Parameters(paramLabel = "TOOL", description = "The tool: flyway.")
	private String tool = "";

	@Option(names = "--keep-java",
			description = { "Write revisions that call Java migrations, instead of scripts to be", "written by hand." })
	private boolean keepJava;

	@Option(names = "--without-proof", description = "Build and compare nothing.")
	private boolean withoutProof;

	@Option(names = "--location", paramLabel = "LOCATION",
			description = "The location to write to, if migrate.locations has several, or a folder in one.")
	private @Nullable String location;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	int run(CommandContext context, Output output) {
		Migrator migrator = migrator();
		HistoryConverter converter = converter(context, migrator);
		Adoption adoption = new Adoption(context.project(), migrator, this.location, output)
			.comparingWith(context.migrators().autogenerateSettings());
		List<Path> files = adoption.write(converter);
		if (!this.withoutProof) {
			MigratorSource source = context.migrators();
			var scratch = source.autogenerateSettings().scratch();
			adoption.prove(converter, files, ScratchServer.find(migrator.dataSource(),
					source.direct(migrator.dataSource()), (scratch != null) ? source.direct(scratch) : null));
		}
		return DONE;
	}

	private HistoryConverter converter(CommandContext context, Migrator migrator) {
		return switch (this.tool) {
			case "flyway" ->
				new FlywayConverter(context.migrators().properties(FlywayProperties.PREFIX, new FlywayProperties()),
						migrator.dataSource(), context.classLoader(), context.workingDirectory(), this.keepJava);
			default -> throw usage("No history of '%s' can be adopted. Name flyway.".formatted(this.tool));
		};
	}

}
