package dev.migrate.command.output;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How SQL looks on a terminal: keywords, texts and comments in colours, and lines that
 * end before the edge.
 */
final class SqlStyle {

	private static final Pattern TOKEN = Pattern
		.compile("(?<comment>--[^\\n]*|/\\*.*?\\*/)|(?<text>[eE]'(?:[^'\\\\]++|\\\\.|'')*+'|'(?:[^']++|'')*+'"
				+ "|(?<dollar>\\$\\w*\\$).*?\\k<dollar>)|(?<name>\"(?:[^\"]++|\"\")*+\")|(?<word>[A-Za-z_][\\w$]*)"
				+ "|(?<blank> +)|.", Pattern.DOTALL);

	private static final Pattern KEYWORD = Pattern
		.compile("add|all|alter|always|and|as|asc|begin|by|cascade|check|collate|column|comment|commit|concurrently"
				+ "|constraint|create|cross|current_timestamp|database|default|deferrable|delete|desc|distinct|do"
				+ "|drop|else|end|enum|except|execute|exists|extension|false|first|for|foreign|from|full|function"
				+ "|generated|grant|group|having|identity|if|in|include|index|inner|insert|into|is|join|key|left|like"
				+ "|limit|lock|materialized|not|null|nulls|of|on|only|or|order|outer|over|owner|partition|policy"
				+ "|primary|procedure|references|rename|replace|restrict|returning|revoke|right|schema|select"
				+ "|sequence|set|stored|table|temporary|then|to|trigger|true|truncate|type|union|unique|update"
				+ "|using|valid|validate|value|values|view|when|where|with", Pattern.CASE_INSENSITIVE);

	private SqlStyle() {
	}

	/**
	 * Returns SQL as it is to be shown.
	 * @param color whether to use colours
	 * @param width where a line ends, or 0 for nowhere
	 */
	static String apply(String sql, boolean color, int width) {
		StringBuilder shown = new StringBuilder();
		int column = 0;
		Matcher token = TOKEN.matcher(sql);
		while (token.find()) {
			String text = token.group();
			if (width > 0 && token.group("blank") != null && column > 0
					&& column + text.length() + lengthOfNext(sql, token.end()) > width) {
				shown.append("\n    ");
				column = 4;
				continue;
			}
			shown.append(color ? colored(token, text) : text);
			int lineBreak = text.lastIndexOf('\n');
			column = (lineBreak >= 0) ? text.length() - lineBreak - 1 : column + text.length();
		}
		return shown.toString();
	}

	/**
	 * Returns how far it is to the next place where a line may end.
	 */
	private static int lengthOfNext(String sql, int start) {
		Matcher token = TOKEN.matcher(sql);
		int length = 0;
		while (token.find(start) && token.group("blank") == null) {
			int lineBreak = token.group().indexOf('\n');
			if (lineBreak >= 0) {
				return length + lineBreak;
			}
			length += token.group().length();
			start = token.end();
			if (start >= sql.length()) {
				break;
			}
		}
		return length;
	}

	private static String colored(Matcher token, String text) {
		if (token.group("comment") != null) {
			return TextStyle.FAINT.apply(text);
		}
		if (token.group("text") != null) {
			return TextStyle.TEXT.apply(text);
		}
		return (token.group("word") != null && KEYWORD.matcher(text).matches()) ? TextStyle.KEYWORD.apply(text) : text;
	}

}
