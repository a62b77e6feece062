package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.migrate.autogenerate.object.DeclaredStatement.Role;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.object.ObjectType;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.CreateHead;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Reads a statement of a file that declares objects, and refuses one that does not
 * declare any.
 */
final class DeclaredStatementReader {

	private static final String[] ROUTINES = { "FUNCTION", "PROCEDURE", "ROUTINE" };

	private final String location;

	private final SqlStatement statement;

	private final String defaultSchema;

	private final Set<String> subjects = new TreeSet<>();

	private Role role = Role.DEFINITION;

	private @Nullable ObjectType type;

	private @Nullable ObjectName name;

	/**
	 * The table that a trigger or the like belongs to.
	 */
	private @Nullable ObjectName table;

	/**
	 * The function that an event trigger calls.
	 */
	private @Nullable ObjectName function;

	private DeclaredStatementReader(String location, SqlStatement statement, String defaultSchema) {
		this.location = location;
		this.statement = statement;
		this.defaultSchema = defaultSchema;
	}

	/**
	 * Reads a statement.
	 * @param location where the file was found
	 * @param statement the statement
	 * @param defaultSchema the schema of names that have none
	 * @return the statement
	 * @throws RefusedStatementException if it does not declare anything
	 */
	static DeclaredStatement read(String location, SqlStatement statement, String defaultSchema) {
		DeclaredStatementReader reader = new DeclaredStatementReader(location, statement, defaultSchema);
		reader.read(statement.text());
		ObjectName place = (reader.function != null) ? reader.function : reader.table;
		return new DeclaredStatement(location, statement, reader.role, reader.subjects, reader.type, reader.name,
				(place != null) ? place : reader.name);
	}

	private void read(String text) {
		Keywords keywords = new Keywords(text);
		CreateHead head = CreateHead.of(text);
		if (head != null) {
			create(head.rest());
		}
		else if (keywords.accept("COMMENT")) {
			comment(keywords);
		}
		else if (keywords.acceptOneOf("GRANT", "REVOKE")) {
			privileges(keywords);
		}
		else if (keywords.accept("ALTER")) {
			alter(keywords);
		}
		else {
			throw notAnObject();
		}
	}

	private void create(Keywords keywords) {
		keywords.acceptOneOf("RECURSIVE", "CONSTRAINT", "UNIQUE");
		if (keywords.accept("VIEW")) {
			defines(ObjectType.VIEW, relation(keywords));
		}
		else if (keywords.accept("MATERIALIZED", "VIEW")) {
			keywords.accept("IF", "NOT", "EXISTS");
			defines(ObjectType.MATERIALIZED_VIEW, relation(keywords));
		}
		else if (keywords.accept("INDEX")) {
			index(keywords);
		}
		else if (keywords.acceptOneOf(ROUTINES)) {
			defines(ObjectType.ROUTINE, named("routine", keywords));
		}
		else if (keywords.accept("AGGREGATE")) {
			defines(ObjectType.AGGREGATE, named("routine", keywords));
		}
		else if (keywords.accept("TRIGGER")) {
			String trigger = identifier(keywords);
			require(keywords.find("ON"));
			attached(ObjectType.TRIGGER, "trigger", trigger, keywords);
		}
		else if (keywords.accept("EVENT", "TRIGGER")) {
			this.type = ObjectType.EVENT_TRIGGER;
			this.subjects.add("event trigger " + identifier(keywords));
			require(keywords.find("EXECUTE") && keywords.acceptOneOf("FUNCTION", "PROCEDURE"));
			this.function = qualified(keywords);
		}
		else if (keywords.accept("POLICY")) {
			String policy = identifier(keywords);
			require(keywords.accept("ON"));
			attached(ObjectType.POLICY, "policy", policy, keywords);
		}
		else if (keywords.accept("RULE")) {
			String rule = identifier(keywords);
			require(keywords.find("TO"));
			attached(ObjectType.RULE, "rule", rule, keywords);
		}
		else if (keywords.accept("DOMAIN")) {
			defines(ObjectType.DOMAIN, named("type", keywords));
		}
		else if (keywords.accept("TYPE")) {
			ObjectName composite = named("type", keywords);
			if (!keywords.accept("AS") || !keywords.acceptSymbol('(')) {
				throw notAnObject();
			}
			defines(ObjectType.COMPOSITE_TYPE, composite);
		}
		else if (keywords.accept("CAST")) {
			cast(keywords);
			this.type = ObjectType.CAST;
		}
		else {
			throw notAnObject();
		}
	}

	private void defines(ObjectType type, ObjectName name) {
		this.type = type;
		this.name = name;
	}

	private void attached(ObjectType type, String kind, String name, Keywords keywords) {
		this.type = type;
		ObjectName relation = qualified(keywords);
		this.table = relation;
		this.subjects.add(subject(kind, name, relation));
	}

	private static String subject(String kind, String name, ObjectName table) {
		return "%s %s on %s".formatted(kind, name, table.written());
	}

	private void index(Keywords keywords) {
		if (keywords.accept("CONCURRENTLY")) {
			throw refused("cannot be tried out in a transaction", "Write it without CONCURRENTLY.");
		}
		keywords.accept("IF", "NOT", "EXISTS");
		if (keywords.accept("ON")) {
			throw refused("has no name", "Give the index a name, by which it can be found in the database.");
		}
		String index = identifier(keywords);
		require(keywords.accept("ON"));
		keywords.accept("ONLY");
		ObjectName relation = qualified(keywords);
		this.type = ObjectType.INDEX;
		this.name = relation.sibling(index);
		this.subjects.add("index " + this.name.written());
	}

	private void cast(Keywords keywords) {
		String whole = this.statement.text();
		int start = whole.indexOf('(');
		int end = whole.indexOf(')', start);
		require(start > 0 && end > start && keywords.acceptSymbol('('));
		this.subjects.add("cast " + whole.substring(start, end + 1).toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
	}

	private void comment(Keywords keywords) {
		this.role = Role.COMMENT;
		require(keywords.accept("ON"));
		if (keywords.accept("COLUMN")) {
			List<String> parts = parts(Optional.ofNullable(keywords.name()).orElseThrow(this::notAnObject));
			require(parts.size() > 1);
			ObjectName relation = qualified(parts.subList(0, parts.size() - 1));
			this.subjects.add("relation " + relation.written());
		}
		else if (keywords.accept("CONSTRAINT")) {
			keywords.name();
			require(keywords.accept("ON", "DOMAIN"));
			this.role = Role.ADDITION;
			named("type", keywords);
		}
		else {
			subject(keywords);
		}
	}

	/**
	 * Reads what kind of object a statement is about, and which.
	 */
	private void subject(Keywords keywords) {
		if (keywords.accept("VIEW") || keywords.accept("MATERIALIZED", "VIEW")) {
			keywords.accept("IF", "EXISTS");
			relation(keywords);
		}
		else if (keywords.accept("INDEX")) {
			keywords.accept("IF", "EXISTS");
			named("index", keywords);
		}
		else if (keywords.acceptOneOf(ROUTINES) || keywords.accept("AGGREGATE")) {
			named("routine", keywords);
			keywords.acceptParentheses();
		}
		else if (keywords.acceptOneOf("DOMAIN", "TYPE")) {
			named("type", keywords);
		}
		else if (keywords.accept("CAST")) {
			cast(keywords);
		}
		else if (keywords.accept("EVENT", "TRIGGER")) {
			this.subjects.add("event trigger " + identifier(keywords));
			if (keywords.acceptOneOf("ENABLE", "DISABLE")) {
				this.role = Role.FIRING;
			}
		}
		else {
			for (String kind : List.of("TRIGGER", "POLICY", "RULE")) {
				if (keywords.accept(kind)) {
					String part = identifier(keywords);
					require(keywords.accept("ON"));
					this.subjects.add(subject(kind.toLowerCase(Locale.ROOT), part, qualified(keywords)));
					return;
				}
			}
			throw notAnObject();
		}
	}

	private void privileges(Keywords keywords) {
		this.role = Role.PRIVILEGES;
		require(keywords.find("ON"));
		if (keywords.accept("ALL")) {
			throw refused("is about everything in a schema", "Name the views or functions.");
		}
		boolean routine = keywords.acceptOneOf(ROUTINES);
		boolean type = !routine && keywords.acceptOneOf("DOMAIN", "TYPE");
		require(!keywords.acceptOneOf("SEQUENCE", "SCHEMA", "DATABASE", "FOREIGN", "LANGUAGE", "LARGE", "PARAMETER",
				"TABLESPACE"));
		keywords.accept("TABLE");
		do {
			named(routine ? "routine" : type ? "type" : "relation", keywords);
			keywords.acceptParentheses();
		}
		while (keywords.acceptSymbol(','));
	}

	private void alter(Keywords keywords) {
		if (keywords.accept("TABLE")) {
			keywords.accept("IF", "EXISTS");
			keywords.accept("ONLY");
			alterTable(qualified(keywords), keywords);
			return;
		}
		subject(keywords);
		if (this.role != Role.FIRING) {
			this.role = keywords.accept("OWNER", "TO") ? Role.OWNER : Role.ADDITION;
		}
		if (Stream.of(new String[][] { { "RENAME" }, { "SET", "SCHEMA" } })
			.anyMatch((other) -> new Keywords(this.statement.text()).find(other))) {
			throw refused("gives the object another name", "Declare it under that name.");
		}
	}

	private void alterTable(ObjectName table, Keywords keywords) {
		boolean enabled = keywords.accept("ENABLE");
		if ((enabled || keywords.accept("FORCE")) && keywords.accept("ROW", "LEVEL", "SECURITY")) {
			this.type = ObjectType.ROW_SECURITY;
			this.table = table;
			this.subjects.add("row security of " + table.written());
			require(keywords.atEnd());
			return;
		}
		this.role = Role.FIRING;
		if (enabled || keywords.accept("DISABLE")) {
			keywords.acceptOneOf("REPLICA", "ALWAYS");
			for (String kind : List.of("TRIGGER", "RULE")) {
				if (keywords.accept(kind)) {
					this.subjects.add(subject(kind.toLowerCase(Locale.ROOT), identifier(keywords), table));
					require(keywords.atEnd());
					return;
				}
			}
		}
		throw notAnObject();
	}

	private ObjectName relation(Keywords keywords) {
		return named("relation", keywords);
	}

	private ObjectName named(String kind, Keywords keywords) {
		ObjectName found = qualified(keywords);
		this.subjects.add(kind + " " + found.written());
		return found;
	}

	private ObjectName qualified(Keywords keywords) {
		return qualified(parts(Optional.ofNullable(keywords.name()).orElseThrow(this::notAnObject)));
	}

	private ObjectName qualified(List<String> parts) {
		if (parts.size() > 2) {
			throw notAnObject();
		}
		return (parts.size() == 1) ? new ObjectName(this.defaultSchema, parts.get(0))
				: new ObjectName(parts.get(0), parts.get(1));
	}

	private String identifier(Keywords keywords) {
		List<String> parts = parts(Optional.ofNullable(keywords.name()).orElseThrow(this::notAnObject));
		require(parts.size() == 1);
		return parts.get(0);
	}

	private static List<String> parts(String name) {
		return new ArrayList<>(ObjectName.parts(name, (text) -> text.toLowerCase(Locale.ROOT)));
	}

	private void require(boolean understood) {
		if (!understood) {
			throw notAnObject();
		}
	}

	private RefusedStatementException notAnObject() {
		return refused("does not declare an object",
				"Keep to CREATE, COMMENT, GRANT and ALTER statements for views, functions, procedures, aggregates,"
						+ " triggers, event triggers, policies, rules, domains, composite types and casts. Tables come"
						+ " from the entities, and everything else is written in a revision.");
	}

	private RefusedStatementException refused(String problem, String action) {
		return DeclaredStatement.refused(this.location, this.statement, problem, action);
	}

}
