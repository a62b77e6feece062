package dev.migrate.schema;

/**
 * How the values of a generated column come about.
 *
 * @param expression an SQL expression over other columns of the table
 * @param storage when it is evaluated
 */
public record Generated(String expression, Storage storage) {

	public Generated {
		if (expression.isBlank()) {
			throw new InvalidSchemaException("A generated column has an empty expression.",
					"Give it an SQL expression over other columns of the table.");
		}
	}

	public static Generated stored(String expression) {
		return new Generated(expression, Storage.STORED);
	}

	/**
	 * A value that takes no space. PostgreSQL has this since version 18.
	 * @param expression an SQL expression over other columns of the table
	 * @return the value
	 */
	public static Generated virtual(String expression) {
		return new Generated(expression, Storage.VIRTUAL);
	}

	Generated map(Renaming renaming) {
		return new Generated(renaming.expression(this.expression), this.storage);
	}

	/**
	 * When a generated value is evaluated.
	 */
	public enum Storage {

		/**
		 * When the row is written.
		 */
		STORED,

		/**
		 * Whenever the row is read.
		 */
		VIRTUAL

	}

}
