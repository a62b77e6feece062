package dev.migrate.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.MigrateException;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.revision.MultipleHeadsException;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.plan.RevisionMaps;
import dev.migrate.runtime.inspection.ScriptReport;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Looks for mistakes in the scripts, without a database.
 */
@Command(name = "validate",
		description = "Check the scripts without a database, for example in a pre-commit hook or a pipeline.",
		footer = { "", "Examples:", "  migrate validate", "  migrate validate --allow-multiple-heads --json" })
final class ValidateCommand extends AbstractCommand {

	@Option(names = "--allow-multiple-heads", description = "Allow several heads, as with migrate.target=heads.")
	private boolean allowMultipleHeads;

	@Option(names = "--dialect", paramLabel = "NAME",
			description = "The database that the SQL is for, such as postgresql:16; by default that of the"
					+ " application's JDBC URL, else postgresql.")
	private @Nullable String dialect;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return false;
	}

	@Override
	Scope scope() {
		return Scope.ALL;
	}

	@Override
	int run(CommandContext context, Output output) {
		String url = context.settings().jdbcUrl();
		ScriptReport report = context.migrator().inspection().checkScripts((this.dialect != null) ? this.dialect : url);
		List<MigrateException> mistakes = new ArrayList<>(report.mistakes());
		List<String> heads = List.of();
		if (RevisionMaps.mistakes(report.revisions()).isEmpty()) {
			RevisionMap map = RevisionMaps.of(report.revisions());
			heads = map.heads().stream().map(RevisionNode::id).toList();
			if (!this.allowMultipleHeads && !context.settings().target().equals("heads")) {
				addMultipleHeads(map, mistakes);
			}
		}
		if (this.json) {
			output.json(json(report, heads, mistakes, output));
		}
		else {
			print(report, heads, mistakes, output);
		}
		return mistakes.isEmpty() ? DONE : FAILED;
	}

	private static void addMultipleHeads(RevisionMap map, List<MigrateException> mistakes) {
		try {
			map.head();
		}
		catch (MultipleHeadsException ex) {
			mistakes.add(ex);
		}
	}

	private static void print(ScriptReport report, List<String> heads, List<MigrateException> mistakes, Output output) {
		mistakes.forEach((mistake) -> output.error(mistake.getProblem(), mistake.getAction()));
		String revisions = Counts.of(report.revisions().size(), "revision");
		if (!mistakes.isEmpty()) {
			output.line("%s, %s.".formatted(revisions, Counts.of(mistakes.size(), "mistake")));
			return;
		}
		output.line("%s, %s, no mistakes.".formatted(revisions, Counts.of(heads.size(), "head")));
		if (!report.irreversible().isEmpty()) {
			output.line("No downgrade: " + String.join(", ", report.irreversible()));
		}
	}

	private static Map<String, Object> json(ScriptReport report, List<String> heads, List<MigrateException> mistakes,
			Output output) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("revisions", report.revisions().size());
		json.put("heads", heads);
		json.put("irreversible", report.irreversible());
		json.put("mistakes", mistakes.stream().map((mistake) -> json(mistake, output)).toList());
		return json;
	}

	private static Map<String, Object> json(MigrateException mistake, Output output) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("problem", output.addressed(mistake.getProblem()));
		json.put("action", output.addressed(mistake.getAction()));
		return json;
	}

}
