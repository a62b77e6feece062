package dev.migrate.operations.rendering;

import java.util.List;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Chain;
import dev.migrate.operations.rendering.JavaExpression.StringLiteral;
import dev.migrate.operations.rendering.JavaExpression.Text;
import dev.migrate.operations.rendering.JavaExpression.TextBlock;
import dev.migrate.text.JavaLiterals;

/**
 * Breaks expressions over lines as spring-javaformat does: tabs,
 * {@value SourceLayout#WIDTH} columns, arguments two tabs deeper and filled, the calls of
 * a chain one tab deeper, each on a line.
 */
final class JavaLayout extends SourceLayout {

	JavaLayout() {
		super(SourceLanguage.JAVA);
	}

	@Override
	void write(JavaExpression expression, int indent, int following) {
		String flat = expression.flat();
		if (flat != null && (fits(flat, following) || isShort(expression))) {
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
		else if (expression instanceof StringLiteral string) {
			string(string, indent + 2, following);
		}
		else if (flat != null) {
			write(flat);
		}
	}

	@Override
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
		boolean fits = wrapped * TAB + flat.length() + following <= WIDTH;
		return fits || expression instanceof StringLiteral || !beginsHere(expression);
	}

	private static boolean isAtomic(JavaExpression expression) {
		return expression instanceof Text || expression instanceof StringLiteral || isShort(expression);
	}

	/**
	 * Returns whether an expression is a call such as {@code varchar(500)}, which is
	 * never broken.
	 */
	private static boolean isShort(JavaExpression expression) {
		return expression instanceof Call call && call.opening().length() < SHORTEST_PART
				&& call.arguments().stream().allMatch((argument) -> argument instanceof Text);
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

	private void call(Call call, int indent, int following) {
		write(call.opening());
		List<? extends JavaExpression> arguments = call.arguments();
		for (int i = 0; i < arguments.size(); i++) {
			boolean last = i + 1 == arguments.size();
			int after = last ? call.closing().length() + following : 1;
			if (i == 0 && last && !isAtomic(arguments.get(i))) {
				write(arguments.get(i), indent, after);
			}
			else {
				writeNext((i > 0) ? ", " : "", arguments.get(i), indent, after);
			}
		}
		write(call.closing());
	}

	/**
	 * Writes a string in parts, each on a line.
	 */
	private void string(StringLiteral string, int indent, int following) {
		int width = WIDTH - Math.max(column(), indent * TAB + 2) - 2 - following;
		List<String> parts = JavaStrings.words(string.value(), Math.max(width, SHORTEST_PART));
		for (int i = 0; i < parts.size(); i++) {
			if (i > 0) {
				line(indent);
				write("+ ");
			}
			write(JavaLiterals.literal(parts.get(i)));
		}
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

}
