package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.autogenerate.rename.Renames.RenamedColumn;
import dev.migrate.dialect.dependency.Alteration;
import dev.migrate.dialect.dependency.Alteration.After;
import dev.migrate.dialect.dependency.DependentObject;
import dev.migrate.dialect.dependency.DependentObject.Fate;
import dev.migrate.dialect.dependency.ObjectDependencies;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Reads what depends on all that is altered, and finds the steps that alter it. The
 * database still has the former names.
 */
final class AffectedObjects {

	private final ObjectDependencies dependencies;

	private final Renames renames;

	private final List<Change> changes;

	private final Map<String, DeclaredChange> declared;

	/**
	 * Creates a reader.
	 * @param dependencies what tells what depends on what
	 * @param renames what is renamed
	 * @param changes the steps so far
	 * @param declared what is done about declared objects, which may become more
	 */
	AffectedObjects(ObjectDependencies dependencies, Renames renames, List<Change> changes,
			Map<String, DeclaredChange> declared) {
		this.dependencies = dependencies;
		this.renames = renames;
		this.changes = changes;
		this.declared = declared;
	}

	/**
	 * Reads what depends on all that is altered. A declared object that could be replaced
	 * is dropped if it uses what is dropped in the same revision.
	 */
	List<DependentObject> read() {
		List<DependentObject> affected = readAll();
		List<DeclaredChange> inTheWay = inTheWay(affected);
		while (!inTheWay.isEmpty()) {
			inTheWay.forEach((change) -> this.declared.put(change.identity(), change.recreating()));
			affected = readAll();
			inTheWay = inTheWay(affected);
		}
		return affected;
	}

	private List<DependentObject> readAll() {
		List<Alteration> up = new ArrayList<>(former(Alterations.up(this.changes)));
		List<Alteration> down = new ArrayList<>(former(Alterations.down(this.changes)));
		this.declared.values()
			.stream()
			.filter(DeclaredChange::isDropping)
			.map(DeclaredChange::alteration)
			.filter(Objects::nonNull)
			.forEach((alteration) -> {
				up.add(alteration);
				down.add(alteration);
			});
		return this.dependencies.read(up, down);
	}

	private List<DeclaredChange> inTheWay(List<DependentObject> affected) {
		return affected.stream()
			.filter((object) -> Stream.of(object.upgrade(), object.downgrade())
				.anyMatch((effect) -> effect.fate() == Fate.REFUSED || (effect.fate() == Fate.RECREATED
						&& effect.cause() != null && effect.cause().after() == After.NOTHING)))
			.map((object) -> this.declared.get(object.identity()))
			.filter((change) -> change != null && change.alteration() != null && !change.isDropping())
			.toList();
	}

	private List<Alteration> former(Set<Alteration> alterations) {
		return alterations.stream().map((alteration) -> {
			ObjectName table = alteration.object();
			String part = this.renames.columns()
				.stream()
				.filter((column) -> column.table().equals(table) && column.to().equals(alteration.part()))
				.map(RenamedColumn::from)
				.findFirst()
				.orElse(alteration.part());
			return alteration.of(this.renames.former(table), part);
		}).toList();
	}

	/**
	 * Returns the step that makes an alteration.
	 */
	@Nullable Operation operation(Alteration former, boolean upgrade) {
		for (Change change : this.changes) {
			Operation operation = upgrade ? change.upgrade() : change.downgrade();
			if (former(Alterations.of(operation)).stream()
				.anyMatch((other) -> other.after(former.after()).equals(former))) {
				return operation;
			}
		}
		return null;
	}

}
