package dev.migrate.operations.object;

/**
 * Where a value is added to an enum type: {@code before("ok")} or {@code after("ok")}.
 *
 * @param side on which side of its neighbour
 * @param neighbour a value that the type has
 */
public record EnumPosition(Side side, String neighbour) {

	/**
	 * Directly before a value.
	 * @param value the value
	 * @return the position
	 */
	public static EnumPosition before(String value) {
		return new EnumPosition(Side.BEFORE, value);
	}

	/**
	 * Directly after a value.
	 * @param value the value
	 * @return the position
	 */
	public static EnumPosition after(String value) {
		return new EnumPosition(Side.AFTER, value);
	}

	/**
	 * A side of a value.
	 */
	public enum Side {

		BEFORE, AFTER

	}

}
