package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement with the parameters of JDBC.
 *
 * @param sql the statement, with a {@code ?} for each value
 * @param values the values in their order
 */
public record PreparedSql(String sql, List<@Nullable Object> values) {

	public PreparedSql {
		values = Collections.unmodifiableList(new ArrayList<>(values));
	}

}
