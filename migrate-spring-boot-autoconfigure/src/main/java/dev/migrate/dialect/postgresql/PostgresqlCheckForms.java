package dev.migrate.dialect.postgresql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.migrate.dialect.CheckForm;
import dev.migrate.text.sql.SqlTokens;
import dev.migrate.text.sql.SqlTokens.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Recognises simple checks in what PostgreSQL prints of conditions. It prints a cast
 * behind each constant and parentheses around each comparison.
 */
final class PostgresqlCheckForms {

	private static final Set<String> WORDS_OF_TYPES = Set.of("VARYING", "PRECISION", "WITH", "WITHOUT", "TIME", "ZONE");

	private final List<Token> tokens;

	private PostgresqlCheckForms(List<Token> tokens) {
		this.tokens = tokens;
	}

	static Optional<CheckForm> of(String condition) {
		PostgresqlCheckForms forms = new PostgresqlCheckForms(tokens(condition));
		forms.removeCasts();
		forms.removeParentheses();
		return Optional.ofNullable(forms.form());
	}

	private static List<Token> tokens(String condition) {
		List<Token> tokens = new ArrayList<>();
		SqlTokens reading = new SqlTokens(condition);
		while (reading.next()) {
			Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
			if (reading.kind() == Kind.SYMBOL && last != null && last.isSymbolBefore(reading.text())) {
				tokens.set(tokens.size() - 1, new Token(Kind.SYMBOL, last.text() + reading.text()));
			}
			else {
				tokens.add(new Token(reading.kind(), reading.text()));
			}
		}
		return tokens;
	}

	private void removeCasts() {
		for (int i = 0; i < this.tokens.size(); i++) {
			if (this.tokens.get(i).is("::")) {
				int end = i + 2;
				while (end < this.tokens.size() && isOfType(end)) {
					end++;
				}
				this.tokens.subList(i, end).clear();
				i--;
			}
		}
	}

	/**
	 * Returns whether a token goes on with the name of a type.
	 */
	private boolean isOfType(int position) {
		Token token = this.tokens.get(position);
		boolean array = (token.is("[") && position + 1 < this.tokens.size() && this.tokens.get(position + 1).is("]"))
				|| (token.is("]") && this.tokens.get(position - 1).is("["));
		return array || token.is(".") || this.tokens.get(position - 1).is(".")
				|| WORDS_OF_TYPES.contains(token.text().toUpperCase(Locale.ROOT)) || isLength(position);
	}

	/**
	 * Returns whether a token belongs to a length in parentheses.
	 */
	private boolean isLength(int position) {
		if (this.tokens.get(position).is("(")) {
			return position + 2 < this.tokens.size() && this.tokens.get(position + 1).kind() == Kind.NUMBER
					&& this.tokens.get(position + 2).is(")");
		}
		return (this.tokens.get(position).kind() == Kind.NUMBER && this.tokens.get(position - 1).is("("))
				|| (this.tokens.get(position).is(")") && this.tokens.get(position - 1).kind() == Kind.NUMBER);
	}

	/**
	 * Removes parentheses around a name, a constant, an array and a comparison, but not
	 * those around comparisons that are connected.
	 */
	private void removeParentheses() {
		boolean removed = true;
		while (removed) {
			removed = false;
			for (int open = 0; open < this.tokens.size(); open++) {
				int close = this.tokens.get(open).is("(") ? closing(open) : -1;
				if (close > 0 && !isCall(open)) {
					this.tokens.remove(close);
					this.tokens.remove(open);
					removed = true;
				}
			}
		}
	}

	private boolean isCall(int open) {
		Token before = (open > 0) ? this.tokens.get(open - 1) : null;
		return before != null && before.isName() && !before.isOneOf("AND", "OR", "ANY");
	}

	/**
	 * Returns the end of parentheses with nothing connected and no parentheses in them.
	 */
	private int closing(int open) {
		for (int i = open + 1; i < this.tokens.size(); i++) {
			Token token = this.tokens.get(i);
			if (token.is(")")) {
				return i;
			}
			if (token.is("(") || token.isOneOf("AND", "OR")) {
				return -1;
			}
		}
		return -1;
	}

	private @Nullable CheckForm form() {
		Token first = this.tokens.isEmpty() ? null : this.tokens.get(0);
		CheckForm form = (first != null && first.isName()) ? form(first) : null;
		return (form != null) ? form : parts();
	}

	private @Nullable CheckForm form(Token column) {
		CheckForm form = values(column);
		if (form == null) {
			form = bounds(column);
		}
		return (form != null) ? form : requirement(column);
	}

	private @Nullable CheckForm parts() {
		Token column = this.tokens.stream().filter(Token::isName).findFirst().orElse(null);
		if (column == null) {
			return null;
		}
		Set<String> bounds = new LinkedHashSet<>();
		boolean parts = false;
		for (int i = 0; i < this.tokens.size(); i++) {
			Token token = this.tokens.get(i);
			int end = endOfPart(i);
			if (end > i) {
				parts = true;
				i = end;
			}
			else if (token.is(">=") || token.is("<=")) {
				bounds.add(token.text());
			}
			else if (!token.equals(column) && !token.isOfCondition()) {
				return null;
			}
		}
		return parts ? new CheckForm(column.name(), CheckForm.Kind.PARTS, List.copyOf(bounds)) : null;
	}

	/**
	 * Returns the last token of the access to a part, which begins with a dot or an
	 * arrow.
	 */
	private int endOfPart(int start) {
		if (this.tokens.get(start).is(".")) {
			return start + 1;
		}
		int end = start + 1;
		while (this.tokens.get(start).is("-") && end < this.tokens.size() && this.tokens.get(end).is(">")) {
			end++;
		}
		return (end > start + 1 && end < this.tokens.size() && this.tokens.get(end).isLiteral()) ? end : start;
	}

	private @Nullable CheckForm values(Token column) {
		List<Token> rest = new ArrayList<>(this.tokens);
		List<Token> orNull = List.of(Token.word("OR"), column, Token.word("IS"), Token.word("NULL"));
		if (rest.size() > orNull.size() && rest.subList(rest.size() - orNull.size(), rest.size()).equals(orNull)) {
			rest.subList(rest.size() - orNull.size(), rest.size()).clear();
		}
		if (rest.size() == 3 && rest.get(1).is("=") && rest.get(2).isLiteral()) {
			return new CheckForm(column.name(), CheckForm.Kind.VALUES, List.of(rest.get(2).text()));
		}
		boolean list = rest.size() > 6 && rest.get(1).is("=") && rest.get(2).isOneOf("ANY")
				&& rest.get(3).isOneOf("ARRAY") && rest.get(4).is("[") && rest.get(rest.size() - 1).is("]");
		List<String> values = list
				? separated(rest.subList(5, rest.size() - 1), (token) -> token.is(","), Token::isLiteral) : List.of();
		return values.isEmpty() ? null : new CheckForm(column.name(), CheckForm.Kind.VALUES, values);
	}

	/**
	 * Returns the texts of tokens that stand between separators, nothing if others do.
	 */
	private static List<String> separated(List<Token> tokens, Predicate<Token> separator, Predicate<Token> element) {
		List<String> elements = new ArrayList<>();
		for (int i = 0; i < tokens.size(); i++) {
			Token token = tokens.get(i);
			if (!((i % 2 == 0) ? element : separator).test(token)) {
				return List.of();
			}
			if (i % 2 == 0) {
				elements.add(token.text());
			}
		}
		return elements;
	}

	private @Nullable CheckForm bounds(Token column) {
		List<String> bounds = new ArrayList<>();
		for (int i = 0; i < this.tokens.size(); i += 4) {
			boolean bound = i + 2 < this.tokens.size() && this.tokens.get(i).equals(column)
					&& (this.tokens.get(i + 1).is(">=") || this.tokens.get(i + 1).is("<="))
					&& this.tokens.get(i + 2).isLiteral()
					&& (i + 3 == this.tokens.size() || this.tokens.get(i + 3).isOneOf("AND"));
			if (!bound) {
				return null;
			}
			bounds.add(this.tokens.get(i + 1).text() + " " + this.tokens.get(i + 2).text());
		}
		return new CheckForm(column.name(), CheckForm.Kind.BOUNDS, bounds);
	}

	private @Nullable CheckForm requirement(Token column) {
		boolean implies = this.tokens.size() > 6 && this.tokens.get(1).is("<>") && this.tokens.get(2).isLiteral()
				&& this.tokens.get(3).isOneOf("OR");
		if (!implies) {
			return null;
		}
		boolean several = this.tokens.get(4).is("(") && this.tokens.get(this.tokens.size() - 1).is(")");
		List<Token> others = several ? this.tokens.subList(5, this.tokens.size() - 1)
				: this.tokens.subList(4, this.tokens.size());
		for (int i = 0; i < others.size(); i += 5) {
			boolean required = i + 3 < others.size() && others.get(i).isName() && others.get(i + 1).isOneOf("IS")
					&& others.get(i + 2).isOneOf("NOT") && others.get(i + 3).isOneOf("NULL")
					&& (i + 4 == others.size() || (several && others.get(i + 4).isOneOf("AND")));
			if (!required) {
				return null;
			}
		}
		return new CheckForm(column.name(), CheckForm.Kind.REQUIRES_OTHERS, List.of(this.tokens.get(2).text()));
	}

	/**
	 * A token of a condition.
	 *
	 * @param kind its kind
	 * @param text its text
	 */
	private record Token(Kind kind, String text) {

		private static Token word(String text) {
			return new Token(Kind.WORD, text);
		}

		private boolean is(String symbol) {
			return this.kind == Kind.SYMBOL && this.text.equals(symbol);
		}

		private boolean isOneOf(String... words) {
			return this.kind == Kind.WORD && Set.of(words).contains(this.text);
		}

		private boolean isName() {
			return this.kind == Kind.WORD || this.kind == Kind.QUOTED_IDENTIFIER;
		}

		/**
		 * Returns whether this is one of what connects and compares parts.
		 */
		private boolean isOfCondition() {
			return isOneOf("IS", "NOT", "NULL", "AND", "OR", "ANY", "ARRAY") || isLiteral()
					|| (this.kind == Kind.SYMBOL && "()[],=".contains(this.text));
		}

		private boolean isLiteral() {
			return this.kind == Kind.STRING || this.kind == Kind.NUMBER;
		}

		private boolean isSymbolBefore(String next) {
			return (is(":") && next.equals(":")) || ((is("<") || is(">")) && next.equals("="))
					|| (is("<") && next.equals(">"));
		}

		private String name() {
			return (this.kind == Kind.QUOTED_IDENTIFIER)
					? this.text.substring(1, this.text.length() - 1).replace("\"\"", "\"") : this.text;
		}

	}

}
