package dev.migrate.dialect.h2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.database.DatabaseCatalog;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads all that a database consists of from the script that H2 would create it with.
 */
final class H2Catalog {

	private static final Pattern TABLE = Pattern.compile("CREATE (?:\\w+ )*TABLE (\\S+)\\(\\s*(.*?)\\s*\\)([^()]*)",
			Pattern.DOTALL);

	private static final Pattern LINE_ENDS = Pattern.compile(",\\s*\\n\\s*");

	// How far the numbers are depends on the rows.
	private static final Pattern NEXT_NUMBER = Pattern.compile(" RESTART WITH \\d+");

	private static final Pattern NAME = Pattern.compile("\"(?:[^\"]|\"\")+\"(?:\\.\"(?:[^\"]|\"\")+\")?");

	private H2Catalog() {
	}

	static DatabaseCatalog read(JdbcOperations jdbc) {
		List<String> objects = new ArrayList<>();
		Map<String, List<String>> columns = new HashMap<>();
		for (String statement : jdbc.queryForList("SCRIPT NODATA NOPASSWORDS NOSETTINGS", String.class)) {
			String text = statement.strip();
			Matcher table = TABLE.matcher(text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text);
			if (text.startsWith("--")) {
				continue;
			}
			if (table.matches()) {
				read(table, objects, columns);
			}
			else {
				Matcher name = NAME.matcher(text);
				objects.add((name.find() ? name.group().replace("\"", "") + ": " : "") + text);
			}
		}
		return new DatabaseCatalog(objects, columns);
	}

	/**
	 * H2 writes a line for each column.
	 */
	private static void read(Matcher table, List<String> objects, Map<String, List<String>> columns) {
		String name = table.group(1).replace("\"", "");
		List<String> names = new ArrayList<>();
		objects.add(name + ": table" + table.group(3));
		for (String line : LINE_ENDS.split(table.group(2), -1)) {
			objects.add(name + ": column " + NEXT_NUMBER.matcher(line).replaceAll(""));
			names.add(line.replaceFirst("^\"((?:[^\"]|\"\")+)\".*", "$1"));
		}
		columns.put(name, names);
	}

}
