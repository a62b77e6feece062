package dev.migrate.dialect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One SQL statement to be sent to the database, or rows to be inserted.
 *
 * @param sql the statement, without a final semicolon; for rows only what to call their
 * insertion in messages
 * @param parameters the values of its named parameters, {@code null} for NULL; without
 * any, the statement is taken as it is
 * @param rows the rows, or {@code null} for a statement
 */
public record SqlCommand(String sql, Map<String, ?> parameters, @Nullable InsertedRows rows) {

	/**
	 * Creates a statement.
	 * @param sql the statement, without a final semicolon
	 * @param parameters the values of its named parameters
	 */
	public SqlCommand(String sql, Map<String, ?> parameters) {
		this(sql, parameters, null);
	}

	public SqlCommand {
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

}
