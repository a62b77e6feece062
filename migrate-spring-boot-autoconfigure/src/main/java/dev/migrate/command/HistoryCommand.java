package dev.migrate.command;

import java.util.List;
import java.util.Set;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.RevisionDescription;
import dev.migrate.command.output.RevisionDescriptions;
import dev.migrate.command.output.RevisionDiagram;
import dev.migrate.command.output.RevisionGraphDrawing;
import dev.migrate.command.output.RevisionListing;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionRange;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Prints the revisions of the scripts.
 */
@Command(name = "history", description = "Show the revisions, newest first.", footer = { "", "Examples:",
		"  migrate history --graph -i", "  migrate history -r 7c1f:head", "  migrate history --format mermaid" })
final class HistoryCommand extends AbstractCommand {

	@Option(names = { "-r", "--rev-range" }, paramLabel = "START:END",
			description = "Show only this range, both ends included: 7c1f:head, 7c1f:, :7c1f, -3:current.")
	private @Nullable String range;

	@Option(names = { "-v", "--verbose" }, description = "Show their details.")
	private boolean verbose;

	@Option(names = { "-i", "--indicate-current" }, description = "Mark the current revisions of the database.")
	private boolean indicateCurrent;

	@Option(names = "--graph", description = "Draw the graph of the revisions.")
	private boolean graph;

	@Option(names = "--format", paramLabel = "FORMAT", description = "One of: ${COMPLETION-CANDIDATES}.")
	private Format format = Format.text;

	@Option(names = "--json", description = "The same as --format json.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return this.indicateCurrent || (this.range != null && this.range.contains("current"));
	}

	@Override
	Scope scope() {
		boolean one = !this.json && (this.format == Format.mermaid || this.format == Format.dot);
		return one ? Scope.ONE : Scope.ALL;
	}

	@Override
	int run(CommandContext context, Output output) {
		if (this.graph && (this.verbose || this.json || this.format != Format.text)) {
			throw usage("--graph cannot be combined with --verbose or another format.");
		}
		Migrator migrator = migratorForReading(context, output);
		RevisionMap map = migrator.revisions();
		RevisionRange wanted = (this.range != null) ? RevisionRange.parse(this.range) : RevisionRange.ALL;
		List<String> rows = needsDatabase() ? known(migrator) : List.of();
		RevisionDescriptions descriptions = RevisionDescriptions.of(migrator);
		if (this.indicateCurrent) {
			descriptions = descriptions
				.withCurrent(Set.copyOf(map.current(rows).stream().map(RevisionNode::id).toList()));
		}
		print(descriptions.of(map.history(wanted, rows)), output);
		return DONE;
	}

	private static List<String> known(Migrator migrator) {
		List<String> rows = migrator.rows();
		List<String> unknown = migrator.revisions().unknownRows(rows);
		return rows.stream().filter((row) -> !unknown.contains(row)).toList();
	}

	private void print(List<RevisionDescription> revisions, Output output) {
		RevisionListing listing = new RevisionListing(output);
		switch (this.json ? Format.json : this.format) {
			case json -> listing.print(revisions, false, true);
			case mermaid -> output.data(RevisionDiagram.mermaid(revisions));
			case dot -> output.data(RevisionDiagram.dot(revisions));
			case text -> {
				if (this.graph) {
					RevisionGraphDrawing.of(revisions)
						.draw((revision) -> listing.line(revision, revision.id().length()))
						.forEach(output::line);
				}
				else if (this.verbose) {
					listing.printLong(revisions);
				}
				else {
					listing.printSteps(revisions);
				}
			}
		}
	}

	// As they are written on the command line.
	private enum Format {

		text, json, mermaid, dot

	}

}
