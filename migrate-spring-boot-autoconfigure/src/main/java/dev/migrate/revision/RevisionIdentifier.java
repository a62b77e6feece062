package dev.migrate.revision;

import org.jspecify.annotations.Nullable;

/**
 * What a user writes to name revisions: {@code [label@][symbol][+N|-N]}. The symbol is a
 * full id, the beginning of one, a branch label, or one of the words {@code head},
 * {@code heads}, {@code base} and {@code current}. The grammar is that of
 * <a href="https://alembic.sqlalchemy.org/en/latest/branches.html">Alembic</a>, matched
 * to the end: text after the number is a mistake.
 *
 * @param branch a branch label or revision that narrows the rest to its lineage, or
 * {@code null}
 * @param symbol the symbol, or {@code null} if the offset counts from the current
 * revision
 * @param offset the number of steps up (positive) or down (negative), or {@code null} if
 * the identifier is not relative
 */
public record RevisionIdentifier(@Nullable String branch, @Nullable String symbol, @Nullable Integer offset) {

	/** The only head. */
	public static final String HEAD = "head";

	/** All heads. */
	public static final String HEADS = "heads";

	/** What is below every revision. */
	public static final String BASE = "base";

	/** The revisions that the database is at. */
	public static final String CURRENT = "current";

	/**
	 * Creates an identifier.
	 * @throws IllegalArgumentException if neither symbol nor offset is given
	 */
	public RevisionIdentifier {
		if (symbol == null && offset == null) {
			throw new IllegalArgumentException("symbol and offset must not both be null");
		}
	}

	/**
	 * Reads an identifier.
	 * @param text what the user wrote
	 * @return the identifier
	 * @throws RevisionResolutionException if the text is not well-formed, with the
	 * position of the mistake
	 */
	public static RevisionIdentifier parse(String text) {
		return parse(text, 0, text.length());
	}

	static RevisionIdentifier parse(String text, int start, int end) {
		if (start == end) {
			throw RevisionResolutionException.malformed(text, start, "a revision is missing");
		}
		int at = text.indexOf('@', start);
		if (at < 0 || at >= end) {
			return parseSymbol(text, null, start, end);
		}
		if (at == start) {
			throw RevisionResolutionException.malformed(text, at, "a branch label is missing before '@'");
		}
		checkName(text, start, at);
		if (at + 1 == end) {
			throw RevisionResolutionException.malformed(text, end, "a revision is missing after '@'");
		}
		return parseSymbol(text, text.substring(start, at), at + 1, end);
	}

	private static RevisionIdentifier parseSymbol(String text, @Nullable String branch, int start, int end) {
		int sign = findSign(text, start, end);
		checkName(text, start, sign);
		String symbol = (sign > start) ? text.substring(start, sign) : null;
		if (sign == end) {
			return new RevisionIdentifier(branch, symbol, null);
		}
		int digits = sign + 1;
		while (digits < end && RevisionGrammar.isDigit(text.charAt(digits))) {
			digits++;
		}
		if (digits == sign + 1) {
			throw RevisionResolutionException.malformed(text, digits,
					"a number is missing after '" + text.charAt(sign) + "'");
		}
		if (digits < end) {
			throw RevisionResolutionException.malformed(text, digits, "nothing may follow the number");
		}
		try {
			return new RevisionIdentifier(branch, symbol, Integer.parseInt(text, sign, end, 10));
		}
		catch (NumberFormatException ex) {
			throw RevisionResolutionException.malformed(text, sign + 1, "the number is too large");
		}
	}

	private static int findSign(String text, int start, int end) {
		for (int i = start; i < end; i++) {
			char c = text.charAt(i);
			boolean last = i + 1 == end;
			if (c == '+' || (c == '-' && (last || i == start || RevisionGrammar.isDigit(text.charAt(i + 1))))) {
				return i;
			}
		}
		return end;
	}

	private static void checkName(String text, int start, int end) {
		String name = text.substring(start, end);
		int bad = RevisionGrammar.firstNot(name, false);
		if (bad >= 0) {
			throw RevisionResolutionException.malformed(text, start + bad,
					"the character '" + name.charAt(bad) + "' is not allowed here");
		}
		int minus = RevisionGrammar.minusBeforeDigit(name);
		if (minus >= 0) {
			throw RevisionResolutionException.malformed(text, start + minus, "a number of steps is not allowed here");
		}
	}

	/**
	 * Returns whether the identifier counts steps from somewhere.
	 * @return whether there is an offset
	 */
	public boolean isRelative() {
		return this.offset != null;
	}

	/**
	 * Returns whether the identifier means another revision for a database that is
	 * elsewhere.
	 * @return whether there is an offset that counts from the current revision
	 */
	public boolean countsFromCurrent() {
		return isRelative() && (this.symbol == null || this.symbol.equals(CURRENT));
	}

	/**
	 * Returns the identifier as a user would write it.
	 */
	@Override
	public String toString() {
		String sign = (this.offset != null && this.offset >= 0) ? "+" : "";
		return ((this.branch != null) ? this.branch + "@" : "") + ((this.symbol != null) ? this.symbol : "")
				+ ((this.offset != null) ? sign + this.offset : "");
	}

}
