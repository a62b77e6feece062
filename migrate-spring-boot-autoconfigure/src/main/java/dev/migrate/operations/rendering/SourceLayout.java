package dev.migrate.operations.rendering;

import java.util.List;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Chain;
import org.jspecify.annotations.Nullable;

/**
 * Breaks expressions over lines.
 */
abstract class SourceLayout {

	/**
	 * How many columns a line has.
	 */
	static final int WIDTH = 120;

	/**
	 * How many columns one level of indentation has.
	 */
	static final int TAB = 4;

	/**
	 * How much of a string is worth a line.
	 */
	static final int SHORTEST_PART = 40;

	private final SourceLanguage language;

	private final StringBuilder text = new StringBuilder();

	private int column;

	SourceLayout(SourceLanguage language) {
		this.language = language;
	}

	/**
	 * Begins a line.
	 * @param indent how deep it is
	 */
	final void line(int indent) {
		if (!this.text.isEmpty()) {
			this.text.append('\n');
		}
		this.text.append(this.language.indentation(indent));
		this.column = indent * TAB;
	}

	/**
	 * Writes text that is not broken.
	 */
	final void write(String part) {
		this.text.append(part);
		this.column += part.length();
	}

	/**
	 * Writes an expression.
	 * @param indent how deep the line is that it begins on
	 * @param following how many columns after it have to stay free
	 */
	abstract void write(JavaExpression expression, int indent, int following);

	/**
	 * Writes a separator and an expression, on a line of its own if it fits only there.
	 */
	abstract void writeNext(String separator, JavaExpression expression, int indent, int following);

	/**
	 * Writes the calls of a chain each on a line.
	 */
	final void chain(Chain chain, int indent, int following) {
		List<Call> calls = chain.calls();
		write(chain.head(), indent, 0);
		for (int i = 0; i < calls.size(); i++) {
			line(indent + 1);
			write(".");
			write(calls.get(i), indent + 1, (i + 1 < calls.size()) ? 0 : following);
		}
	}

	/**
	 * Returns the column that is written next.
	 */
	final int column() {
		return this.column;
	}

	final boolean fits(@Nullable String flat, int following) {
		return flat != null && this.column + flat.length() + following <= WIDTH;
	}

	final void dropTrailingSpace() {
		int end = this.text.length();
		while (end > 0 && this.text.charAt(end - 1) == ' ') {
			end--;
		}
		this.text.setLength(end);
	}

	@Override
	public final String toString() {
		return this.text.toString();
	}

}
