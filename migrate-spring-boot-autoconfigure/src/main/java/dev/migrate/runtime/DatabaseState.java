package dev.migrate.runtime;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.MigrationPosition.State;
import dev.migrate.runtime.history.AppliedRevision;
import dev.migrate.runtime.history.HistoryContradiction;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import org.jspecify.annotations.Nullable;

/**
 * What the version rows mean when the scripts and the history are held against each
 * other.
 */
final class DatabaseState {

	private final RevisionMap map;

	private final List<String> rows;

	private final List<String> unknown;

	private final Map<String, AppliedRevision> history;

	DatabaseState(RevisionMap map, List<String> rows, Map<String, AppliedRevision> history) {
		this.map = map;
		this.rows = rows;
		this.unknown = map.unknownRows(rows);
		this.history = history;
	}

	List<String> rows() {
		return this.rows;
	}

	/**
	 * Returns the rows that no script has.
	 * @return the rows, none if every revision is known
	 */
	List<String> unknown() {
		return this.unknown;
	}

	/**
	 * Returns whether a newer version of the application has been here: there are rows
	 * that no script has, and everything that is wanted is known to lie behind the rows.
	 * @param target the identifier of what is wanted
	 * @return {@code true} if there is nothing to do for this version
	 */
	boolean isAhead(String target) {
		if (this.unknown.isEmpty() || RevisionIdentifier.parse(target).isRelative()) {
			return false;
		}
		Set<String> behind = closure(this.rows);
		return this.map.resolve(target).stream().map(RevisionNode::id).allMatch(behind::contains);
	}

	/**
	 * Returns the revisions that count as applied, because a row follows them, but of
	 * which the history has no trace: a script was put below another one later.
	 * @return the revisions, parents first; none if there is an unknown row
	 */
	List<String> implied() {
		if (!this.unknown.isEmpty()) {
			return List.of();
		}
		List<String> returned = contradiction().returned();
		return this.map.applied(this.rows)
			.stream()
			.filter((id) -> !this.history.containsKey(id)
					|| (!this.history.get(id).isApplied() && !returned.contains(id)))
			.toList();
	}

	/**
	 * Returns what the history says and the rows deny, all of which are known.
	 */
	HistoryContradiction contradiction() {
		return HistoryContradiction.of(this.map, this.rows, this.history);
	}

	/**
	 * Returns the scripts that have changed since they were applied.
	 * @param scripts all scripts
	 * @param checksum the checksum of a script, or {@code null} if it has none
	 * @return the modified scripts, parents first
	 */
	List<RevisionScript> modified(RevisionScripts scripts, Function<RevisionScript, @Nullable String> checksum) {
		List<String> known = this.rows.stream().filter((row) -> !this.unknown.contains(row)).toList();
		return this.map.applied(known)
			.stream()
			.map(scripts::get)
			.filter((script) -> isModified(script, checksum))
			.toList();
	}

	/**
	 * Returns how many of the scripts are applied.
	 */
	int applied() {
		return this.unknown.isEmpty() ? this.map.applied(this.rows).size()
				: (int) closure(this.rows).stream().filter((id) -> this.map.find(id).isPresent()).count();
	}

	/**
	 * Says what all this means.
	 * @param target the identifier of what is wanted
	 * @param pending what is to be run
	 * @param modified the modified scripts that matter
	 * @param interrupted finds the journal of a revision that was interrupted; asked only
	 * if nothing else is the matter
	 * @return the meaning
	 */
	State judge(String target, List<String> pending, List<String> modified,
			Supplier<Optional<JournalEntry>> interrupted) {
		if (!this.unknown.isEmpty()) {
			return isAhead(target) ? State.AHEAD : State.DIVERGED;
		}
		if (!modified.isEmpty()) {
			return State.MODIFIED;
		}
		if (!pending.isEmpty()) {
			return State.PENDING;
		}
		return interrupted.get().isPresent() ? State.INTERRUPTED : State.UP_TO_DATE;
	}

	private boolean isModified(RevisionScript script, Function<RevisionScript, @Nullable String> checksum) {
		AppliedRevision applied = this.history.get(script.id());
		String before = (applied != null) ? applied.checksum() : null;
		if (before == null) {
			return false;
		}
		String now = checksum.apply(script);
		return now != null && !now.equals(before);
	}

	private Set<String> closure(Collection<String> start) {
		Set<String> closure = new LinkedHashSet<>();
		Deque<String> pending = new ArrayDeque<>(start);
		while (!pending.isEmpty()) {
			String id = pending.pop();
			if (closure.add(id)) {
				pending.addAll(parents(id));
			}
		}
		return closure;
	}

	private Set<String> parents(String id) {
		Set<String> parents = new HashSet<>();
		for (RevisionNode squash : this.map.squashed()) {
			if (squash.id().equals(id)) {
				parents.addAll(squash.replaces());
			}
			else if (squash.replaces().indexOf(id) == squash.replaces().size() - 1) {
				parents.add(squash.id());
			}
		}
		AppliedRevision applied = this.history.get(id);
		if (applied != null) {
			parents.addAll(applied.parents());
		}
		this.map.find(id).ifPresent((node) -> {
			parents.addAll(node.downRevisions());
			this.map.dependencies(id).forEach((dependency) -> parents.add(dependency.id()));
		});
		return parents;
	}

}
