package dev.migrate.dialect.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.dialect.sql.SqlWords;
import dev.migrate.dialect.sql.SqlWords.Word;
import dev.migrate.text.sql.SqlTokens.Kind;

/**
 * Guesses what somebody has written of what PostgreSQL prints of an expression. It prints
 * a cast behind each constant, parentheses around each comparison, and operators in place
 * of keywords. Whether the guess means the same is for the server to say.
 */
final class PostgresqlExpressions {

	private static final Set<String> WORDS_OF_TYPES = Set.of("VARYING", "PRECISION", "WITH", "WITHOUT", "TIME", "ZONE");

	private static final Set<String> NUMBERS = Set.of("integer", "bigint", "numeric");

	private static final Pattern NUMBER = Pattern.compile("'-?\\d+(\\.\\d+)?'");

	private static final Map<String, List<String>> OPERATORS = Map.of("~~", List.of("LIKE"), "!~~",
			List.of("NOT", "LIKE"), "~~*", List.of("ILIKE"), "!~~*", List.of("NOT", "ILIKE"));

	private final List<Word> words;

	private PostgresqlExpressions(List<Word> words) {
		this.words = words;
	}

	static String written(String expression) {
		List<Word> words = SqlWords.words(expression);
		if (words == null) {
			return expression;
		}
		PostgresqlExpressions reading = new PostgresqlExpressions(new ArrayList<>(words));
		reading.removeCasts();
		reading.removeParentheses();
		reading.replaceOperators();
		reading.replaceArrays("=", "any", List.of("IN"));
		reading.replaceArrays("<>", "all", List.of("NOT", "IN"));
		reading.removeParentheses();
		return SqlWords.spell(SqlWords.withoutOuterParentheses(reading.words));
	}

	private void removeCasts() {
		for (int i = 0; i < this.words.size(); i++) {
			if (this.words.get(i).isOneOf("::")) {
				int end = Math.min(i + 2, this.words.size());
				while (end < this.words.size() && isOfType(end)) {
					end++;
				}
				unquoteNumber(i - 1, this.words.subList(i + 1, end).get(0));
				this.words.subList(i, end).clear();
				i--;
			}
		}
	}

	/**
	 * Negative and long numbers are printed as strings.
	 */
	private void unquoteNumber(int position, Word type) {
		Word word = (position >= 0) ? this.words.get(position) : null;
		if (word != null && word.kind() == Kind.STRING && NUMBERS.contains(type.text())
				&& NUMBER.matcher(word.text()).matches()) {
			String number = word.text().substring(1, word.text().length() - 1);
			this.words.set(position, new Word(Kind.NUMBER, number, word.apart()));
		}
	}

	/**
	 * Returns whether a word goes on with the name of a type.
	 */
	private boolean isOfType(int position) {
		Word word = this.words.get(position);
		Word before = this.words.get(position - 1);
		boolean array = (word.isOneOf("[") && position + 1 < this.words.size()
				&& this.words.get(position + 1).isOneOf("]")) || (word.isOneOf("]") && before.isOneOf("["));
		return array || word.isOneOf(".") || before.isOneOf(".")
				|| WORDS_OF_TYPES.contains(word.text().toUpperCase(Locale.ROOT)) || isLength(position);
	}

	/**
	 * Returns whether a word belongs to a length in parentheses.
	 */
	private boolean isLength(int position) {
		Word word = this.words.get(position);
		Word before = this.words.get(position - 1);
		if (word.isOneOf("(")) {
			return !word.apart() && position + 2 < this.words.size()
					&& this.words.get(position + 1).kind() == Kind.NUMBER;
		}
		return (word.kind() == Kind.NUMBER && before.isOneOf("(", ","))
				|| (word.isOneOf(")", ",") && before.kind() == Kind.NUMBER);
	}

	/**
	 * Removes parentheses around a name, a constant, an array and a comparison, but not
	 * those around comparisons that are connected.
	 */
	private void removeParentheses() {
		boolean removed = true;
		while (removed) {
			removed = false;
			for (int open = 0; open < this.words.size(); open++) {
				int close = this.words.get(open).isOneOf("(") ? SqlWords.closing(this.words, open) : -1;
				if (close > open + 1 && !isCall(open) && !isSelected(close) && isSimple(open + 1, close)) {
					Word first = this.words.get(open + 1);
					this.words.set(open + 1,
							new Word(first.kind(), first.text(), first.apart() || this.words.get(open).apart()));
					this.words.remove(close);
					this.words.remove(open);
					removed = true;
				}
			}
		}
	}

	private boolean isCall(int open) {
		Word before = (open > 0) ? this.words.get(open - 1) : null;
		if (before == null) {
			return false;
		}
		if (before.is("in")) {
			return this.words.get(open + 1).isLiteral();
		}
		return before.kind() == Kind.QUOTED_IDENTIFIER
				|| (before.kind() == Kind.WORD && (!before.isKeyword() || before.is("any") || before.is("all")));
	}

	/**
	 * Returns whether a part is taken of what is in parentheses.
	 */
	private boolean isSelected(int close) {
		return close + 1 < this.words.size() && this.words.get(close + 1).isOneOf(".", "[");
	}

	/**
	 * Returns whether there is nothing but one comparison, or less: then what is around
	 * must not bind closer than that.
	 */
	private boolean isSimple(int start, int end) {
		if (this.words.subList(start, end).stream().anyMatch((word) -> word.isOneOf("("))) {
			return end - start > 3 && isOneCall(start, end);
		}
		return this.words.subList(start, end)
			.stream()
			.noneMatch((word) -> word.is("and") || word.is("or") || word.is("not")) || isNotNull(start, end);
	}

	private boolean isNotNull(int start, int end) {
		return end - start == 4 && this.words.get(start + 2).is("not") && this.words.get(end - 1).is("null");
	}

	private boolean isOneCall(int start, int end) {
		int open = start;
		while (open < end && !this.words.get(open).isOneOf("(")) {
			open++;
		}
		boolean list = open > start && this.words.get(open - 1).is("in")
				&& SqlWords.closing(this.words, open) == end - 1;
		return (list || (isCall(open) && !this.words.get(open - 1).isKeyword()))
				&& this.words.subList(start, list ? open - 2 : end)
					.stream()
					.noneMatch((word) -> word.is("and") || word.is("or") || word.is("not"));
	}

	private void replaceOperators() {
		for (int i = 0; i < this.words.size(); i++) {
			List<String> keywords = (this.words.get(i).kind() == Kind.SYMBOL) ? OPERATORS.get(this.words.get(i).text())
					: null;
			if (keywords != null) {
				replace(i, i + 1, keywords);
			}
		}
	}

	/**
	 * Replaces {@code = ANY (ARRAY[…])} by {@code IN (…)}.
	 */
	private void replaceArrays(String operator, String quantifier, List<String> keywords) {
		for (int i = 0; i + 6 < this.words.size(); i++) {
			boolean array = this.words.get(i).isOneOf(operator) && this.words.get(i + 1).is(quantifier)
					&& this.words.get(i + 2).isOneOf("(");
			int close = array ? SqlWords.closing(this.words, i + 2) : -1;
			int start = i + 3;
			while (close > 0 && start < close && this.words.get(start).isOneOf("(")) {
				start++;
			}
			if (close > 0 && this.words.get(start).is("array") && this.words.get(start + 1).isOneOf("[")) {
				int end = SqlWords.closing(this.words, start + 1);
				this.words.subList(end, close).clear();
				this.words.subList(i + 3, start + 2).clear();
				replace(i, i + 2, keywords);
			}
		}
	}

	private void replace(int start, int end, List<String> keywords) {
		this.words.subList(start, end).clear();
		this.words.addAll(start, keywords.stream().map((text) -> new Word(Kind.WORD, text, true)).toList());
	}

}
