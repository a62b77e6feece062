package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.operations.Operation;

/**
 * What a comparison has found and what is to be done about it.
 *
 * @param differences what differs
 * @param notes what people should know besides, one sentence each
 * @param upgrade the operations that lead to what is wanted, in their order
 * @param downgrade the operations that lead back, in their order
 */
public record Autogeneration(List<Difference> differences, List<String> notes, List<Operation> upgrade,
		List<Operation> downgrade) {

	public Autogeneration {
		differences = List.copyOf(differences);
		notes = List.copyOf(notes);
		upgrade = List.copyOf(upgrade);
		downgrade = List.copyOf(downgrade);
	}

	Autogeneration(List<Difference> differences, List<String> notes, List<Change> changes) {
		this(differences, notes, something(changes.stream().map(Change::upgrade)),
				reversed(something(changes.stream().map(Change::downgrade))));
	}

	private static List<Operation> something(Stream<Operation> operations) {
		return operations.filter((operation) -> operation != Nothing.INSTANCE).toList();
	}

	private static List<Operation> reversed(List<Operation> operations) {
		List<Operation> reversed = new ArrayList<>(operations);
		Collections.reverse(reversed);
		return reversed;
	}

	/**
	 * Returns whether the database is as it is wanted.
	 * @return {@code true} if nothing differs
	 */
	public boolean isEmpty() {
		return this.differences.isEmpty();
	}

}
