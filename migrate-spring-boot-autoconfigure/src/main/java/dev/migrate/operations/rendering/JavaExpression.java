package dev.migrate.operations.rendering;

import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.text.JavaLiterals;
import org.jspecify.annotations.Nullable;

/**
 * An expression of Java source whose lines are not broken yet.
 */
sealed interface JavaExpression {

	/**
	 * Returns the expression on one line.
	 * @return the source, or {@code null} if it needs several lines
	 */
	@Nullable String flat();

	/**
	 * A literal, a constant or whatever else is never broken.
	 */
	record Text(String text) implements JavaExpression {

		@Override
		public String flat() {
			return this.text;
		}

	}

	/**
	 * A string, which is broken between words.
	 */
	record StringLiteral(String value) implements JavaExpression {

		@Override
		public String flat() {
			return JavaLiterals.literal(this.value);
		}

	}

	/**
	 * A text block: its value, and what stands between its delimiters, without
	 * indentation.
	 */
	record TextBlock(String value, List<String> lines) implements JavaExpression {

		@Override
		public @Nullable String flat() {
			return null;
		}

	}

	/**
	 * A call, or whatever else holds expressions between an opening such as
	 * {@code List.of(} and a closing.
	 */
	record Call(String opening, List<? extends JavaExpression> arguments, String closing) implements JavaExpression {

		static Call of(String name, List<? extends JavaExpression> arguments) {
			return new Call(name + "(", arguments, ")");
		}

		static Call of(String name, JavaExpression... arguments) {
			return of(name, List.of(arguments));
		}

		@Override
		public @Nullable String flat() {
			if (this.arguments.stream().anyMatch((argument) -> argument.flat() == null)) {
				return null;
			}
			return this.opening + this.arguments.stream().map(JavaExpression::flat).collect(Collectors.joining(", "))
					+ this.closing;
		}

	}

	/**
	 * A lambda of Kotlin.
	 *
	 * @param parameter the name of the parameter, empty for {@code it}
	 */
	record Lambda(String parameter, JavaExpression body) implements JavaExpression {

		@Override
		public @Nullable String flat() {
			return null;
		}

	}

	/**
	 * Two expressions with an operator of Kotlin between them.
	 */
	record Infix(JavaExpression left, String operator, JavaExpression right) implements JavaExpression {

		@Override
		public @Nullable String flat() {
			return null;
		}

	}

	/**
	 * An expression and what is called on it, one after the other.
	 */
	record Chain(JavaExpression head, List<Call> calls) implements JavaExpression {

		@Override
		public @Nullable String flat() {
			StringBuilder text = new StringBuilder();
			String first = this.head.flat();
			if (first == null) {
				return null;
			}
			text.append(first);
			for (Call call : this.calls) {
				String next = call.flat();
				if (next == null) {
					return null;
				}
				text.append('.').append(next);
			}
			return text.toString();
		}

	}

}
