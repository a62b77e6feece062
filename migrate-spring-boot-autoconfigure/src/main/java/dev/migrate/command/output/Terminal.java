package dev.migrate.command.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * Where a command writes to and reads from.
 *
 * @param out what was asked for
 * @param err everything else: errors, warnings, notes, questions
 * @param in what is typed
 * @param interactive whether a person sits there, to be asked and to be shown what is
 * about to happen
 * @param color whether colours may be used
 */
public record Terminal(PrintStream out, PrintStream err, BufferedReader in, boolean interactive, boolean color) {

	/** Where lines that are made for a terminal end. */
	static final int WIDTH = 100;

	/**
	 * Asks a question that is answered with yes or no.
	 * @return {@code true} for yes; no is also what silence means
	 */
	public boolean confirm(String question) {
		this.err.print(question + " [y/N] ");
		this.err.flush();
		try {
			String answer = this.in.readLine();
			return answer != null && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
