package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.schema.DataType;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that a mapping gives for a column: its type, after which a
 * {@code columnDefinition} may say more.
 *
 * @param type the type
 * @param notNull whether it says NOT NULL
 * @param defaultValue what it says after DEFAULT, or {@code null}
 * @param rest what it says besides, or nothing
 */
record ColumnDefinition(DataType type, boolean notNull, @Nullable String defaultValue, String rest) {

	private static final Pattern TYPE = Pattern
		.compile("(?<name>[^()\\[\\]]+?)(?:\\s*\\((?<arguments>[^()]*)\\)(?<suffix>[^()\\[\\]]*?))?"
				+ "(?<array>(?:\\s+array|\\s*\\[\\d*])*)", Pattern.CASE_INSENSITIVE);

	private static final Pattern DIMENSION = Pattern.compile("(?i)array(?:\\s*\\[\\d*])?|\\[");

	private static final List<String> CLAUSES = List.of("not", "null", "default", "check", "unique", "primary",
			"references", "constraint", "collate", "generated");

	static ColumnDefinition parse(String sql) {
		List<String> clauses = clauses(sql.strip());
		boolean notNull = false;
		String defaultValue = null;
		List<String> rest = new ArrayList<>();
		for (String clause : clauses.subList(1, clauses.size())) {
			String lower = clause.toLowerCase(Locale.ROOT);
			if (lower.matches("not\\s+null")) {
				notNull = true;
			}
			else if (lower.startsWith("default")) {
				defaultValue = clause.substring("default".length()).strip();
			}
			else if (!lower.equals("null")) {
				rest.add(clause);
			}
		}
		return new ColumnDefinition(type(clauses.get(0)), notNull, defaultValue, String.join(" ", rest));
	}

	private static DataType type(String sql) {
		Matcher matcher = TYPE.matcher(sql);
		if (!matcher.matches()) {
			return DataType.type(sql);
		}
		String arguments = matcher.group("arguments");
		String suffix = (arguments != null) ? matcher.group("suffix") : "";
		String name = (matcher.group("name").strip() + " " + suffix.strip()).strip();
		int dimensions = (int) DIMENSION.matcher(matcher.group("array")).results().count();
		return new DataType(name.startsWith("\"") ? name : name.toLowerCase(Locale.ROOT),
				(arguments != null) ? Stream.of(arguments.split(",")).map(String::strip).toList() : List.of(),
				dimensions, false);
	}

	/**
	 * Splits before each word that begins a clause, outside of parentheses and quotes.
	 */
	private static List<String> clauses(String sql) {
		List<String> clauses = new ArrayList<>();
		int start = 0;
		int parentheses = 0;
		char quote = 0;
		String previous = "";
		for (int i = 0; i < sql.length(); i++) {
			char c = sql.charAt(i);
			if (quote != 0) {
				quote = (c == quote) ? 0 : quote;
			}
			else if (c == '\'' || c == '"') {
				quote = c;
			}
			else if (c == '(' || c == ')') {
				parentheses += (c == '(') ? 1 : -1;
			}
			else if (parentheses == 0 && Character.isLetter(c) && (i == 0 || !isWord(sql.charAt(i - 1)))) {
				String word = word(sql, i);
				if (i > start && CLAUSES.contains(word) && !(word.equals("null") && isOperand(previous))) {
					clauses.add(sql.substring(start, i).strip());
					start = i;
				}
				previous = word;
				i += word.length() - 1;
			}
		}
		clauses.add(sql.substring(start).strip());
		return clauses;
	}

	/**
	 * NULL after NOT belongs to it, and after DEFAULT is the value.
	 */
	private static boolean isOperand(String previous) {
		return previous.equals("not") || previous.equals("default");
	}

	private static String word(String sql, int start) {
		int end = start;
		while (end < sql.length() && isWord(sql.charAt(end))) {
			end++;
		}
		return sql.substring(start, end).toLowerCase(Locale.ROOT);
	}

	private static boolean isWord(char c) {
		return Character.isLetterOrDigit(c) || c == '_';
	}

}
