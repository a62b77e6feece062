package dev.migrate.runtime.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads a history in which revisions were squashed: what was done to a squashed revision
 * was done to all that it replaces, and what was done to the last one of them was done to
 * the squashed one.
 */
final class SquashedHistory {

	private final List<RevisionNode> squashed;

	private final Map<String, AppliedRevision> history;

	private SquashedHistory(List<RevisionNode> squashed, Map<String, AppliedRevision> history) {
		this.squashed = squashed;
		this.history = history;
	}

	/**
	 * Returns the ids that the history is asked for: those with scripts, and those that
	 * they replace.
	 */
	static Collection<String> ids(RevisionMap map) {
		Set<String> ids = new LinkedHashSet<>();
		map.revisions().forEach((revision) -> ids.add(revision.id()));
		for (RevisionNode squash : map.squashed()) {
			ids.add(squash.id());
			ids.addAll(squash.replaces());
		}
		return ids;
	}

	/**
	 * Returns what is known of each revision by all of its names.
	 */
	static Map<String, AppliedRevision> of(RevisionMap map, Map<String, AppliedRevision> history) {
		if (map.squashed().isEmpty()) {
			return history;
		}
		SquashedHistory squashed = new SquashedHistory(map.squashed(), history);
		Map<String, AppliedRevision> all = new HashMap<>(history);
		Set<String> ids = new LinkedHashSet<>();
		for (RevisionNode squash : map.squashed()) {
			ids.add(squash.id());
			ids.addAll(squash.replaces());
		}
		for (String id : ids) {
			AppliedRevision known = squashed.known(id);
			if (known != null) {
				all.put(id, known);
			}
		}
		return all;
	}

	private @Nullable AppliedRevision known(String id) {
		AppliedRevision known = this.history.get(id);
		for (RevisionNode squash : this.squashed) {
			if (squash.replaces().contains(id)) {
				known = and(known, id, squash.id());
			}
			if (squash.id().equals(id)) {
				known = and(known, id, last(squash));
			}
		}
		return known;
	}

	/**
	 * Returns the last revision that a squashed one replaces, or, if that is a squashed
	 * one, too, and nothing is known of it, the last one that it replaces.
	 */
	private String last(RevisionNode squash) {
		String last = squash.replaces().get(squash.replaces().size() - 1);
		return this.history.containsKey(last) ? last
				: this.squashed.stream()
					.filter((inner) -> inner.id().equals(last) && !inner.equals(squash))
					.map((inner) -> inner.replaces().get(inner.replaces().size() - 1))
					.findFirst()
					.orElse(last);
	}

	private @Nullable AppliedRevision and(@Nullable AppliedRevision known, String id, String other) {
		AppliedRevision same = this.history.get(other);
		if (same == null) {
			return known;
		}
		if (known == null) {
			return new AppliedRevision(id, List.of(), null, same.appliedIn(), same.withdrawnIn());
		}
		Long applied = later(known.appliedIn(), same.appliedIn());
		boolean own = known.appliedIn() != null && known.appliedIn().equals(applied);
		return new AppliedRevision(id, known.parents(), own ? known.checksum() : null, applied,
				later(known.withdrawnIn(), same.withdrawnIn()));
	}

	private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
		return (one == null || (other != null && other > one)) ? other : one;
	}

}
