package dev.migrate.revision;

import org.jspecify.annotations.Nullable;

/**
 * Two identifiers with a colon between them: {@code start:end}, {@code start:},
 * {@code :end} or {@code :}, both ends included.
 *
 * @param start the lower end, or {@code null} for base
 * @param end the upper end, or {@code null} for heads
 */
public record RevisionRange(@Nullable RevisionIdentifier start, @Nullable RevisionIdentifier end) {

	/** Everything from base to heads. */
	public static final RevisionRange ALL = new RevisionRange(null, null);

	/**
	 * Reads a range.
	 * @param text what the user wrote
	 * @return the range
	 * @throws RevisionResolutionException if the text is not well-formed, with the
	 * position of the mistake
	 */
	public static RevisionRange parse(String text) {
		int colon = text.indexOf(':');
		if (colon < 0) {
			throw RevisionResolutionException.malformed(text, text.length(),
					"a range is written [start]:[end], [start]: or :[end]");
		}
		int second = text.indexOf(':', colon + 1);
		if (second >= 0) {
			throw RevisionResolutionException.malformed(text, second, "a range has one ':'");
		}
		RevisionIdentifier start = (colon > 0) ? RevisionIdentifier.parse(text, 0, colon) : null;
		RevisionIdentifier end = (colon + 1 < text.length()) ? RevisionIdentifier.parse(text, colon + 1, text.length())
				: null;
		return new RevisionRange(start, end);
	}

	/**
	 * Returns the range as a user would write it.
	 */
	@Override
	public String toString() {
		return ((this.start != null) ? this.start : "") + ":" + ((this.end != null) ? this.end : "");
	}

}
