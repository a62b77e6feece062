package dev.migrate.command;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Acceptance;
import dev.migrate.autogenerate.AcceptedDifference;
import dev.migrate.autogenerate.AcceptedDifferences;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.accept.AcceptedDifferencesFile;
import dev.migrate.autogenerate.accept.DifferenceGroups;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.AcceptedDifferenceFiles;
import dev.migrate.script.project.NewFile;
import dev.migrate.text.Counts;

/**
 * Accepts differences: writes those that are new into the file, and leaves out of it what
 * no longer applies.
 */
final class DifferenceAcceptance {

	private final Path file;

	private final Acceptance acceptance;

	private final List<String> refused;

	private final List<Difference> accepted;

	private final List<AcceptedDifference> removed;

	private final AcceptedDifferences before;

	private final AcceptedDifferences after;

	/**
	 * Creates an acceptance.
	 * @param file the file to be written
	 * @param files the accepted differences so far
	 * @param comparison what they make of the differences there are
	 * @param names what to accept, nothing for everything
	 * @throws CommandException if nothing differs in one of the names
	 */
	DifferenceAcceptance(Path file, AcceptedDifferenceFiles files, Autogeneration comparison, List<String> names) {
		this.file = file;
		this.acceptance = comparison.acceptance();
		this.refused = comparison.refused();
		this.before = files.in(file);
		requireDifferences(names);
		this.accepted = this.acceptance.reported()
			.stream()
			.filter((difference) -> difference.kind().isAcceptable())
			.filter((difference) -> concerns(AcceptedDifference.of(difference), names))
			.toList();
		this.removed = this.acceptance.obsolete()
			.stream()
			.filter((entry) -> this.before.entries().contains(entry) && concerns(entry, names))
			.toList();
		Collection<AcceptedDifference> entries = new TreeSet<>(this.before.entries());
		this.removed.forEach(entries::remove);
		this.accepted.forEach((difference) -> {
			AcceptedDifference earlier = this.acceptance.changed().get(difference);
			if (earlier != null) {
				entries.remove(earlier);
			}
			entries.add(AcceptedDifference.of(difference));
		});
		this.after = new AcceptedDifferences(List.copyOf(entries));
	}

	private void requireDifferences(List<String> names) {
		List<AcceptedDifference> known = Stream
			.of(this.acceptance.reported().stream().map(AcceptedDifference::of),
					this.acceptance.silent().keySet().stream().map(AcceptedDifference::of),
					this.acceptance.obsolete().stream())
			.flatMap((entries) -> entries)
			.toList();
		List<String> unknown = names.stream()
			.filter((name) -> known.stream().noneMatch((entry) -> entry.concerns(name)))
			.toList();
		if (!unknown.isEmpty()) {
			throw CommandException.noDifference(unknown, this.refused);
		}
	}

	private static boolean concerns(AcceptedDifference entry, List<String> names) {
		return names.isEmpty() || names.stream().anyMatch(entry::concerns);
	}

	/**
	 * Writes the file, if that changes anything.
	 */
	void write() {
		if (isWritten()) {
			NewFile.replace(this.file, AcceptedDifferencesFile.write(this.after));
		}
	}

	private boolean isWritten() {
		return !this.after.equals(this.before);
	}

	void print(CommandContext context, Output output) {
		this.acceptance.reported()
			.stream()
			.filter((difference) -> !difference.kind().isAcceptable())
			.forEach((difference) -> output
				.note("Not accepted, left to 'migrate revision --autogenerate': " + difference));
		this.refused.forEach(output::warn);
		if (!this.accepted.isEmpty()) {
			output.line("Accepted %s: %s.".formatted(Counts.of(this.accepted.size(), "difference"), groups()));
		}
		if (!this.removed.isEmpty()) {
			output.line((this.removed.size() == 1) ? "Removed 1 entry that no longer applies."
					: "Removed %d entries that no longer apply.".formatted(this.removed.size()));
		}
		if (isWritten()) {
			output.line("Wrote " + context.project().relativize(this.file) + ". Commit it with the revisions.");
		}
		else {
			output.note("There is nothing to accept"
					+ (this.acceptance.silent().isEmpty() ? "." : " that is not already accepted."));
		}
	}

	private String groups() {
		return DifferenceGroups.count(this.accepted)
			.entrySet()
			.stream()
			.map((group) -> group.getValue() + " × " + group.getKey())
			.collect(Collectors.joining(", "));
	}

	Map<String, Object> toJson(CommandContext context) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("file", context.project().relativize(this.file).toString());
		json.put("written", isWritten());
		json.put("accepted", this.accepted.stream().map(AcceptedDifference::of).map(CheckCommand::toJson).toList());
		json.put("groups", DifferenceGroups.count(this.accepted));
		json.put("refused", this.refused);
		json.put("removed", this.removed.stream().map(CheckCommand::toJson).toList());
		return json;
	}

}
