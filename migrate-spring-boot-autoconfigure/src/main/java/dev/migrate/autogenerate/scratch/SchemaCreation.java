package dev.migrate.autogenerate.scratch;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.SchemaObject.Kind;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.object.CreateCompositeType;
import dev.migrate.operations.object.CreateEnum;
import dev.migrate.operations.object.CreateSequence;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;

import org.springframework.dao.DataAccessException;

/**
 * Creates the parts of a wanted schema, everything at once or, if the database refuses
 * something, one by one what it accepts.
 */
final class SchemaCreation {

	private final Dialect dialect;

	private final ScratchSession session;

	SchemaCreation(Dialect dialect, ScratchSession session) {
		this.dialect = dialect;
		this.session = session;
	}

	/**
	 * Returns what creates the parts of a schema under their scratch names.
	 */
	static List<Creation> creations(WantedSchema wanted, ObjectRenaming scratch) {
		List<Creation> creations = new ArrayList<>();
		wanted.enumTypes()
			.forEach((type) -> creations
				.add(Creation.of(Kind.ENUM_TYPE, type.name(), null, new CreateEnum(type.map(scratch)))));
		wanted.compositeTypes()
			.forEach((type) -> creations
				.add(Creation.of(Kind.COMPOSITE_TYPE, type.name(), null, new CreateCompositeType(type.map(scratch)))));
		wanted.sequences()
			.stream()
			.filter((sequence) -> sequence.ownedBy() == null)
			.forEach((sequence) -> creations.add(Creation.of(Kind.SEQUENCE, sequence.name(), null,
					new CreateSequence(sequence.map(scratch), Set.of()))));
		for (Table table : wanted.tables()) {
			List<Constraint> own = table.constraints()
				.stream()
				.filter((constraint) -> !(constraint instanceof ForeignKey))
				.toList();
			creations
				.add(Creation.of(Kind.TABLE, table.name(), null, new CreateTable(table.constraints(own).map(scratch))));
		}
		wanted.indexes()
			.forEach((index) -> creations.add(Creation.of(Kind.INDEX, index.table(), index.index().name(),
					new CreateIndex(scratch.object(index.table()), index.index().map(index.table(), scratch)))));
		return creations;
	}

	/**
	 * Creates everything at once, or one by one what the database does not refuse.
	 * @return what it refuses
	 */
	List<RefusedPart> create(List<Creation> creations, List<Prerequisite> prerequisites) {
		try {
			this.session.runAll(inOrder(creations, prerequisites));
			return List.of();
		}
		catch (DataAccessException | UnsupportedFeatureException ex) {
			List<RefusedPart> refused = new ArrayList<>();
			List<Prerequisite> pending = new ArrayList<>(prerequisites);
			List<Creation> rest = withPrerequisites(creations, pending);
			while (!rest.isEmpty()) {
				createAlone(rest.remove(0), refused, () -> createPossible(pending, rest));
			}
			return refused;
		}
	}

	/**
	 * Returns all statements, each prerequisite after what it needs and before the rest.
	 */
	private List<String> inOrder(List<Creation> creations, List<Prerequisite> prerequisites) {
		List<Creation> rest = new ArrayList<>(creations);
		List<String> statements = new ArrayList<>();
		for (Prerequisite prerequisite : prerequisites) {
			List<Creation> needed = rest.stream().filter((creation) -> creation.isNeededBy(prerequisite)).toList();
			needed.forEach((creation) -> statements.addAll(sql(creation)));
			rest.removeAll(needed);
			statements.add(prerequisite.sql());
		}
		rest.forEach((creation) -> statements.addAll(sql(creation)));
		return statements;
	}

	/**
	 * Creates each prerequisite as soon as what it needs is there, and whatever then can
	 * be created as a whole. Before that, it would meet another thing of that name.
	 * @return the rest
	 */
	private List<Creation> withPrerequisites(List<Creation> creations, List<Prerequisite> pending) {
		List<Creation> rest = new ArrayList<>(creations);
		boolean progress = !pending.isEmpty();
		while (progress) {
			boolean more = createPossible(pending, rest);
			progress = rest.removeIf((creation) -> creation.needs().isEmpty() && attempt(creation).isEmpty()) || more;
		}
		rest.sort(Comparator.comparing((creation) -> pending.stream().noneMatch(creation::isNeededBy)));
		return rest;
	}

	/**
	 * Creates the prerequisites that need nothing of what is missing.
	 * @return whether there was one
	 */
	private boolean createPossible(List<Prerequisite> pending, List<Creation> rest) {
		List<Prerequisite> missing = new ArrayList<>();
		for (Prerequisite prerequisite : pending) {
			boolean possible = rest.stream().noneMatch((creation) -> creation.isNeededBy(prerequisite))
					&& missing.stream()
						.noneMatch((earlier) -> earlier.name().equals(prerequisite.name())
								|| prerequisite.needs().contains(earlier.name()));
			if (!possible || !accepts(prerequisite.sql())) {
				missing.add(prerequisite);
			}
		}
		return pending.retainAll(missing);
	}

	private boolean accepts(String statement) {
		try {
			this.session.runAll(List.of(statement));
			return true;
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

	private List<String> sql(Creation creation) {
		return sql(creation.operation());
	}

	private List<String> sql(Operation operation) {
		return this.dialect.write(operation).stream().map(SqlCommand::sql).toList();
	}

	/**
	 * Creates one object, and of a table as much as the database accepts.
	 * @param prerequisites creates what may need the columns of a table, and what its
	 * constraints may need in turn
	 */
	private void createAlone(Creation creation, List<RefusedPart> refused, Runnable prerequisites) {
		ObjectName name = creation.object().name();
		if (refused.stream().anyMatch((part) -> creation.needs().contains(part.object()))) {
			return;
		}
		if (creation.operation() instanceof CreateIndex index) {
			if (columns(name, refused).noneMatch((column) -> FilteredSchemas.isOver(index.index(), column))) {
				attempt(creation).ifPresent(refused::add);
			}
			return;
		}
		Optional<RefusedPart> problem = attempt(creation);
		if (problem.isEmpty() || !(creation.operation() instanceof CreateTable whole)) {
			problem.ifPresent(refused::add);
			return;
		}
		Table table = whole.table();
		Optional<RefusedPart> empty = attempt(
				new Creation(creation.object(), new CreateTable(table.columns(List.of()).constraints(List.of()))));
		if (empty.isPresent()) {
			refused.add(empty.get());
			return;
		}
		table.columns().stream().filter((column) -> column.generated() == null).forEach((column) -> {
			attempt(addition(table, column, name)).ifPresent(refused::add);
		});
		prerequisites.run();
		table.columns()
			.stream()
			.filter((column) -> column.generated() != null
					&& columns(name, refused).noneMatch((other) -> FilteredSchemas.isGeneratedFrom(column, other)))
			.toList()
			.forEach((column) -> attempt(addition(table, column, name)).ifPresent(refused::add));
		table.constraints()
			.stream()
			.filter((constraint) -> columns(name, refused)
				.noneMatch((column) -> FilteredSchemas.isOver(constraint, column)))
			.toList()
			.forEach((constraint) -> attempt(Creation.of(Kind.CONSTRAINT, name, constraint.name(),
					new CreateConstraint(table.name(), constraint)))
				.ifPresent(refused::add));
	}

	private static Creation addition(Table table, Column column, ObjectName name) {
		return Creation.of(Kind.COLUMN, name, column.name(), new AddColumn(table.name(), column));
	}

	/**
	 * Returns the columns of a table that have been refused.
	 */
	private static Stream<String> columns(ObjectName table, List<RefusedPart> refused) {
		return refused.stream()
			.map(RefusedPart::object)
			.filter((object) -> object.kind() == Kind.COLUMN && object.name().equals(table))
			.map(SchemaObject::part)
			.filter(Objects::nonNull);
	}

	/**
	 * Creates something.
	 * @return what the database has against it, if it refuses
	 */
	private Optional<RefusedPart> attempt(Creation creation) {
		try {
			this.session.runAll(sql(creation.operation()));
			return Optional.empty();
		}
		catch (DataAccessException ex) {
			if (ex.getMostSpecificCause() instanceof SQLException cause
					&& this.dialect.failureKind(cause).isOfSession()) {
				throw ex;
			}
			return Optional.of(new RefusedPart(creation.object(), null, message(ex)));
		}
		catch (UnsupportedFeatureException ex) {
			return Optional.of(new RefusedPart(creation.object(), null, ex.getProblem().replaceFirst("\\.$", "")));
		}
	}

	private String message(DataAccessException exception) {
		return (exception.getMostSpecificCause() instanceof SQLException cause) ? this.dialect.error(cause).message()
				: String.valueOf(exception.getMessage());
	}

}
