package dev.migrate.autogenerate.object;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.ComparisonFailedException;
import dev.migrate.autogenerate.InvalidTargetException;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.object.DeclaredStatement.Role;
import dev.migrate.autogenerate.scratch.DatabaseSession;
import dev.migrate.autogenerate.scratch.ScratchDatabase;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.object.ObjectType;
import dev.migrate.dialect.object.StoredObject;
import dev.migrate.dialect.object.StoredObjects;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.CreateHead;

import org.springframework.dao.DataAccessException;

/**
 * Lets the database create declared objects in scratch schemas, over the tables that are
 * wanted, and over copies of others that it would lock.
 */
final class ObjectTrial {

	private final DatabaseSession database;

	private final ScratchSession session;

	private final List<DeclaredStatement> statements;

	private final WantedSchema wanted;

	private final Map<String, String> schemas;

	private final String schema;

	private final Set<String> tableWords;

	private final StoredObjects catalog;

	/**
	 * Where the catalog has what a definition has created.
	 */
	private final Map<DeclaredStatement, String> addresses = new LinkedHashMap<>();

	private final Set<String> known = new HashSet<>();

	private QualifiedNames names;

	/**
	 * Creates a trial.
	 * @param database the database
	 * @param statements what declares the objects
	 * @param wanted the tables that are wanted
	 * @param schemas the scratch schema of each schema
	 * @param schema the default schema
	 */
	ObjectTrial(DatabaseSession database, List<DeclaredStatement> statements, WantedSchema wanted,
			Map<String, String> schemas, String schema) {
		this.database = database;
		this.session = database.scratch();
		this.statements = statements;
		this.wanted = wanted;
		this.schemas = schemas;
		this.schema = schema;
		this.tableWords = TableWords.of(wanted);
		this.catalog = database.dialect().objects(database.jdbc());
		this.names = new QualifiedNames(schemas, ownNames());
	}

	private Set<ObjectName> ownNames() {
		return Stream
			.concat(this.wanted.names(), this.statements.stream().map(DeclaredStatement::name).filter(Objects::nonNull))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Makes names without a schema lead to the scratch schema of the default one.
	 */
	void search() {
		this.session.search(scratchSchema());
	}

	String scratchSchema() {
		return Objects.requireNonNull(this.schemas.get(this.schema));
	}

	boolean isNeededByTables(DeclaredStatement statement) {
		return statement.isNeededFor(this.tableWords);
	}

	/**
	 * Creates all objects.
	 * @return the objects, each after those that it needs
	 */
	List<DeclaredObject> create() {
		List<DeclaredStatement> definitions = new ArrayList<>(this.statements.stream()
			.filter((statement) -> statement.role() == Role.DEFINITION && !statement.isAboutEventTrigger())
			.toList());
		createPossible(definitions.stream().filter(this::isNeededByTables).toList());
		createTables();
		search();
		definitions.removeAll(this.addresses.keySet());
		List<Refused> refused = createPossible(definitions);
		if (!refused.isEmpty()) {
			throw refused.get(0).exception(this);
		}
		this.statements.stream()
			.filter((statement) -> statement.role() != Role.DEFINITION && !statement.isAboutEventTrigger())
			.forEach((statement) -> require(statement, statement.text()));
		this.addresses.keySet().stream().filter((statement) -> statement.type().isCallable()).forEach(this::checkBody);
		List<String> locks = this.session.strongLocks(this.schemas.values());
		if (!locks.isEmpty()) {
			throw ComparisonFailedException.scratchLocks(locks);
		}
		List<DeclaredObject> objects = read();
		objects.addAll(new EventTriggerTrial(this,
				this.statements.stream().filter(DeclaredStatement::isAboutEventTrigger).toList(),
				scratchSchema().replace("scratch", "event_trigger"))
			.create());
		ObjectCircle.of(objects).ifPresent((circle) -> {
			throw circle;
		});
		return objects;
	}

	/**
	 * Types and functions that tables need are there already.
	 */
	private void createTables() {
		Set<String> texts = this.statements.stream().map(DeclaredStatement::text).collect(Collectors.toSet());
		new ScratchDatabase(this.database).create(this.wanted.prerequisites(this.wanted.prerequisites()
			.stream()
			.filter((prerequisite) -> !texts.contains(prerequisite.sql()))
			.toList()), this.schemas, this.schema);
		Set<ObjectName> copies = this.session.tables(mentioned());
		for (ObjectName table : copies) {
			ObjectName copy = new ObjectName(this.schemas.get(String.valueOf(table.schema())), table.name());
			this.session.runAll(List.of(this.session.copyOfSameKind(table, copy)));
		}
		this.names = new QualifiedNames(this.schemas,
				Stream.concat(ownNames().stream(), copies.stream()).collect(Collectors.toSet()));
		this.known.addAll(this.catalog.addresses(this.schemas.values()));
	}

	/**
	 * Returns the names of what is not wanted, and may be a table that would be locked.
	 */
	private Set<ObjectName> mentioned() {
		Set<ObjectName> own = ownNames();
		Set<ObjectName> mentioned = new LinkedHashSet<>();
		for (DeclaredStatement statement : this.statements) {
			if (statement.role() == Role.DEFINITION && statement.type() != ObjectType.VIEW
					&& statement.type() != ObjectType.MATERIALIZED_VIEW) {
				for (String word : statement.words()) {
					this.schemas.keySet()
						.stream()
						.map((name) -> word.isEmpty() ? null : new ObjectName(name, word))
						.filter((name) -> name != null && !own.contains(name))
						.forEach(mentioned::add);
				}
			}
		}
		return mentioned;
	}

	/**
	 * Creates what can be created, in whatever order that takes. What a statement names
	 * must be there before: the name would lead to what the database has.
	 * @return what cannot
	 */
	private List<Refused> createPossible(List<DeclaredStatement> definitions) {
		List<DeclaredStatement> pending = new ArrayList<>(definitions);
		List<Refused> refused = new ArrayList<>();
		boolean inOrder = true;
		while (!pending.isEmpty()) {
			refused.clear();
			boolean progress = false;
			for (DeclaredStatement statement : List.copyOf(pending)) {
				if (inOrder && isWaiting(statement, pending)) {
					continue;
				}
				Optional<Refused> failure = attempt(statement, this.names.in(statement.text()));
				failure.ifPresent(refused::add);
				if (failure.isEmpty()) {
					pending.remove(statement);
					created(statement);
					progress = true;
				}
			}
			if (!progress && !inOrder) {
				return refused;
			}
			inOrder = progress;
		}
		return List.of();
	}

	/**
	 * Returns whether a statement names another one that is not there yet.
	 */
	private static boolean isWaiting(DeclaredStatement statement, List<DeclaredStatement> pending) {
		Set<String> named = statement.identifiers();
		return pending.stream()
			.filter((other) -> other != statement && other.name() != null)
			.map((other) -> Objects.requireNonNull(other.name()))
			.anyMatch((name) -> !name.equals(statement.name()) && named.contains(name.name()));
	}

	private void created(DeclaredStatement statement) {
		Set<String> all = this.catalog.created(statement.type(), this.schemas.values(), this.known);
		this.known.addAll(all);
		String address = all.stream()
			.filter((candidate) -> candidate.startsWith(catalog(statement.type())))
			.findFirst()
			.orElseGet(() -> {
				DeclaredStatement other = this.addresses.keySet()
					.stream()
					.filter((earlier) -> earlier.subjects().equals(statement.subjects()))
					.findFirst()
					.orElseThrow(() -> statement.refused("creates nothing that is compared",
							"Indexes of tables are declared at the entities, or written in a revision."));
				if (!statement.isMoreOf(other)) {
					throw InvalidTargetException.declaredTwice(statement.subjects().iterator().next(), other.toString(),
							statement.toString());
				}
				return "";
			});
		if (!address.isEmpty()) {
			this.addresses.put(statement, address);
		}
	}

	private static String catalog(ObjectType type) {
		return switch (type) {
			case VIEW, MATERIALIZED_VIEW, INDEX -> "pg_class:";
			case ROUTINE, AGGREGATE -> "pg_proc:";
			case TRIGGER -> "pg_trigger:";
			case EVENT_TRIGGER -> "pg_event_trigger:";
			case POLICY -> "pg_policy:";
			case RULE -> "pg_rewrite:";
			case DOMAIN, COMPOSITE_TYPE -> "pg_type:";
			case CAST -> "pg_cast:";
			case ROW_SECURITY -> "row security:";
		};
	}

	/**
	 * A statement that the database has refused.
	 *
	 * @param statement the statement
	 * @param sql the statement as it was sent, which has other names, but the same lines
	 * @param error what it says
	 * @param cause the exception of the driver
	 */
	private record Refused(DeclaredStatement statement, String sql, ServerError error, DataAccessException cause) {

		InvalidTargetException exception(ObjectTrial trial) {
			String more = (this.error.detail() == null && this.statement.isAboutEventTrigger()) ? this.error.hint()
					: this.error.detail();
			String detail = (more != null) ? " (" + more + ")" : "";
			return InvalidTargetException.refusedObject(this.statement.location(),
					new SqlStatement(this.sql, this.statement.line()).lineAt(this.error.position()),
					trial.unscratched(EventTriggerTrial.named(this.statement, this.error.message()) + detail),
					this.cause);
		}

	}

	private String unscratched(String text) {
		String named = text.replace(scratchSchema() + ".", "");
		for (Map.Entry<String, String> scratch : this.schemas.entrySet()) {
			named = named.replace(scratch.getValue(), scratch.getKey());
		}
		return named;
	}

	private Optional<Refused> attempt(DeclaredStatement statement, String... sql) {
		try {
			this.session.runAll(List.of(sql));
			return Optional.empty();
		}
		catch (DataAccessException ex) {
			if (ex.getMostSpecificCause() instanceof SQLException cause) {
				ServerError error = this.database.dialect().error(cause);
				if (!error.kind().isOfSession()) {
					return Optional.of(new Refused(statement, sql[sql.length - 1], error, ex));
				}
			}
			throw ex;
		}
	}

	/**
	 * Runs a statement under the names of the trial.
	 * @throws InvalidTargetException if the server refuses it
	 */
	void require(DeclaredStatement statement, String sql) {
		attempt(statement, this.names.in(sql)).ifPresent((failure) -> {
			throw failure.exception(this);
		});
	}

	<T> T undo(Supplier<T> work) {
		return this.session.undo(work);
	}

	/**
	 * Lets the server look at the body of a function, over tables that it may lock.
	 */
	private void checkBody(DeclaredStatement statement) {
		this.session.undo(() -> {
			attempt(statement, "SET LOCAL check_function_bodies = on", this.names.inBodies(statement.replacement()))
				.ifPresent((failure) -> {
					throw failure.exception(this);
				});
			return "";
		});
	}

	private List<DeclaredObject> read() {
		Map<String, StoredObject> qualified = byAddress("");
		Map<String, StoredObject> unqualified = byAddress(scratchSchema());
		Map<String, List<DeclaredStatement>> others = new HashMap<>();
		this.statements.stream()
			.filter((statement) -> !this.addresses.containsKey(statement))
			.forEach((statement) -> statement.subjects()
				.forEach((subject) -> others.computeIfAbsent(subject, (missing) -> new ArrayList<>()).add(statement)));
		Map<DeclaredStatement, Integer> uses = new HashMap<>();
		this.addresses.keySet()
			.forEach((definition) -> definition.subjects()
				.forEach((subject) -> others.getOrDefault(subject, List.of())
					.forEach((statement) -> uses.merge(statement, 1, Integer::sum))));
		Set<DeclaredStatement> shared = uses.entrySet()
			.stream()
			.filter((use) -> use.getValue() > 1)
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
		List<DeclaredObject> objects = new ArrayList<>();
		this.addresses.forEach((statement, address) -> {
			StoredObject created = qualified.get(address);
			if (created == null) {
				throw new IllegalStateException(statement + " has created what cannot be read");
			}
			objects.add(new DeclaredObject(statement,
					statement.subjects()
						.stream()
						.flatMap((subject) -> others.getOrDefault(subject, List.of()).stream())
						.toList(),
					shared, created, Objects.requireNonNull(unqualified.get(address))));
		});
		return objects;
	}

	private Map<String, StoredObject> byAddress(String searched) {
		Map<String, StoredObject> objects = new HashMap<>();
		readObjects(searched).forEach((object) -> objects.put(object.address(), object));
		return objects;
	}

	private List<StoredObject> readObjects(String searched) {
		return read(this.schemas.values(), searched);
	}

	/**
	 * Reads what is in the schemas of the database, too.
	 */
	List<StoredObject> readEverywhere(String searched) {
		return read(Stream.concat(this.schemas.keySet().stream(), this.schemas.values().stream()).toList(), searched);
	}

	private List<StoredObject> read(Collection<String> schemas, String searched) {
		return this.catalog.read(schemas, searched).stream().map((object) -> object.map(this::named)).toList();
	}

	/**
	 * Returns a text of the catalog with the names of schemas in place of those of the
	 * scratch schemas.
	 */
	private String named(String text) {
		String named = text;
		for (Map.Entry<String, String> scratch : this.schemas.entrySet()) {
			named = named.replace(scratch.getValue(), quoted(scratch.getKey()));
		}
		return named;
	}

	String quoted(String name) {
		return this.database.dialect().quote(new ObjectName(null, name));
	}

	/**
	 * Returns whether an object that there is can be made into a declared one and back
	 * without dropping it.
	 */
	boolean isReplaceable(DeclaredObject object, StoredObject there) {
		search();
		return this.session.undo(() -> attempt(object.definition(), scratch(replacing(there.definition()))).isEmpty()
				&& attempt(object.definition(), this.names.in(object.definition().replacement())).isEmpty());
	}

	/**
	 * Returns whether a declared object can have a property that another one has.
	 */
	boolean accepts(DeclaredObject object, String property) {
		search();
		return this.session.undo(() -> attempt(object.definition(), this.names.in(property)).isEmpty());
	}

	private String[] scratch(List<String> statements) {
		return statements.stream().map(this.names::in).toArray(String[]::new);
	}

	/**
	 * Returns statements that create something as they replace it.
	 */
	static List<String> replacing(List<String> statements) {
		return statements.stream().map(CreateHead::replacing).toList();
	}

	/**
	 * Creates an object from what the catalog has made of it, and reads it again.
	 * @param object the declared object, which makes room
	 * @param side what is created in its place
	 * @return the definition, or nothing if the database refuses it
	 */
	Optional<List<String>> readAgain(DeclaredObject object, StoredObject side) {
		if (!isDeparsed(side)) {
			return Optional.empty();
		}
		search();
		return this.session.undo(() -> {
			List<String> drop = new ArrayList<>(object.unqualified().drop());
			drop.add(drop.remove(drop.size() - 1) + " CASCADE");
			if (attempt(object.definition(), scratch(drop)).isPresent()
					|| attempt(object.definition(), scratch(side.definition())).isPresent()) {
				return Optional.empty();
			}
			return readObjects("").stream()
				.filter((read) -> read.identity().equals(object.identity()))
				.map(StoredObject::definition)
				.findFirst();
		});
	}

	/**
	 * Returns whether the catalog has an expression instead of a text.
	 */
	private static boolean isDeparsed(StoredObject object) {
		return switch (object.type()) {
			case ROUTINE -> object.definition().stream().noneMatch((statement) -> statement.contains("\nAS "));
			case ROW_SECURITY, COMPOSITE_TYPE, AGGREGATE, CAST, EVENT_TRIGGER -> false;
			default -> true;
		};
	}

}
