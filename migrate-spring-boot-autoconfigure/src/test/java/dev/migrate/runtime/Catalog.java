package dev.migrate.runtime;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.testsupport.CatalogText;
import dev.migrate.testsupport.TestDatabase;

/**
 * What a database consists of, as lines to compare: the catalog, the rows of both tables
 * of the tool, and those of the application's tables.
 */
final class Catalog {

	private static final List<String> QUERIES = List.of(
			"SELECT 'version ' || version_num FROM migrate_version ORDER BY 1",
			"""
					SELECT concat_ws(' ', 'history', id, revision, down_revisions, depends_on, direction, message, script,
						coalesce(checksum, 'no checksum'), duration_ms IS NOT NULL, db_user, statements_started, statements_done, statements_checksum)
					FROM migrate_history ORDER BY id""");

	private Catalog() {
	}

	static List<String> of(TestDatabase database) {
		List<String> lines = new ArrayList<>(CatalogText.of(database));
		QUERIES.forEach((query) -> lines.addAll(database.jdbc().sql(query).query(String.class).list()));
		database.tables()
			.stream()
			.filter((table) -> !table.startsWith("migrate_"))
			.forEach((table) -> lines.addAll(database.jdbc()
				.sql("SELECT '" + table + " ' || t::text FROM " + table + " t ORDER BY 1")
				.query(String.class)
				.list()));
		return lines;
	}

}
