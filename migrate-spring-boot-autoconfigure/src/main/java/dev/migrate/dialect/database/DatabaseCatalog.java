package dev.migrate.dialect.database;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything that the schemas of a database consist of, as lines to compare, object by
 * object.
 *
 * @param objects the lines, sorted, without the order of columns; one begins with the
 * name of the table or object that it is about, followed by a colon
 * @param columns the names of the columns of each table in their order
 */
public record DatabaseCatalog(List<String> objects, Map<String, List<String>> columns) {

	public DatabaseCatalog {
		objects = objects.stream().sorted().toList();
		columns = new TreeMap<>(columns);
	}

	/**
	 * Returns all lines.
	 * @return the objects, and for each table the order of its columns, sorted
	 */
	public List<String> lines() {
		return lines((column) -> true);
	}

	/**
	 * Returns all lines, some columns left out of the order of their table: a column that
	 * is dropped and added again is the last one. The order of the others counts.
	 * @param ordered whether the place of a column, such as {@code public.users.name},
	 * counts
	 * @return the objects, and for each table the order of its columns, sorted
	 */
	public List<String> lines(Predicate<String> ordered) {
		return Stream
			.concat(this.objects.stream(),
					this.columns.entrySet()
						.stream()
						.map((table) -> table.getKey() + ": columns in the order "
								+ table.getValue()
									.stream()
									.filter((column) -> ordered.test(table.getKey() + "." + column))
									.toList()))
			.sorted()
			.toList();
	}

}
