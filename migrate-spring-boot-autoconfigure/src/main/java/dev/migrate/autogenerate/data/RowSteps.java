package dev.migrate.autogenerate.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import dev.migrate.autogenerate.Step;
import dev.migrate.dialect.data.ComparedRow;
import dev.migrate.dialect.data.DeclaredRows;
import dev.migrate.operations.operation.BulkInsert;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.RowChanges;
import dev.migrate.operations.operation.RowChanges.Kind;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The steps that change rows.
 */
final class RowSteps {

	/**
	 * How many rows one statement inserts.
	 */
	private static final int CHUNK = 100;

	private final DeclaredRows declared;

	private final List<Step> schema;

	private final List<Step> upgrade = new ArrayList<>();

	private final List<Step> downgrade = new ArrayList<>();

	/**
	 * Creates no steps.
	 * @param declared what writes statements
	 * @param schema the steps before them in the same revision, which takes the rows of
	 * tables away that it drops on the way back, and the values of columns
	 */
	RowSteps(DeclaredRows declared, List<Step> schema) {
		this.declared = declared;
		this.schema = schema;
	}

	private boolean isCreated(ObjectName table) {
		return this.schema.stream()
			.anyMatch((step) -> step.operation() instanceof CreateTable creation
					&& creation.table().name().equals(table));
	}

	private boolean isAdded(ObjectName table, Column column) {
		return isCreated(table) || this.schema.stream()
			.anyMatch((step) -> step.operation() instanceof AddColumn addition && addition.table().equals(table)
					&& addition.column().name().equals(column.name()));
	}

	List<Step> upgrade() {
		return this.upgrade;
	}

	List<Step> downgrade() {
		return this.downgrade;
	}

	void add(List<TableRowChanges> tables) {
		RowOrder.of(tables).forEach((group) -> add(group.kind(), group.changes()));
	}

	private void add(Kind kind, TableRowChanges table) {
		List<Operation> parts = switch (kind) {
			case INSERT -> inserts(table);
			case UPDATE -> updates(table);
			case DELETE -> deletes(table);
		};
		int count = table.rows().size();
		RowChanges changes = new RowChanges(kind, table.file().table().name(), count, parts);
		this.upgrade.add(new Step(changes, table.remarks()));
		List<Operation> reverses = new ArrayList<>();
		parts.forEach((part) -> part.reverse().ifPresent(reverses::add));
		Collections.reverse(reverses);
		if (!reverses.isEmpty()) {
			this.downgrade.add(0,
					new Step(new RowChanges(kind.reverse(), changes.table(), count, reverses), List.of()));
		}
	}

	private List<Operation> inserts(TableRowChanges table) {
		DeclaredFile file = table.file();
		List<List<@Nullable String>> rows = new ArrayList<>();
		table.inserted().forEach((row) -> rows.add(Objects.requireNonNull(row.wanted())));
		ObjectName name = file.table().name();
		boolean dropped = isCreated(name);
		List<Operation> inserts = new ArrayList<>();
		for (int start = 0; start < rows.size(); start += CHUNK) {
			List<List<@Nullable String>> chunk = rows.subList(start, Math.min(start + CHUNK, rows.size()));
			BulkInsert bulk = new BulkInsert(name, file.columnNames(), typed(file.columns(), chunk), null);
			if (!dropped) {
				bulk = bulk.reversedBy(Execute.sql(this.declared.delete(name, file.key(),
						chunk.stream().map((row) -> file.values(row, file.key())).toList())));
			}
			inserts.add(new InsertRows(bulk, this.declared.insert(name, file.columns(), chunk)));
		}
		if (!rows.isEmpty()) {
			file.columns().forEach((column) -> {
				String numbers = this.declared.continueNumbers(name, column);
				if (numbers != null) {
					inserts.add(Execute.sql(numbers));
				}
			});
		}
		return inserts;
	}

	private static List<List<?>> typed(List<Column> columns, List<List<@Nullable String>> rows) {
		List<List<?>> typed = new ArrayList<>();
		for (List<@Nullable String> row : rows) {
			List<@Nullable Object> values = new ArrayList<>();
			for (int i = 0; i < columns.size(); i++) {
				values.add(typed(columns.get(i), row.get(i)));
			}
			typed.add(Collections.unmodifiableList(values));
		}
		return typed;
	}

	private static @Nullable Object typed(Column column, @Nullable String value) {
		if (value == null || column.type().dimensions() > 0 || column.type().userDefined()) {
			return value;
		}
		return switch (column.type().name()) {
			case "smallint", "integer" -> Integer.valueOf(value);
			case "bigint" -> Long.valueOf(value);
			case "boolean" -> Boolean.valueOf(value);
			default -> value;
		};
	}

	private List<Operation> updates(TableRowChanges table) {
		DeclaredFile file = table.file();
		ObjectName name = file.table().name();
		List<Operation> updates = new ArrayList<>();
		for (ComparedRow row : table.updated()) {
			List<@Nullable String> wanted = Objects.requireNonNull(row.wanted());
			List<@Nullable String> found = Objects.requireNonNull(row.found());
			List<Column> changed = table.changed(row);
			Execute update = Execute.sql(this.declared.update(name, changed, file.values(wanted, changed), file.key(),
					file.values(found, file.key())));
			List<Column> restored = changed.stream().filter((column) -> !isAdded(name, column)).toList();
			updates.add(restored.isEmpty() ? update : update.reversedBy(this.declared.update(name, restored,
					file.values(found, restored), file.key(), file.values(wanted, file.key()))));
		}
		return updates;
	}

	private List<Operation> deletes(TableRowChanges table) {
		DeclaredFile file = table.file();
		ObjectName name = file.table().name();
		List<ComparedRow> rows = table.deleted();
		List<Column> restored = DataComparison.restored(file.table()).toList();
		// Rows that refer to each other go and come in one statement.
		int size = file.table().foreignKeys().stream().anyMatch((key) -> key.referencedTable().equals(name))
				? Math.max(rows.size(), 1) : CHUNK;
		List<Operation> deletes = new ArrayList<>();
		for (int start = 0; start < rows.size(); start += size) {
			List<ComparedRow> chunk = rows.subList(start, Math.min(start + size, rows.size()));
			deletes.add(Execute.sql(this.declared.delete(name, file.key(),
					chunk.stream().map((row) -> file.values(Objects.requireNonNull(row.found()), file.key())).toList()))
				.reversedBy(this.declared.insert(name, restored, chunk.stream().map(ComparedRow::others).toList())));
		}
		return deletes;
	}

}
