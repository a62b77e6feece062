package dev.migrate.operations.rendering;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Chain;
import dev.migrate.operations.rendering.JavaExpression.Infix;
import dev.migrate.operations.rendering.JavaExpression.Lambda;
import dev.migrate.operations.rendering.JavaExpression.StringLiteral;
import dev.migrate.operations.rendering.JavaExpression.Text;
import dev.migrate.operations.rendering.JavaExpression.TextBlock;
import dev.migrate.text.KotlinLiterals;
import org.jspecify.annotations.Nullable;

/**
 * Breaks expressions over lines as the coding conventions of Kotlin say: four blanks,
 * {@value SourceLayout#WIDTH} columns, each argument on a line with a comma after it, the
 * calls of a chain each on a line, a lambda behind the parentheses.
 */
final class KotlinLayout extends SourceLayout {

	private static final String QUOTES = "\"\"\"";

	KotlinLayout() {
		super(SourceLanguage.KOTLIN);
	}

	@Override
	void writeNext(String separator, JavaExpression expression, int indent, int following) {
		write(separator);
		write(expression, indent, following);
	}

	@Override
	void write(JavaExpression expression, int indent, int following) {
		String flat = flat(expression);
		if (flat != null && (fits(flat, following) || expression instanceof Text)) {
			write(flat);
		}
		else if (expression instanceof Chain chain) {
			chain(chain, indent, following);
		}
		else if (expression instanceof Call call) {
			call(call, indent, following);
		}
		else if (expression instanceof Lambda lambda) {
			lambda(lambda, indent);
		}
		else if (expression instanceof Infix infix) {
			write(infix.left(), indent, 0);
			write(" " + infix.operator() + " ");
			write(infix.right(), indent, following);
		}
		else if (expression instanceof TextBlock block) {
			block(block, indent);
		}
		else if (expression instanceof StringLiteral string) {
			string(string, indent + 1, following);
		}
	}

	private void call(Call call, int indent, int following) {
		Lambda trailing = trailing(call);
		List<? extends JavaExpression> arguments = arguments(call);
		String beginning = beginning(call);
		if (trailing != null && beginning != null && fits(beginning, 2)) {
			write(beginning);
			lambda(trailing, indent);
			return;
		}
		write(call.opening());
		for (JavaExpression argument : arguments) {
			line(indent + 1);
			write(argument, indent + 1, 1);
			write(",");
		}
		line(indent);
		write(call.closing());
		if (trailing != null) {
			write(" ");
			write(trailing, indent, following);
		}
	}

	private void lambda(Lambda lambda, int indent) {
		write(lambda.parameter().isEmpty() ? "{" : "{ " + lambda.parameter() + " ->");
		line(indent + 1);
		write(lambda.body(), indent + 1, 0);
		line(indent);
		write("}");
	}

	/**
	 * Writes a string in parts, each on a line.
	 */
	private void string(StringLiteral string, int indent, int following) {
		int width = WIDTH - Math.max(column(), indent * TAB) - 4 - following;
		List<String> parts = KotlinStrings.parts(string.value(), Math.max(width, SHORTEST_PART));
		for (int i = 0; i < parts.size(); i++) {
			if (i > 0) {
				write(" +");
				line(indent);
			}
			write(KotlinLiterals.literal(parts.get(i)));
		}
	}

	private void block(TextBlock block, int indent) {
		write(QUOTES);
		for (String content : KotlinStrings.raw(block.value())) {
			line(content.isEmpty() ? 0 : indent);
			write(content);
		}
		line(indent);
		write(QUOTES + KotlinStrings.trimming(block.value()));
	}

	/**
	 * Returns the lambda that stands behind the parentheses of a call.
	 */
	private static @Nullable Lambda trailing(Call call) {
		List<? extends JavaExpression> arguments = call.arguments();
		return (!arguments.isEmpty() && arguments.get(arguments.size() - 1) instanceof Lambda lambda
				&& call.closing().equals(")")) ? lambda : null;
	}

	private static List<? extends JavaExpression> arguments(Call call) {
		List<? extends JavaExpression> arguments = call.arguments();
		return (trailing(call) != null) ? arguments.subList(0, arguments.size() - 1) : arguments;
	}

	/**
	 * Returns a call up to its lambda on one line, if it has one.
	 */
	private static @Nullable String beginning(Call call) {
		List<? extends JavaExpression> arguments = arguments(call);
		if (arguments.stream().anyMatch((argument) -> flat(argument) == null)) {
			return null;
		}
		String opening = call.opening();
		if (arguments.isEmpty()) {
			return opening.substring(0, opening.length() - 1) + " ";
		}
		return opening + arguments.stream().map(KotlinLayout::flat).collect(Collectors.joining(", ")) + call.closing()
				+ " ";
	}

	/**
	 * Returns an expression on one line.
	 * @return the source, or {@code null} if it needs several lines
	 */
	private static @Nullable String flat(JavaExpression expression) {
		if (expression instanceof Text text) {
			return text.text();
		}
		if (expression instanceof StringLiteral string) {
			// A line that ends within a string reads better as the end of a line.
			int end = string.value().indexOf('\n');
			return (end >= 0 && end + 1 < string.value().length()) ? null : KotlinLiterals.literal(string.value());
		}
		if (expression instanceof Infix infix) {
			String left = flat(infix.left());
			String right = flat(infix.right());
			return (left == null || right == null) ? null : left + " " + infix.operator() + " " + right;
		}
		if (expression instanceof Lambda lambda) {
			String body = flat(lambda.body());
			String parameter = lambda.parameter().isEmpty() ? "" : lambda.parameter() + " -> ";
			return (body != null) ? "{ " + parameter + body + " }" : null;
		}
		if (expression instanceof Call call) {
			return flat(call);
		}
		if (expression instanceof Chain chain) {
			String head = flat(chain.head());
			List<@Nullable String> calls = chain.calls().stream().map(KotlinLayout::flat).toList();
			return (head == null || calls.stream().anyMatch(Objects::isNull)) ? null
					: head + calls.stream().map((call) -> "." + call).collect(Collectors.joining());
		}
		return null;
	}

	private static @Nullable String flat(Call call) {
		Lambda trailing = trailing(call);
		if (trailing != null) {
			String beginning = beginning(call);
			String lambda = flat(trailing);
			return (beginning == null || lambda == null) ? null : beginning + lambda;
		}
		if (call.arguments().stream().anyMatch((argument) -> flat(argument) == null)) {
			return null;
		}
		return call.opening() + call.arguments().stream().map(KotlinLayout::flat).collect(Collectors.joining(", "))
				+ call.closing();
	}

}
