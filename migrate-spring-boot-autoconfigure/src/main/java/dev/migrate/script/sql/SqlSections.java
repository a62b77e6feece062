package dev.migrate.script.sql;

import dev.migrate.script.InvalidScriptException;
import dev.migrate.text.WhiteSpace;
import org.jspecify.annotations.Nullable;

/**
 * The text of an SQL script, taken apart at its section markers.
 */
final class SqlSections {

	private final String location;

	private final SqlHeaderParser headerParser;

	private @Nullable Section upgrade;

	private @Nullable Section downgrade;

	private SqlSections(String location) {
		this.location = location;
		this.headerParser = new SqlHeaderParser(location);
	}

	/**
	 * Takes a script apart.
	 * @throws InvalidScriptException if it breaks the format
	 */
	static SqlSections parse(String text, String location) {
		SqlSections sections = new SqlSections(location);
		sections.read(text);
		return sections;
	}

	static InvalidScriptException missing(String section, String location) {
		return new InvalidScriptException(location, 0, "the section '-- migrate:" + section + "' is missing.",
				section.equals("upgrade") ? "Write that line above the statements, also if there are none."
						: "Add it with the statements that lead back, or write '-- migrate:downgrade none'"
								+ " if there is deliberately no way back.");
	}

	Section upgrade() {
		if (this.upgrade == null) {
			throw missing("upgrade", this.location);
		}
		return this.upgrade;
	}

	Section downgrade() {
		if (this.downgrade == null) {
			throw missing("downgrade", this.location);
		}
		return this.downgrade;
	}

	private void read(String text) {
		SectionMarker marker = null;
		int sectionStart = 0;
		int sectionLine = 0;
		int number = 1;
		for (int start = 0; start < text.length(); number++) {
			int end = WhiteSpace.lineEnd(text, start);
			int next = WhiteSpace.nextLine(text, end);
			boolean inComment = marker == null && this.headerParser.isInComment();
			SectionMarker found = (!inComment && isComment(text, start, end))
					? SectionMarker.of(text.substring(start, end), this.location, number) : null;
			if (found != null) {
				if (marker != null) {
					add(marker, text.substring(sectionStart, start), sectionLine);
				}
				rejectSecond(found, number);
				marker = found;
				sectionStart = next;
				sectionLine = number + 1;
			}
			else if (marker == null) {
				this.headerParser.line(text.substring(start, end), number);
			}
			start = next;
		}
		if (marker != null) {
			add(marker, text.substring(sectionStart), sectionLine);
		}
	}

	private void add(SectionMarker marker, String text, int firstLine) {
		if (marker.none()) {
			rejectStatements(text, firstLine);
		}
		Section section = new Section(MarkerEscapes.unescape(text), firstLine, marker.none());
		if (marker.upgrade()) {
			this.upgrade = section;
		}
		else {
			this.downgrade = section;
		}
	}

	private void rejectSecond(SectionMarker marker, int number) {
		Section earlier = marker.upgrade() ? this.upgrade : this.downgrade;
		if (earlier != null) {
			throw new InvalidScriptException(this.location, number, "the section '-- migrate:" + marker.name()
					+ "' began in line " + (earlier.firstLine() - 1) + " already.",
					"Put the statements into one section.");
		}
	}

	private void rejectStatements(String text, int firstLine) {
		BlockComments comments = new BlockComments();
		int number = firstLine;
		for (String line : text.split("\r\n|\n|\r", -1)) {
			String rest = comments.remove(WhiteSpace.toBlanks(line));
			if (!rest.isEmpty() && !rest.startsWith("--")) {
				throw new InvalidScriptException(this.location, number,
						"there is text below '-- migrate:downgrade none': " + SqlHeaderParser.shorten(rest),
						"Remove the statements, or the word 'none'.");
			}
			number++;
		}
	}

	private static boolean isComment(String text, int start, int end) {
		int i = start;
		while (i < end && WhiteSpace.is(text.charAt(i))) {
			i++;
		}
		return text.startsWith("--", i) && i + 2 <= end;
	}

	/**
	 * A section.
	 *
	 * @param text what is below the marker
	 * @param firstLine the line below the marker
	 * @param none whether the marker says that there is no such section
	 */
	record Section(String text, int firstLine, boolean none) {

	}

}
