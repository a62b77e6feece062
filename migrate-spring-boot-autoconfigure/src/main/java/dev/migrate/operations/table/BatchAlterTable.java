package dev.migrate.operations.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Changes one table in several ways at once. Neighbours that can be are written as one
 * ALTER TABLE, so that the table is locked, read and written anew once, with their
 * comments behind it; indexes and renames are statements of their own between them, and a
 * second change of one column or constraint begins another ALTER TABLE. The reverse
 * undoes the changes, the last one first; there is none if one of them has none.
 *
 * @param table the name of the table
 * @param parts the changes in their order, at least one, all of that table
 */
public record BatchAlterTable(ObjectName table, List<Operation> parts) implements Operation {

	public BatchAlterTable {
		parts = List.copyOf(parts);
		if (parts.isEmpty()) {
			throw new InvalidOperationException("The batch for table '%s' changes nothing.".formatted(table),
					"Make at least one change in it.");
		}
		for (Operation part : parts) {
			if (!table.equals(tableOf(part))) {
				throw new InvalidOperationException(
						"The batch for table '%s' contains: %s.".formatted(table, part.describe()),
						"Use it for changes of that table only.");
			}
			if (part.runsOutsideTransaction()) {
				throw new InvalidOperationException(
						"The batch for table '%s' contains an operation that runs outside of a transaction: %s."
							.formatted(table, part.describe()),
						"Call it outside of the batch, because it cannot run together with other changes.");
			}
		}
	}

	private static @Nullable ObjectName tableOf(Operation part) {
		if (part instanceof DropIndex drop) {
			return (drop.creation() != null) ? drop.creation().table() : null;
		}
		return (part instanceof TableChange change) ? change.table() : null;
	}

	@Override
	public void write(SqlWriter sql) {
		List<TableChange> neighbours = new ArrayList<>();
		Set<String> changed = new HashSet<>();
		for (Operation part : this.parts) {
			boolean joins = part instanceof TableChange change && !change.keepsItsPlace()
					&& change.subject().stream().noneMatch(changed::contains);
			if (!joins) {
				write(sql, neighbours);
				neighbours.clear();
				changed.clear();
			}
			if (part instanceof TableChange change && !change.keepsItsPlace()) {
				neighbours.add(change);
				if (!isDrop(part)) {
					change.subject().ifPresent(changed::add);
				}
			}
			else {
				part.write(sql);
			}
		}
		write(sql, neighbours);
	}

	/**
	 * In one statement the server drops first, so that something can be dropped and made
	 * again in it, but nothing can be made and then changed.
	 */
	private static boolean isDrop(Operation part) {
		return part instanceof DropColumn || part instanceof DropConstraint;
	}

	private void write(SqlWriter sql, List<TableChange> neighbours) {
		List<Consumer<SqlWriter>> actions = neighbours.stream().flatMap((change) -> change.actions().stream()).toList();
		TableChange.writeActions(sql, this.table, actions);
		neighbours.forEach((change) -> change.writeRest(sql));
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return CompositeOperation.tables(this.parts);
	}

	@Override
	public Optional<Operation> reverse() {
		return CompositeOperation.reverses(this.parts)
			.map((reverses) -> new BatchAlterTable(this.table,
					reverses.stream().flatMap((reverse) -> parts(reverse).stream()).toList()));
	}

	@Override
	public Operation withoutReverse() {
		return new BatchAlterTable(this.table, this.parts.stream().map(BatchAlterTable::withoutReverse).toList());
	}

	/**
	 * Only its definition tells which table an index belongs to.
	 */
	private static Operation withoutReverse(Operation part) {
		return (part instanceof DropIndex) ? part : part.withoutReverse();
	}

	private static List<Operation> parts(Operation operation) {
		if (operation instanceof CompositeOperation composite) {
			return composite.parts();
		}
		return (operation instanceof BatchAlterTable batch) ? batch.parts() : List.of(operation);
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.batchAlterTable(").value(this.table).java(", (batch) -> {");
		for (Operation part : this.parts) {
			java.java("\n\tbatch.");
			if (part instanceof DropIndex drop && drop.creation() != null) {
				java.java("dropIndex(").value(drop.creation().index());
			}
			else if (part instanceof TableChange change) {
				java.java(change.method() + "(");
				change.renderArguments(java);
			}
			java.java(");");
		}
		java.java("\n});");
	}

	@Override
	public String describe() {
		return this.parts.stream()
			.map(Operation::describe)
			.collect(Collectors.joining(", ", "alter table " + this.table + ": ", ""));
	}

}
