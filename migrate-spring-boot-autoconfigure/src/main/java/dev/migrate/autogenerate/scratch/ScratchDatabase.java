package dev.migrate.autogenerate.scratch;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.object.CreateEnum;
import dev.migrate.operations.object.CreateSequence;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;

import org.springframework.dao.DataAccessException;

/**
 * Lets the database itself say what it makes of a wanted schema: creates it in schemas of
 * its own, in a transaction that is rolled back, and reads it back. Foreign keys are not
 * created, because that would lock what they refer to; they come back as they were.
 */
public final class ScratchDatabase {

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
	 * A schema as the database reads it back.
	 *
	 * @param schema what the database says that it is
	 * @param refused what the database has refused to create, one sentence each
	 */
	public record ReadBack(SchemaSnapshot schema, List<String> refused) {
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

	private ReadBack createAndRead(WantedSchema wanted, Renames renames, WantedSchema renamed, String defaultSchema) {
		Map<String, String> schemas = createSchemas(wanted, defaultSchema);
		this.session.search(Objects.requireNonNull(schemas.get(defaultSchema)));
		ObjectRenaming scratch = ObjectRenaming.of(wanted.names().collect(Collectors.toSet()), schemas, this.dialect);
		List<Operation> operations = operations(wanted, scratch);
		operations.addAll(renames.operations(wanted.tables().stream().map(Table::name).toList(), scratch::object));
		List<String> refused = create(operations);
		List<String> locks = this.session.strongLocks(schemas.values());
		if (!locks.isEmpty()) {
			throw ComparisonFailedException.scratchLocks(locks);
		}
		return new ReadBack(read(renamed, schemas),
				refused.stream().map((text) -> unscratched(text, schemas, defaultSchema)).distinct().toList());
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

	private static List<Operation> operations(WantedSchema wanted, ObjectRenaming scratch) {
		List<Operation> operations = new ArrayList<>();
		wanted.enumTypes().forEach((type) -> operations.add(new CreateEnum(type.map(scratch))));
		wanted.sequences()
			.stream()
			.filter((sequence) -> sequence.ownedBy() == null)
			.forEach((sequence) -> operations.add(new CreateSequence(sequence.map(scratch), Set.of())));
		for (Table table : wanted.tables()) {
			List<Constraint> own = table.constraints()
				.stream()
				.filter((constraint) -> !(constraint instanceof ForeignKey))
				.toList();
			operations.add(new CreateTable(table.constraints(own).map(scratch)));
		}
		wanted.indexes()
			.forEach((index) -> operations
				.add(new CreateIndex(scratch.object(index.table()), index.index().map(index.table(), scratch))));
		return operations;
	}

	private Map<String, String> createSchemas(WantedSchema wanted, String defaultSchema) {
		Set<String> schemas = new LinkedHashSet<>(List.of(defaultSchema));
		wanted.names().forEach((name) -> schemas.add(String.valueOf(name.schema())));
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
	private List<String> create(List<Operation> operations) {
		try {
			this.session.runAll(operations.stream().flatMap((operation) -> sql(operation).stream()).toList());
			return List.of();
		}
		catch (DataAccessException ex) {
			return operations.stream().flatMap(this::createAlone).toList();
		}
	}

	private List<String> sql(Operation operation) {
		return this.dialect.write(operation).stream().map(SqlCommand::sql).toList();
	}

	/**
	 * Creates one thing, and of a table as much as the database accepts.
	 */
	private Stream<String> createAlone(Operation operation) {
		Optional<String> problem = attempt(operation);
		if (problem.isEmpty() || !(operation instanceof CreateTable creation)) {
			return problem.stream();
		}
		Table table = creation.table();
		List<Operation> parts = new ArrayList<>(
				List.of(new CreateTable(table.columns(List.of()).constraints(List.of()))));
		table.columns().forEach((column) -> parts.add(new AddColumn(table.name(), column)));
		table.constraints().forEach((constraint) -> parts.add(new CreateConstraint(table.name(), constraint)));
		return parts.stream().flatMap((part) -> attempt(part).stream());
	}

	/**
	 * Creates something.
	 * @return what the database has against it, if it refuses
	 */
	private Optional<String> attempt(Operation operation) {
		try {
			this.session.runAll(sql(operation));
			return Optional.empty();
		}
		catch (DataAccessException ex) {
			return Optional
				.of("The database refuses a part of the model: %s: %s".formatted(operation.describe(), message(ex)));
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
		return SchemaSnapshot.of(tables, List.of(), read.sequences().values(), read.enumTypes().values(), List.of(),
				List.of());
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
