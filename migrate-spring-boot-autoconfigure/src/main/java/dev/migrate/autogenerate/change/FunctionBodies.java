package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.dialect.dependency.ObjectDependencies;
import dev.migrate.dialect.sql.MentionedNames;
import dev.migrate.operations.definition.CreateDefinition;
import dev.migrate.operations.definition.DropDefinition;
import dev.migrate.operations.definition.ReplaceDefinition;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.CreateHead;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

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
			.map(FunctionBodies::creation)
			.filter(FunctionBodies::isRoutine)
			.flatMap((sql) -> MentionedNames.inStrings(sql).stream())
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the statement that an operation runs, or an empty text.
	 */
	private static String creation(Operation operation) {
		if (operation instanceof ReplaceDefinition replacement) {
			return replacement.definition().sql();
		}
		if (operation instanceof CreateDefinition creation) {
			return creation.definition().sql();
		}
		return (operation instanceof Execute execute) ? execute.sql() : "";
	}

	private static boolean isRoutine(String sql) {
		CreateHead head = CreateHead.of(sql);
		return head != null && head.rest().acceptOneOf(ROUTINES);
	}

	/**
	 * Returns the names of what an operation creates, changes or drops.
	 */
	static Set<String> names(Operation operation) {
		Set<String> names = new HashSet<>();
		for (Operation part : parts(operation)) {
			if (part instanceof DropDefinition drop) {
				names.add(drop.object().name().name());
			}
			else if (!creation(part).isEmpty()) {
				addName(creation(part), names);
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

	private static void addName(String sql, Set<String> names) {
		ObjectName name = name(sql);
		if (name != null) {
			names.add(name.name());
		}
	}

	/**
	 * Returns the names of what statements create, change or drop, as they are written.
	 */
	static List<ObjectName> objects(Operation operation) {
		return parts(operation).stream()
			.filter(Execute.class::isInstance)
			.map((part) -> name(((Execute) part).sql()))
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable ObjectName name(String sql) {
		CreateHead head = CreateHead.of(sql);
		Keywords keywords = (head != null) ? head.rest() : new Keywords(sql);
		if (head == null && !keywords.acceptOneOf("DROP", "ALTER")) {
			return null;
		}
		keywords.acceptOneOf("MATERIALIZED", "RECURSIVE");
		String name = null;
		if (keywords.acceptOneOf(NAMED)) {
			keywords.accept("IF", "EXISTS");
			keywords.accept("IF", "NOT", "EXISTS");
			name = keywords.name();
		}
		if (name == null) {
			return null;
		}
		List<String> parts = List.copyOf(ObjectName.parts(name, (text) -> text.toLowerCase(Locale.ROOT)));
		return new ObjectName((parts.size() > 1) ? parts.get(parts.size() - 2) : null, parts.get(parts.size() - 1));
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
		List<Operation> all = new ArrayList<>();
		for (Operation part : parts(operation)) {
			String creation = creation(part);
			if (isRoutine(creation)) {
				List<String> unchecked = this.dependencies.unchecked(creation);
				unchecked.forEach((sql) -> all.add(sql.equals(creation) ? part : Execute.sql(sql)));
			}
			else {
				all.add(part);
			}
		}
		return CompositeOperation.of(all);
	}

}
