package dev.migrate.dialect.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.text.sql.SqlTokens;
import dev.migrate.text.sql.SqlTokens.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Spells an expression the way people write it: keywords in upper case, one blank between
 * words and around comparisons, no parentheses around the whole. Nothing else changes, so
 * that a database reads the same.
 */
public final class SqlWords {

	private static final Set<String> KEYWORDS = Set.of("all", "and", "any", "array", "as", "asymmetric", "between",
			"case", "cast", "collate", "current_date", "current_time", "current_timestamp", "current_user", "distinct",
			"else", "end", "exists", "from", "ilike", "in", "is", "like", "localtime", "localtimestamp", "not", "null",
			"or", "select", "similar", "some", "symmetric", "then", "when", "where");

	private static final String OPERATORS = "+-*/<>=~!@#%^&|`?:";

	private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

	private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

	private SqlWords() {
	}

	/**
	 * Spells an expression.
	 * @param expression the expression
	 * @return the same expression
	 */
	public static String spell(String expression) {
		List<Word> words = words(expression);
		return (words != null) ? spell(withoutOuterParentheses(words)) : expression;
	}

	/**
	 * Spells an expression.
	 * @param words its words
	 */
	public static String spell(List<Word> words) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < words.size(); i++) {
			Word word = words.get(i);
			if (i > 0 && isApart(words.get(i - 1), word)) {
				text.append(' ');
			}
			text.append(word.isKeyword() ? word.text().toUpperCase(Locale.ROOT) : word.text());
		}
		return text.toString();
	}

	private static boolean isApart(Word before, Word word) {
		if (before.isOneOf("(", "[", ".", "::") || word.isOneOf(")", "]", ",", ".", "::", "[")) {
			return false;
		}
		if (before.is("array") || before.is("any") || before.is("all") || before.is("cast")) {
			return !word.isOneOf("(");
		}
		return word.apart() || before.isOneOf(",") || before.isComparison() || word.isComparison() || before.isKeyword()
				|| word.isKeyword();
	}

	/**
	 * Returns the words of an expression.
	 * @param expression the expression
	 * @return the words, or {@code null} if there are comments between them or something
	 * is not closed
	 */
	public static @Nullable List<Word> words(String expression) {
		List<Word> words = new ArrayList<>();
		SqlTokens tokens = new SqlTokens(expression);
		int end = 0;
		while (tokens.next()) {
			if (!expression.substring(end, tokens.start()).isBlank()) {
				return null;
			}
			boolean apart = tokens.start() > end;
			Word last = words.isEmpty() ? null : words.get(words.size() - 1);
			if (!apart && last != null && last.continues(tokens)) {
				words.set(words.size() - 1, new Word(Kind.SYMBOL, last.text() + tokens.text(), last.apart()));
			}
			else {
				words.add(new Word(tokens.kind(), tokens.text(), apart));
			}
			end = tokens.end();
		}
		return (tokens.unterminated() == null && expression.substring(end).isBlank()) ? words : null;
	}

	/**
	 * Returns words without parentheses around the whole.
	 */
	public static List<Word> withoutOuterParentheses(List<Word> words) {
		List<Word> inner = words;
		while (inner.size() > 2 && inner.get(0).text().equals("(") && closing(inner, 0) == inner.size() - 1) {
			inner = inner.subList(1, inner.size() - 1);
		}
		return inner;
	}

	/**
	 * Returns whether an expression is the call of a function whose name is not quoted,
	 * and nothing else.
	 */
	public static boolean isCall(String expression) {
		List<Word> words = words(expression);
		return words != null && words.size() > 2 && NAME.matcher(words.get(0).text()).matches()
				&& !words.get(0).isKeyword() && !words.get(0).isOneOf("row", "interval", "grouping")
				&& words.get(1).isOneOf("(") && closing(words, 1) == words.size() - 1;
	}

	/**
	 * Returns where parentheses or brackets are closed.
	 * @param words the words
	 * @param open where they are opened
	 * @return the place, or -1 if they are not
	 */
	public static int closing(List<Word> words, int open) {
		int depth = 0;
		for (int i = open; i < words.size(); i++) {
			if (words.get(i).isOneOf("(", "[")) {
				depth++;
			}
			else if (words.get(i).isOneOf(")", "]")) {
				depth--;
			}
			if (depth == 0) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * A word of an expression.
	 *
	 * @param kind its kind
	 * @param text its text; an operator is one word
	 * @param apart whether there is white space before it
	 */
	public record Word(Kind kind, String text, boolean apart) {

		/**
		 * Returns whether this is a keyword, in whatever case.
		 */
		public boolean is(String keyword) {
			return this.kind == Kind.WORD && this.text.equalsIgnoreCase(keyword);
		}

		/**
		 * Returns whether this is one of some symbols.
		 */
		public boolean isOneOf(String... symbols) {
			return this.kind == Kind.SYMBOL && Set.of(symbols).contains(this.text);
		}

		public boolean isKeyword() {
			return this.kind == Kind.WORD && KEYWORDS.contains(this.text.toLowerCase(Locale.ROOT));
		}

		public boolean isLiteral() {
			return this.kind == Kind.STRING || this.kind == Kind.NUMBER;
		}

		public boolean isComparison() {
			return this.kind == Kind.SYMBOL && COMPARISONS.contains(this.text);
		}

		private boolean continues(SqlTokens next) {
			return this.kind == Kind.SYMBOL && next.kind() == Kind.SYMBOL && OPERATORS.contains(next.text())
					&& this.text.chars().allMatch((c) -> OPERATORS.indexOf(c) >= 0);
		}

	}

}
