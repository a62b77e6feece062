package dev.migrate.autogenerate.change;

import java.util.List;
import java.util.Optional;

import dev.migrate.operations.definition.DropDefinition;
import dev.migrate.operations.definition.ObjectDefinition;
import dev.migrate.operations.definition.ReplaceDefinition;
import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.Operation;

/**
 * The statements about a declared object as the operations that a person would call, and
 * as plain SQL where there is none.
 */
final class DeclaredOperations {

	private DeclaredOperations() {
	}

	/**
	 * Returns what creates an object that is not there.
	 * @param creation the statements that create it
	 */
	static Operation create(List<String> creation) {
		return all(creation.stream()
			.map((statement) -> definition(statement).map(DeclaredOperations::creation)
				.orElseGet(() -> Execute.sql(statement)))
			.toList());
	}

	private static Operation creation(ObjectDefinition definition) {
		return DropDefinition.of(definition).reverse().orElseThrow();
	}

	/**
	 * Returns what drops an object.
	 * @param drop the statements that drop it
	 * @param creation the statements that create it
	 */
	static Operation drop(List<String> drop, List<String> creation) {
		List<ObjectDefinition> definitions = definitions(creation);
		return (drop.size() == 1 && definitions.size() == 1) ? DropDefinition.of(definitions.get(0))
				: all(drop.stream().<Operation>map(Execute::sql).toList());
	}

	/**
	 * Returns what makes an object into what is wanted of it.
	 * @param replacement the statements that do so
	 * @param former the statements that make it what it was
	 */
	static Operation replace(List<String> replacement, List<String> former) {
		List<ObjectDefinition> was = definitions(former);
		return all(replacement.stream()
			.map((statement) -> definition(statement).filter((definition) -> was.size() == 1)
				.flatMap((definition) -> replacement(definition, was.get(0)))
				.orElseGet(() -> Execute.sql(statement)))
			.toList());
	}

	private static Optional<Operation> replacement(ObjectDefinition definition, ObjectDefinition was) {
		try {
			return Optional.of(new ReplaceDefinition(definition, true, was));
		}
		catch (InvalidOperationException ex) {
			return Optional.empty();
		}
	}

	private static List<ObjectDefinition> definitions(List<String> statements) {
		return statements.stream().flatMap((statement) -> definition(statement).stream()).toList();
	}

	/**
	 * Returns what a statement defines, if it is a definition.
	 */
	private static Optional<ObjectDefinition> definition(String statement) {
		try {
			ObjectDefinition definition = new ObjectDefinition(statement);
			return Optional.of(definition).filter((read) -> read.sql().equals(statement));
		}
		catch (InvalidOperationException ex) {
			return Optional.empty();
		}
	}

	private static Operation all(List<Operation> operations) {
		return operations.isEmpty() ? NoOperation.INSTANCE : CompositeOperation.of(operations);
	}

}
