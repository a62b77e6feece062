package dev.migrate.dialect.postgresql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;

/**
 * Moves a sequence to the greatest value that columns have, never back. The next number
 * comes a whole increment after it, and so Hibernate may use those between, too. A
 * sequence that does not reach so far is moved to its end, and says so when it is asked
 * for a number.
 */
final class PostgresqlSequencePosition {

	/**
	 * The types that numbers of a sequence have, with their greatest values.
	 */
	private static final Map<String, Long> GREATEST = Map.of("smallint", (long) Short.MAX_VALUE, "integer",
			(long) Integer.MAX_VALUE, "bigint", Long.MAX_VALUE);

	private PostgresqlSequencePosition() {
	}

	static Optional<String> behind(Sequence sequence, Map<ColumnName, DataType> columns) {
		Map<ColumnName, DataType> numbers = new LinkedHashMap<>(columns);
		numbers.values().removeIf((type) -> !isNumber(type));
		if (numbers.isEmpty() || isBackwards(sequence.options())) {
			return Optional.empty();
		}
		String name = PostgresqlIdentifiers.quote(sequence.name());
		return Optional.of(statement(PostgresqlLiterals.quote(name),
				limit(sequence.options(), (sequence.type() != null) ? sequence.type() : DataType.bigint()), numbers,
				"(SELECT last_value FROM %s)".formatted(name)));
	}

	static Optional<String> behind(ObjectName table, Column column) {
		if (column.identity() == null || isBackwards(column.identity().options())) {
			return Optional.empty();
		}
		SequenceOptions options = column.identity().options();
		Long first = (options.startWith() != null) ? options.startWith() : options.minValue();
		String sequence = "pg_get_serial_sequence(%s, %s)".formatted(
				PostgresqlLiterals.quote(PostgresqlIdentifiers.quote(table)), PostgresqlLiterals.quote(column.name()));
		return Optional.of(statement(sequence, limit(options, column.type()),
				Map.of(new ColumnName(table, column.name()), column.type()),
				String.valueOf(Objects.requireNonNullElse(first, 1L))));
	}

	/**
	 * Without rows, or with lesser values, nothing is selected, and so nothing is moved.
	 */
	private static String statement(String sequence, long limit, Map<ColumnName, DataType> columns, String first) {
		String greatest = "max(value)";
		String from;
		if (columns.size() == 1) {
			ColumnName column = columns.keySet().iterator().next();
			greatest = "max(%s)".formatted(PostgresqlIdentifiers.quote(column.column()));
			from = PostgresqlIdentifiers.quote(column.table());
		}
		else {
			from = columns.keySet()
				.stream()
				.map((column) -> "SELECT max(%s) AS value FROM %s".formatted(
						PostgresqlIdentifiers.quote(column.column()), PostgresqlIdentifiers.quote(column.table())))
				.collect(Collectors.joining("\n\tUNION ALL ", "(", ") AS used"));
		}
		boolean limited = columns.values()
			.stream()
			.anyMatch((type) -> !GREATEST.containsKey(type.name()) || GREATEST.get(type.name()) > limit);
		String position = limited ? "least(%s, %d)::bigint".formatted(greatest, limit) : greatest;
		return "SELECT setval(%s, %s)\nFROM %s\nHAVING %s >= %s".formatted(sequence, position, from, greatest, first);
	}

	private static long limit(SequenceOptions options, DataType type) {
		return (options.maxValue() != null) ? options.maxValue() : GREATEST.getOrDefault(type.name(), Long.MAX_VALUE);
	}

	private static boolean isNumber(DataType type) {
		return type.dimensions() == 0 && (GREATEST.containsKey(type.name()) || type.name().equals("numeric"));
	}

	private static boolean isBackwards(SequenceOptions options) {
		return options.incrementBy() != null && options.incrementBy() < 0;
	}

}
