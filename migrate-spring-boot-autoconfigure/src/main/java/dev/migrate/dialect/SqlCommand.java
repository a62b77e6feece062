package dev.migrate.dialect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One SQL statement to be sent to the database.
 *
 * @param sql the statement, without a final semicolon
 * @param parameters the values of its named parameters, {@code null} for NULL; without
 * any, the statement is taken as it is
 */
public record SqlCommand(String sql, Map<String, ?> parameters) {

	public SqlCommand {
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

}
