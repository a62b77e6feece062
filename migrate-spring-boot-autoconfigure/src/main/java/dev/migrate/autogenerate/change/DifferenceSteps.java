package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.difference.ColumnNameDifference;
import dev.migrate.autogenerate.difference.CompositeTypeDifference;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.EnumTypeDifference;
import dev.migrate.autogenerate.difference.IndexDifference;
import dev.migrate.autogenerate.difference.RowDifference;
import dev.migrate.autogenerate.difference.SequenceDifference;
import dev.migrate.autogenerate.difference.TableCommentDifference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.operations.object.AddEnumValue;
import dev.migrate.operations.object.AlterCompositeType;
import dev.migrate.operations.object.AlterSequence;
import dev.migrate.operations.object.CreateObject;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.object.RenameEnumValue;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.object.ReplaceEnum;
import dev.migrate.operations.object.SetComment;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.RowChanges;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.DropTable;
import dev.migrate.operations.table.RenameColumn;
import dev.migrate.operations.table.ValidateConstraint;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Knows which operations of an upgrade belong to which difference, so that what is
 * reported is what is written.
 */
public final class DifferenceSteps {

	private final List<Operation> planned;

	private final List<Operation> written;

	/**
	 * Creates it.
	 * @param planned the revisions as they are planned
	 * @param written the revisions as they are written
	 */
	public DifferenceSteps(List<GeneratedRevision> planned, List<GeneratedRevision> written) {
		this.planned = operations(planned);
		this.written = operations(written);
	}

	private static List<Operation> operations(List<GeneratedRevision> revisions) {
		return revisions.stream()
			.flatMap((revision) -> revision.upgrade().stream())
			.map((step) -> step.operation())
			.toList();
	}

	/**
	 * Returns a difference with the names that its constraint or index gets, which may
	 * not be the wanted one because that is taken.
	 */
	public Difference named(Difference difference) {
		if (difference instanceof ConstraintDifference constraint && constraint.wanted() != null) {
			return this.planned.stream()
				.filter((operation) -> operation instanceof CreateConstraint creation
						&& creation.table().equals(difference.object())
						&& isSame(creation.constraint(), constraint.wanted()))
				.findFirst()
				.<Difference>map((operation) -> ConstraintDifference.of(difference.object(),
						((CreateConstraint) operation).constraint(), constraint.found()))
				.orElse(difference);
		}
		if (difference instanceof IndexDifference index && index.wanted() != null) {
			return this.planned.stream()
				.filter((operation) -> operation instanceof CreateIndex creation
						&& creation.table().equals(difference.object()) && isSame(creation.index(), index.wanted()))
				.findFirst()
				.<Difference>map((operation) -> IndexDifference.of(difference.object(),
						((CreateIndex) operation).index(), index.found()))
				.orElse(difference);
		}
		return difference;
	}

	/**
	 * A check may be written in other words than those that the database prints.
	 */
	private static boolean isSame(Constraint one, Constraint other) {
		return one.named("x").equals(other.named("x")) || (one instanceof CheckConstraint
				&& other instanceof CheckConstraint && one.name() != null && one.name().equals(other.name()));
	}

	/**
	 * So may the expressions of an index.
	 */
	private static boolean isSame(Index one, Index other) {
		return one.named("x").equals(other.named("x")) || (one.name() != null && one.name().equals(other.name()));
	}

	/**
	 * Returns whether a step of a difference is planned.
	 */
	public boolean isPlanned(Difference difference) {
		return this.planned.stream().anyMatch((operation) -> belongs(operation, difference));
	}

	/**
	 * Returns whether a step of a difference is written, or may have been replaced by
	 * another one.
	 */
	public boolean isWritten(Difference difference) {
		return !isPlanned(difference) || this.written.stream().anyMatch((operation) -> belongs(operation, difference))
				|| this.written.stream()
					.filter((operation) -> !this.planned.contains(operation))
					.anyMatch((operation) -> operation.tables()
						.map((tables) -> tables.contains(difference.object()))
						.orElse(true));
	}

	/**
	 * Says what is dropped and created again although it does not differ, instead of what
	 * has been said of it.
	 * @param notes what has been said
	 * @param differences what differs
	 * @return all notes, one sentence each
	 */
	public List<String> recreated(List<String> notes, List<Difference> differences) {
		Set<String> dropped = new LinkedHashSet<>();
		Set<String> created = new LinkedHashSet<>();
		List<AddColumn> columns = new ArrayList<>();
		for (Operation operation : this.written) {
			if (differences.stream().noneMatch((difference) -> belongs(operation, difference))) {
				addNames(operation, dropped, created);
				if (operation instanceof AddColumn addition) {
					columns.add(addition);
				}
			}
		}
		dropped.retainAll(created);
		Set<String> along = new HashSet<>();
		columns.stream()
			.filter((addition) -> dropped.contains(name("Column", addition.table(), addition.column().name())))
			.forEach((addition) -> along.addAll(over(addition)));
		List<String> all = new ArrayList<>(notes);
		for (String name : dropped) {
			boolean unstated = all
				.removeIf((note) -> note.startsWith(name + " is not in the entities and is left alone"));
			if (!along.contains(name)) {
				all.add("%s is%s dropped and created again, because what it depends on changes.".formatted(name,
						unstated ? " not in the entities, but stays: it is" : ""));
			}
		}
		return all;
	}

	/**
	 * What is over a column goes and comes with it.
	 */
	private Set<String> over(AddColumn addition) {
		String column = addition.column().name();
		Set<String> over = new HashSet<>();
		for (Operation operation : this.written) {
			if (operation instanceof CreateConstraint creation && creation.table().equals(addition.table())
					&& FilteredSchemas.isOver(creation.constraint(), column)) {
				over.add(name("Constraint", creation.table(), creation.constraint().name()));
			}
			else if (operation instanceof CreateIndex creation && creation.table().equals(addition.table())
					&& FilteredSchemas.isOver(creation.index(), column)) {
				over.add(name("Index", creation.table(), creation.index().name()));
			}
		}
		return over;
	}

	private static void addNames(Operation operation, Set<String> dropped, Set<String> created) {
		if (operation instanceof DropConstraint drop) {
			dropped.add(name("Constraint", drop.table(), drop.name()));
		}
		else if (operation instanceof CreateConstraint creation) {
			created.add(name("Constraint", creation.table(), creation.constraint().name()));
		}
		else if (operation instanceof DropIndex drop && drop.creation() != null) {
			dropped.add(name("Index", drop.creation().table(), drop.name().name()));
		}
		else if (operation instanceof CreateIndex creation) {
			created.add(name("Index", creation.table(), creation.index().name()));
		}
		else if (operation instanceof DropColumn drop) {
			dropped.add(name("Column", drop.table(), drop.name()));
		}
		else if (operation instanceof AddColumn addition) {
			created.add(name("Column", addition.table(), addition.column().name()));
		}
	}

	private static String name(String kind, ObjectName table, @Nullable String name) {
		return kind + " " + table.written() + "." + ObjectName.written(Objects.requireNonNull(name));
	}

	private static boolean belongs(Operation operation, Difference difference) {
		ObjectName object = difference.object();
		if (difference instanceof RowDifference) {
			return operation instanceof RowChanges rows && rows.table().equals(object);
		}
		String part = difference.part();
		if (difference instanceof TableDifference table) {
			return (table.wanted() != null && operation instanceof CreateTable creation
					&& creation.table().name().equals(object))
					|| (table.found() != null && operation instanceof DropTable drop && drop.name().equals(object));
		}
		if (difference instanceof TableCommentDifference) {
			return operation instanceof SetComment comment && comment.target().name().equals(object)
					&& comment.target().part() == null;
		}
		if (difference instanceof ConstraintDifference constraint) {
			return isOf(operation, object, constraint);
		}
		if (difference instanceof IndexDifference index) {
			return (operation instanceof CreateIndex creation && creation.table().equals(object)
					&& index.wanted() != null && isSame(creation.index(), index.wanted()))
					|| (operation instanceof DropIndex drop && index.found() != null
							&& drop.name().name().equals(index.found().name()));
		}
		if (difference instanceof SequenceDifference) {
			return (operation instanceof AlterSequence alteration && alteration.to().name().equals(object))
					|| isOf(operation, ObjectKind.SEQUENCE, object);
		}
		if (difference instanceof EnumTypeDifference) {
			return isOfEnum(operation, object) || isOf(operation, ObjectKind.TYPE, object);
		}
		if (difference instanceof CompositeTypeDifference) {
			return (operation instanceof AlterCompositeType alteration && alteration.to().name().equals(object))
					|| isOf(operation, ObjectKind.COMPOSITE_TYPE, object);
		}
		if (difference instanceof ColumnNameDifference) {
			return operation instanceof RenameColumn renaming && renaming.table().equals(object)
					&& renaming.newName().equals(part);
		}
		if (difference.kind().isName()) {
			return operation instanceof RenameObject renaming && renaming.newName().equals(object.name());
		}
		return isOfColumn(operation, object, Objects.requireNonNull(part));
	}

	private static boolean isOf(Operation operation, ObjectName table, ConstraintDifference difference) {
		if (operation instanceof CreateConstraint creation) {
			return creation.table().equals(table) && difference.wanted() != null
					&& isSame(creation.constraint(), difference.wanted());
		}
		if (operation instanceof ValidateConstraint validation) {
			return validation.table().equals(table) && difference.wanted() != null
					&& validation.name().equals(difference.wanted().name());
		}
		return operation instanceof DropConstraint drop && drop.table().equals(table) && difference.found() != null
				&& drop.name().equals(difference.found().name());
	}

	private static boolean isOf(Operation operation, ObjectKind kind, ObjectName name) {
		return (operation instanceof CreateObject creation && creation.kind() == kind && creation.name().equals(name))
				|| (operation instanceof DropObject drop && drop.kind() == kind && drop.name().equals(name));
	}

	private static boolean isOfEnum(Operation operation, ObjectName name) {
		return (operation instanceof AddEnumValue addition && addition.type().equals(name))
				|| (operation instanceof RenameEnumValue rename && rename.type().equals(name))
				|| (operation instanceof ReplaceEnum replacement && replacement.to().name().equals(name));
	}

	private static boolean isOfColumn(Operation operation, ObjectName table, String column) {
		return (operation instanceof AddColumn addition && addition.table().equals(table)
				&& addition.column().name().equals(column))
				|| (operation instanceof DropColumn drop && drop.table().equals(table) && drop.name().equals(column))
				|| (operation instanceof AlterColumn alteration && alteration.table().equals(table)
						&& alteration.column().equals(column))
				|| (operation instanceof SetComment comment && comment.target().name().equals(table)
						&& column.equals(comment.target().part()));
	}

}
