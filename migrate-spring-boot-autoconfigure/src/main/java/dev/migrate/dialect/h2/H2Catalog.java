package dev.migrate.dialect.h2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.database.DatabaseCatalog;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads all that a database consists of from the script that H2 would create it with.
 */
final class H2Catalog {

	private static final String QUOTED = "\"(?:[^\"]|\"\")+\"(?:\\.\"(?:[^\"]|\"\")+\")?";

	private static final Pattern NAME = Pattern.compile(QUOTED);

	private static final Pattern TABLE = Pattern.compile(
			"CREATE (?:\\w+ )*TABLE (" + QUOTED + ")( COMMENT U?&?'(?:[^']|'')*')?\\(\\s*(.*?)\\s*\\)([^()]*)",
			Pattern.DOTALL);

	private static final Pattern LINE_ENDS = Pattern.compile(",\\s*\\n\\s*");

	// How far the numbers are depends on the rows.
	private static final Pattern NEXT_NUMBER = Pattern.compile(" RESTART WITH \\d+");

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
				objects.add((name.find() ? name.group().replace("\"", "") + ": " : "") + withoutNumber(text));
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
		objects.add(name + ": table" + Objects.requireNonNullElse(table.group(2), "") + table.group(4));
		for (String line : LINE_ENDS.split(table.group(3), -1)) {
			objects.add(name + ": column " + withoutNumber(line));
			names.add(line.replaceFirst("^\"((?:[^\"]|\"\")+)\".*", "$1"));
		}
		columns.put(name, names);
	}

	private static String withoutNumber(String text) {
		return NEXT_NUMBER.matcher(text).replaceAll("");
	}

}
