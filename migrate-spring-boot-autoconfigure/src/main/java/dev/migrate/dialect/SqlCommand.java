package dev.migrate.dialect;

import java.util.Map;

/**
 * One SQL statement to be sent to the database.
 *
 * @param sql the statement, without a final semicolon
 * @param parameters the values of its named parameters; without any, the statement is
 * taken as it is
 */
public record SqlCommand(String sql, Map<String, ?> parameters) {

	public SqlCommand {
		parameters = Map.copyOf(parameters);
	}

}
