package dev.migrate.script.sql;

import java.util.regex.Pattern;

import dev.migrate.text.WhiteSpace;

/**
 * Lines of a section that look like the beginning of one, such as a comment in a
 * function: a backslash stands before their {@code --} in the file.
 */
public final class MarkerEscapes {

	private static final Pattern POSSIBLE = Pattern.compile("\\s*\\\\*--\\s*migrate\\s*:.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private MarkerEscapes() {
	}

	/**
	 * Writes a line, or several, so that none of them begins a section.
	 * @param text lines of a section
	 * @return the text for a script
	 */
	public static String escape(String text) {
		return text.contains("--") ? change(text, true) : text;
	}

	/**
	 * Returns the lines that are meant.
	 * @param text lines of a script
	 * @return the text of the section
	 */
	static String unescape(String text) {
		return text.contains("\\--") ? change(text, false) : text;
	}

	private static String change(String text, boolean escape) {
		StringBuilder changed = new StringBuilder(text.length());
		int end;
		for (int start = 0; start < text.length(); start = end) {
			end = WhiteSpace.nextLine(text, WhiteSpace.lineEnd(text, start));
			int dashes = text.indexOf("--", start);
			boolean possible = dashes >= 0 && dashes < end
					&& POSSIBLE.matcher(WhiteSpace.toBlanks(text.substring(start, end))).matches();
			boolean escaped = possible && text.charAt(Math.max(start, dashes - 1)) == '\\';
			changed.append(text, start, possible && !escape && escaped ? dashes - 1 : possible ? dashes : end);
			if (possible) {
				changed.append(escape ? "\\" : "").append(text, dashes, end);
			}
		}
		return changed.toString();
	}

}
