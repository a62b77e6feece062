package dev.migrate.operations.rendering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Chain;
import dev.migrate.operations.rendering.JavaExpression.Text;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what an operation has written piece by piece: texts such as
 * {@code op.backfill(} and {@code .set(}, with values between them, are a call whose
 * argument is a chain of calls.
 */
final class JavaPieces {

	private static final String ARROW = "-> ";

	/**
	 * The characters of the texts, and the values.
	 */
	private final Deque<Object> rest = new ArrayDeque<>();

	private JavaPieces(List<JavaExpression> pieces) {
		for (JavaExpression piece : pieces) {
			if (piece instanceof Text text) {
				text.text().chars().forEach((c) -> this.rest.add((char) c));
			}
			else {
				this.rest.add(piece);
			}
		}
	}

	/**
	 * Returns the statement that pieces make.
	 * @return the statement without its semicolon, or {@code null} if they are something
	 * else, such as a comment or the beginning of a block
	 */
	static @Nullable JavaExpression statement(List<JavaExpression> pieces) {
		JavaPieces reading = new JavaPieces(pieces);
		JavaExpression expression = reading.expression();
		boolean complete = reading.next(';') && reading.rest.isEmpty();
		return (complete && (expression instanceof Call || expression instanceof Chain)) ? expression : null;
	}

	/**
	 * Returns a statement with a semicolon.
	 */
	static JavaExpression terminated(JavaExpression statement) {
		if (statement instanceof Chain chain) {
			List<Call> calls = new ArrayList<>(chain.calls());
			calls.set(calls.size() - 1, terminated(calls.get(calls.size() - 1)));
			return new Chain(chain.head(), calls);
		}
		return (statement instanceof Call call) ? terminated(call) : statement;
	}

	private static Call terminated(Call call) {
		return new Call(call.opening(), call.arguments(), call.closing() + ";");
	}

	private boolean next(char c) {
		if (this.rest.peek() instanceof Character next && next == c) {
			this.rest.remove();
			return true;
		}
		return false;
	}

	/**
	 * Reads up to a comma, a closing parenthesis, a semicolon or the end.
	 */
	private @Nullable JavaExpression expression() {
		JavaExpression head = null;
		List<Call> calls = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		while (!isEnd()) {
			if (this.rest.peek() instanceof JavaExpression value) {
				if (head != null || !text.isEmpty()) {
					return null;
				}
				head = value;
				this.rest.remove();
			}
			else if (isParenthesisOfLambda(text)) {
				takeParenthesis(text);
			}
			else if (next('(')) {
				List<JavaExpression> arguments = arguments();
				if (arguments == null) {
					return null;
				}
				int dot = (text.indexOf(ARROW) >= 0) ? text.lastIndexOf(".") : -1;
				if (head == null && dot < 0) {
					head = Call.of(text.toString(), arguments);
				}
				else if (head == null) {
					head = new Text(text.substring(0, dot));
					calls.add(Call.of(text.substring(dot + 1), arguments));
				}
				else if (text.indexOf(".") == 0) {
					calls.add(Call.of(text.substring(1), arguments));
				}
				else {
					return null;
				}
				text.setLength(0);
			}
			else {
				take(text);
			}
		}
		if (!text.isEmpty()) {
			return (head == null) ? new Text(text.toString()) : null;
		}
		return (head == null || calls.isEmpty()) ? head : new Chain(head, calls);
	}

	private boolean isEnd() {
		return this.rest.isEmpty() || (this.rest.peek() instanceof Character c && ",);".indexOf(c) >= 0);
	}

	private boolean isParenthesisOfLambda(StringBuilder before) {
		return before.isEmpty() && this.rest.peek() instanceof Character c && c == '(';
	}

	private void takeParenthesis(StringBuilder text) {
		while (this.rest.peek() instanceof Character) {
			char c = take(text);
			if (c == ')') {
				return;
			}
		}
	}

	/**
	 * Takes a character, and with a quote all of the literal.
	 */
	private char take(StringBuilder text) {
		char first = (char) this.rest.remove();
		text.append(first);
		if (first == '"' || first == '\'') {
			char c = 0;
			while (c != first && this.rest.peek() instanceof Character) {
				c = (char) this.rest.remove();
				text.append(c);
				if (c == '\\' && this.rest.peek() instanceof Character) {
					text.append(this.rest.remove());
				}
			}
		}
		return first;
	}

	private @Nullable List<JavaExpression> arguments() {
		List<JavaExpression> arguments = new ArrayList<>();
		while (!next(')')) {
			JavaExpression argument = expression();
			if (argument == null || this.rest.isEmpty()) {
				return null;
			}
			arguments.add(argument);
			if (next(',')) {
				if (!next(' ')) {
					return null;
				}
			}
			else if (!(this.rest.peek() instanceof Character c && c == ')')) {
				return null;
			}
		}
		return arguments;
	}

}
