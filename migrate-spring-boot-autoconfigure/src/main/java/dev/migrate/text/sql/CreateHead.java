package dev.migrate.text.sql;

import org.jspecify.annotations.Nullable;

/**
 * How a {@code CREATE} statement begins.
 *
 * @param replaces whether it says {@code OR REPLACE}
 * @param rest what follows that
 */
public record CreateHead(boolean replaces, Keywords rest) {

	private static final String CREATE = "CREATE";

	/**
	 * Reads how a statement begins.
	 * @param statement the statement
	 * @return the beginning, or {@code null} if the statement creates nothing
	 */
	public static @Nullable CreateHead of(String statement) {
		Keywords keywords = new Keywords(statement);
		return keywords.accept(CREATE) ? new CreateHead(keywords.accept("OR", "REPLACE"), keywords) : null;
	}

	/**
	 * Returns a statement that creates something as it replaces that, too.
	 * @param statement the statement
	 * @return the statement with {@code OR REPLACE}
	 */
	public static String replacing(String statement) {
		CreateHead head = of(statement);
		if (head == null || head.replaces) {
			return statement;
		}
		SqlTokens tokens = new SqlTokens(statement);
		tokens.next();
		boolean lowerCase = Character.isLowerCase(tokens.text().charAt(0));
		return statement.substring(0, tokens.end()) + (lowerCase ? " or replace" : " OR REPLACE")
				+ statement.substring(tokens.end());
	}

}
