package dev.migrate.runtime.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.dialect.TableLocations;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.failure.MigrationStateException;

/**
 * What the history says of revisions and the version rows deny. Only the last row of a
 * revision counts, so that a history whose older rows were deleted, or which begins after
 * another tool has migrated, contradicts nothing.
 *
 * @param map the revisions that there are scripts of
 * @param rows the version rows, all of them known
 * @param lost the revisions that were applied and no row covers
 * @param returned the revisions that were withdrawn and a row covers, although nothing
 * that follows them was applied after that
 */
public record HistoryContradiction(RevisionMap map, List<String> rows, List<String> lost, List<String> returned) {

	private static final int MOST_NAMES = 10;

	/**
	 * Compares the version rows with the history.
	 * @param rows the version rows, all of them known
	 * @param history what the history knows of the revisions
	 */
	public static HistoryContradiction of(RevisionMap map, List<String> rows, Map<String, AppliedRevision> history) {
		Set<String> applied = map.applied(rows);
		List<String> lost = map.revisions()
			.stream()
			.map(RevisionNode::id)
			.filter((id) -> !applied.contains(id) && history.containsKey(id) && history.get(id).isApplied())
			.toList();
		List<String> returned = applied.stream()
			.map(history::get)
			.filter((revision) -> revision != null && !revision.isApplied()
					&& !isPutBelow(revision, map, applied, history))
			.map(AppliedRevision::revision)
			.toList();
		return new HistoryContradiction(map, rows, lost, returned);
	}

	/**
	 * Returns whether a revision was put below one that is applied after it had been
	 * withdrawn.
	 */
	private static boolean isPutBelow(AppliedRevision withdrawn, RevisionMap map, Set<String> applied,
			Map<String, AppliedRevision> history) {
		return applied.stream()
			.map(history::get)
			.filter((other) -> other != null && other.isAppliedAfter(withdrawn))
			.anyMatch((other) -> map.applied(List.of(other.revision())).contains(withdrawn.revision()));
	}

	/**
	 * Returns whether they agree.
	 */
	public boolean isEmpty() {
		return this.lost.isEmpty() && this.returned.isEmpty();
	}

	/**
	 * Returns what to throw if there is a contradiction.
	 */
	public Optional<MigrationStateException> problem(TableLocations tables) {
		if (isEmpty()) {
			return Optional.empty();
		}
		List<String> problems = new ArrayList<>();
		if (!this.lost.isEmpty()) {
			problems.add(names(this.lost) + ((this.lost.size() > 1) ? " are" : " is") + " applied");
		}
		if (!this.returned.isEmpty()) {
			problems
				.add(names(this.returned) + ((this.returned.size() > 1) ? " are" : " is") + " not applied any more");
		}
		return Optional.of(MigrationStateException.contradiction(tables.version(), tables.history(), problems,
				rowsByHistory(), this.rows));
	}

	private Collection<String> rowsByHistory() {
		Set<String> applied = new LinkedHashSet<>(this.map.applied(this.rows));
		applied.addAll(this.lost);
		this.returned.forEach(applied::remove);
		return this.map.rowsFor(applied);
	}

	private static String names(List<String> ids) {
		String names = ids.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
		return (ids.size() > MOST_NAMES) ? names + " and %d more".formatted(ids.size() - MOST_NAMES) : names;
	}

}
