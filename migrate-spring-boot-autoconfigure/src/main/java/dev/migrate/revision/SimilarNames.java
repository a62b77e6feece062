package dev.migrate.revision;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds what a user may have meant by a name that does not exist.
 */
public final class SimilarNames {

	private static final int SHOWN = 3;

	private static final int SHARED_START = 4;

	private SimilarNames() {
	}

	/**
	 * Returns the revisions whose names begin alike or differ by few characters.
	 * @param wanted the name that does not exist
	 * @param byName ids or labels, each with its revision
	 * @return at most three revisions, the most similar first
	 */
	public static List<RevisionNode> find(String wanted, Map<String, RevisionNode> byName) {
		record Candidate(String name, RevisionNode node, int distance) {
		}
		int tolerated = Math.max(1, wanted.length() / 4);
		return byName.entrySet()
			.stream()
			.map((entry) -> new Candidate(entry.getKey(), entry.getValue(), distance(wanted, entry.getKey())))
			.filter((candidate) -> candidate.distance() <= tolerated || beginAlike(wanted, candidate.name()))
			.sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
			.map(Candidate::node)
			.distinct()
			.limit(SHOWN)
			.toList();
	}

	/**
	 * Returns the number of characters to insert, delete or replace to make one word of
	 * the other.
	 * @param left one word
	 * @param right the other word
	 * @return the number, 0 if the words are equal
	 */
	public static int distance(String left, String right) {
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

	private static boolean beginAlike(String wanted, String name) {
		return wanted.length() >= SHARED_START && name.regionMatches(true, 0, wanted, 0, SHARED_START);
	}

}
