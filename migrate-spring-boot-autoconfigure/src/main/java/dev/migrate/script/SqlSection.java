package dev.migrate.script;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.springframework.util.Assert;

/**
 * The statements of one direction of an SQL script, with placeholders replaced and line
 * endings turned into <code>\n</code>, so that a script does the same on whatever system
 * it was checked out.
 */
public final class SqlSection {

	private final String text;

	private final int firstLine;

	private final NavigableMap<Integer, Shift> shifts = new TreeMap<>();

	/**
	 * Creates a section whose lines are those of its file.
	 * @param text the statements
	 * @param firstLine the line of the file that the text starts at, counted from 1
	 */
	public SqlSection(String text, int firstLine) {
		Assert.isTrue(firstLine > 0, () -> "firstLine must be positive, but is " + firstLine);
		this.text = text;
		this.firstLine = firstLine;
	}

	/**
	 * Creates a section out of a text into which values of several lines were inserted.
	 */
	SqlSection(String text, int firstLine, NavigableMap<Integer, Integer> insertedLines) {
		this(text, firstLine);
		int before = 0;
		for (Map.Entry<Integer, Integer> inserted : insertedLines.entrySet()) {
			this.shifts.put(inserted.getKey(), new Shift(before, inserted.getValue()));
			before += inserted.getValue();
		}
	}

	/**
	 * Returns the statements.
	 * @return the text that follows the section marker
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Returns the line of the file that the text starts at.
	 * @return the line after the section marker, counted from 1
	 */
	public int firstLine() {
		return this.firstLine;
	}

	/**
	 * Returns the line of the file that a line of the text comes from. The two differ by
	 * more than the first line after a placeholder whose value has several lines.
	 * @param lineOfText a line of the text, counted from 1
	 * @return the line of the file, counted from 1
	 */
	public int lineInFile(int lineOfText) {
		Map.Entry<Integer, Shift> shift = this.shifts.lowerEntry(lineOfText);
		int inserted = (shift != null) ? shift.getValue().at(lineOfText - shift.getKey()) : 0;
		return this.firstLine + lineOfText - 1 - inserted;
	}

	@Override
	public String toString() {
		return "SQL from line " + this.firstLine;
	}

	private record Shift(int before, int lines) {

		int at(int distance) {
			return this.before + Math.min(distance, this.lines);
		}

	}

}
