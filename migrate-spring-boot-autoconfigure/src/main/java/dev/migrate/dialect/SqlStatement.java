package dev.migrate.dialect;

import dev.migrate.text.WhiteSpace;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A statement of a script.
 *
 * @param text the statement from its first token to its last, without the semicolon and
 * the comments around it; comments inside it stay
 * @param line the line of the script that it begins in, counted from 1
 * @param data the rows that it reads, or {@code null} if it reads none from the script
 */
public record SqlStatement(String text, int line, @Nullable CopyData data) {

	public SqlStatement {
		Assert.hasText(text, "text must not be empty");
		Assert.isTrue(line > 0, () -> "line must be positive, but is " + line);
	}

	/**
	 * Creates a statement that reads no rows.
	 * @param text the statement
	 * @param line the line of the script that it begins in, counted from 1
	 */
	public SqlStatement(String text, int line) {
		this(text, line, null);
	}

	/**
	 * Returns the line of the script that a character of the statement is in, such as the
	 * position that a server reports with an error.
	 * @param position the number of the character, counted from 1 in Unicode code points
	 * @return the line; the last one of the statement for a position past its end
	 */
	public int lineAt(int position) {
		int line = this.line;
		int index = 0;
		for (int i = 1; i < position && index < this.text.length(); i++) {
			line += WhiteSpace.isLineEnd(this.text, index) ? 1 : 0;
			index += Character.charCount(this.text.codePointAt(index));
		}
		return line;
	}

	@Override
	public String toString() {
		return "line " + this.line + ": " + this.text;
	}

}
