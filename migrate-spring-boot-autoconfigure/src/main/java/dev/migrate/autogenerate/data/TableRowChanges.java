package dev.migrate.autogenerate.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.difference.RowDifference;
import dev.migrate.autogenerate.file.InvalidDataFileException;
import dev.migrate.dialect.data.ComparedRow;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a file and its table.
 *
 * @param file the file
 * @param rows the rows that differ
 * @param remarks what a person should know of them, a sentence each
 * @param isComplete whether the table will have no other rows than those of the file
 */
record TableRowChanges(DeclaredFile file, List<ComparedRow> rows, List<String> remarks, boolean isComplete) {

	private static final int MOST_SHOWN = 60;

	TableRowChanges {
		rows = List.copyOf(rows);
		remarks = List.copyOf(remarks);
	}

	TableRowChanges remarks(List<String> remarks) {
		return new TableRowChanges(this.file, this.rows, remarks, this.isComplete);
	}

	/**
	 * Returns the rows that the table does not have, those first that others of them
	 * refer to.
	 */
	List<ComparedRow> inserted() {
		List<ComparedRow> inserted = this.rows.stream().filter((row) -> row.found() == null).toList();
		for (ForeignKey key : this.file.table().foreignKeys()) {
			List<String> referenced = key.referencedColumns().isEmpty() ? this.file.table().primaryKey()
					: key.referencedColumns();
			if (key.referencedTable().equals(this.file.table().name())
					&& this.file.columnNames().containsAll(key.columns())
					&& this.file.columnNames().containsAll(referenced)) {
				return referencedFirst(inserted, columns(key.columns()), columns(referenced));
			}
		}
		return inserted;
	}

	/**
	 * Returns columns of the table by their names.
	 */
	List<Column> columns(List<String> names) {
		return names.stream().map((name) -> this.file.table().findColumn(name).orElseThrow()).toList();
	}

	private List<ComparedRow> referencedFirst(List<ComparedRow> rows, List<Column> referring, List<Column> referenced) {
		Map<List<@Nullable String>, ComparedRow> byKey = new HashMap<>();
		rows.forEach((row) -> byKey.put(wanted(row, referenced), row));
		List<ComparedRow> sorted = new ArrayList<>();
		Set<ComparedRow> done = new HashSet<>();
		for (ComparedRow row : rows) {
			List<ComparedRow> chain = new ArrayList<>();
			ComparedRow next = row;
			while (next != null && done.add(next)) {
				chain.add(0, next);
				next = byKey.get(wanted(next, referring));
			}
			sorted.addAll(chain);
		}
		return sorted;
	}

	private List<@Nullable String> wanted(ComparedRow row, List<Column> columns) {
		return this.file.values(Objects.requireNonNull(row.wanted()), columns);
	}

	List<ComparedRow> updated() {
		return this.rows.stream().filter((row) -> row.wanted() != null && row.found() != null).toList();
	}

	List<ComparedRow> deleted() {
		return this.rows.stream().filter((row) -> row.wanted() == null).toList();
	}

	/**
	 * Returns the columns in which a row differs.
	 */
	List<Column> changed(ComparedRow row) {
		List<Column> changed = new ArrayList<>();
		for (int i = 0; i < this.file.columns().size(); i++) {
			if (!Objects.equals(Objects.requireNonNull(row.wanted()).get(i),
					Objects.requireNonNull(row.found()).get(i))) {
				changed.add(this.file.columns().get(i));
			}
		}
		return changed;
	}

	/**
	 * Returns whether a row differs in a column.
	 */
	boolean isUpdated(String column) {
		return updated().stream()
			.anyMatch((row) -> changed(row).stream().anyMatch((each) -> each.name().equals(column)));
	}

	/**
	 * Makes sure that no column is to be changed that cannot be.
	 */
	void requirePossible() {
		for (ComparedRow row : updated()) {
			for (Column column : changed(row)) {
				Identity identity = column.identity();
				if (identity != null && identity.mode() == Identity.Mode.ALWAYS) {
					throw InvalidDataFileException.changedIdentity(this.file.location(), column.name());
				}
			}
		}
	}

	List<RowDifference> differences() {
		return this.rows.stream().map(this::difference).toList();
	}

	private RowDifference difference(ComparedRow row) {
		List<@Nullable String> named = Objects.requireNonNull((row.wanted() != null) ? row.wanted() : row.found());
		List<Column> shown = (row.wanted() != null && row.found() != null) ? changed(row) : this.file.columns();
		return new RowDifference(this.file.table().name(), text(this.file.values(named, this.file.key())),
				text(row.wanted(), shown), text(row.found(), shown));
	}

	static String text(List<@Nullable String> key) {
		return key.stream().map(String::valueOf).map(TableRowChanges::line).collect(Collectors.joining(", "));
	}

	/**
	 * Returns a value on one line, and not too long to be read.
	 */
	private static String line(String value) {
		String line = value.replaceAll("\\p{Cntrl}+", " ");
		return (line.length() <= MOST_SHOWN) ? line : line.substring(0, MOST_SHOWN) + "…";
	}

	private @Nullable String text(@Nullable List<@Nullable String> row, List<Column> columns) {
		if (row == null) {
			return null;
		}
		return columns.stream().map((column) -> {
			String value = row.get(this.file.columns().indexOf(column));
			return column.name() + " " + ((value != null) ? "'" + line(value).replace("'", "''") + "'" : "NULL");
		}).collect(Collectors.joining(", "));
	}

}
