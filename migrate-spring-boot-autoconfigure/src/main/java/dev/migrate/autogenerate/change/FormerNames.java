package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.dialect.dependency.DependentObject;
import dev.migrate.operations.object.CreateSequence;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;

/**
 * Gives what is renamed its former names while something is created whose definition has
 * those. The database then follows the renaming, as it does for what is only renamed.
 */
final class FormerNames {

	private final Renames renames;

	private final Set<ObjectName> createdObjects = new HashSet<>();

	private final Set<ColumnName> createdColumns = new HashSet<>();

	FormerNames(Renames renames, List<Change> changes) {
		this.renames = renames;
		changes.stream().map(Change::upgrade).forEach((operation) -> {
			if (operation instanceof CreateTable creation) {
				this.createdObjects.add(creation.table().name());
			}
			else if (operation instanceof CreateSequence creation) {
				this.createdObjects.add(creation.sequence().name());
			}
			else if (operation instanceof AddColumn addition) {
				this.createdColumns.add(new ColumnName(addition.table(), addition.column().name()));
			}
		});
	}

	/**
	 * Returns a former name that an object uses and that something else has afterwards.
	 */
	Optional<String> taken(DependentObject object) {
		Set<ObjectName> later = new HashSet<>(this.createdObjects);
		later.addAll(this.renames.tables().values());
		later.addAll(this.renames.sequences().values());
		Stream<String> objects = Stream
			.concat(this.renames.tables().keySet().stream(), this.renames.sequences().keySet().stream())
			.filter((name) -> object.uses().contains(name) && later.contains(name))
			.map((name) -> "table " + name);
		Stream<String> columns = this.renames.columns()
			.stream()
			.filter((column) -> object.uses().contains(this.renames.former(column.table()))
					&& (this.createdColumns.contains(new ColumnName(column.table(), column.from())) || this.renames
						.columns()
						.stream()
						.anyMatch((other) -> other.table().equals(column.table()) && other.to().equals(column.from()))))
			.map((column) -> "column %s.%s".formatted(this.renames.former(column.table()), column.from()));
		return Stream.concat(objects, columns).findFirst();
	}

	/**
	 * Returns whether an object uses nothing that is renamed but tables and columns.
	 */
	boolean isOfTables(DependentObject object) {
		return object.uses().stream().noneMatch(this.renames.sequences()::containsKey);
	}

	/**
	 * Returns whether a table or one of its columns has a former name.
	 * @param table the table by its name after the revision
	 */
	boolean isRenamed(ObjectName table) {
		return this.renames.tables().containsValue(table)
				|| this.renames.columns().stream().anyMatch((column) -> column.table().equals(table));
	}

	/**
	 * Returns the name that a table has after the revision.
	 */
	ObjectName current(ObjectName former) {
		return this.renames.tables().getOrDefault(former, former);
	}

	/**
	 * Returns an operation that runs under the former names of tables and their columns.
	 * @param uses the former names of the tables
	 * @param place where a table is, by its former name
	 */
	Operation during(Operation operation, Set<ObjectName> uses, UnaryOperator<ObjectName> place) {
		List<Operation> renaming = this.renames
			.operations(uses.stream().sorted(Comparator.comparing(ObjectName::written)).toList(), place);
		return renaming.isEmpty() ? operation : during(operation, renaming);
	}

	/**
	 * Returns a step that runs under the former names of what an object uses.
	 */
	Change during(Change change, DependentObject object) {
		List<Operation> renaming = renaming(object);
		return renaming.isEmpty() ? change
				: change.with(during(change.upgrade(), renaming), during(change.downgrade(), renaming));
	}

	private List<Operation> renaming(DependentObject object) {
		List<Operation> renaming = new ArrayList<>(this.renames.operations(
				object.uses().stream().sorted(Comparator.comparing(ObjectName::written)).toList(), (name) -> name));
		this.renames.sequences().forEach((from, to) -> {
			if (object.uses().contains(from)) {
				renaming.add(new RenameObject(ObjectKind.SEQUENCE, from, to.name()));
			}
		});
		return renaming;
	}

	private static Operation during(Operation operation, List<Operation> renaming) {
		if (operation == NoOperation.INSTANCE) {
			return operation;
		}
		List<Operation> back = new ArrayList<>(renaming);
		Collections.reverse(back);
		return CompositeOperation.of(
				Stream
					.of(back.stream().map((renamed) -> renamed.reverse().orElseThrow()), Stream.of(operation),
							renaming.stream())
					.flatMap((operations) -> operations)
					.toList());
	}

}
