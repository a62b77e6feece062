package dev.migrate.dialect.postgresql.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that the queries of the catalog have in common.
 */
final class CatalogRows {

	private CatalogRows() {
	}

	/**
	 * Reads an array of texts, which is empty if it is NULL.
	 */
	static List<String> strings(ResultSet row, String column) throws SQLException {
		Array array = row.getArray(column);
		return (array != null) ? List.of((String[]) array.getArray()) : List.of();
	}

	/**
	 * Reads an array of the type {@code int[]}, which is empty if it is NULL.
	 */
	static List<Integer> integers(ResultSet row, String column) throws SQLException {
		Array array = row.getArray(column);
		return (array != null) ? List.of((Integer[]) array.getArray()) : List.of();
	}

	/**
	 * Reads names that the query has formatted with {@code %I.%I}.
	 */
	static List<ObjectName> names(ResultSet row, String column) throws SQLException {
		return strings(row, column).stream().map(ObjectName::of).toList();
	}

	static ObjectName name(ResultSet row) throws SQLException {
		return new ObjectName(row.getString("schema"), row.getString("name"));
	}

	/**
	 * Reads storage parameters, each of them {@code name=value}.
	 */
	static Map<String, String> storage(ResultSet row) throws SQLException {
		Map<String, String> storage = new LinkedHashMap<>();
		for (String option : strings(row, "storage")) {
			int equals = option.indexOf('=');
			storage.put(option.substring(0, equals), option.substring(equals + 1));
		}
		return storage;
	}

	static @Nullable String expression(ResultSet row, String column) throws SQLException {
		String expression = row.getString(column);
		return (expression != null) ? OuterParentheses.strip(expression) : null;
	}

}
