package dev.migrate.revision;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds what a user may have meant: ids and labels that begin alike or differ by few
 * characters.
 */
final class Candidates {

	private static final int SHOWN = 3;

	private static final int SHARED_START = 4;

	private final Map<String, RevisionNode> byKey;

	Candidates(Map<String, RevisionNode> byKey) {
		this.byKey = byKey;
	}

	List<RevisionNode> nearest(String wanted) {
		record Candidate(String key, RevisionNode node, int distance) {
		}
		int tolerated = Math.max(1, wanted.length() / 4);
		return this.byKey.entrySet()
			.stream()
			.map((entry) -> new Candidate(entry.getKey(), entry.getValue(),
					EditDistance.between(wanted, entry.getKey())))
			.filter((candidate) -> candidate.distance() <= tolerated || beginsAlike(wanted, candidate.key()))
			.sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::key))
			.map(Candidate::node)
			.distinct()
			.limit(SHOWN)
			.toList();
	}

	private static boolean beginsAlike(String wanted, String key) {
		return wanted.length() >= SHARED_START && key.regionMatches(true, 0, wanted, 0, SHARED_START);
	}

}
