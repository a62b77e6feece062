package dev.migrate.autogenerate.scratch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.sql.Keywords;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a schema script, understood as far as it takes to run it where it can
 * touch nothing but what the script itself has created.
 */
public final class SchemaScriptStatement {

	private static final int EXCERPT = 60;

	private static final String[] CREATED = { "TABLE", "SEQUENCE", "TYPE", "DOMAIN" };

	private static final String[] NOT_COMPARED = { "VIEW", "MATERIALIZED", "RECURSIVE", "FUNCTION", "PROCEDURE",
			"AGGREGATE", "TRIGGER", "CONSTRAINT", "EVENT", "RULE", "POLICY", "EXTENSION", "OPERATOR", "CAST",
			"COLLATION", "STATISTICS", "DEFAULT", "LANGUAGE", "PUBLICATION" };

	private final String location;

	private final SqlStatement statement;

	private final List<String> needed = new ArrayList<>();

	private @Nullable String created;

	private boolean compared = true;

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
	 * Returns whether the statement creates something that is compared.
	 * @return {@code false} if it is to be left out
	 */
	boolean isCompared() {
		return this.compared;
	}

	/**
	 * Makes sure that the statement needs only what was created before it.
	 * @param known the names of what was created; the new one is added
	 * @throws RefusedStatementException if it needs something else
	 */
	void resolve(Set<String> known) {
		if (this.created != null) {
			known.add(this.created);
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
			this.compared = false;
		}
		else {
			throw notOfASchema();
		}
		if (this.compared) {
			references();
		}
	}

	private void create(Keywords keywords) {
		keywords.accept("OR", "REPLACE");
		keywords.acceptOneOf("UNLOGGED", "UNIQUE");
		if (keywords.acceptOneOf(NOT_COMPARED)) {
			this.compared = false;
		}
		else if (keywords.acceptOneOf(CREATED)) {
			keywords.accept("IF", "NOT", "EXISTS");
			this.created = name(keywords, 1);
			if (copiesRows()) {
				throw notOfASchema();
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
		}
		else {
			throw notOfASchema();
		}
	}

	private boolean copiesRows() {
		return Stream.of("SELECT", "TABLE", "VALUES", "WITH", "EXECUTE")
			.anyMatch((query) -> new Keywords(this.statement.text()).find("AS", query));
	}

	private void alter(Keywords keywords) {
		if (!keywords.acceptOneOf(CREATED) && !keywords.accept("INDEX")) {
			if (!keywords.acceptOneOf(NOT_COMPARED)) {
				throw notOfASchema();
			}
			this.compared = false;
			return;
		}
		keywords.accept("IF", "EXISTS");
		keywords.accept("ONLY");
		this.needed.add(name(keywords, 1));
		Keywords renamed = new Keywords(this.statement.text());
		if (renamed.find("RENAME", "TO")) {
			this.created = name(renamed, 1);
		}
		if (new Keywords(this.statement.text()).find("SET", "SCHEMA")) {
			throw otherSchema();
		}
	}

	private void comment(Keywords keywords) {
		keywords.accept("ON");
		if (keywords.acceptOneOf(CREATED) || keywords.accept("INDEX")) {
			this.needed.add(name(keywords, 1));
		}
		else if (keywords.accept("COLUMN")) {
			this.needed.add(name(keywords, 2));
		}
		else if (keywords.accept("CONSTRAINT")) {
			keywords.name();
			keywords.accept("ON");
			keywords.accept("DOMAIN");
			this.needed.add(name(keywords, 1));
		}
		else {
			this.compared = false;
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
		String name = Optional.ofNullable(keywords.name()).orElseThrow(this::notOfASchema);
		List<String> parts = ObjectName.parts(name, (text) -> text.toLowerCase(Locale.ROOT));
		if (parts.size() > most) {
			throw otherSchema();
		}
		return parts.get(0);
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
