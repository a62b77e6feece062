package dev.migrate.autogenerate.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.migrate.dialect.ScratchSession;
import dev.migrate.dialect.data.ComparedColumn;
import dev.migrate.dialect.data.DeclaredRows;
import dev.migrate.dialect.data.RowComparison;
import dev.migrate.dialect.data.RowReference;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.Counts;

/**
 * Says what a database would refuse of changed rows, or do besides.
 */
final class RowRemarks {

	private static final int SHOWN = 3;

	private final ScratchSession session;

	private final DeclaredRows declared;

	private final DeclaredTables tables;

	private final Map<ObjectName, DeclaredFile> files;

	private final UnaryOperator<ObjectName> live;

	private final BiFunction<ObjectName, String, String> liveColumn;

	/**
	 * Creates it.
	 * @param session what gives up on long queries
	 * @param declared what queries rows
	 * @param tables all tables
	 * @param files the files by their tables
	 * @param live returns the name that a table has now
	 * @param liveColumn returns the name that a column has now
	 */
	RowRemarks(ScratchSession session, DeclaredRows declared, DeclaredTables tables,
			Map<ObjectName, DeclaredFile> files, UnaryOperator<ObjectName> live,
			BiFunction<ObjectName, String, String> liveColumn) {
		this.session = session;
		this.declared = declared;
		this.tables = tables;
		this.files = files;
		this.live = live;
		this.liveColumn = liveColumn;
	}

	List<String> of(TableRowChanges change, RowComparison comparison) {
		List<String> remarks = new ArrayList<>();
		if (!change.inserted().isEmpty()) {
			required(change.file(), remarks);
		}
		change.file().table().foreignKeys().forEach((key) -> unresolved(change.file(), key, remarks));
		if (!change.deleted().isEmpty() || !change.updated().isEmpty()) {
			this.tables.others(change.file().table().name())
				.forEach((table) -> referring(table, change, comparison, remarks));
		}
		return remarks;
	}

	private static void required(DeclaredFile file, List<String> remarks) {
		for (Column column : file.table().columns()) {
			if (!column.nullable() && column.defaultValue() == null && column.identity() == null
					&& column.generated() == null && !file.columnNames().contains(column.name())) {
				remarks.add("%s has no values for %s, which must have one: the database refuses its new rows."
					.formatted(file.location(), column.name()));
			}
		}
	}

	private void unresolved(DeclaredFile file, ForeignKey key, List<String> remarks) {
		if (!file.columnNames().containsAll(key.columns())) {
			return;
		}
		List<RowReference> references = new ArrayList<>();
		DeclaredFile other = this.files.get(key.referencedTable());
		List<String> referenced = key.referencedColumns();
		Optional<InspectedTable> table = this.tables.table(key.referencedTable());
		if (referenced.isEmpty()) {
			referenced = (other != null) ? other.table().primaryKey()
					: table.flatMap((found) -> found.table().primaryKey())
						.map((primary) -> primary.columns())
						.orElse(List.of());
		}
		if (referenced.size() != key.columns().size()) {
			return;
		}
		if (other != null && other.columnNames().containsAll(referenced)) {
			references.add(new RowReference(file.scratch(), key.columns(), other.scratch(), referenced));
		}
		Set<String> columns = new HashSet<>();
		table.ifPresent((found) -> found.table().columns().forEach((column) -> columns.add(column.name())));
		if (columns.containsAll(referenced)) {
			references.add(new RowReference(file.scratch(), key.columns(), this.live.apply(key.referencedTable()),
					live(key.referencedTable(), referenced)));
		}
		if (references.isEmpty()) {
			return;
		}
		List<String> values = this.session.attempt(() -> this.declared.unresolved(references, SHOWN + 1))
			.orElse(List.of());
		if (!values.isEmpty()) {
			remarks.add("%s refers in %s to rows that %s does not have: %s. The database refuses that."
				.formatted(file.location(), String.join(", ", key.columns()), key.referencedTable(), shown(values)));
		}
	}

	private List<String> live(ObjectName table, List<String> columns) {
		return columns.stream().map((column) -> this.liveColumn.apply(table, column)).toList();
	}

	private static String shown(List<String> values) {
		return (values.size() <= SHOWN) ? String.join("; ", values)
				: String.join("; ", values.subList(0, SHOWN)) + " and others";
	}

	private void referring(InspectedTable table, TableRowChanges change, RowComparison comparison,
			List<String> remarks) {
		DeclaredFile file = change.file();
		for (Constraint constraint : table.table().constraints()) {
			if (constraint instanceof ForeignKey key && key.referencedTable().equals(file.table().name())) {
				List<String> referenced = key.referencedColumns().isEmpty() ? file.table().primaryKey()
						: key.referencedColumns();
				RowReference reference = new RowReference(this.live.apply(table.name()),
						live(table.name(), key.columns()), Objects.requireNonNull(comparison.table()),
						live(file.table().name(), referenced));
				if (!change.deleted().isEmpty()) {
					referring(() -> this.declared.referring(comparison, reference), table, file,
							"are deleted, ON DELETE " + key.onDelete().sql(), remarks);
				}
				List<ComparedColumn> changed = comparison.columns()
					.stream()
					.filter((column) -> referenced.contains(column.name()) && change.isUpdated(column.name()))
					.toList();
				if (!changed.isEmpty()) {
					referring(() -> this.declared.referringToChanged(comparison, reference, changed), table, file,
							"get another %s, ON UPDATE %s".formatted(
									changed.stream().map(ComparedColumn::name).collect(Collectors.joining(", ")),
									key.onUpdate().sql()),
							remarks);
				}
			}
		}
	}

	private void referring(Supplier<Long> query, InspectedTable table, DeclaredFile file, String what,
			List<String> remarks) {
		long count = this.session.attempt(query).orElse(0L);
		if (count > 0) {
			remarks.add("%s of %s %s to rows of %s that %s.".formatted(Counts.grouped(count, "row"), table.name(),
					(count == 1) ? "refers" : "refer", file.table().name(), what));
		}
	}

}
