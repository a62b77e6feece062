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
			.map((entry) -> new Candidate(entry.getKey(), entry.getValue(), distance(wanted, entry.getKey())))
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

	/**
	 * Returns the number of characters to insert, delete or replace.
	 */
	private static int distance(String left, String right) {
		int[] row = new int[right.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int replace = diagonal + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[right.length()];
	}

}
