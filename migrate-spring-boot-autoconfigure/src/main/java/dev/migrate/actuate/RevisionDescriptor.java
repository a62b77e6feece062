package dev.migrate.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.migrate.actuate.MigrationsDescriptor.ContextDescriptor;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One revision, as each migrator that has it knows it.
 *
 * @param revision the id
 * @param contexts the application contexts that have it, by their ids
 */
public record RevisionDescriptor(String revision,
		Map<String, ContextDescriptor<Details>> contexts) implements OperationResponseBody {

	/**
	 * What a migrator knows of the revision.
	 *
	 * @param downRevisions the ids of the revisions that it follows
	 * @param dependsOn the revisions of other branches that it needs
	 * @param labels the branch labels that it introduces
	 * @param message what it does
	 * @param created when it was written, {@code null} when unknown
	 * @param location where its script is, with the jar if it is in one
	 * @param type {@code java} or {@code sql}
	 * @param transactional whether it runs in a transaction
	 * @param history the latest steps that ran it, newest first
	 */
	public record Details(List<String> downRevisions, List<String> dependsOn, List<String> labels, String message,
			@Nullable Instant created, String location, String type, boolean transactional,
			List<StepDescriptor> history) {

		static Details of(RevisionScript script, List<HistoryEntry> history) {
			return new Details(script.node().downRevisions(), script.node().dependsOn(),
					List.copyOf(new TreeSet<>(script.node().labels())), script.message(), script.created(),
					script.origin(), (script instanceof JavaRevision) ? "java" : "sql", script.transactional(),
					history.stream().map(StepDescriptor::of).toList());
		}

	}

}
