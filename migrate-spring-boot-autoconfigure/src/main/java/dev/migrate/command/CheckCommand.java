package dev.migrate.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.Difference;
import dev.migrate.runtime.Migrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Fails when the entities of the application and the database differ.
 */
@Command(name = "check",
		description = { "Compare the entities of the application with the database, and fail if they differ.",
				"The database must be at head. Nothing is changed." },
		footer = { "", "Example:", "  migrate check --json" })
final class CheckCommand extends AbstractCommand {

	@Option(names = "--drop-tables", description = "Count tables that no entity is mapped to as differences.")
	private boolean dropTables;

	@Option(names = "--drop-indexes", description = "Count indexes that no entity states as differences.")
	private boolean dropIndexes;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	int run(CommandContext context, Output output) {
		Migrator migrator = migrator();
		Comparing.requireHead(migrator.status());
		Autogeneration comparison = Comparing.of(context, migrator, this.dropTables, this.dropIndexes).compare();
		List<Difference> differences = comparison.differences();
		if (this.json) {
			output.json(Map.of("differences", differences.stream().map(CheckCommand::describe).toList(), "notes",
					comparison.notes()));
		}
		else {
			differences.forEach((difference) -> output.line(difference.toString()));
			comparison.notes().forEach(output::note);
			output.note(differences.isEmpty() ? "The database is as the entities want it."
					: "%d difference(s). 'migrate revision --autogenerate' writes a revision for them."
						.formatted(differences.size()));
		}
		return differences.isEmpty() ? DONE : FAILED;
	}

	private static Map<String, Object> describe(Difference difference) {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("kind", difference.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
		description.put("object", difference.object().toString());
		if (difference.part() != null) {
			description.put("part", difference.part());
		}
		description.put("text", difference.toString());
		return description;
	}

}
