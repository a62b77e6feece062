package dev.migrate.command.output;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Writes to a print stream in whatever encoding that has.
 */
public final class StreamWriter extends Writer {

	private final PrintStream stream;

	private StreamWriter(PrintStream stream) {
		this.stream = stream;
	}

	public static PrintWriter of(PrintStream stream) {
		return new PrintWriter(new StreamWriter(stream), true);
	}

	@Override
	public void write(char[] buffer, int offset, int length) {
		this.stream.print(String.valueOf(buffer, offset, length));
	}

	@Override
	public void flush() {
		this.stream.flush();
	}

	@Override
	public void close() {
		flush();
	}

}
