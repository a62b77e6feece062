package dev.migrate.dialect.postgresql.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.schema.Column;
import dev.migrate.schema.Identity;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Writes statements that change rows whose values are known as texts. Their literals have
 * no type, so that the server reads them by the types of the columns.
 */
final class RowStatements {

	private static final int WIDTH = 110;

	private static final String INDENT = "\n    ";

	private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric");

	private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

	private static final Pattern SEQUENCE = Pattern.compile("nextval\\(('(?:[^']|'')*')::regclass\\)");

	private RowStatements() {
	}

	static String names(List<String> columns) {
		return columns.stream().map(PostgresqlIdentifiers::quote).collect(Collectors.joining(", "));
	}

	static String insert(ObjectName table, List<Column> columns, List<List<@Nullable String>> rows) {
		boolean always = columns.stream()
			.anyMatch((column) -> column.identity() != null && column.identity().mode() == Identity.Mode.ALWAYS);
		String head = "INSERT INTO %s (%s)%s VALUES".formatted(PostgresqlIdentifiers.quote(table),
				names(columns.stream().map(Column::name).toList()), always ? " OVERRIDING SYSTEM VALUE" : "");
		List<String> values = rows.stream()
			.map((row) -> "(" + String.join("," + INDENT + "    ", lines(literals(columns, row))) + ")")
			.toList();
		String line = head + " " + values.get(0);
		return (values.size() == 1 && line.length() <= WIDTH && line.indexOf('\n') < 0) ? line
				: head + INDENT + String.join("," + INDENT, values);
	}

	static String update(ObjectName table, List<Column> columns, List<@Nullable String> values, List<Column> key,
			List<@Nullable String> keyValues) {
		return "UPDATE %s SET %s WHERE %s".formatted(PostgresqlIdentifiers.quote(table),
				String.join(", ", assignments(columns, values)), String.join(" AND ", assignments(key, keyValues)));
	}

	private static List<String> assignments(List<Column> columns, List<@Nullable String> values) {
		List<String> literals = literals(columns, values);
		return IntStream.range(0, columns.size())
			.mapToObj((i) -> PostgresqlIdentifiers.quote(columns.get(i).name()) + " = " + literals.get(i))
			.toList();
	}

	static String delete(ObjectName table, List<Column> key, List<List<@Nullable String>> rows) {
		String start = "DELETE FROM " + PostgresqlIdentifiers.quote(table) + " WHERE ";
		if (rows.size() == 1) {
			return start + String.join(" AND ", assignments(key, rows.get(0)));
		}
		boolean single = key.size() == 1;
		String names = names(key.stream().map(Column::name).toList());
		List<String> values = rows.stream()
			.map((row) -> literals(key, row))
			.map((row) -> single ? row.get(0) : "(" + String.join(", ", row) + ")")
			.toList();
		String head = start + (single ? names : "(" + names + ")") + " IN (";
		String line = head + String.join(", ", values) + ")";
		return (line.length() <= WIDTH) ? line : head + INDENT + String.join("," + INDENT, lines(values)) + ")";
	}

	private static List<String> lines(List<String> values) {
		List<String> lines = new ArrayList<>();
		for (String value : values) {
			int last = lines.size() - 1;
			if (last >= 0 && lines.get(last).length() + value.length() + 2 <= WIDTH) {
				lines.set(last, lines.get(last) + ", " + value);
			}
			else {
				lines.add(value);
			}
		}
		return lines;
	}

	private static List<String> literals(List<Column> columns, List<@Nullable String> values) {
		List<String> literals = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			literals.add(literal(columns.get(i), values.get(i)));
		}
		return literals;
	}

	private static String literal(Column column, @Nullable String value) {
		if (value == null) {
			return "NULL";
		}
		boolean plain = column.type().dimensions() == 0 && !column.type().userDefined();
		if (plain && NUMBERS.contains(column.type().name()) && NUMBER.matcher(value).matches()) {
			return value;
		}
		if (plain && column.type().name().equals("boolean") && Set.of("true", "false").contains(value)) {
			return value;
		}
		String quoted = PostgresqlLiterals.quote(value);
		// A script that is checked out elsewhere may get other ends of lines.
		return (value.indexOf('\r') < 0) ? quoted
				: (quoted.startsWith("E") ? quoted : "E" + quoted).replace("\r", "\\r").replace("\n", "\\n");
	}

	static @Nullable String continueNumbers(ObjectName table, Column column) {
		String sequence = sequence(table, column);
		String name = PostgresqlIdentifiers.quote(column.name());
		return (sequence == null) ? null
				: "SELECT setval(%1$s, max(%2$s)) FROM %3$s HAVING max(%2$s) > coalesce(pg_sequence_last_value(%1$s), 0)"
					.formatted(sequence, name, PostgresqlIdentifiers.quote(table));
	}

	private static @Nullable String sequence(ObjectName table, Column column) {
		Identity identity = column.identity();
		if (identity != null) {
			Long increment = identity.options().incrementBy();
			return (increment != null && increment < 0) ? null
					: "pg_get_serial_sequence(%s, %s)".formatted(
							PostgresqlLiterals.quote(PostgresqlIdentifiers.quote(table)),
							PostgresqlLiterals.quote(column.name()));
		}
		Matcher sequence = SEQUENCE.matcher((column.defaultValue() != null) ? column.defaultValue() : "");
		return sequence.matches() ? sequence.group(1) : null;
	}

}
