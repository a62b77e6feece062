package dev.migrate.dialect;

import java.util.List;

/**
 * A check constraint that says one of a few simple things of a column.
 *
 * @param column the name of the column
 * @param kind what it says
 * @param operands what the column is compared with: literals for values, an operator and
 * a literal each for bounds
 */
public record CheckForm(String column, Kind kind, List<String> operands) {

	public CheckForm {
		operands = List.copyOf(operands);
	}

	/**
	 * Returns whether the check allows the positions of a list.
	 */
	public boolean isOfOrdinals() {
		return this.kind == Kind.BOUNDS && this.operands.size() == 2 && this.operands.get(0).equals(">= 0")
				&& this.operands.get(1).startsWith("<=");
	}

	/**
	 * Returns the operators of bounds.
	 */
	public List<String> operators() {
		return this.operands.stream().map((operand) -> operand.substring(0, operand.indexOf(' '))).toList();
	}

	/**
	 * What a check says of its column.
	 */
	public enum Kind {

		/**
		 * It is one of some values, or NULL.
		 */
		VALUES,

		/**
		 * It is not below a number, not above one, or both.
		 */
		BOUNDS,

		/**
		 * If it has a value, then other columns are not NULL.
		 */
		REQUIRES_OTHERS,

		/**
		 * Parts of it, such as the attributes of a composite type or the members of a
		 * JSON document, have certain values or are not NULL. Operators of bounds are the
		 * operands.
		 */
		PARTS

	}

}
