package dev.migrate.script.sql;

/**
 * Takes block comments that start a line out of successive lines, where no statement is
 * allowed. They nest, as they do in SQL.
 */
final class BlockComments {

	private int depth;

	boolean isInside() {
		return this.depth > 0;
	}

	/**
	 * Returns what is left of a line.
	 */
	String remove(String line) {
		String rest = line.strip();
		while (this.depth > 0 || rest.startsWith("/*")) {
			int end = end(rest);
			if (end < 0) {
				return "";
			}
			rest = rest.substring(end).strip();
		}
		return rest;
	}

	/**
	 * Returns where the comment ends that a text starts in or with.
	 * @return the position after it, or -1 if it goes on
	 */
	private int end(String text) {
		for (int i = 0; i + 1 < text.length(); i++) {
			if (text.startsWith("/*", i)) {
				this.depth++;
				i++;
			}
			else if (text.startsWith("*/", i)) {
				this.depth--;
				i++;
				if (this.depth == 0) {
					return i + 1;
				}
			}
		}
		return -1;
	}

}
