package dev.migrate.command.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.migrate.command.failure.CommandException;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.UntriedPart;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Shows what an upgrade or downgrade is about to do, does and has done.
 */
public final class Progress implements MigrationListener {

	private final Migrator migrator;

	private final Output output;

	private final boolean json;

	private final boolean dryRun;

	private @Nullable RevisionPlan agreed;

	private @Nullable String running;

	/** The width of the ids if each revision is a line of the plan, else 0. */
	private int width;

	public Progress(Migrator migrator, Output output, boolean json, boolean dryRun) {
		this.migrator = migrator;
		this.output = output;
		this.json = json;
		this.dryRun = dryRun;
	}

	/**
	 * Says what is about to happen to the person who waits for it. The plan becomes the
	 * progress: each revision gets its line when it runs.
	 */
	public void begin(RevisionPlan plan) {
		if (this.dryRun) {
			show(plan);
		}
		else if (!this.json && !plan.isEmpty() && this.output.interactive()) {
			showTitle(plan);
			this.width = RevisionListing.width(plan.revisions().stream().map(RevisionNode::id).toList());
		}
	}

	private void showTitle(RevisionPlan plan) {
		this.output.line("%s, %s -> %s:".formatted(Counts.of(plan.steps().size(), "revision"),
				RevisionTexts.rows(plan.before()), RevisionTexts.rows(plan.after())));
	}

	/**
	 * Shows a plan to the person who waits for it, if there is one. That of a dry run is
	 * a part of its result.
	 */
	public void show(RevisionPlan plan) {
		if (this.json || plan.isEmpty() || !(this.output.interactive() || this.dryRun)) {
			return;
		}
		showTitle(plan);
		int width = RevisionListing.width(plan.revisions().stream().map(RevisionNode::id).toList());
		for (RevisionNode revision : plan.revisions()) {
			this.output.line(line(revision.id(), width));
		}
		this.output.line();
	}

	private String line(String revision, int width) {
		return "  " + this.output.styled(TextStyle.REVISION, revision)
				+ " ".repeat(Math.max(0, width - revision.length()) + 2) + message(revision);
	}

	/**
	 * Runs something and shows how it goes.
	 * @param run takes this listener
	 * @return what was done
	 */
	public MigrationResult run(Function<MigrationListener, MigrationResult> run) {
		long start = System.nanoTime();
		MigrationResult result;
		try {
			result = run.apply(this);
		}
		catch (RuntimeException ex) {
			fail();
			throw ex;
		}
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		if (this.dryRun && !result.steps().isEmpty()) {
			summarizeDryRun(result, duration);
		}
		else {
			summarize(result, duration);
		}
		return result;
	}

	private void summarizeDryRun(MigrationResult result, Duration duration) {
		result.untried()
			.stream()
			.collect(Collectors.groupingBy(UntriedPart::revision, LinkedHashMap::new, Collectors.toList()))
			.forEach(this::warn);
		this.output.line("Nothing was changed. The dry run of %s took %s and would leave the database at %s.".formatted(
				Counts.of(result.steps().size(), "revision"), Durations.text(duration),
				RevisionTexts.rows(result.after())));
	}

	private void warn(String revision, List<UntriedPart> parts) {
		this.output.warn(
				"These parts of revision %s cannot run in a transaction; it and what follows were tried without them:%s"
					.formatted(revision,
							parts.stream()
								.map((part) -> part.description().replaceAll("\\R", "\n    "))
								.collect(Collectors.joining("\n    ", "\n    ", ""))));
	}

	private void fail() {
		if (this.running != null) {
			this.output.line(" " + this.output.styled(TextStyle.ERROR, "failed"));
		}
	}

	/**
	 * Lets no other revisions run than those of a plan that somebody has agreed to.
	 */
	public void agree(RevisionPlan plan) {
		this.agreed = plan;
	}

	@Override
	public void started(List<RevisionStep> steps) {
		if (this.agreed != null
				&& !this.agreed.revisions().containsAll(steps.stream().map(RevisionStep::revision).toList())) {
			throw CommandException.anotherPlan(this.agreed.revisions().stream().map(RevisionNode::id).toList(),
					steps.stream().map((step) -> step.revision().id()).toList());
		}
	}

	@Override
	public void starting(RevisionStep step) {
		if (!this.json) {
			if (this.running != null) {
				this.output.line();
			}
			this.output.begin((this.width > 0) ? line(step.revision().id(), this.width) + " ..."
					: (this.dryRun ? "Trying " : "Running ") + describe(step) + " ...");
			this.running = step.revision().id();
		}
	}

	@Override
	public void completed(CompletedStep step) {
		if (step.revision().equals(this.running)) {
			this.output.line(" " + this.output.styled(TextStyle.DONE, Durations.text(step.duration())));
			this.running = null;
		}
	}

	private void summarize(MigrationResult result, Duration duration) {
		if (this.json) {
			this.output.json(toJson(result));
		}
		else if (!result.steps().isEmpty()) {
			this.output.line("The database is at %s now: %s in %s.".formatted(RevisionTexts.rows(result.after()),
					counts(result.steps()), Durations.text(duration)));
		}
		else {
			boolean ahead = !this.migrator.revisions().unknownRows(result.after()).isEmpty();
			this.output.line("The database is at %s%s. There is nothing to do.".formatted(
					RevisionTexts.rows(result.after()), ahead ? ", ahead of this application" : heads(result.after())));
		}
	}

	private static String counts(List<CompletedStep> steps) {
		long taken = steps.stream().filter((step) -> step.direction() == Direction.STAMP).count();
		String run = Counts.of(steps.size() - taken, "revision");
		return (taken == 0) ? run : "%s taken over from another tool%s".formatted(Counts.of(taken, "revision"),
				(taken == steps.size()) ? "" : ", " + (steps.size() - taken) + " run");
	}

	private String heads(List<String> rows) {
		return !rows.isEmpty() && this.migrator.revisions().isAtHeads(rows) ? " (head)" : "";
	}

	private String describe(RevisionStep step) {
		return RevisionTexts.step(step, message(step.revision().id()));
	}

	private String message(String revision) {
		return this.migrator.scripts().get(revision).message().lines().findFirst().orElse("");
	}

	public static Map<String, @Nullable Object> toJson(MigrationResult result) {
		List<Map<String, Object>> steps = new ArrayList<>();
		for (CompletedStep step : result.steps()) {
			Map<String, Object> json = new LinkedHashMap<>();
			json.put("revision", step.revision());
			json.put("direction", RevisionTexts.direction(step.direction()));
			json.put("durationMillis", step.duration().toMillis());
			steps.add(json);
		}
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("before", result.before());
		json.put("after", result.after());
		json.put("steps", steps);
		return json;
	}

}
