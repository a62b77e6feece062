package dev.migrate.dialect.postgresql.dump;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.database.DumpFailedException;
import dev.migrate.schema.InvalidSchemaException;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.Keywords;
import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the script that {@code pg_dump} writes: the statements that build the
 * database, without those about the session, which has settings of its own in a revision.
 */
final class DumpScript {

	private static final String FUNCTION_BODIES = "check_function_bodies";

	private static final String ACCESS_METHOD = "default_table_access_method";

	/**
	 * The settings that no statement of a dump depends on.
	 */
	private static final Set<String> SESSION = Set.of("statement_timeout", "lock_timeout",
			"idle_in_transaction_session_timeout", "transaction_timeout", "client_encoding",
			"standard_conforming_strings", "escape_string_warning", FUNCTION_BODIES, "client_min_messages",
			"row_security");

	/**
	 * Those that none depends on while they have the value that a server begins with.
	 */
	private static final Map<String, String> USUAL = Map.of("xmloption", "content", "default_tablespace", "",
			ACCESS_METHOD, "heap", "default_with_oids", "false");

	private final StatementSplitter splitter;

	private final Set<String> schemas;

	private final List<String> statements = new ArrayList<>();

	private boolean routines;

	private boolean unusual;

	/**
	 * Creates a script.
	 * @param schemas the schemas that exist before it is run
	 */
	DumpScript(StatementSplitter splitter, Set<String> schemas) {
		this.splitter = splitter;
		this.schemas = schemas;
	}

	/**
	 * Adds what the program has written.
	 */
	void add(String text) {
		try {
			this.splitter.split(lines(text), "pg_dump")
				.forEach((statement) -> this.statements.add(withoutReturns(statement.text())));
		}
		catch (RefusedStatementException ex) {
			throw DumpFailedException.unreadable(ex.getProblem(), ex);
		}
	}

	/**
	 * Windows ends each line with two characters, also those of the values.
	 */
	private static String lines(String text) {
		int end = text.indexOf('\n');
		return (end > 0 && text.charAt(end - 1) == '\r') ? text.replace("\r\n", "\n") : text;
	}

	/**
	 * Line ends of a script are those of its editor, so that those of a value have to be
	 * escaped. Those in the body of a function are left to the script.
	 */
	private static String withoutReturns(String statement) {
		if (statement.indexOf('\r') < 0) {
			return statement;
		}
		StringBuilder escaped = new StringBuilder();
		int copied = 0;
		SqlTokens tokens = new SqlTokens(statement);
		while (tokens.next()) {
			String text = tokens.text();
			if (tokens.kind() == SqlTokens.Kind.STRING && !text.startsWith("$") && text.indexOf('\r') >= 0) {
				String string = text.startsWith("'") ? "E" + text.replace("\\", "\\\\") : text;
				escaped.append(statement, copied, tokens.start()).append(string.replace("\r", "\\r"));
				copied = tokens.end();
			}
		}
		return escaped.append(statement, copied, statement.length()).toString().replace("\r\n", "\n");
	}

	/**
	 * Returns the statements to keep. The body of a function may use tables that are
	 * created after it, so it is not checked.
	 */
	List<String> statements() {
		this.statements.forEach(this::look);
		List<String> kept = new ArrayList<>();
		if (this.routines) {
			kept.add("SET " + FUNCTION_BODIES + " = false");
		}
		this.statements.stream().filter(this::isKept).forEach(kept::add);
		return kept;
	}

	/**
	 * Returns whether nothing but the session was left.
	 */
	static boolean isEmpty(Collection<String> statements) {
		return statements.stream().allMatch((statement) -> new Keywords(statement).accept("SET"));
	}

	private void look(String statement) {
		Keywords keywords = new Keywords(statement);
		if (keywords.accept("CREATE")) {
			keywords.accept("OR", "REPLACE");
			this.routines |= keywords.acceptOneOf("FUNCTION", "PROCEDURE");
		}
		Setting setting = Setting.of(statement);
		this.unusual |= setting != null && !setting.isUsual();
	}

	private boolean isKept(String statement) {
		Setting setting = Setting.of(statement);
		if (setting != null) {
			return !SESSION.contains(setting.name()) && (!USUAL.containsKey(setting.name()) || this.unusual);
		}
		if (new Keywords(statement).accept("CREATE", "USER", "MAPPING")) {
			// It has the password of somebody on another server.
			return false;
		}
		Keywords keywords = new Keywords(statement);
		if (keywords.accept("SELECT")) {
			String function = keywords.name();
			return !(function != null && function.endsWith("set_config") && keywords.acceptSymbol('(')
					&& "search_path".equals(keywords.literal()));
		}
		if (keywords.accept("CREATE", "SCHEMA")) {
			return !this.schemas.contains(unquoted(keywords.name()));
		}
		// An extension brings its comment along, and only its owner may change it.
		return !keywords.accept("COMMENT", "ON", "EXTENSION");
	}

	private static String unquoted(@Nullable String name) {
		try {
			return (name != null) ? ObjectName.parts(name, (part) -> part.toLowerCase(Locale.ROOT)).get(0) : "";
		}
		catch (InvalidSchemaException ex) {
			return "";
		}
	}

	/**
	 * A statement that changes a setting.
	 *
	 * @param name the setting
	 * @param value its value
	 */
	private record Setting(String name, String value) {

		static @Nullable Setting of(String statement) {
			Keywords keywords = new Keywords(statement);
			if (!keywords.accept("SET")) {
				return null;
			}
			String name = keywords.name();
			if (name == null || !(keywords.acceptSymbol('=') || keywords.accept("TO"))) {
				return null;
			}
			String value = keywords.value();
			return new Setting(name.toLowerCase(Locale.ROOT), (value != null) ? value : "");
		}

		boolean isUsual() {
			return USUAL.getOrDefault(this.name, this.value).equals(this.value);
		}

	}

}
