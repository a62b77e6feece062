package dev.migrate.autogenerate.scratch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.RefusedPart;
import dev.migrate.autogenerate.SchemaObject.Kind;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.autogenerate.rename.ObjectRenaming;
import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;

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
						.map((operation) -> Creation.of(Kind.TABLE, table.name(), null, operation)))
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
		List<Creation> creations = SchemaCreation.creations(wanted, scratch);
		creations.addAll(more.apply(scratch));
		List<RefusedPart> refused = new SchemaCreation(this.dialect, this.session).create(creations,
				wanted.prerequisites());
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
