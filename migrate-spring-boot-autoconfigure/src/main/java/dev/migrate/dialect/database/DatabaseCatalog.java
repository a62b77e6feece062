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
	 * Returns what belongs to a schema that is used as if it were a database.
	 * @param schema the name of the schema, which nothing else contains
	 * @param name the name to give it, so that two of them can be compared
	 */
	public DatabaseCatalog of(String schema, String name) {
		Map<String, List<String>> columns = new TreeMap<>();
		this.columns.forEach((table, names) -> {
			if (table.contains(schema)) {
				columns.put(table.replace(schema, name), names);
			}
		});
		return new DatabaseCatalog(this.objects.stream()
			.filter((line) -> line.contains(schema))
			.map((line) -> line.replace(schema, name))
			.toList(), columns);
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
