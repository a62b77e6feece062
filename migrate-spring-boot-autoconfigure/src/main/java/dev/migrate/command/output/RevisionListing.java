package dev.migrate.command.output;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints revisions: one line each, everything about each, or JSON.
 */
public final class RevisionListing {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'")
		.withZone(ZoneOffset.UTC);

	private static final int NAME_WIDTH = "Branch labels:".length();

	private final Output output;

	public RevisionListing(Output output) {
		this.output = output;
	}

	public static String time(Instant instant) {
		return TIME.format(instant);
	}

	/**
	 * Prints revisions by their ids.
	 * @param verbose whether everything about them is printed
	 * @param json whether they are printed as JSON
	 */
	public void print(List<RevisionDescription> revisions, boolean verbose, boolean json) {
		if (json) {
			this.output.json(revisions.stream().map(RevisionDescription::toJson).toList());
		}
		else if (verbose) {
			printLong(revisions);
		}
		else {
			int width = width(revisions.stream().map(RevisionDescription::id).toList());
			revisions.forEach((revision) -> this.output.line(line(revision, width)));
		}
	}

	/**
	 * Prints each revision with what it comes after.
	 * @param revisions the revisions, newest first
	 */
	public void printSteps(List<RevisionDescription> revisions) {
		int left = width(revisions.stream().map(RevisionDescription::comesAfter).toList());
		int right = width(revisions.stream().map(RevisionDescription::id).toList());
		for (RevisionDescription revision : revisions) {
			this.output.line(pad(revision.comesAfter(), left) + " -> " + line(revision, right));
		}
	}

	public void printIndented(List<RevisionDescription> revisions, String indentation) {
		int width = width(revisions.stream().map(RevisionDescription::id).toList());
		revisions.forEach((revision) -> this.output.line(indentation + line(revision, width)));
	}

	public void printLong(List<RevisionDescription> revisions) {
		for (int i = 0; i < revisions.size(); i++) {
			if (i > 0) {
				this.output.line();
			}
			printLong(revisions.get(i));
		}
	}

	public void printLong(RevisionDescription revision) {
		Map<String, String> facts = facts(revision);
		String marks = revision.marks(this.output);
		this.output.line(pad("Revision:", NAME_WIDTH) + " " + this.output.styled(TextStyle.REVISION, revision.id())
				+ (marks.isEmpty() ? "" : " " + marks));
		facts.forEach((name, value) -> this.output.line(pad(name + ":", NAME_WIDTH) + " " + value));
		if (!revision.message().isEmpty()) {
			this.output.line();
			revision.message().lines().forEach((line) -> this.output.line("    " + line));
		}
	}

	private static Map<String, String> facts(RevisionDescription revision) {
		Map<String, String> facts = new LinkedHashMap<>();
		List<String> down = revision.node().downRevisions();
		facts.put((down.size() > 1) ? "Merges" : "Parent", down.isEmpty() ? "<base>" : String.join(", ", down));
		put(facts, "Depends on", revision.dependencies());
		if (revision.branchPoint()) {
			put(facts, "Branches into", revision.children());
		}
		put(facts, "Branch labels", revision.labels());
		put(facts, "Replaces", revision.node().replaces());
		Instant created = revision.script().created();
		if (created != null) {
			facts.put("Created", time(created));
		}
		if (!revision.script().transactional()) {
			facts.put("Transaction", "none");
		}
		put(facts, "Adopts", revision.adopts());
		facts.put("Script", revision.script().origin());
		return facts;
	}

	private static void put(Map<String, String> facts, String name, List<String> values) {
		if (!values.isEmpty()) {
			facts.put(name, String.join(", ", values));
		}
	}

	public String line(RevisionDescription revision, int width) {
		String marks = revision.marks(this.output);
		String rest = (marks.isEmpty() ? "" : marks + "  ") + revision.message();
		String id = this.output.styled(TextStyle.REVISION, revision.id());
		return rest.isBlank() ? id : id + " ".repeat(width - revision.id().length() + 2) + rest;
	}

	public static int width(Iterable<String> texts) {
		int width = 0;
		for (String text : texts) {
			width = Math.max(width, text.length());
		}
		return width;
	}

	public static String pad(String text, int width) {
		return text + " ".repeat(Math.max(0, width - text.length()));
	}

}
