package dev.migrate.text.sql;

import java.util.BitSet;

import dev.migrate.text.WhiteSpace;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the tokens of a script, by PostgreSQL's
 * <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">lexical
 * rules</a>: those of the SQL standard with dollar quotes and nested comments, which H2
 * has, too. Comments and {@link WhiteSpace} are passed over. No token is copied, so that
 * it stays quick on large scripts.
 */
public final class SqlTokens {

	private final String sql;

	private Kind kind = Kind.END;

	private int start;

	private int end;

	private @Nullable Unterminated unterminated;

	private boolean escapes;

	// Where white space stands that a server would take for a letter.
	private final BitSet foreign = new BitSet();

	public SqlTokens(String sql) {
		this.sql = sql;
	}

	/**
	 * Moves to the next token.
	 * @return {@code false} at the end of the script
	 */
	public boolean next() {
		int position = skipComments(this.end);
		this.start = position;
		this.end = position;
		if (position >= this.sql.length()) {
			this.kind = Kind.END;
			return false;
		}
		read(this.sql.charAt(position), at(position + 1));
		return true;
	}

	public Kind kind() {
		return this.kind;
	}

	public int start() {
		return this.start;
	}

	public int end() {
		return this.end;
	}

	/**
	 * Returns whether the token is the given keyword, in whatever case.
	 * @param keyword the keyword
	 * @return {@code true} if it is
	 */
	public boolean is(String keyword) {
		int length = this.end - this.start;
		return this.kind == Kind.WORD && length == keyword.length()
				&& this.sql.regionMatches(true, this.start, keyword, 0, length);
	}

	/**
	 * Returns whether the token is the given character outside of quotes.
	 * @param symbol the character
	 * @return {@code true} if it is
	 */
	public boolean is(char symbol) {
		return this.kind == Kind.SYMBOL && this.sql.charAt(this.start) == symbol;
	}

	public String text() {
		return this.sql.substring(this.start, this.end);
	}

	/**
	 * Returns a part of the script with blanks in place of the white space that a server
	 * would take for letters, as far as the script has been read.
	 * @param start the start of a token
	 * @param end the end of that token or a later one
	 * @return the text
	 */
	public String text(int start, int end) {
		String text = this.sql.substring(start, end);
		int position = this.foreign.nextSetBit(start);
		if (position < 0 || position >= end) {
			return text;
		}
		StringBuilder blanks = new StringBuilder(text);
		for (; position >= 0 && position < end; position = this.foreign.nextSetBit(position + 1)) {
			blanks.setCharAt(position - start, ' ');
		}
		return blanks.toString();
	}

	/**
	 * Goes on from a later position.
	 * @param position where the next token is looked for
	 */
	public void skipTo(int position) {
		this.end = position;
	}

	/**
	 * Says whether a backslash in an ordinary string escapes the character after it, from
	 * the next token on.
	 * @param escapes {@code false} for standard conforming strings, as it is at first
	 */
	public void escapes(boolean escapes) {
		this.escapes = escapes;
	}

	/**
	 * Returns what was opened and never closed, once the end of the script is reached.
	 * @return the opening, or {@code null} if everything was closed
	 */
	public @Nullable Unterminated unterminated() {
		return this.unterminated;
	}

	private void read(char first, char second) {
		int position = this.start;
		if (first == '\'') {
			string(position, this.escapes);
		}
		else if ((first == 'e' || first == 'E') && second == '\'') {
			string(position + 1, true);
		}
		else if ((first == 'n' || first == 'N') && second == '\'') {
			string(position + 1, this.escapes);
		}
		else if ("bBxX".indexOf(first) >= 0 && second == '\'') {
			string(position + 1, false);
		}
		else if ((first == 'u' || first == 'U') && second == '&' && at(position + 2) == '\'') {
			string(position + 2, false);
		}
		else if ((first == 'u' || first == 'U') && second == '&' && at(position + 2) == '"') {
			quotedIdentifier(position + 2);
		}
		else if (first == '"') {
			quotedIdentifier(position);
		}
		else if (first == '$') {
			dollar(position);
		}
		else if (isIdentifierStart(first)) {
			this.kind = Kind.WORD;
			this.end = identifierEnd(position);
		}
		else if (isDigit(first)) {
			this.kind = Kind.NUMBER;
			this.end = numberEnd(position);
		}
		else if (first == '\\' && (Character.isLetter(second) || "!?;.".indexOf(second) >= 0)) {
			this.kind = Kind.CLIENT_COMMAND;
			this.end = WhiteSpace.lineEnd(this.sql, position);
		}
		else {
			this.kind = Kind.SYMBOL;
			this.end = position + 1;
		}
	}

	private int skipComments(int from) {
		int position = from;
		while (position < this.sql.length()) {
			char character = this.sql.charAt(position);
			if (WhiteSpace.is(character)) {
				if (WhiteSpace.isForeign(character)) {
					this.foreign.set(position);
				}
				position++;
			}
			else if (character == '-' && at(position + 1) == '-') {
				position = WhiteSpace.lineEnd(this.sql, position);
			}
			else if (character == '/' && at(position + 1) == '*') {
				position = blockCommentEnd(position);
			}
			else {
				return position;
			}
		}
		return position;
	}

	private int blockCommentEnd(int from) {
		int depth = 1;
		for (int i = from + 2; i < this.sql.length(); i++) {
			char character = this.sql.charAt(i);
			if (character == '*' && at(i + 1) == '/') {
				i++;
				depth--;
				if (depth == 0) {
					return i + 1;
				}
			}
			else if (character == '/' && at(i + 1) == '*') {
				i++;
				depth++;
			}
		}
		this.unterminated = new Unterminated(from, "the comment /*", "*/");
		return this.sql.length();
	}

	private void string(int quote, boolean backslashes) {
		this.kind = Kind.STRING;
		int position = quoteEnd(quote, '\'', backslashes);
		// A string goes on after a line break, and with it the meaning of backslashes.
		while (backslashes && this.unterminated == null) {
			int next = skipComments(position);
			if (at(next) != '\'' || WhiteSpace.lineEnds(this.sql, position, next) == 0) {
				break;
			}
			position = quoteEnd(next, '\'', true);
		}
		this.end = position;
	}

	private void quotedIdentifier(int quote) {
		this.kind = Kind.QUOTED_IDENTIFIER;
		this.end = quoteEnd(quote, '"', false);
	}

	private int quoteEnd(int open, char quote, boolean backslashes) {
		for (int i = open + 1; i < this.sql.length(); i++) {
			char character = this.sql.charAt(i);
			if (character == '\\' && backslashes) {
				i++;
			}
			else if (character == quote) {
				if (at(i + 1) != quote) {
					return i + 1;
				}
				i++;
			}
		}
		this.unterminated = new Unterminated(open, "the quote " + quote, String.valueOf(quote));
		return this.sql.length();
	}

	private void dollar(int position) {
		char next = at(position + 1);
		if (isDigit(next)) {
			this.kind = Kind.PARAMETER;
			this.end = numberEnd(position + 1);
			return;
		}
		int tagEnd = (next >= 0x80 || isIdentifierStart(next)) ? tagEnd(position + 1) : position + 1;
		if (at(tagEnd) != '$') {
			this.kind = Kind.SYMBOL;
			this.end = position + 1;
			return;
		}
		this.kind = Kind.STRING;
		String delimiter = this.sql.substring(position, tagEnd + 1);
		int close = this.sql.indexOf(delimiter, tagEnd + 1);
		if (close < 0) {
			this.unterminated = new Unterminated(position, "the dollar quote " + delimiter, delimiter);
			this.end = this.sql.length();
			return;
		}
		this.end = close + delimiter.length();
	}

	private int tagEnd(int from) {
		int position = from;
		while (at(position) >= 0x80 || (at(position) != '$' && isIdentifierPart(at(position)))) {
			position++;
		}
		return position;
	}

	private int identifierEnd(int from) {
		int position = from + 1;
		while (isIdentifierPart(at(position)) || isJoined(position)) {
			position++;
		}
		return position;
	}

	/**
	 * Returns whether a joiner is part of a word, since letters are around it that a
	 * language writes with joiners.
	 */
	private boolean isJoined(int position) {
		if (!WhiteSpace.isJoiner(at(position)) || at(position - 1) < 0x80) {
			return false;
		}
		char next = at(position + 1);
		return (next >= 0x80 && isIdentifierPart(next)) || (WhiteSpace.isJoiner(next) && isJoined(position + 1));
	}

	private int numberEnd(int from) {
		int position = from + 1;
		while (isDigit(at(position)) || at(position) == '.'
				|| (at(position) != '$' && isIdentifierPart(at(position)))) {
			position++;
		}
		return position;
	}

	// A NUL, which no script of PostgreSQL may contain, stands for the end.
	private char at(int position) {
		return (position < this.sql.length()) ? this.sql.charAt(position) : '\0';
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	private static boolean isIdentifierStart(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_'
				|| (character >= 0x80 && !Character.isISOControl(character) && !WhiteSpace.isForeign(character));
	}

	private static boolean isIdentifierPart(char character) {
		return isIdentifierStart(character) || isDigit(character) || character == '$';
	}

	/**
	 * The kinds of tokens that make a difference.
	 */
	public enum Kind {

		WORD, QUOTED_IDENTIFIER, STRING, NUMBER, PARAMETER, SYMBOL, CLIENT_COMMAND, END

	}

	/**
	 * Something that is opened and never closed.
	 *
	 * @param position where it was opened
	 * @param what what it is
	 * @param closing what would close it
	 */
	public record Unterminated(int position, String what, String closing) {

	}

}
