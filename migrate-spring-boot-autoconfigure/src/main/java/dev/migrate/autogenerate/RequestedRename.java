package dev.migrate.autogenerate;

/**
 * A table or column that somebody wants to rename.
 *
 * @param from the old name, of a table such as {@code users} or {@code app.users}, or of
 * a column such as {@code users.name} or {@code app.users.name}
 * @param to the new name, written likewise; of a column also without its table
 */
public record RequestedRename(String from, String to) {

	/**
	 * Reads a request as it is given to {@code --rename}.
	 * @param text a text such as {@code users.name=users.full_name}
	 * @return the request
	 * @throws ComparisonFailedException if it is not two names with an equals sign
	 * between them
	 */
	public static RequestedRename of(String text) {
		int equals = text.indexOf('=');
		String from = text.substring(0, Math.max(equals, 0)).strip();
		String to = text.substring(equals + 1).strip();
		if (from.isEmpty() || to.isEmpty() || to.indexOf('=') >= 0) {
			throw ComparisonFailedException.invalidRename("--rename " + text, "the option needs an old and a new name.",
					"Write it as --rename users.name=users.full_name for a column, --rename users=people for a table.");
		}
		return new RequestedRename(from, to);
	}

	@Override
	public String toString() {
		return this.from + "=" + this.to;
	}

}
