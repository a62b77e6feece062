package dev.migrate.dialect.postgresql.data;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.dialect.data.ComparedColumn;
import dev.migrate.dialect.data.RowComparison;
import dev.migrate.dialect.data.RowReference;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;

/**
 * Queries that compare rows. Values are compared as the texts that the server writes for
 * them: every type has one, and what reads the same is the same, whatever the equality of
 * the type or its collation leaves out.
 */
final class RowQueries {

	private RowQueries() {
	}

	/**
	 * Of a row: whether it is declared, whether it is found, its declared values, its
	 * found ones, and all those of the table.
	 */
	static String compare(RowComparison comparison, int limit) {
		if (comparison.table() == null) {
			return "SELECT true, false, %s FROM %s AS w ORDER BY w.ctid LIMIT %d".formatted(
					String.join(", ", values(comparison, true)), PostgresqlIdentifiers.quote(comparison.rows()), limit);
		}
		boolean others = !comparison.others().isEmpty();
		Stream<String> all = comparison.others().stream().map((column) -> text("t." + quote(column)));
		String selected = Stream.of(values(comparison, true).stream(), values(comparison, false).stream(), all)
			.flatMap((texts) -> texts)
			.collect(Collectors.joining(", "));
		String same = same(comparison);
		String differs = differs(comparison.columns());
		String known = comparison.keyColumns()
			.stream()
			.map((column) -> column.found() + " IS NOT NULL")
			.collect(Collectors.joining(" AND "));
		String order = comparison.keyColumns().stream().map(RowQueries::found).collect(Collectors.joining(", "));
		return """
				SELECT w.ctid IS NOT NULL, t.tableoid IS NOT NULL, %s
				FROM %s AS w %s JOIN %s AS t ON %s
				WHERE (w.ctid IS NULL AND %s) OR (w.ctid IS NOT NULL AND (t.tableoid IS NULL OR %s))
				ORDER BY w.ctid, %s LIMIT %d""".formatted(selected, PostgresqlIdentifiers.quote(comparison.rows()),
				others ? "FULL" : "LEFT", PostgresqlIdentifiers.quote(comparison.table()), same, known, differs, order,
				limit);
	}

	private static String differs(List<ComparedColumn> columns) {
		return columns.stream()
			.map((column) -> text(wanted(column)) + " IS DISTINCT FROM " + found(column))
			.collect(Collectors.joining(" OR "));
	}

	static String hasOthers(RowComparison comparison) {
		String other = comparison.others().isEmpty()
				? "NOT EXISTS (SELECT FROM %s AS w WHERE %s)".formatted(PostgresqlIdentifiers.quote(comparison.rows()),
						same(comparison))
				: comparison.keyColumns()
					.stream()
					.map((column) -> column.found() + " IS NULL")
					.collect(Collectors.joining(" OR "));
		return "SELECT EXISTS (SELECT FROM %s AS t WHERE %s)"
			.formatted(PostgresqlIdentifiers.quote(Objects.requireNonNull(comparison.table())), other);
	}

	private static List<String> values(RowComparison comparison, boolean wanted) {
		return comparison.columns().stream().map((column) -> wanted ? text(wanted(column)) : found(column)).toList();
	}

	private static String wanted(ComparedColumn column) {
		return "w." + quote(column.name());
	}

	private static String found(ComparedColumn column) {
		return text((column.found() != null) ? column.found() : "NULL");
	}

	/**
	 * A collation that calls different texts equal stays with a text.
	 */
	private static String text(String value) {
		return "(" + value + ")::text COLLATE \"C\"";
	}

	private static String quote(String name) {
		return PostgresqlIdentifiers.quote(name);
	}

	private static String same(RowComparison comparison) {
		return comparison.keyColumns()
			.stream()
			.map((column) -> comparison.asText() ? text(wanted(column)) + " = " + found(column)
					: wanted(column) + " = " + column.found())
			.collect(Collectors.joining(" AND "));
	}

	static String repeatedKey(RowComparison comparison) {
		String same = same(comparison);
		String key = comparison.keyColumns()
			.stream()
			.map((column) -> text(wanted(column)))
			.collect(Collectors.joining(", "));
		return "SELECT %s FROM %s AS w JOIN %s AS t ON %s GROUP BY w.ctid, %s HAVING count(*) > 1 ORDER BY w.ctid LIMIT 1"
			.formatted(key, PostgresqlIdentifiers.quote(comparison.rows()),
					PostgresqlIdentifiers.quote(Objects.requireNonNull(comparison.table())), same,
					comparison.keyColumns().stream().map(RowQueries::wanted).collect(Collectors.joining(", ")));
	}

	static String unresolved(List<RowReference> references, int limit) {
		RowReference first = references.get(0);
		List<String> columns = first.columns().stream().map((column) -> "w." + quote(column)).toList();
		String known = columns.stream().map((column) -> column + " IS NOT NULL").collect(Collectors.joining(" AND "));
		String missing = references.stream()
			.map((reference) -> "NOT EXISTS (SELECT FROM %s AS r WHERE %s)".formatted(
					PostgresqlIdentifiers.quote(reference.referenced()),
					same("r", reference.referencedColumns(), "w", reference.columns())))
			.collect(Collectors.joining(" AND "));
		return "SELECT concat_ws(', ', %s) FROM %s AS w WHERE %s AND %s ORDER BY w.ctid LIMIT %d"
			.formatted(String.join(", ", columns), PostgresqlIdentifiers.quote(first.table()), known, missing, limit);
	}

	private static String same(String alias, List<String> columns, String otherAlias, List<String> otherColumns) {
		return IntStream.range(0, columns.size())
			.mapToObj((i) -> "%s.%s = %s.%s".formatted(alias, quote(columns.get(i)), otherAlias,
					quote(otherColumns.get(i))))
			.collect(Collectors.joining(" AND "));
	}

	static String referring(RowComparison comparison, RowReference reference) {
		String same = same(comparison);
		return """
				SELECT count(*) FROM %s AS o WHERE EXISTS (SELECT FROM %s AS t WHERE %s
					AND NOT EXISTS (SELECT FROM %s AS w WHERE %s))""".formatted(
				PostgresqlIdentifiers.quote(reference.table()), PostgresqlIdentifiers.quote(reference.referenced()),
				same("t", reference.referencedColumns(), "o", reference.columns()),
				PostgresqlIdentifiers.quote(comparison.rows()), same);
	}

	static String referringToChanged(RowComparison comparison, RowReference reference, List<ComparedColumn> declared) {
		return "SELECT count(*) FROM %s AS o WHERE EXISTS (SELECT FROM %s AS t JOIN %s AS w ON %s WHERE %s AND (%s))"
			.formatted(PostgresqlIdentifiers.quote(reference.table()),
					PostgresqlIdentifiers.quote(reference.referenced()), PostgresqlIdentifiers.quote(comparison.rows()),
					same(comparison), same("t", reference.referencedColumns(), "o", reference.columns()),
					differs(declared));
	}

}
