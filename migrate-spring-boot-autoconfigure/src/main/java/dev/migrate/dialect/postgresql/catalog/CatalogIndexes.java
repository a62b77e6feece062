package dev.migrate.dialect.postgresql.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.schema.Index;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an index is over, be it by itself or behind a constraint.
 */
final class CatalogIndexes {

	private CatalogIndexes() {
	}

	static List<Index.Part> parts(ResultSet row, CatalogRelation relation) throws SQLException {
		List<@Nullable String> columns = new ArrayList<>();
		for (int number : CatalogRows.integers(row, "index_columns")) {
			columns.add(relation.attribute(number));
		}
		return IndexDefinition.parts(row.getString("definition"), CatalogRows.strings(row, "keys"), columns);
	}

	static List<String> include(ResultSet row, CatalogRelation relation) throws SQLException {
		List<Integer> columns = CatalogRows.integers(row, "index_columns");
		return relation.attributes(columns.subList(row.getInt("key_count"), columns.size()));
	}

}
