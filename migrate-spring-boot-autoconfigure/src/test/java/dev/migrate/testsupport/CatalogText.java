package dev.migrate.testsupport;

import java.util.List;
import java.util.function.Predicate;

import javax.sql.DataSource;

import dev.migrate.dialect.postgresql.catalog.EntireCatalog;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All that the schemas of a database consist of, as sorted lines to compare.
 */
public final class CatalogText {

	private CatalogText() {
	}

	public static List<String> of(TestDatabase database) {
		return of(database.connections());
	}

	public static List<String> of(DataSource dataSource) {
		return of(new JdbcTemplate(dataSource));
	}

	public static List<String> of(JdbcOperations jdbc) {
		return EntireCatalog.read(jdbc).lines();
	}

	/**
	 * Reads what there is without the places of columns in their tables.
	 * @param jdbc the database
	 * @return the lines
	 */
	public static List<String> withoutOrderOfColumns(JdbcOperations jdbc) {
		return EntireCatalog.read(jdbc).lines((column) -> false);
	}

	/**
	 * Reads what there is without the places of some columns: a column that is dropped
	 * and added again is the last one. The order of the others counts.
	 * @param jdbc the database
	 * @param moved whether a column, such as {@code public.users.name}, may be anywhere
	 * @return the lines
	 */
	public static List<String> withMovedColumns(JdbcOperations jdbc, Predicate<String> moved) {
		return EntireCatalog.read(jdbc).lines(moved.negate());
	}

}
