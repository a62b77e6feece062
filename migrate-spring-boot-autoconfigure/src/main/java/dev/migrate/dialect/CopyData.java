package dev.migrate.dialect;

/**
 * The rows that stand in a script below a statement that reads them from its client, such
 * as {@code COPY users FROM stdin}.
 *
 * @param text the lines, without the one that ends them
 * @param line the line of the script that they begin in, counted from 1
 */
public record CopyData(String text, int line) {

	/**
	 * What a line consists of that ends the rows.
	 */
	public static final String END = "\\.";

	/**
	 * Returns whether a statement ends with its rows, and so without a semicolon.
	 * @param statement a statement as a client reads it from a script
	 * @return whether {@link #below} has made it
	 */
	public static boolean isEndOf(String statement) {
		return statement.endsWith("\n" + END);
	}

	/**
	 * Returns the statement with its rows, as a client reads them from a script.
	 * @param statement the statement
	 * @return whole lines
	 */
	public String below(String statement) {
		boolean complete = this.text.isEmpty() || this.text.endsWith("\n") || this.text.endsWith("\r");
		return statement + ";\n" + this.text + (complete ? "" : "\n") + END;
	}

}
