package dev.migrate.schema.naming;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;

/**
 * The name that PostgreSQL gives a constraint which is created without one: the table,
 * the columns and a word for the kind, of which table and columns are cut if the whole is
 * too long, the longer one first.
 */
final class DatabaseName {

	/**
	 * What an expression has besides the names of columns, as far as it could be taken
	 * for one: literals, types and functions.
	 */
	private static final Pattern NO_COLUMN = Pattern.compile("'(?:[^']|'')*'|::\\s*[\\w\"]+|\\b\\w+(?=\\s*\\()");

	private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")+)\"|[\\p{L}_][\\p{L}\\p{N}_$]*");

	private DatabaseName() {
	}

	static String of(Table table, Constraint constraint, String number) {
		String name = table.name().name();
		if (constraint instanceof PrimaryKey) {
			return of(name, "", "pkey" + number);
		}
		if (constraint instanceof UniqueConstraint unique) {
			return of(name, join(unique.columns()), "key" + number);
		}
		if (constraint instanceof ForeignKey key) {
			return of(name, join(key.columns()), "fkey" + number);
		}
		if (constraint instanceof CheckConstraint check) {
			List<String> columns = columns(table, check.condition());
			return of(name, (columns.size() == 1) ? columns.get(0) : "", "check" + number);
		}
		return of(name, join(parts((ExclusionConstraint) constraint)), "excl" + number);
	}

	/**
	 * An expression is called by that.
	 */
	private static List<String> parts(ExclusionConstraint exclusion) {
		return exclusion.elements()
			.stream()
			.map(ExclusionConstraint.Element::part)
			.map((part) -> (part.kind() == Index.Part.Kind.COLUMN) ? part.text() : "expr")
			.toList();
	}

	private static String join(List<String> columns) {
		StringBuilder joined = new StringBuilder();
		for (String column : columns) {
			joined.append(joined.isEmpty() ? "" : "_").append(column);
			if (length(joined.toString()) > ShortName.MAX_BYTES) {
				break;
			}
		}
		return joined.toString();
	}

	/**
	 * Returns the columns that a condition mentions.
	 */
	private static List<String> columns(Table table, String condition) {
		List<String> words = NAME.matcher(NO_COLUMN.matcher(condition).replaceAll(" "))
			.results()
			.map((word) -> (word.group(1) != null) ? word.group(1).replace("\"\"", "\"")
					: word.group().toLowerCase(Locale.ROOT))
			.toList();
		return table.columns().stream().map(Column::name).filter(words::contains).toList();
	}

	private static String of(String table, String columns, String label) {
		int available = ShortName.MAX_BYTES - label.length() - 1 - (columns.isEmpty() ? 0 : 1);
		int tableLength = length(table);
		int columnsLength = length(columns);
		while (tableLength + columnsLength > available) {
			if (tableLength > columnsLength) {
				tableLength--;
			}
			else {
				columnsLength--;
			}
		}
		String name = ShortName.cut(table, tableLength);
		return (columns.isEmpty() ? name : name + "_" + ShortName.cut(columns, columnsLength)) + "_" + label;
	}

	private static int length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
