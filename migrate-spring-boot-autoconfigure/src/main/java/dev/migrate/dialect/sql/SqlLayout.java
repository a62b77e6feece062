package dev.migrate.dialect.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrate.text.sql.SqlTokens;
import dev.migrate.text.sql.SqlTokens.Kind;

/**
 * Breaks a statement over lines as people do: the columns and constraints of a table have
 * a line each, and no line is longer than {@value #WIDTH} characters if it can be helped.
 * A statement that has lines already keeps them, and only its long ones are broken.
 */
public final class SqlLayout {

	private static final int WIDTH = 120;

	/**
	 * How much room a string leaves for the quote that ends it, and for what follows.
	 */
	private static final int LONGEST_END = 4;

	private static final String INDENT = "    ";

	/**
	 * The longest name that others are aligned with.
	 */
	private static final int LONGEST_NAME = 32;

	private static final Set<String> CLAUSES = Set.of("ADD", "ALTER", "AND", "AS", "CHECK", "DEFAULT", "DROP",
			"FOREIGN", "FROM", "GENERATED", "INCLUDE", "ON", "OR", "OWNED", "PARTITION", "REFERENCES", "SET", "UNIQUE",
			"USING", "VALIDATE", "VALUES", "WHERE", "WITH");

	private static final Set<String> CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

	private final List<Token> tokens;

	private final List<String> lines = new ArrayList<>();

	private SqlLayout(List<Token> tokens) {
		this.tokens = tokens;
	}

	/**
	 * Breaks a statement over lines.
	 * @param statement the statement, with what terminates it
	 * @return the lines
	 */
	public static List<String> lines(String statement) {
		String sql = CarriageReturns.escaped(statement);
		List<Token> tokens = tokens(sql);
		if (tokens.isEmpty()) {
			return List.of(sql.split("\n", -1));
		}
		SqlLayout layout = new SqlLayout(tokens);
		int open = layout.columnsOfTable();
		if (tokens.stream().anyMatch(Token::beginsLine)) {
			layout.keepLines();
		}
		else if (open > 0) {
			layout.table(open, layout.closing(open));
		}
		else if (layout.isLongAlteration()) {
			layout.alteration();
		}
		else {
			layout.fill("", INDENT, 0, tokens.size());
		}
		return layout.lines;
	}

	/**
	 * Returns the tokens of a statement, none if there are comments between them.
	 */
	private static List<Token> tokens(String statement) {
		List<Token> tokens = new ArrayList<>();
		SqlTokens reading = new SqlTokens(statement);
		int depth = 0;
		int end = 0;
		while (reading.next()) {
			if (!statement.substring(end, reading.start()).isBlank()) {
				return List.of();
			}
			depth -= (reading.is(')') || reading.is(']')) ? 1 : 0;
			tokens.add(new Token(reading.kind(), reading.text(), depth, statement.substring(end, reading.start())));
			depth += (reading.is('(') || reading.is('[')) ? 1 : 0;
			end = reading.end();
		}
		return (reading.unterminated() == null) ? tokens : List.of();
	}

	/**
	 * Returns where the columns of a table begin that is created.
	 * @return the place of the parenthesis, or -1 if it is another statement
	 */
	private int columnsOfTable() {
		int i = is(0, "CREATE") ? 1 : -1;
		if (i > 0 && is(i, "UNLOGGED")) {
			i++;
		}
		if (i < 0 || !is(i, "TABLE")) {
			return -1;
		}
		while (i < this.tokens.size() && !this.tokens.get(i).text().equals("(")) {
			if (is(i, "OF") || is(i, "AS")) {
				return -1;
			}
			i++;
		}
		return (i + 1 < this.tokens.size() && !this.tokens.get(i + 1).text().equals(")")) ? i : -1;
	}

	private boolean is(int position, String keyword) {
		return position < this.tokens.size() && this.tokens.get(position).is(keyword);
	}

	private int closing(int open) {
		int depth = this.tokens.get(open).depth();
		int close = open + 1;
		while (this.tokens.get(close).depth() > depth) {
			close++;
		}
		return close;
	}

	private void table(int open, int close) {
		fill("", INDENT, 0, open + 1);
		List<int[]> elements = elements(open + 1, close);
		int longest = elements.stream()
			.filter((element) -> !isConstraint(element))
			.mapToInt((element) -> this.tokens.get(element[0]).text().length())
			.filter((length) -> length <= LONGEST_NAME)
			.max()
			.orElse(0);
		for (int[] element : elements) {
			if (isConstraint(element)) {
				fill(INDENT, INDENT + INDENT, element[0], element[1]);
			}
			else {
				String name = this.tokens.get(element[0]).text();
				fill(INDENT + name + " ".repeat(Math.max(longest - name.length(), 0)) + " ", INDENT + INDENT,
						element[0] + 1, element[1]);
			}
		}
		fill("", INDENT, close, this.tokens.size());
	}

	/**
	 * Returns where each part of a list begins and ends, the comma after it included.
	 */
	private List<int[]> elements(int from, int to) {
		List<int[]> elements = new ArrayList<>();
		int depth = this.tokens.get(from).depth();
		int start = from;
		for (int i = from; i < to; i++) {
			if (this.tokens.get(i).text().equals(",") && this.tokens.get(i).depth() == depth) {
				elements.add(new int[] { start, i + 1 });
				start = i + 1;
			}
		}
		elements.add(new int[] { start, to });
		return elements;
	}

	private boolean isConstraint(int[] element) {
		Token first = this.tokens.get(element[0]);
		return first.kind() == Kind.WORD && CONSTRAINTS.contains(first.text());
	}

	/**
	 * Returns whether a table is altered by more than a line can say.
	 */
	private boolean isLongAlteration() {
		return is(0, "ALTER") && is(1, "TABLE") && text(0, this.tokens.size()).length() > WIDTH;
	}

	/**
	 * What alters a table stands on other lines than its name, each action on its own.
	 */
	private void alteration() {
		int actions = 2;
		while (actions < this.tokens.size() && !isClause(actions)) {
			actions++;
		}
		fill("", INDENT, 0, actions);
		if (actions < this.tokens.size()) {
			elements(actions, this.tokens.size())
				.forEach((element) -> fill(INDENT, INDENT + INDENT, element[0], element[1]));
		}
	}

	private boolean isClause(int position) {
		Token token = this.tokens.get(position);
		return token.kind() == Kind.WORD && token.isApart() && CLAUSES.contains(token.text().toUpperCase(Locale.ROOT));
	}

	/**
	 * Keeps the lines that there are, and breaks those that are too long.
	 */
	private void keepLines() {
		StringBuilder line = new StringBuilder();
		String next = INDENT;
		for (int i = 0; i < this.tokens.size(); i++) {
			Token token = this.tokens.get(i);
			String before = token.before().replaceAll("[^\\S\n]+\n", "\n");
			int lineEnd = before.lastIndexOf('\n');
			if (lineEnd >= 0) {
				next = before.substring(lineEnd + 1) + INDENT;
			}
			else if (token.isApart() && column(line) + before.length() + width(i) > WIDTH
					&& column(line) > next.length()) {
				before = "\n" + next;
			}
			line.append(before);
			line.append(spelling(token, column(line), next));
		}
		this.lines.addAll(List.of(line.toString().split("\n", -1)));
	}

	private static int column(CharSequence text) {
		int column = 0;
		while (column < text.length() && text.charAt(text.length() - 1 - column) != '\n') {
			column++;
		}
		return column;
	}

	/**
	 * Returns how long the first line is of a token and of what must stand behind it.
	 */
	private int width(int position) {
		int width = this.tokens.get(position).firstLine();
		for (int i = position + 1; i < this.tokens.size() && !this.tokens.get(i).isApart()
				&& !this.tokens.get(i - 1).hasLines(); i++) {
			width += this.tokens.get(i).firstLine();
		}
		return width;
	}

	/**
	 * Writes tokens on as many lines as they need.
	 * @param first what the first line begins with
	 * @param next what the other lines begin with
	 */
	private void fill(String first, String next, int from, int to) {
		String beginning = first;
		int start = from;
		while (start < to) {
			int end = lineEnd(start, to, beginning.length());
			StringBuilder line = new StringBuilder(beginning);
			for (int i = start; i < end; i++) {
				Token token = this.tokens.get(i);
				line.append((token.isApart() && i > start) ? " " : "");
				line.append(spelling(token, column(line), next));
			}
			this.lines.addAll(List.of(line.toString().split("\n", -1)));
			beginning = next;
			start = end;
		}
	}

	/**
	 * Returns where to end a line: where least is open, if possible before a clause, and
	 * as far to the right as possible.
	 */
	private int lineEnd(int start, int to, int indent) {
		int column = indent;
		int best = -1;
		int score = Integer.MIN_VALUE;
		for (int i = start; i < to; i++) {
			Token token = this.tokens.get(i);
			int width = token.firstLine() + ((token.isApart() && i > start) ? 1 : 0);
			if (i > start && token.isApart() && column <= WIDTH && !isInNumbers(i)) {
				int value = score(i, column);
				if (value >= score) {
					best = i;
					score = value;
				}
			}
			column += width;
			if (column > WIDTH && best > 0) {
				return best;
			}
			if (column > WIDTH && i + 1 < to && this.tokens.get(i + 1).isApart()) {
				return i + 1;
			}
			if (token.hasLines()) {
				column = token.lastLine();
				best = -1;
				score = Integer.MIN_VALUE;
			}
		}
		return to;
	}

	/**
	 * Returns whether a token belongs to the arguments of a type such as
	 * {@code numeric(10, 2)}.
	 */
	private boolean isInNumbers(int position) {
		return position > 1 && this.tokens.get(position).kind() == Kind.NUMBER
				&& this.tokens.get(position - 1).text().equals(",")
				&& this.tokens.get(position - 2).kind() == Kind.NUMBER;
	}

	private int score(int position, int column) {
		Token token = this.tokens.get(position);
		boolean clause = token.kind() == Kind.WORD && CLAUSES.contains(token.text().toUpperCase(Locale.ROOT));
		boolean after = this.tokens.get(position - 1).text().equals(",");
		if (column < WIDTH / 4) {
			return -100 - token.depth();
		}
		return ((column >= WIDTH / 2) ? 1 : 0) - 4 * token.depth() + ((clause || after) ? 5 : 0);
	}

	private String text(int from, int to) {
		StringBuilder text = new StringBuilder();
		for (int i = from; i < to; i++) {
			Token token = this.tokens.get(i);
			text.append((token.isApart() && i > from) ? " " : "").append(token.text());
		}
		return text.toString();
	}

	/**
	 * Returns the text of a token. A string that is too long goes on in the next line,
	 * where the standard puts both together.
	 */
	private static String spelling(Token token, int column, String next) {
		String text = token.text();
		int quote = text.indexOf('\'');
		boolean fits = column + token.firstLine() <= WIDTH && text.lines().skip(1).allMatch((l) -> l.length() <= WIDTH);
		if (fits || token.kind() != Kind.STRING || quote < 0 || quote > 1) {
			return text;
		}
		return string(text, quote, column, next);
	}

	private static String string(String string, int quote, int column, String next) {
		StringBuilder text = new StringBuilder();
		int width = column;
		int word = -1;
		for (int i = 0; i < string.length();) {
			char c = string.charAt(i);
			boolean pair = i > quote && i + 2 < string.length() && (c == '\'' || Character.isHighSurrogate(c));
			String unit = string.substring(i, i + (pair ? 2 : 1));
			if (i > quote + 1 && c != ' ' && string.charAt(i - 1) == ' ') {
				word = text.length();
			}
			boolean escapes = quote > 0;
			int part = (word >= 0) ? word : escapes ? -1 : text.length();
			if (width + unit.length() > WIDTH - LONGEST_END && i > quote + 1 && c != '\n' && part > 0) {
				text.insert(part, "'\n" + next + "'");
				width = column(text);
				word = -1;
			}
			text.append(unit);
			width = (c == '\n') ? 0 : width + unit.length();
			word = (c == '\n') ? -1 : word;
			i += unit.length();
		}
		return text.toString();
	}

	/**
	 * A token of a statement.
	 *
	 * @param kind its kind
	 * @param text its text
	 * @param depth how many parentheses are open around it
	 * @param before the white space before it
	 */
	private record Token(Kind kind, String text, int depth, String before) {

		boolean is(String keyword) {
			return this.kind == Kind.WORD && this.text.equals(keyword);
		}

		boolean isApart() {
			return !this.before.isEmpty();
		}

		boolean beginsLine() {
			return this.before.indexOf('\n') >= 0;
		}

		boolean hasLines() {
			return this.text.indexOf('\n') >= 0;
		}

		int firstLine() {
			return hasLines() ? this.text.indexOf('\n') : this.text.length();
		}

		int lastLine() {
			return this.text.length() - this.text.lastIndexOf('\n') - 1;
		}

	}

}
