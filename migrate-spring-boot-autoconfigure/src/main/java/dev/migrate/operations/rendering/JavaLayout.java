package dev.migrate.operations.rendering;

import java.util.List;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Chain;
import dev.migrate.operations.rendering.JavaExpression.Text;
import dev.migrate.operations.rendering.JavaExpression.TextBlock;
import org.jspecify.annotations.Nullable;

/**
 * Breaks expressions over lines as spring-javaformat does: tabs, {@value #WIDTH} columns,
 * arguments two tabs deeper and filled, the calls of a chain one tab deeper and one on
 * each line.
 */
final class JavaLayout {

	private static final int WIDTH = 120;

	private static final int TAB = 4;

	private final StringBuilder text = new StringBuilder();

	private int column;

	/**
	 * Begins a line.
	 * @param indent the number of tabs
	 */
	void line(int indent) {
		if (!this.text.isEmpty()) {
			this.text.append('\n');
		}
		this.text.append("\t".repeat(indent));
		this.column = indent * TAB;
	}

	/**
	 * Writes text that is not broken.
	 */
	void write(String part) {
		this.text.append(part);
		this.column += part.length();
	}

	/**
	 * Writes an expression.
	 * @param indent the number of tabs of the line that it begins on
	 * @param following how many columns after it have to stay free
	 */
	void write(JavaExpression expression, int indent, int following) {
		String flat = expression.flat();
		if (flat != null && fits(flat, following)) {
			write(flat);
		}
		else if (expression instanceof Chain chain) {
			chain(chain, indent, following);
		}
		else if (expression instanceof Call call) {
			call(call, indent, following);
		}
		else if (expression instanceof TextBlock block) {
			block(block, indent + 2);
		}
		else if (flat != null) {
			write(flat);
		}
	}

	/**
	 * Writes a separator and an expression, on a line of its own if it fits only there.
	 */
	void writeNext(String separator, JavaExpression expression, int indent, int following) {
		write(separator);
		int wrapped = indent + 2;
		if (isBetterWrapped(expression, wrapped, following)) {
			dropTrailingSpace();
			line(wrapped);
			write(expression, wrapped, following);
		}
		else {
			write(expression, indent, following);
		}
	}

	private boolean isBetterWrapped(JavaExpression expression, int wrapped, int following) {
		String flat = expression.flat();
		if (flat == null || fits(flat, following)) {
			return false;
		}
		return wrapped * TAB + flat.length() + following <= WIDTH || !beginsHere(expression);
	}

	/**
	 * Returns whether enough of a broken expression fits on the current line.
	 */
	private boolean beginsHere(JavaExpression expression) {
		if (expression instanceof Chain chain) {
			return fits(chain.head().flat(), 0);
		}
		return expression instanceof Call call && !call.arguments().isEmpty()
				&& fits(call.opening() + call.arguments().get(0).flat(), 1);
	}

	private void chain(Chain chain, int indent, int following) {
		List<Call> calls = chain.calls();
		int before = this.text.length();
		write(chain.head(), indent, 0);
		boolean broken = this.text.indexOf("\n", before) >= 0;
		for (int i = 0; i < calls.size(); i++) {
			int after = (i + 1 < calls.size()) ? 0 : following;
			String flat = calls.get(i).flat();
			boolean stays = i == 0 && !broken && flat != null && fits("." + flat, after);
			if (!stays) {
				line(indent + 1);
			}
			write(".");
			write(calls.get(i), stays ? indent : indent + 1, after);
		}
	}

	private void call(Call call, int indent, int following) {
		write(call.opening());
		List<? extends JavaExpression> arguments = call.arguments();
		for (int i = 0; i < arguments.size(); i++) {
			boolean last = i + 1 == arguments.size();
			int after = last ? call.closing().length() + following : 1;
			if (i == 0 && last && !(arguments.get(i) instanceof Text)) {
				write(arguments.get(i), indent, after);
			}
			else {
				writeNext((i > 0) ? ", " : "", arguments.get(i), indent, after);
			}
		}
		write(call.closing());
	}

	private void block(TextBlock block, int indent) {
		write("\"\"\"");
		int last = block.lines().size() - 1;
		for (int i = 0; i <= last; i++) {
			String content = block.lines().get(i);
			line((content.isEmpty() && i < last) ? 0 : indent);
			write(content);
		}
		write("\"\"\"");
	}

	private boolean fits(@Nullable String flat, int following) {
		return flat != null && this.column + flat.length() + following <= WIDTH;
	}

	private void dropTrailingSpace() {
		int end = this.text.length();
		while (end > 0 && this.text.charAt(end - 1) == ' ') {
			end--;
		}
		this.text.setLength(end);
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
