package dev.migrate.operations.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.schema.ObjectName;

/**
 * Several operations one after the other, for the reverse of one that undoes as many.
 *
 * @param parts the operations in their order
 */
public record CompositeOperation(List<Operation> parts) implements Operation {

	public CompositeOperation {
		parts = List.copyOf(parts);
	}

	/**
	 * Returns operations as one.
	 * @param parts the operations in their order, at least one
	 */
	public static Operation of(List<Operation> parts) {
		return (parts.size() == 1) ? parts.get(0) : new CompositeOperation(parts);
	}

	@Override
	public void write(SqlWriter sql) {
		this.parts.forEach((part) -> part.write(sql));
	}

	@Override
	public boolean runsOutsideTransaction() {
		return this.parts.stream().anyMatch(Operation::runsOutsideTransaction);
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return tables(this.parts);
	}

	/**
	 * Returns the tables that operations touch; empty if that is not known of one.
	 */
	public static Optional<Set<ObjectName>> tables(List<? extends Operation> operations) {
		Set<ObjectName> tables = new LinkedHashSet<>();
		for (Operation operation : operations) {
			Optional<Set<ObjectName>> touched = operation.tables();
			if (touched.isEmpty()) {
				return Optional.empty();
			}
			tables.addAll(touched.get());
		}
		return Optional.of(tables);
	}

	@Override
	public Optional<Operation> reverse() {
		return reverses(this.parts).map(CompositeOperation::new);
	}

	@Override
	public Operation withoutReverse() {
		return new CompositeOperation(this.parts.stream().map(Operation::withoutReverse).toList());
	}

	/**
	 * Returns what undoes operations, that of the last one first; empty if one of them
	 * has no reverse.
	 */
	public static Optional<List<Operation>> reverses(List<? extends Operation> operations) {
		List<Operation> reverses = new ArrayList<>();
		for (Operation operation : operations) {
			Optional<Operation> reverse = operation.reverse();
			if (reverse.isEmpty()) {
				return Optional.empty();
			}
			reverses.add(reverse.get());
		}
		Collections.reverse(reverses);
		return Optional.of(reverses);
	}

	@Override
	public void render(JavaWriter java) {
		String separator = "";
		for (Operation part : this.parts) {
			java.java(separator);
			part.render(java);
			separator = "\n";
		}
	}

	@Override
	public String describe() {
		return this.parts.stream().map(Operation::describe).collect(Collectors.joining(", "));
	}

}
