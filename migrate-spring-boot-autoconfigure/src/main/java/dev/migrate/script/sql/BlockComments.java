package dev.migrate.script.sql;

/**
 * Takes block comments that start a line out of successive lines, where no statement is
 * allowed.
 */
final class BlockComments {

	private boolean inside;

	/**
	 * Returns what is left of a line.
	 */
	String remove(String line) {
		String rest = line.strip();
		while (this.inside || rest.startsWith("/*")) {
			int end = rest.indexOf("*/", this.inside ? 0 : 2);
			this.inside = (end < 0);
			if (this.inside) {
				return "";
			}
			rest = rest.substring(end + 2).strip();
		}
		return rest;
	}

}
