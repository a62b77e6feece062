package dev.migrate.operations.rendering;

/**
 * Breaks expressions over lines.
 */
interface SourceLayout {

	/**
	 * Begins a line.
	 * @param indent how deep it is
	 */
	void line(int indent);

	/**
	 * Writes text that is not broken.
	 */
	void write(String part);

	/**
	 * Writes an expression.
	 * @param indent how deep the line is that it begins on
	 * @param following how many columns after it have to stay free
	 */
	void write(JavaExpression expression, int indent, int following);

	/**
	 * Writes a separator and an expression, on a line of its own if it fits only there.
	 */
	void writeNext(String separator, JavaExpression expression, int indent, int following);

}
