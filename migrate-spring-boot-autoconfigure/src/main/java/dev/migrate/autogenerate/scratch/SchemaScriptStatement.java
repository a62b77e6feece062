package dev.migrate.autogenerate.scratch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.Keywords;
import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a schema script, understood as far as it takes to run it where it can
 * touch nothing but what the script itself has created.
 * <p>
 * What a statement creates that no revision could is {@linkplain #isCompared() not
 * compared}. It is {@linkplain #isRun() run} if tables can need it, and passed over
 * otherwise, with the statements that are about it.
 */
public final class SchemaScriptStatement {

	private static final int EXCERPT = 60;

	private static final String[] CREATED = { "TABLE", "SEQUENCE", "TYPE", "DOMAIN" };

	private static final String[] ROUTINES = { "FUNCTION", "PROCEDURE", "ROUTINE" };

	private static final String[] RELATIONS = { "VIEW", "MATERIALIZED", "RECURSIVE", "FOREIGN" };

	private static final String[] NOT_COMPARED = { "AGGREGATE", "TRIGGER", "CONSTRAINT", "EVENT", "RULE", "POLICY",
			"EXTENSION", "OPERATOR", "CAST", "STATISTICS", "DEFAULT", "LANGUAGE", "PUBLICATION", "SERVER", "TEXT",
			"ACCESS", "TRANSFORM", "CONVERSION" };

	/**
	 * What ALTER TABLE does to things that are not compared.
	 */
	private static final String[][] ALTERATIONS_NOT_COMPARED = { { "ENABLE" }, { "DISABLE" }, { "FORCE" },
			{ "NO", "FORCE" }, { "OWNER", "TO" }, { "REPLICA", "IDENTITY" }, { "CLUSTER", "ON" }, { "SET", "WITHOUT" },
			{ "SET", "TABLESPACE" }, { "SET", "ACCESS", "METHOD" } };

	/**
	 * What a statement may say of a table or an index besides what is compared.
	 */
	private static final String[][] CLAUSES_NOT_COMPARED = { { "TABLESPACE" }, { "SET", "STATISTICS" },
			{ "SET", "STORAGE" }, { "SET", "COMPRESSION" }, { "STORAGE", "PLAIN" }, { "STORAGE", "EXTERNAL" },
			{ "STORAGE", "EXTENDED" }, { "STORAGE", "MAIN" }, { "COMPRESSION", "PGLZ" }, { "COMPRESSION", "LZ4" } };

	private final String location;

	private final SqlStatement statement;

	private final List<String> needed = new ArrayList<>();

	private @Nullable String created;

	private @Nullable String prerequisite;

	private boolean compared = true;

	private boolean run = true;

	private boolean optional;

	private SchemaScriptStatement(String location, SqlStatement statement) {
		this.location = location;
		this.statement = statement;
	}

	/**
	 * Understands a statement.
	 * @param location where the script was found
	 * @param statement the statement
	 * @param dialect the database
	 * @return the statement
	 * @throws RefusedStatementException if it does not describe a schema, or something in
	 * another schema
	 */
	static SchemaScriptStatement of(String location, SqlStatement statement, Dialect dialect) {
		SchemaScriptStatement understood = new SchemaScriptStatement(location, statement);
		if (dialect.refusedInTransaction(statement.text())) {
			throw understood.refused("cannot be tried out in a transaction",
					"Write it without CONCURRENTLY, or leave it out.");
		}
		understood.read(new Keywords(statement.text()));
		return understood;
	}

	/**
	 * Returns whether all is compared that the statement says.
	 */
	boolean isCompared() {
		return this.compared;
	}

	/**
	 * Returns whether the statement is run.
	 */
	boolean isRun() {
		return this.run;
	}

	/**
	 * Returns whether what the statement creates may be missing: a function that tables
	 * do not need can refer to what is passed over.
	 */
	boolean isOptional() {
		return this.optional;
	}

	/**
	 * Returns the name of what the statement creates or alters, if tables can need it and
	 * it is not compared.
	 */
	@Nullable String prerequisite() {
		return this.prerequisite;
	}

	/**
	 * Returns the words and names that the statement consists of besides strings, such as
	 * the body of a function.
	 */
	Set<String> words() {
		Set<String> words = new HashSet<>();
		SqlTokens tokens = new SqlTokens(this.statement.text());
		while (tokens.next()) {
			if (tokens.kind() == SqlTokens.Kind.WORD || tokens.kind() == SqlTokens.Kind.QUOTED_IDENTIFIER) {
				words.addAll(ObjectName.parts(tokens.text(), (text) -> text.toLowerCase(Locale.ROOT)));
			}
		}
		return words;
	}

	/**
	 * Makes sure that the statement needs only what was created before it. It is passed
	 * over if it is about something that is.
	 * @param known the names of what was created; the new one is added
	 * @param passedOver the names of what is passed over; the new one is added
	 * @throws RefusedStatementException if it needs something else
	 */
	void resolve(Set<String> known, Set<String> passedOver) {
		if (this.needed.stream()
			.anyMatch((name) -> (this.optional || passedOver.contains(name)) && !known.contains(name))) {
			passOver();
		}
		if (this.created != null) {
			(this.run ? known : passedOver).add(this.created);
		}
		if (!this.run) {
			return;
		}
		this.needed.stream().filter((name) -> !known.contains(name)).findFirst().ifPresent((name) -> {
			throw refused("needs '" + name + "', which the script has not created before",
					"Create it in an earlier statement of the script, or leave this statement out.");
		});
	}

	String excerpt() {
		String line = this.statement.text().lines().findFirst().orElse("").strip();
		boolean whole = line.length() <= EXCERPT && line.equals(this.statement.text());
		return whole ? line : line.substring(0, Math.min(line.length(), EXCERPT)) + "…";
	}

	private void passOver() {
		this.compared = false;
		this.run = false;
	}

	private void read(Keywords keywords) {
		if (keywords.accept("CREATE")) {
			create(keywords);
		}
		else if (keywords.accept("ALTER")) {
			alter(keywords);
		}
		else if (keywords.accept("COMMENT")) {
			comment(keywords);
		}
		else if (keywords.acceptOneOf("GRANT", "REVOKE")) {
			passOver();
		}
		else {
			throw notOfASchema();
		}
		if (this.run && !this.optional) {
			references();
		}
	}

	private void create(Keywords keywords) {
		keywords.accept("OR", "REPLACE");
		keywords.acceptOneOf("UNLOGGED", "UNIQUE");
		if (keywords.acceptOneOf(ROUTINES)) {
			this.created = routine(keywords);
		}
		else if (keywords.accept("COLLATION")) {
			collation(keywords);
		}
		else if (keywords.acceptOneOf(RELATIONS)) {
			passOver();
			keywords.acceptOneOf("VIEW", "TABLE", "DATA");
			keywords.accept("WRAPPER");
			keywords.accept("IF", "NOT", "EXISTS");
			List<String> parts = parts(keywords);
			this.created = parts.get(parts.size() - 1);
		}
		else if (keywords.acceptOneOf(NOT_COMPARED)) {
			passOver();
		}
		else if (keywords.acceptOneOf(CREATED)) {
			keywords.accept("IF", "NOT", "EXISTS");
			this.created = name(keywords, 1);
			if (copiesRows()) {
				throw notOfASchema();
			}
			this.compared = !saysMore();
			if (isOfUserType()) {
				this.prerequisite = this.created;
			}
		}
		else if (keywords.accept("INDEX")) {
			keywords.accept("IF", "NOT", "EXISTS");
			if (!keywords.accept("ON")) {
				this.created = name(keywords, 1);
				keywords.accept("ON");
			}
			keywords.accept("ONLY");
			this.needed.add(name(keywords, 1));
			this.compared = !saysMore();
		}
		else {
			throw notOfASchema();
		}
	}

	/**
	 * Functions have names of their own.
	 */
	private String routine(Keywords keywords) {
		List<String> parts = parts(keywords);
		this.compared = false;
		this.optional = true;
		this.run = parts.size() == 1;
		if (this.run) {
			this.prerequisite = parts.get(0);
		}
		return parts.get(parts.size() - 1) + "()";
	}

	/**
	 * A collation has a name of its own, too.
	 */
	private void collation(Keywords keywords) {
		keywords.accept("IF", "NOT", "EXISTS");
		List<String> parts = parts(keywords);
		this.compared = false;
		this.run = parts.size() == 1;
		if (this.run) {
			this.prerequisite = parts.get(0);
		}
	}

	private boolean saysMore() {
		return Stream.of(CLAUSES_NOT_COMPARED).anyMatch((clause) -> new Keywords(this.statement.text()).find(clause));
	}

	/**
	 * Returns whether the statement is about a domain or a range type, which tables can
	 * need and no revision creates.
	 */
	private boolean isOfUserType() {
		Keywords keywords = new Keywords(this.statement.text());
		return keywords.acceptOneOf("CREATE", "ALTER")
				&& (keywords.accept("DOMAIN") || (keywords.accept("TYPE") && keywords.find("AS", "RANGE")));
	}

	private boolean copiesRows() {
		return Stream.of("SELECT", "TABLE", "VALUES", "WITH", "EXECUTE")
			.anyMatch((query) -> new Keywords(this.statement.text()).find("AS", query));
	}

	private void alter(Keywords keywords) {
		if (keywords.acceptOneOf(ROUTINES)) {
			this.needed.add(routine(keywords));
			return;
		}
		if (!keywords.acceptOneOf(CREATED) && !keywords.accept("INDEX")) {
			if (!keywords.acceptOneOf(NOT_COMPARED) && !keywords.accept("COLLATION")
					&& !keywords.acceptOneOf(RELATIONS)) {
				throw notOfASchema();
			}
			passOver();
			return;
		}
		this.needed.add(altered(keywords));
		if (Stream.of(ALTERATIONS_NOT_COMPARED).anyMatch((alteration) -> afterAltered().accept(alteration))) {
			if (afterAltered().skipToComma()) {
				throw refused("makes several changes, one of which is not compared",
						"Write a statement for each change.");
			}
			passOver();
			return;
		}
		this.compared = !saysMore();
		if (isOfUserType()) {
			this.prerequisite = this.needed.get(0);
		}
		Keywords renamed = new Keywords(this.statement.text());
		if (renamed.find("RENAME", "TO")) {
			this.created = name(renamed, 1);
		}
		if (new Keywords(this.statement.text()).find("SET", "SCHEMA")) {
			throw otherSchema();
		}
	}

	private String altered(Keywords keywords) {
		keywords.accept("IF", "EXISTS");
		keywords.accept("ONLY");
		String name = name(keywords, 1);
		keywords.acceptSymbol('*');
		return name;
	}

	private Keywords afterAltered() {
		Keywords keywords = new Keywords(this.statement.text());
		keywords.accept("ALTER");
		if (!keywords.acceptOneOf(CREATED)) {
			keywords.accept("INDEX");
		}
		altered(keywords);
		return keywords;
	}

	private void comment(Keywords keywords) {
		keywords.accept("ON");
		if (keywords.acceptOneOf("TABLE", "SEQUENCE", "INDEX")) {
			this.needed.add(name(keywords, 1));
		}
		else if (keywords.acceptOneOf(CREATED)) {
			this.needed.add(name(keywords, 1));
			this.compared = false;
		}
		else if (keywords.accept("COLUMN")) {
			this.needed.add(name(keywords, 2));
		}
		else if (keywords.accept("CONSTRAINT")) {
			keywords.name();
			keywords.accept("ON");
			keywords.accept("DOMAIN");
			this.needed.add(name(keywords, 1));
			this.compared = false;
		}
		else {
			passOver();
		}
	}

	/**
	 * Whatever the statement refers to would be locked.
	 */
	private void references() {
		for (String[] before : new String[][] { { "REFERENCES" }, { "PARTITION", "OF" }, { "ATTACH", "PARTITION" } }) {
			Keywords keywords = new Keywords(this.statement.text());
			while (keywords.find(before)) {
				this.needed.add(name(keywords, 1));
			}
		}
		Keywords keywords = new Keywords(this.statement.text());
		if (keywords.find("INHERITS") && keywords.acceptSymbol('(')) {
			do {
				this.needed.add(name(keywords, 1));
			}
			while (keywords.acceptSymbol(','));
		}
	}

	/**
	 * Reads the name of an object of the script.
	 * @param most how many parts the name has at most, the first being the object
	 */
	private String name(Keywords keywords, int most) {
		List<String> parts = parts(keywords);
		if (parts.size() > most) {
			throw otherSchema();
		}
		return parts.get(0);
	}

	private List<String> parts(Keywords keywords) {
		String name = Optional.ofNullable(keywords.name()).orElseThrow(this::notOfASchema);
		return ObjectName.parts(name, (text) -> text.toLowerCase(Locale.ROOT));
	}

	private RefusedStatementException otherSchema() {
		return refused("names a schema", "Write the name without it: what the script creates belongs to the default"
				+ " schema, see migrate.schema.");
	}

	private RefusedStatementException notOfASchema() {
		return refused("does not define a part of the schema",
				"Keep to CREATE, ALTER and COMMENT statements for tables, indexes, sequences and types.");
	}

	private RefusedStatementException refused(String problem, String action) {
		return new RefusedStatementException(this.location, this.statement.line(), excerpt(), problem, action);
	}

}
