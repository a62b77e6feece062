package dev.migrate.operations.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.CreateHead;
import dev.migrate.text.sql.Keywords;
import dev.migrate.text.sql.SqlNesting;
import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * Understands the text of a definition as far as it takes to know what it defines.
 */
final class DefinitionReader {

	private static final int LONGEST_EXCERPT = 60;

	private static final Pattern FILE = Pattern.compile("(?i)(classpath\\*?|file|jar|https?|resource):.*|\\S+\\.sql");

	private static final String DEFINITIONS = "Pass the CREATE statement of a view, function, procedure, aggregate,"
			+ " trigger, event trigger, policy, rule or domain.";

	/**
	 * The methods for what is no such object, by what follows CREATE.
	 */
	private static final Map<String, String> OTHERS = Map.of("TABLE", "createTable", "UNLOGGED", "createTable", "INDEX",
			"createIndex", "UNIQUE", "createIndex", "SEQUENCE", "createSequence", "SCHEMA", "createSchema", "EXTENSION",
			"createExtension", "TYPE", "createEnum(…) or createCompositeType");

	private final String sql;

	private final boolean replaces;

	private final Keywords keywords;

	private DefinitionReader(String sql) {
		this.sql = sql;
		CreateHead head = CreateHead.of(sql);
		if (head == null) {
			throw notADefinition("Run other SQL with execute(…). " + DEFINITIONS);
		}
		this.replaces = head.replaces();
		this.keywords = head.rest();
	}

	/**
	 * What a definition says at its beginning.
	 *
	 * @param object what it defines
	 * @param replaces whether it says OR REPLACE
	 * @param conditional whether it says IF NOT EXISTS
	 */
	record Definition(DefinedObject object, boolean replaces, boolean conditional) {
	}

	/**
	 * What stands in parentheses, without the defaults.
	 *
	 * @param texts the arguments
	 * @param end where the parentheses end
	 */
	record Arguments(List<String> texts, int end) {
	}

	/**
	 * Refuses what names a file.
	 */
	static InvalidOperationException file(String location) {
		return new InvalidOperationException(
				"'%s' is a file: a revision must not change with a file, because it has to do tomorrow what it did today."
					.formatted(location),
				"Put the text of the file into the revision. 'revision --autogenerate' does that for declared objects.");
	}

	/**
	 * Returns the one statement of a text.
	 */
	static String statement(String text) {
		if (FILE.matcher(text.strip()).matches()) {
			throw file(text.strip());
		}
		SqlTokens tokens = new SqlTokens(text);
		SqlNesting nesting = new SqlNesting();
		int start = -1;
		int end = -1;
		boolean ended = false;
		while (tokens.next()) {
			if (tokens.is(';') && nesting.isOutermost()) {
				ended = start >= 0;
			}
			else if (ended) {
				throw new InvalidOperationException(
						"The definition '%s' has another statement behind it, '%s'."
							.formatted(excerpt(text.substring(start)), excerpt(text.substring(tokens.start()))),
						"Pass one statement to each operation.");
			}
			else {
				start = (start >= 0) ? start : tokens.start();
				end = tokens.end();
				nesting.accept(tokens);
			}
		}
		if (start < 0) {
			throw new InvalidOperationException("The definition of an object is empty.", DEFINITIONS);
		}
		SqlTokens.Unterminated open = (tokens.unterminated() != null) ? tokens.unterminated() : nesting.unterminated();
		if (open != null) {
			throw new InvalidOperationException("The definition '%s' opens %s and does not close it."
				.formatted(excerpt(text.substring(start)), open.what()), "Close it with %s.".formatted(open.closing()));
		}
		return tokens.text(start, end);
	}

	private static String excerpt(String text) {
		String line = text.strip().lines().findFirst().orElse("").strip();
		return (line.length() <= LONGEST_EXCERPT) ? line : line.substring(0, LONGEST_EXCERPT - 1) + "…";
	}

	static Definition read(String sql) {
		return new DefinitionReader(sql).read();
	}

	private Definition read() {
		if (this.keywords.accept("MATERIALIZED", "VIEW")) {
			boolean conditional = this.keywords.accept("IF", "NOT", "EXISTS");
			return new Definition(new DefinedObject(DefinitionKind.MATERIALIZED_VIEW, name(), null, null),
					this.replaces, conditional);
		}
		return new Definition(object(), this.replaces, false);
	}

	private DefinedObject object() {
		if (this.keywords.accept("VIEW") || this.keywords.accept("RECURSIVE", "VIEW")) {
			return new DefinedObject(DefinitionKind.VIEW, name(), null, null);
		}
		for (DefinitionKind kind : List.of(DefinitionKind.FUNCTION, DefinitionKind.PROCEDURE,
				DefinitionKind.AGGREGATE)) {
			if (this.keywords.accept(kind.name())) {
				return routine(kind);
			}
		}
		if (this.keywords.accept("TRIGGER")) {
			return attached(DefinitionKind.TRIGGER, "ON");
		}
		if (this.keywords.accept("CONSTRAINT", "TRIGGER")) {
			return attached(DefinitionKind.CONSTRAINT_TRIGGER, "ON");
		}
		if (this.keywords.accept("EVENT", "TRIGGER")) {
			return new DefinedObject(DefinitionKind.EVENT_TRIGGER, identifier(), null, null);
		}
		if (this.keywords.accept("POLICY")) {
			return attached(DefinitionKind.POLICY, "ON");
		}
		if (this.keywords.accept("RULE")) {
			return attached(DefinitionKind.RULE, "TO");
		}
		if (this.keywords.accept("DOMAIN")) {
			return new DefinedObject(DefinitionKind.DOMAIN, name(), null, null);
		}
		String method = OTHERS.entrySet()
			.stream()
			.filter((other) -> this.keywords.accept(other.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
		throw notADefinition((method != null) ? "Use %s(…).".formatted(method)
				: "Run other SQL with execute(sql(…).reversedBy(…)). " + DEFINITIONS);
	}

	private DefinedObject routine(DefinitionKind kind) {
		ObjectName name = name();
		Arguments arguments = arguments(this.sql, this.keywords.position());
		if (arguments == null) {
			throw notADefinition(DEFINITIONS);
		}
		// The old syntax of an aggregate has no arguments before its options.
		boolean old = kind == DefinitionKind.AGGREGATE
				&& !(this.keywords.acceptParentheses() && this.keywords.acceptSymbol('('));
		if (old) {
			throw notADefinition("Write the arguments of the aggregate before its options.");
		}
		return new DefinedObject(kind, name, arguments.texts(), null);
	}

	private DefinedObject attached(DefinitionKind kind, String keyword) {
		ObjectName name = identifier();
		if (!this.keywords.find(keyword)) {
			throw notADefinition(DEFINITIONS);
		}
		return new DefinedObject(kind, name, null, name());
	}

	private ObjectName identifier() {
		ObjectName name = name();
		if (name.schema() != null) {
			throw notADefinition("Give the object a name without a schema.");
		}
		return name;
	}

	private ObjectName name() {
		String written = this.keywords.name();
		if (written == null || written.matches("(?is)(.*\\.)?u&\".*")) {
			throw notADefinition((written != null) ? "Write the name without the escapes of U&\"…\"." : DEFINITIONS);
		}
		List<String> parts = ObjectName.parts(written, (text) -> text.toLowerCase(Locale.ROOT));
		if (parts.size() > 2) {
			throw notADefinition("Write the name as name or schema.name.");
		}
		return (parts.size() == 1) ? new ObjectName(null, parts.get(0)) : new ObjectName(parts.get(0), parts.get(1));
	}

	/**
	 * Reads arguments in parentheses.
	 * @param open where the parentheses open
	 * @return the arguments, or {@code null} if there are no parentheses
	 */
	static @Nullable Arguments arguments(String sql, int open) {
		SqlTokens tokens = new SqlTokens(sql);
		tokens.skipTo(open);
		if (!tokens.next() || !tokens.is('(')) {
			return null;
		}
		List<String> arguments = new ArrayList<>();
		StringBuilder argument = new StringBuilder();
		boolean isDefault = false;
		int depth = 1;
		int end = tokens.end();
		while (tokens.next()) {
			depth -= (tokens.is(')') || tokens.is(']')) ? 1 : 0;
			boolean next = tokens.is(',') && depth == 1;
			if (depth == 0 || next) {
				if (next || !argument.isEmpty()) {
					arguments.add(argument.toString());
				}
				argument.setLength(0);
				isDefault = false;
			}
			else {
				isDefault |= depth == 1 && (tokens.is("DEFAULT") || tokens.is('='));
				if (!isDefault) {
					argument.append((tokens.start() > end && !argument.isEmpty()) ? " " : "").append(tokens.text());
				}
			}
			if (depth == 0) {
				return new Arguments(arguments, tokens.end());
			}
			depth += (tokens.is('(') || tokens.is('[')) ? 1 : 0;
			end = tokens.end();
		}
		return null;
	}

	private InvalidOperationException notADefinition(String action) {
		return new InvalidOperationException(
				"'%s' is not the definition of such an object.".formatted(excerpt(this.sql)), action);
	}

}
