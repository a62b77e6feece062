package dev.migrate.autogenerate.object;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Autogeneration.ObjectState;
import dev.migrate.autogenerate.InvalidTargetException;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.autogenerate.change.DeclaredChange;
import dev.migrate.autogenerate.difference.ObjectDifference;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.autogenerate.object.DeclaredStatement.Role;
import dev.migrate.autogenerate.scratch.DatabaseSession;
import dev.migrate.autogenerate.scratch.ScratchDatabase;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.object.ObjectType;
import dev.migrate.dialect.object.StoredObject;
import dev.migrate.schema.ObjectName;

/**
 * The views, functions, triggers and the like that the SQL files of an application
 * declare.
 */
public final class DeclaredObjects {

	private final List<DeclaredStatement> statements;

	private final String schema;

	private DeclaredObjects(List<DeclaredStatement> statements, String schema) {
		this.statements = statements;
		this.schema = schema;
	}

	/**
	 * Reads files.
	 * @param files the files
	 * @param splitter what takes them apart
	 * @param schema the default schema
	 * @return what they declare
	 * @throws dev.migrate.MigrateException if there is something else in one of them, or
	 * an object in two
	 */
	public static DeclaredObjects read(List<SchemaScript> files, StatementSplitter splitter, String schema) {
		List<DeclaredStatement> statements = files.stream()
			.flatMap((file) -> splitter.split(file.text(), file.location())
				.stream()
				.map((statement) -> DeclaredStatementReader.read(file.location(), statement, schema)))
			.toList();
		Map<String, DeclaredStatement> definitions = new LinkedHashMap<>();
		for (DeclaredStatement statement : statements) {
			if (statement.role() == Role.DEFINITION) {
				String subject = statement.subjects().iterator().next();
				DeclaredStatement other = definitions.putIfAbsent(subject, statement);
				if (other != null && !statement.type().isCallable() && !statement.isMoreOf(other)) {
					throw InvalidTargetException.declaredTwice(subject, other.toString(), statement.toString());
				}
			}
		}
		statements.stream()
			.filter((statement) -> statement.role() != Role.DEFINITION)
			.forEach((statement) -> statement.subjects()
				.stream()
				.filter((subject) -> !definitions.containsKey(subject))
				.findFirst()
				.ifPresent((subject) -> {
					throw statement.refused("is about %s, which no file declares".formatted(subject),
							"Declare it, or write the statement in a revision.");
				}));
		return new DeclaredObjects(statements, schema);
	}

	/**
	 * What differs between the files and the database.
	 *
	 * @param differences what differs
	 * @param changes what is done about that
	 * @param notes what people should know, one sentence each
	 * @param blocked what the database would refuse, one sentence each
	 * @param states how each object is, those that are not declared included
	 * @param undeclared what is there and was never declared
	 */
	public record Result(List<ObjectDifference> differences, List<DeclaredChange> changes, List<String> notes,
			List<String> blocked, List<ObjectState> states, List<StoredObject> undeclared) {

		/**
		 * Nothing is declared, and nothing has been.
		 */
		public static final Result NOTHING = new Result(List.of(), List.of(), List.of(), List.of(), List.of(),
				List.of());

		public Result {
			differences = List.copyOf(differences);
			changes = List.copyOf(changes);
			notes = List.copyOf(notes);
			blocked = List.copyOf(blocked);
			states = List.copyOf(states);
			undeclared = List.copyOf(undeclared);
		}

		/**
		 * Returns what files can declare that they do not.
		 */
		public List<StoredObject> declarable() {
			return this.undeclared.stream().filter((object) -> !isOutOfReach(object)).toList();
		}

		/**
		 * Returns the names of what only another user could compare.
		 */
		public Set<String> outOfReach() {
			return this.undeclared.stream()
				.filter(Result::isOutOfReach)
				.map(this::name)
				.collect(Collectors.toCollection(TreeSet::new));
		}

		private static boolean isOutOfReach(StoredObject object) {
			return object.type() == ObjectType.EVENT_TRIGGER && object.foreignOwner() != null;
		}

		/**
		 * Returns what an object is called that no file declares.
		 */
		public String name(StoredObject object) {
			return this.states.stream()
				.filter((state) -> state.state() == ObjectState.State.UNDECLARED)
				.skip(this.undeclared.indexOf(object))
				.findFirst()
				.orElseThrow()
				.name();
		}

	}

	/**
	 * Returns what tables may need of the objects: types, and the functions that they
	 * call.
	 * @param wanted the tables
	 */
	public List<Prerequisite> prerequisites(WantedSchema wanted) {
		Set<String> words = TableWords.of(wanted);
		Set<ObjectName> names = Stream
			.concat(wanted.names(), this.statements.stream().map(DeclaredStatement::name).filter(Objects::nonNull))
			.collect(Collectors.toSet());
		return this.statements.stream().filter((statement) -> statement.isNeededFor(words)).map((statement) -> {
			ObjectName name = Objects.requireNonNull(statement.name());
			Set<String> mentioned = statement.words();
			return new Prerequisite(name, statement.text(),
					names.stream()
						.filter((other) -> mentioned.contains(other.name()) && !other.equals(name))
						.collect(Collectors.toSet()));
		}).toList();
	}

	/**
	 * Compares the objects with those of a database.
	 * @param live the database
	 * @param trial where to create them, which may be the same
	 * @param wanted the tables that are wanted
	 * @param formerly what the application has declared before
	 * @param renamed whether something is renamed
	 * @return what differs
	 * @throws dev.migrate.MigrateException if the database refuses one of them
	 */
	public Result compare(DatabaseSession live, DatabaseSession trial, WantedSchema wanted, Set<String> formerly,
			boolean renamed) {
		if (this.statements.isEmpty() && formerly.isEmpty()) {
			return Result.NOTHING;
		}
		return compareAll(live, trial, wanted, formerly, renamed);
	}

	/**
	 * Does the same even if nothing is declared.
	 */
	public Result compareAll(DatabaseSession live, DatabaseSession trial, WantedSchema wanted, Set<String> formerly,
			boolean renamed) {
		Set<String> schemas = new LinkedHashSet<>(List.of(this.schema));
		wanted.names().map(ObjectName::schema).map(String::valueOf).forEach(schemas::add);
		this.statements.forEach((statement) -> requireKnown(statement, schemas));
		return new ScratchDatabase(trial).inSchemas(schemas, this.schema, (scratch) -> {
			ObjectTrial objects = new ObjectTrial(trial, this.statements, wanted, scratch, this.schema);
			List<DeclaredObject> declared = objects.create();
			return new ObjectComparison(live, objects, schemas, this.schema, renamed).compare(declared, formerly);
		});
	}

	private static void requireKnown(DeclaredStatement statement, Set<String> schemas) {
		ObjectName name = statement.place();
		if (name != null && !schemas.contains(String.valueOf(name.schema()))) {
			throw statement.refused("is about schema " + name.schema(),
					"Declared objects belong to the default schema, or to one that an entity has a table in.");
		}
	}

}
