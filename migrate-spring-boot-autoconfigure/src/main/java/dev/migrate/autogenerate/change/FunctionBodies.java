package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.migrate.dialect.dependency.ObjectDependencies;
import dev.migrate.dialect.sql.MentionedNames;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.Keywords;

/**
 * Functions whose bodies are texts. What those name is no dependency for the database,
 * which refuses such a function all the same if something that its body names is not
 * there.
 */
final class FunctionBodies {

	private static final String[] ROUTINES = { "FUNCTION", "PROCEDURE" };

	private static final String[] NAMED = { "VIEW", "FUNCTION", "PROCEDURE", "AGGREGATE", "DOMAIN", "TYPE" };

	private final ObjectDependencies dependencies;

	FunctionBodies(ObjectDependencies dependencies) {
		this.dependencies = dependencies;
	}

	/**
	 * Returns the names that the bodies of functions mention that an operation creates.
	 */
	static Set<String> mentioned(Operation operation) {
		return parts(operation).stream()
			.filter((part) -> part instanceof Execute execute && isRoutine(execute.sql()))
			.flatMap((part) -> MentionedNames.inStrings(((Execute) part).sql()).stream())
			.collect(Collectors.toSet());
	}

	private static boolean isRoutine(String sql) {
		Keywords keywords = new Keywords(sql);
		if (!keywords.accept("CREATE")) {
			return false;
		}
		keywords.accept("OR", "REPLACE");
		return keywords.acceptOneOf(ROUTINES);
	}

	/**
	 * Returns the names of what an operation creates, changes or drops.
	 */
	static Set<String> names(Operation operation) {
		Set<String> names = new HashSet<>();
		for (Operation part : parts(operation)) {
			if (part instanceof Execute execute) {
				addName(new Keywords(execute.sql()), names);
			}
			else {
				part.tables().ifPresent((tables) -> tables.forEach((table) -> names.add(table.name())));
			}
			if (part instanceof RenameObject renaming) {
				names.add(renaming.name().name());
				names.add(renaming.newName());
			}
		}
		return names;
	}

	private static void addName(Keywords keywords, Set<String> names) {
		if (!keywords.acceptOneOf("CREATE", "DROP", "ALTER")) {
			return;
		}
		keywords.accept("OR", "REPLACE");
		keywords.accept("MATERIALIZED");
		if (keywords.acceptOneOf(NAMED)) {
			keywords.accept("IF", "EXISTS");
			String name = keywords.name();
			if (name != null) {
				List<String> parts = List.copyOf(ObjectName.parts(name, (text) -> text.toLowerCase(Locale.ROOT)));
				names.add(parts.get(parts.size() - 1));
			}
		}
	}

	private static List<Operation> parts(Operation operation) {
		return (operation instanceof CompositeOperation composite)
				? composite.parts().stream().flatMap((part) -> parts(part).stream()).toList() : List.of(operation);
	}

	/**
	 * Returns steps that create functions in spite of what their bodies name, where that
	 * comes later in the same direction.
	 * @param changes the steps in their order
	 */
	List<Change> in(List<Change> changes) {
		List<Change> result = new ArrayList<>(changes);
		Set<String> later = new HashSet<>();
		for (int i = changes.size() - 1; i >= 0; i--) {
			Change change = changes.get(i);
			result.set(i, change.with(unchecked(change.upgrade(), later), change.downgrade()));
			addNames(change, later);
		}
		later.clear();
		for (int i = 0; i < changes.size(); i++) {
			Change change = result.get(i);
			result.set(i, change.with(change.upgrade(), unchecked(change.downgrade(), later)));
			addNames(changes.get(i), later);
		}
		return result;
	}

	private static void addNames(Change change, Collection<String> names) {
		names.addAll(names(change.upgrade()));
		names.addAll(names(change.downgrade()));
	}

	private Operation unchecked(Operation operation, Set<String> later) {
		if (Collections.disjoint(mentioned(operation), later)) {
			return operation;
		}
		UnaryOperator<Operation> each = (part) -> (part instanceof Execute execute && isRoutine(execute.sql()))
				? CompositeOperation
					.of(this.dependencies.unchecked(execute.sql()).stream().<Operation>map(Execute::sql).toList())
				: part;
		return CompositeOperation
			.of(parts(operation).stream().map(each).flatMap((part) -> parts(part).stream()).toList());
	}

}
