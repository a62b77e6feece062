package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.Change.Phase;
import dev.migrate.autogenerate.Difference.Kind;
import dev.migrate.operations.CommentTarget;
import dev.migrate.operations.CreateEnum;
import dev.migrate.operations.DropObject;
import dev.migrate.operations.ObjectKind;
import dev.migrate.operations.RenameObject;
import dev.migrate.operations.SetComment;
import dev.migrate.operations.AddColumn;
import dev.migrate.operations.AlterSequence;
import dev.migrate.operations.Comment;
import dev.migrate.operations.CreateConstraint;
import dev.migrate.operations.CreateIndex;
import dev.migrate.operations.CreateSequence;
import dev.migrate.operations.DropColumn;
import dev.migrate.operations.DropConstraint;
import dev.migrate.operations.DropIndex;
import dev.migrate.operations.RenameColumn;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;

/**
 * Turns differences into steps that run in their order, each with its exact way back.
 */
final class Changes {

	private final SchemaSnapshot found;

	private final List<Difference> differences;

	private final List<Change> changes = new ArrayList<>();

	Changes(SchemaSnapshot found, List<Difference> differences) {
		this.found = found;
		this.differences = differences;
	}

	/**
	 * Returns the steps.
	 * @return the steps in the order to be taken; the way back takes them from the last
	 * to the first
	 */
	List<Change> inOrder() {
		Map<Kind, List<Difference>> byKind = this.differences.stream()
			.collect(Collectors.groupingBy(Difference::kind, LinkedHashMap::new, Collectors.toList()));
		this.differences.stream().filter((difference) -> difference.kind().isName()).forEach(this::name);
		byKind.getOrDefault(Kind.ENUM_TYPE, List.of()).forEach(this::enumType);
		byKind.getOrDefault(Kind.SEQUENCE, List.of()).forEach(this::sequence);
		new TableChanges(this.found, this.differences, this.changes).add();
		byKind.getOrDefault(Kind.TABLE_COMMENT, List.of()).forEach(this::tableComment);
		byKind.getOrDefault(Kind.COLUMN, List.of()).forEach(this::column);
		alteredColumns().values().forEach((altered) -> this.changes.addAll(alter(altered)));
		byKind.getOrDefault(Kind.CONSTRAINT, List.of()).forEach(this::constraint);
		byKind.getOrDefault(Kind.INDEX, List.of()).forEach(this::index);
		if (new EnumChanges(this.found, this.differences).haveDroppedTables()) {
			this.changes.replaceAll((change) -> (change.phase() == Phase.DROP_TABLE)
					? change.in(Phase.DROP_TABLE_BEFORE_TYPES) : change);
		}
		this.changes.addAll(Obstacles.of(this.found, this.differences, this.changes));
		return new FreeNames(this.found).in(this.changes.stream().sorted(Comparator.comparing(Change::phase)).toList());
	}

	private void name(Difference difference) {
		Object other = Objects.requireNonNull(difference.found());
		String name = difference.object().name();
		if (other instanceof InspectedTable table) {
			this.changes.add(Change.of(Phase.RENAME_TABLE, new RenameObject(ObjectKind.TABLE, table.name(), name)));
		}
		else if (other instanceof Sequence sequence) {
			this.changes
				.add(Change.of(Phase.RENAME_TABLE, new RenameObject(ObjectKind.SEQUENCE, sequence.name(), name)));
		}
		else {
			this.changes.add(Change.of(Phase.RENAME_COLUMN, new RenameColumn(difference.object(),
					((Column) other).name(), Objects.requireNonNull(difference.part()))));
		}
	}

	private void enumType(Difference difference) {
		EnumType wanted = (EnumType) difference.wanted();
		EnumType other = (EnumType) difference.found();
		if (wanted == null) {
			EnumType dropped = Objects.requireNonNull(other);
			this.changes.add(Change.of(Phase.DROP_TYPE, DropObject.of(new CreateEnum(dropped))));
			return;
		}
		this.changes.addAll(new EnumChanges(this.found, this.differences).of(wanted, other));
	}

	private void sequence(Difference difference) {
		Sequence wanted = (Sequence) difference.wanted();
		Sequence other = (Sequence) difference.found();
		if (wanted == null) {
			Sequence dropped = Objects.requireNonNull(other);
			this.changes.add(Change.of(Phase.DROP_SEQUENCE, DropObject.of(new CreateSequence(dropped, Set.of()))));
			return;
		}
		if (other == null) {
			this.changes.add(Change.of(Phase.SEQUENCE, new CreateSequence(wanted, Set.of())));
			return;
		}
		Sequence altered = other
			.options(other.options().incrementBy(Objects.requireNonNullElse(wanted.options().incrementBy(), 1L)));
		this.changes.add(Change.of(Phase.SEQUENCE, new AlterSequence(other, altered)));
	}

	private void tableComment(Difference difference) {
		Table wanted = Objects.requireNonNull((Table) difference.wanted());
		Table other = Objects.requireNonNull((Table) difference.found());
		this.changes.add(Change.of(Phase.COLUMN, new SetComment(CommentTarget.of(ObjectKind.TABLE, difference.object()),
				new Comment(wanted.comment()), new Comment(other.comment()))));
	}

	private void column(Difference difference) {
		Column wanted = (Column) difference.wanted();
		if (wanted != null) {
			this.changes.add(Change.of((wanted.generated() != null) ? Phase.GENERATED_COLUMN : Phase.COLUMN,
					new AddColumn(difference.object(), wanted)));
			return;
		}
		Column other = Objects.requireNonNull((Column) difference.found());
		this.changes.add(Change.of((other.generated() != null) ? Phase.DROP_GENERATED_COLUMN : Phase.DROP_COLUMN,
				new DropColumn(difference.object(), other)));
	}

	private Map<String, List<Difference>> alteredColumns() {
		return this.differences.stream()
			.filter((difference) -> difference.kind().isColumnProperty())
			.collect(Collectors.groupingBy((difference) -> difference.object() + "\0" + difference.part(),
					LinkedHashMap::new, Collectors.toList()));
	}

	private List<Change> alter(List<Difference> altered) {
		Column existing = Objects.requireNonNull((Column) altered.get(0).found());
		boolean otherValues = this.differences.stream()
			.anyMatch((difference) -> difference.kind() == Kind.ENUM_TYPE
					&& EnumChanges.isOf(existing.type(), difference.object()));
		return otherValues ? ColumnChanges.ofReplacedEnum(altered) : ColumnChanges.of(altered);
	}

	private void constraint(Difference difference) {
		ObjectName table = difference.object();
		Constraint other = (Constraint) difference.found();
		if (other != null) {
			this.changes.add(Change.of((other instanceof ForeignKey) ? Phase.DROP_FOREIGN_KEY : Phase.DROP_CONSTRAINT,
					new DropConstraint(table, other)));
		}
		Constraint wanted = (Constraint) difference.wanted();
		if (wanted != null) {
			this.changes
				.add(Change.of((wanted instanceof ForeignKey) ? Phase.CREATE_FOREIGN_KEY : Phase.CREATE_CONSTRAINT,
						new CreateConstraint(table, wanted)));
		}
	}

	private void index(Difference difference) {
		ObjectName table = difference.object();
		Index other = (Index) difference.found();
		if (other != null) {
			this.changes.add(Change.of(Phase.DROP_INDEX, DropIndex.of(new CreateIndex(table, other))));
		}
		Index wanted = (Index) difference.wanted();
		if (wanted != null) {
			this.changes.add(Change.of(Phase.CREATE_INDEX, new CreateIndex(table, wanted)));
		}
	}

}
