package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.text.sql.SqlTokens;
import org.hibernate.boot.model.naming.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that a mapping gives for a column: its type, after which a
 * {@code columnDefinition} may say more.
 *
 * @param type the type
 * @param notNull whether it says NOT NULL
 * @param defaultValue what it says after DEFAULT, or {@code null}
 * @param collation what it says after COLLATE, or {@code null}
 * @param identity the identity that it says, {@code serial} included, or {@code null}
 * @param generated the expression that it is generated from, or {@code null}
 * @param unique what it says of UNIQUE, or {@code null}
 * @param checks the checks that it says
 * @param references what it says after REFERENCES, or {@code null}
 * @param rest what it says besides, or nothing
 */
record ColumnDefinition(DataType type, boolean notNull, @Nullable String defaultValue, @Nullable String collation,
		@Nullable Identity identity, @Nullable Generated generated, @Nullable Unique unique,
		List<CheckConstraint> checks, @Nullable ForeignKeyDefinition references, String rest) {

	private static final Pattern TYPE = Pattern
		.compile("(?<name>[^()\\[\\]]+?)(?:\\s*\\((?<arguments>[^()]*)\\)(?<suffix>[^()\\[\\]]*?))?"
				+ "(?<array>(?:\\s+array|\\s*\\[\\d*])*)", Pattern.CASE_INSENSITIVE);

	private static final Pattern ARGUMENTS = Pattern.compile("\\s*-?[\\w.]+\\s*(,\\s*-?[\\w.]+\\s*)*");

	private static final Pattern DIMENSION = Pattern.compile("(?i)array(?:\\s*\\[\\d*])?|\\[");

	private static final Pattern NAME = Pattern.compile("(?is)constraint\\s+(\"(?:[^\"]|\"\")+\"|\\w+)");

	private static final Pattern CHECK = Pattern.compile("(?is)check\\s*\\((.*)\\)");

	private static final Pattern IDENTITY = Pattern
		.compile("(?is)generated\\s+(always|by\\s+default)\\s+as\\s+identity");

	private static final Pattern GENERATED = Pattern
		.compile("(?is)generated\\s+always\\s+as\\s*\\((.*)\\)\\s*(stored|virtual)?");

	private static final Map<String, String> SERIAL = Map.of("serial", "integer", "serial4", "integer", "bigserial",
			"bigint", "serial8", "bigint", "smallserial", "smallint", "serial2", "smallint");

	private static final List<String> CLAUSES = List.of("not", "null", "default", "check", "unique", "primary",
			"references", "constraint", "collate", "generated", "storage", "compression");

	static ColumnDefinition parse(String sql) {
		List<String> clauses = clauses(withoutComments(sql));
		Parts parts = new Parts();
		clauses.subList(1, clauses.size()).forEach(parts::add);
		DataType type = type(clauses.get(0));
		String serial = SERIAL.get(type.name());
		if (serial != null) {
			parts.notNull = true;
			parts.identity = Identity.byDefault();
			type = DataType.type(serial);
		}
		return new ColumnDefinition(type, parts.notNull, parts.defaultValue, parts.collation, parts.identity,
				parts.generated, parts.unique, List.copyOf(parts.checks), parts.references,
				String.join(" ", parts.rest));
	}

	/**
	 * UNIQUE behind a column.
	 *
	 * @param name the name of the constraint, or {@code null}
	 */
	record Unique(@Nullable String name) {
	}

	/**
	 * What the clauses after the type have said so far.
	 */
	private static final class Parts {

		private boolean notNull;

		private @Nullable String defaultValue;

		private @Nullable String collation;

		private @Nullable Identity identity;

		private @Nullable Generated generated;

		private @Nullable Unique unique;

		private final List<CheckConstraint> checks = new ArrayList<>();

		private @Nullable ForeignKeyDefinition references;

		private final List<String> rest = new ArrayList<>();

		private @Nullable String name;

		private void add(String clause) {
			String constraint = this.name;
			this.name = null;
			String lower = clause.toLowerCase(Locale.ROOT);
			Matcher named = NAME.matcher(clause);
			Matcher check = CHECK.matcher(clause);
			if (lower.matches("not\\s+null")) {
				this.notNull = true;
			}
			else if (lower.startsWith("default")) {
				this.defaultValue = clause.substring("default".length()).strip();
			}
			else if (lower.startsWith("collate")) {
				this.collation = unquoted(clause.substring("collate".length()).strip());
			}
			else if (named.matches()) {
				this.name = MappedNames.text(Identifier.toIdentifier(named.group(1)));
			}
			else if (lower.equals("unique")) {
				this.unique = new Unique(constraint);
			}
			else if (check.matches()) {
				CheckConstraint wanted = CheckConstraint.check(check.group(1).strip());
				this.checks.add((constraint != null) ? wanted.named(constraint) : wanted);
			}
			else if (lower.startsWith("references")) {
				this.references = ForeignKeyDefinition.references(clause);
				if (this.references == null) {
					this.rest.add(clause);
				}
				else if (constraint != null) {
					this.references = this.references.named(constraint);
				}
			}
			else if (lower.startsWith("generated")) {
				addGenerated(clause);
			}
			else if (!lower.equals("null")) {
				this.rest.add(clause);
			}
		}

		private void addGenerated(String clause) {
			Matcher identified = IDENTITY.matcher(clause);
			Matcher computed = GENERATED.matcher(clause);
			if (identified.matches()) {
				this.notNull = true;
				this.identity = identified.group(1).equalsIgnoreCase("always") ? Identity.always()
						: Identity.byDefault();
			}
			else if (computed.matches()) {
				String expression = computed.group(1).strip();
				this.generated = "stored".equalsIgnoreCase(computed.group(2)) ? Generated.stored(expression)
						: Generated.virtual(expression);
			}
			else {
				this.rest.add(clause);
			}
		}

		private static String unquoted(String name) {
			return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
		}

	}

	private static DataType type(String sql) {
		Matcher matcher = TYPE.matcher(sql);
		if (!matcher.matches()) {
			return DataType.type(sql);
		}
		String arguments = matcher.group("arguments");
		if (arguments != null && !ARGUMENTS.matcher(arguments).matches()) {
			// Of another database, which this one is to say.
			return DataType.type(sql);
		}
		String suffix = (arguments != null) ? matcher.group("suffix") : "";
		String name = (matcher.group("name").strip() + " " + suffix.strip()).strip();
		int dimensions = (int) DIMENSION.matcher(matcher.group("array")).results().count();
		return new DataType(name.startsWith("\"") ? name : name.toLowerCase(Locale.ROOT),
				(arguments != null) ? Stream.of(arguments.split(",")).map(String::strip).toList() : List.of(),
				dimensions, false);
	}

	/**
	 * Splits before each word that begins a clause, outside of parentheses.
	 */
	private static List<String> clauses(String sql) {
		List<String> clauses = new ArrayList<>();
		int start = 0;
		int parentheses = 0;
		String previous = "";
		SqlTokens tokens = new SqlTokens(sql);
		while (tokens.next()) {
			if (tokens.is('(') || tokens.is(')')) {
				parentheses += tokens.is('(') ? 1 : -1;
			}
			else if (parentheses == 0 && tokens.kind() == SqlTokens.Kind.WORD) {
				String word = tokens.text().toLowerCase(Locale.ROOT);
				if (tokens.start() > start && CLAUSES.contains(word) && !isOperand(word, previous)) {
					clauses.add(sql.substring(start, tokens.start()).strip());
					start = tokens.start();
				}
				previous = word;
			}
		}
		clauses.add(sql.substring(start).strip());
		return clauses;
	}

	private static String withoutComments(String sql) {
		StringBuilder text = new StringBuilder();
		SqlTokens tokens = new SqlTokens(sql);
		int end = 0;
		while (tokens.next()) {
			String between = sql.substring(end, tokens.start());
			text.append(between.isBlank() ? between : " ").append(tokens.text());
			end = tokens.end();
		}
		return text.toString().strip();
	}

	/**
	 * NULL after NOT belongs to it, DEFAULT after BY to an identity, and both may be the
	 * value or the action that the clause before states.
	 */
	private static boolean isOperand(String word, String previous) {
		return switch (word) {
			case "null" -> List.of("not", "default", "set").contains(previous);
			case "default" -> List.of("by", "set").contains(previous);
			default -> false;
		};
	}

}
