package dev.migrate.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.DatabaseUrl;
import dev.migrate.command.output.Durations;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.RevisionListing;
import dev.migrate.command.output.TextStyle;
import dev.migrate.command.output.TwoColumnTable;
import dev.migrate.command.tenant.TenantReport;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.MigrationStatus;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.script.RevisionScript;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Prints one screen about the database.
 */
@Command(name = "status",
		description = "Show the current and the pending revisions, modified scripts, who holds the lock, and the"
				+ " last steps.",
		footer = { "", "Example:", "  migrate status" })
final class StatusCommand extends AbstractCommand {

	@Option(names = { "-n", "--limit" }, paramLabel = "N", defaultValue = "5",
			description = "How many of the last steps to show, ${DEFAULT-VALUE} by default.")
	private int limit;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	Scope scope() {
		return Scope.ALL;
	}

	@Override
	int run(CommandContext context, Output output) {
		if (this.limit < 0) {
			throw usage("--limit must not be negative.");
		}
		TenantMigrator tenants = context.database().tenants();
		if (tenants != null) {
			new TenantReport(output, this.json).print(tenants.status());
			return DONE;
		}
		Migrator migrator = migratorForReading(context, output);
		MigrationStatus status = migrator.status(this.limit);
		Optional<String> holder = migrator.inspection().lockHolder();
		String database = DatabaseUrl.of(migrator.dataSource());
		if (this.json) {
			output.json(toJson(database, status, holder.orElse(null)));
		}
		else {
			print(database, status, holder, migrator, output);
		}
		return DONE;
	}

	private static void print(String database, MigrationStatus status, Optional<String> holder, Migrator migrator,
			Output output) {
		TwoColumnTable facts = new TwoColumnTable(output);
		facts.add("Database", List.of(database));
		facts.add("Current", status.current().isEmpty() ? List.of("base: no revision is applied")
				: status.current().stream().map((id) -> describe(id, migrator, output)).toList());
		facts.add("State", List.of(state(status, output)));
		facts.add("Problem", Stream.ofNullable(status.inconsistency()).toList());
		facts.add("Other tool", Stream.ofNullable(status.adoption()).toList());
		facts.add("Pending", status.pending().stream().map((script) -> describe(script, output)).toList());
		facts.add("Modified", status.modified().stream().map((id) -> describe(id, migrator, output)).toList());
		facts.add("Never run", status.implied().stream().map((id) -> describe(id, migrator, output)).toList());
		facts.add("Lock",
				List.of(holder.map((text) -> output.styled(TextStyle.WARNING, "held by " + text)).orElse("free")));
		facts.add("Last steps", steps(status.history(), output));
		facts.print();
	}

	private static String state(MigrationStatus status, Output output) {
		JournalEntry interrupted = status.interrupted();
		if (status.ahead()) {
			return "ahead of this application";
		}
		if (status.inconsistency() != null) {
			return output.styled(TextStyle.ERROR, "the version table and the history contradict each other");
		}
		if (interrupted != null) {
			return output.styled(TextStyle.ERROR,
					"interrupted: %s of %s, %d of its statements done%s".formatted(
							RevisionTexts.direction(interrupted.direction()), interrupted.revision(),
							interrupted.done(), interrupted.isInDoubt() ? ", one in doubt" : ""));
		}
		if (!status.unknown().isEmpty()) {
			return output.styled(TextStyle.ERROR, "diverged: no script has " + String.join(", ", status.unknown()));
		}
		if (status.adoption() != null) {
			return output.styled(TextStyle.WARNING, "not yet taken over from another tool");
		}
		return status.pending().isEmpty() ? output.styled(TextStyle.DONE, "up to date")
				: output.styled(TextStyle.WARNING, Counts.of(status.pending().size(), "revision") + " pending");
	}

	private static String describe(String id, Migrator migrator, Output output) {
		return migrator.scripts().find(id).map((script) -> describe(script, output)).orElse(id);
	}

	private static String describe(RevisionScript script, Output output) {
		String message = script.message().lines().findFirst().orElse("");
		String id = output.styled(TextStyle.REVISION, script.id());
		String jar = (script.jar() != null) ? "  (" + script.origin() + ")" : "";
		return (message.isEmpty() ? id : id + "  " + message) + jar;
	}

	private static List<String> steps(List<HistoryEntry> history, Output output) {
		List<String> lines = new ArrayList<>();
		int id = RevisionListing.width(history.stream().map(HistoryEntry::revision).toList());
		int direction = RevisionListing.width(history.stream().map(StatusCommand::direction).toList());
		int duration = RevisionListing.width(history.stream().map(StatusCommand::duration).toList());
		for (HistoryEntry entry : history) {
			lines.add("%s  %s  %s  %s  %s  %s"
				.formatted(RevisionListing.time(entry.startedAt()), RevisionListing.pad(direction(entry), direction),
						output.styled(TextStyle.REVISION, entry.revision())
								+ " ".repeat(id - entry.revision().length()),
						" ".repeat(duration - duration(entry).length()) + duration(entry),
						entry.user() + "@" + entry.host(), entry.message().lines().findFirst().orElse(""))
				.stripTrailing());
		}
		return lines;
	}

	private static String direction(HistoryEntry entry) {
		return RevisionTexts.direction(entry.direction());
	}

	private static String duration(HistoryEntry entry) {
		Duration duration = entry.duration();
		return (duration != null) ? Durations.text(duration) : "unfinished";
	}

	private static Map<String, @Nullable Object> toJson(String database, MigrationStatus status,
			@Nullable String holder) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("database", database);
		json.put("current", status.current());
		json.put("heads", status.heads());
		json.put("upToDate", status.upToDate());
		json.put("pending", status.pending().stream().map(RevisionScript::id).toList());
		json.put("ahead", status.ahead());
		json.put("unknown", status.unknown());
		json.put("implied", status.implied());
		json.put("modified", status.modified());
		json.put("interrupted", toJson(status.interrupted()));
		json.put("inconsistency", status.inconsistency());
		json.put("adoption", status.adoption());
		json.put("lockHolder", holder);
		json.put("history", status.history().stream().map(StatusCommand::toJson).toList());
		return json;
	}

	private static @Nullable Map<String, Object> toJson(@Nullable JournalEntry interrupted) {
		return (interrupted != null) ? Map.of("revision", interrupted.revision(), "direction",
				RevisionTexts.direction(interrupted.direction()), "startedAt", interrupted.startedAt().toString(),
				"statementsStarted", interrupted.started(), "statementsDone", interrupted.done()) : null;
	}

	private static Map<String, @Nullable Object> toJson(HistoryEntry entry) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("revision", entry.revision());
		json.put("direction", direction(entry));
		json.put("message", entry.message());
		json.put("startedAt", entry.startedAt().toString());
		Duration duration = entry.duration();
		json.put("durationMillis", (duration != null) ? duration.toMillis() : null);
		json.put("user", entry.user());
		json.put("host", entry.host());
		return json;
	}

}
