package dev.migrate.autogenerate.scratch;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.SchemaObject.Kind;
import dev.migrate.autogenerate.SchemaObject.Side;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.object.CreateCompositeType;
import dev.migrate.operations.object.CreateEnum;
import dev.migrate.operations.object.CreateSequence;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Lets the database itself say what it makes of a wanted schema: creates it in schemas of
 * its own, in a transaction that is rolled back, and reads it back. Foreign keys are not
 * created, because that would lock what they refer to; they come back as they were.
 */
public final class ScratchDatabase {

	/**
	 * Failures that say nothing about what is to be created.
	 */
	private static final Set<FailureKind> OF_SESSION = EnumSet.of(FailureKind.CONTENTION, FailureKind.CONNECTION_LOST,
			FailureKind.TOO_MANY_LOCKS);

	private final String name;

	private final Dialect dialect;

	private final ScratchSession session;

	private final Inspector inspector;

	public ScratchDatabase(DatabaseSession database) {
		this.name = database.name();
		this.dialect = database.dialect();
		this.session = database.scratch();
		this.inspector = database.inspector();
	}

	/**
	 * Makes sure that anything can be created.
	 * @throws ComparisonFailedException if the user may create neither schemas nor
	 * temporary objects
	 */
	public void requireRights() {
		if (!this.session.mayCreateSchemas() && !this.session.mayCreateTemporaryObjects()) {
			throw ComparisonFailedException.noRight(this.name);
		}
	}

	/**
	 * Returns whether a failure says nothing about what is to be created.
	 */
	public static boolean isOfSession(FailureKind kind) {
		return OF_SESSION.contains(kind);
	}

	/**
	 * A schema as the database reads it back.
	 *
	 * @param schema what the database says that it is
	 * @param refused what the database has refused to create, without what cannot be
	 * there because of that
	 */
	public record ReadBack(SchemaSnapshot schema, List<RefusedPart> refused) {
	}

	/**
	 * Creates a schema, reads it back and undoes it.
	 * @param wanted the schema; every name has its schema, and constraints and indexes
	 * have names
	 * @param defaultSchema the schema that names in expressions mean that have none
	 * @return what the database makes of it, under the names that it was given
	 * @throws ComparisonFailedException if a live object would have to be locked
	 */
	public ReadBack readBack(WantedSchema wanted, String defaultSchema) {
		return readBack(wanted, Renames.NONE, wanted, defaultSchema);
	}

	/**
	 * Creates a schema, renames a part of it, reads it back and undoes it.
	 * @param wanted the schema; every name has its schema, and constraints and indexes
	 * have names
	 * @param renames what is renamed
	 * @param renamed the schema as it is then
	 * @param defaultSchema the schema that names in expressions mean that have none
	 * @return what the database makes of it, under its new names
	 * @throws ComparisonFailedException if a live object would have to be locked
	 */
	public ReadBack readBack(WantedSchema wanted, Renames renames, WantedSchema renamed, String defaultSchema) {
		return this.session.undo(() -> createAndRead(wanted, renames, renamed, defaultSchema));
	}

	/**
	 * Creates a schema, then something more, and undoes it.
	 * @param wanted the schema; every name has its schema, and constraints and indexes
	 * have names
	 * @param names the names of what is created besides
	 * @param more what creates it, or alters the schema, under the names that are given
	 * @param defaultSchema the schema that names in expressions mean that have none
	 * @return what the database refuses to create or to alter
	 * @throws ComparisonFailedException if a live object would have to be locked
	 */
	List<RefusedPart> refused(WantedSchema wanted, Set<ObjectName> names, Function<Renaming, List<Creation>> more,
			String defaultSchema) {
		return this.session
			.undo(() -> create(wanted, createSchemas(wanted, names, defaultSchema), names, defaultSchema, more));
	}

	/**
	 * Creates schemas, does something there and undoes it. A name without a schema leads
	 * to the one that stands for the default schema.
	 * @param <T> what comes of it
	 * @param schemas the names of the schemas
	 * @param defaultSchema the default schema
	 * @param work takes the scratch schema of each schema
	 * @return what comes of it
	 * @throws ComparisonFailedException if the user may not create schemas
	 */
	public <T> T inSchemas(Set<String> schemas, String defaultSchema, Function<Map<String, String>, T> work) {
		if (!this.session.mayCreateSchemas()) {
			throw ComparisonFailedException.noRightForObjects(this.name);
		}
		return this.session.undo(() -> {
			Map<String, String> scratch = new LinkedHashMap<>();
			schemas.forEach((schema) -> scratch.put(schema, this.session.newSchema()));
			this.session.search(Objects.requireNonNull(scratch.get(defaultSchema)));
			return work.apply(scratch);
		});
	}

	/**
	 * Creates a schema as far as the database accepts it.
	 * @param wanted the schema; every name has its schema, and constraints and indexes
	 * have names
	 * @param schemas the scratch schema of each schema
	 * @param defaultSchema the schema that names in expressions mean that have none
	 */
	public void create(WantedSchema wanted, Map<String, String> schemas, String defaultSchema) {
		create(wanted, schemas, Set.of(), defaultSchema, (scratch) -> List.of());
	}

	boolean mayCreateSchemas() {
		return this.session.mayCreateSchemas();
	}

	/**
	 * Returns a name as definitions have it.
	 */
	String quoted(ObjectName name) {
		return this.dialect.quote(name);
	}

	/**
	 * Returns the names of tables and views that there are.
	 */
	Set<ObjectName> tables(Collection<ObjectName> names) {
		return names.isEmpty() ? Set.of() : this.session.tables(names);
	}

	/**
	 * Returns what creates an empty table like an existing table or view.
	 */
	Operation copy(ObjectName table, ObjectName copy) {
		return Execute.sql(this.session.copy(table, copy));
	}

	private ReadBack createAndRead(WantedSchema wanted, Renames renames, WantedSchema renamed, String defaultSchema) {
		Map<String, String> schemas = createSchemas(wanted, Set.of(), defaultSchema);
		List<RefusedPart> refused = create(wanted, schemas, Set.of(), defaultSchema,
				(scratch) -> wanted.tables()
					.stream()
					.flatMap((table) -> renames.operations(List.of(table.name()), scratch::object)
						.stream()
						.map((operation) -> new Creation(object(Kind.TABLE, table.name(), null), operation)))
					.toList());
		return new ReadBack(read(renamed, schemas), refused);
	}

	private List<RefusedPart> create(WantedSchema wanted, Map<String, String> schemas, Set<ObjectName> names,
			String defaultSchema, Function<Renaming, List<Creation>> more) {
		this.session.search(Objects.requireNonNull(schemas.get(defaultSchema)));
		ObjectRenaming scratch = ObjectRenaming
			.of(Stream.of(wanted.names(), wanted.prerequisites().stream().map(Prerequisite::name), names.stream())
				.flatMap((all) -> all)
				.collect(Collectors.toSet()), schemas, this.dialect);
		List<Creation> creations = creations(wanted, scratch);
		creations.addAll(more.apply(scratch));
		List<RefusedPart> refused = create(creations, wanted.prerequisites());
		List<String> locks = this.session.strongLocks(schemas.values());
		if (!locks.isEmpty()) {
			throw ComparisonFailedException.scratchLocks(locks);
		}
		return refused.stream()
			.map((part) -> new RefusedPart(part.object(), part.attribute(),
					unscratched(part.message(), schemas, defaultSchema)))
			.distinct()
			.toList();
	}

	/**
	 * Says what people call by its own name what a text calls by that of a scratch
	 * schema.
	 */
	private static String unscratched(String text, Map<String, String> schemas, String defaultSchema) {
		String named = text.replace(schemas.get(defaultSchema) + ".", "");
		for (Map.Entry<String, String> schema : schemas.entrySet()) {
			named = named.replace(schema.getValue(), schema.getKey());
		}
		return named;
	}

	/**
	 * What creates a part of the wanted schema, or something more.
	 *
	 * @param object the part
	 * @param operation the operation in the scratch schemas
	 * @param needs what must not have been refused, or it is not even tried
	 */
	record Creation(SchemaObject object, Operation operation, Set<SchemaObject> needs) {

		Creation(SchemaObject object, Operation operation) {
			this(object, operation, Set.of());
		}

		boolean isNeededBy(Prerequisite prerequisite) {
			return !(this.operation instanceof CreateIndex) && prerequisite.needs().contains(this.object.name());
		}

	}

	private static SchemaObject object(Kind kind, ObjectName name, @Nullable String part) {
		return new SchemaObject(kind, name, part, Side.MODEL);
	}

	private static List<Creation> creations(WantedSchema wanted, ObjectRenaming scratch) {
		List<Creation> creations = new ArrayList<>();
		wanted.enumTypes()
			.forEach((type) -> creations
				.add(new Creation(object(Kind.ENUM_TYPE, type.name(), null), new CreateEnum(type.map(scratch)))));
		wanted.compositeTypes()
			.forEach((type) -> creations.add(new Creation(object(Kind.COMPOSITE_TYPE, type.name(), null),
					new CreateCompositeType(type.map(scratch)))));
		wanted.sequences()
			.stream()
			.filter((sequence) -> sequence.ownedBy() == null)
			.forEach((sequence) -> creations.add(new Creation(object(Kind.SEQUENCE, sequence.name(), null),
					new CreateSequence(sequence.map(scratch), Set.of()))));
		for (Table table : wanted.tables()) {
			List<Constraint> own = table.constraints()
				.stream()
				.filter((constraint) -> !(constraint instanceof ForeignKey))
				.toList();
			creations.add(new Creation(object(Kind.TABLE, table.name(), null),
					new CreateTable(table.constraints(own).map(scratch))));
		}
		wanted.indexes()
			.forEach((index) -> creations.add(new Creation(object(Kind.INDEX, index.table(), index.index().name()),
					new CreateIndex(scratch.object(index.table()), index.index().map(index.table(), scratch)))));
		return creations;
	}

	private Map<String, String> createSchemas(WantedSchema wanted, Set<ObjectName> names, String defaultSchema) {
		Set<String> schemas = new LinkedHashSet<>(List.of(defaultSchema));
		Stream.concat(wanted.names(), names.stream()).forEach((name) -> schemas.add(String.valueOf(name.schema())));
		Map<String, String> scratch = new LinkedHashMap<>();
		if (schemas.size() > 1 && !this.session.mayCreateSchemas()) {
			throw ComparisonFailedException.noRightForSchemas(schemas, this.name);
		}
		schemas.forEach((schema) -> scratch.put(schema, this.session.newSchema()));
		return scratch;
	}

	/**
	 * Creates everything at once, or one by one what the database does not refuse.
	 * @return what it refuses
	 */
	private List<RefusedPart> create(List<Creation> creations, List<Prerequisite> prerequisites) {
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
			.forEach((constraint) -> attempt(new Creation(object(Kind.CONSTRAINT, name, constraint.name()),
					new CreateConstraint(table.name(), constraint)))
				.ifPresent(refused::add));
	}

	private static Creation addition(Table table, Column column, ObjectName name) {
		return new Creation(object(Kind.COLUMN, name, column.name()), new AddColumn(table.name(), column));
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
					&& OF_SESSION.contains(this.dialect.failureKind(cause))) {
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

	private SchemaSnapshot read(WantedSchema wanted, Map<String, String> schemas) {
		SchemaSnapshot snapshot = this.inspector.read(schemas.values());
		Map<String, String> back = new LinkedHashMap<>();
		schemas.forEach((schema, scratch) -> back.put(scratch, schema));
		SchemaSnapshot read = snapshot.map(ObjectRenaming.all(back, this.dialect));
		List<InspectedTable> tables = new ArrayList<>();
		for (Table table : wanted.tables()) {
			InspectedTable found = read.tables().get(table.name());
			if (found != null) {
				tables.add(withForeignKeys(found, table));
			}
		}
		return SchemaSnapshot.of(tables, List.of(), read.sequences().values(), read.enumTypes().values(),
				read.compositeTypes().values(), List.of(), List.of());
	}

	/**
	 * A foreign key that misses one of its columns, because the database has refused it,
	 * is none.
	 */
	private static InspectedTable withForeignKeys(InspectedTable found, Table wanted) {
		List<Constraint> constraints = new ArrayList<>(found.table().constraints());
		wanted.constraints()
			.stream()
			.filter(ForeignKey.class::isInstance)
			.map(ForeignKey.class::cast)
			.filter((key) -> key.columns().stream().allMatch((column) -> found.table().findColumn(column).isPresent()))
			.forEach(constraints::add);
		return found.table(found.table().constraints(constraints));
	}

}
