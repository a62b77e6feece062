package dev.migrate.revision;

/**
 * How far two words are apart, to find what a user may have meant.
 */
public final class EditDistance {

	private EditDistance() {
	}

	/**
	 * Returns the number of characters to insert, delete or replace to make one word of
	 * the other.
	 * @param left one word
	 * @param right the other word
	 * @return the number, 0 if the words are equal
	 */
	public static int between(String left, String right) {
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
