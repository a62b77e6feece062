package dev.migrate.autogenerate.change;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.DropTable;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Resolves conflicts of names: the name that a convention gives may belong to an object
 * that stays, such as the primary key of a table that has been renamed since. The name of
 * an index, also of one behind a constraint, is taken in its whole schema, that of
 * another constraint in its table.
 */
public final class NameConflicts {

	private static final Pattern NUMBERED = Pattern.compile("^(.*_(?:check|excl|fkey|idx|key|pkey))\\d+$",
			Pattern.DOTALL);

	private final Set<ObjectName> relations = new HashSet<>();

	private final Map<ObjectName, Set<String>> constraints = new HashMap<>();

	/**
	 * Collects the names that are taken.
	 * @param found what there is
	 */
	NameConflicts(SchemaSnapshot found) {
		found.tables().values().forEach(this::take);
		this.relations.addAll(found.views().keySet());
		this.relations.addAll(found.sequences().keySet());
	}

	private void take(InspectedTable table) {
		table.table().constraints().forEach((constraint) -> take(table.name(), constraint));
		table.indexes().stream().map(InspectedIndex::index).forEach((index) -> take(table.name(), index.name()));
		this.relations.add(table.name());
	}

	private void take(ObjectName table, Constraint constraint) {
		if (constraint.name() != null) {
			constraints(table).add(constraint.name());
		}
		if (hasIndex(constraint)) {
			take(table, constraint.name());
		}
	}

	private void take(ObjectName table, @Nullable String index) {
		if (index != null) {
			this.relations.add(table.sibling(index));
		}
	}

	private Set<String> constraints(ObjectName table) {
		return this.constraints.computeIfAbsent(table, (name) -> new HashSet<>());
	}

	private static boolean hasIndex(Constraint constraint) {
		return !(constraint instanceof CheckConstraint || constraint instanceof ForeignKey);
	}

	/**
	 * Returns the steps with a number behind each name that is taken.
	 * @param changes the steps in their order
	 * @return the steps in their order
	 */
	List<Change> in(List<Change> changes) {
		return changes.stream().map(this::next).toList();
	}

	private Change next(Change change) {
		Operation operation = change.upgrade();
		release(operation);
		Operation named = named(operation);
		return named.equals(operation) ? change : change.with(named, named.reverse().orElseThrow());
	}

	private void release(Operation operation) {
		if (operation instanceof DropConstraint drop) {
			constraints(drop.table()).remove(drop.name());
			if (drop.constraint() != null && hasIndex(drop.constraint())) {
				this.relations.remove(drop.table().sibling(drop.name()));
			}
		}
		else if (operation instanceof DropIndex drop) {
			this.relations.remove(drop.name());
		}
		else if (operation instanceof DropTable drop) {
			release(drop);
		}
	}

	private void release(DropTable drop) {
		ObjectName table = drop.name();
		this.relations.remove(table);
		this.constraints.remove(table);
		drop.indexes()
			.stream()
			.map(Index::name)
			.filter(Objects::nonNull)
			.map(table::sibling)
			.forEach(this.relations::remove);
		if (drop.table() != null) {
			drop.table()
				.constraints()
				.stream()
				.filter(NameConflicts::hasIndex)
				.map(Constraint::name)
				.filter(Objects::nonNull)
				.map(table::sibling)
				.forEach(this.relations::remove);
		}
	}

	private Operation named(Operation operation) {
		if (operation instanceof CreateTable creation) {
			Table table = creation.table();
			this.relations.add(table.name());
			List<Constraint> named = table.constraints()
				.stream()
				.map((constraint) -> named(table.name(), constraint))
				.toList();
			return new CreateTable(table.constraints(named), creation.options());
		}
		if (operation instanceof CreateConstraint creation) {
			return new CreateConstraint(creation.table(), named(creation.table(), creation.constraint()));
		}
		if (operation instanceof CreateIndex creation) {
			return new CreateIndex(creation.table(), named(creation.table(), creation.index()), creation.options());
		}
		return operation;
	}

	private Constraint named(ObjectName table, Constraint constraint) {
		if (constraint.name() == null) {
			return constraint;
		}
		Set<String> names = constraints(table);
		Constraint named = constraint.named(free(constraint.name(), (name) -> names.contains(name)
				|| (hasIndex(constraint) && this.relations.contains(table.sibling(name)))));
		take(table, named);
		return named;
	}

	private Index named(ObjectName table, Index index) {
		if (index.name() == null) {
			return index;
		}
		Index named = index.named(free(index.name(), (name) -> this.relations.contains(table.sibling(name))));
		take(table, named.name());
		return named;
	}

	/**
	 * A number that the convention has given is counted on.
	 */
	private static String free(String name, Predicate<String> taken) {
		if (!taken.test(name)) {
			return name;
		}
		String base = NUMBERED.matcher(name).replaceFirst("$1");
		String free = base;
		for (int i = 1; taken.test(free); i++) {
			free = base + i;
		}
		return free;
	}

}
