package dev.migrate.dialect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrate.operations.operation.Backfill;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement to be sent to the database, or rows to be inserted or updated.
 *
 * @param sql the statement, without a final semicolon; for rows only what to call that in
 * messages
 * @param parameters the values of its named parameters, {@code null} for NULL; without
 * any, the statement is taken as it is
 * @param rows the rows to insert, or {@code null}
 * @param backfill the rows to update in batches, or {@code null}
 * @param data the rows that the statement reads from its client, or {@code null}
 */
public record SqlCommand(String sql, Map<String, ?> parameters, @Nullable InsertedRows rows,
		@Nullable Backfill backfill, @Nullable CopyData data) {

	/**
	 * Creates a statement.
	 * @param sql the statement, without a final semicolon
	 * @param parameters the values of its named parameters
	 */
	public SqlCommand(String sql, Map<String, ?> parameters) {
		this(sql, parameters, null, null, null);
	}

	/**
	 * Creates what inserts rows or updates them in batches.
	 * @param sql what to call it in messages
	 * @param parameters none
	 * @param rows the rows to insert, or {@code null}
	 * @param backfill the rows to update in batches, or {@code null}
	 */
	public SqlCommand(String sql, Map<String, ?> parameters, @Nullable InsertedRows rows, @Nullable Backfill backfill) {
		this(sql, parameters, rows, backfill, null);
	}

	/**
	 * Returns a statement of a script.
	 * @param statement the statement, with the rows that it reads
	 * @return the statement to be sent
	 */
	public static SqlCommand of(SqlStatement statement) {
		return new SqlCommand(statement.text(), Map.of(), null, null, statement.data());
	}

	public SqlCommand {
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

}
