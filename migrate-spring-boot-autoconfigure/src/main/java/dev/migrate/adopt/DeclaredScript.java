package dev.migrate.adopt;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.autogenerate.object.DeclaredObjects;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.StatementSplitter.Part;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * A script that does nothing but create views, functions and the like anew, as a file
 * that declares them.
 *
 * @param path the path of the file below the folder of declared objects
 * @param text what it declares
 */
public record DeclaredScript(String path, String text) {

	private static final String[] KINDS = { "VIEW", "FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE", "TRIGGER",
			"POLICY", "RULE", "DOMAIN", "TYPE", "CAST", "INDEX" };

	/**
	 * Reads a script. What it drops if it exists is created again, or was there before.
	 * What begins and ends its transaction is left out.
	 * @param path the path of the file
	 * @param text the script, its lines ended by <code>\n</code>
	 * @param schema the default schema
	 * @return the declaration, or {@code null} if there is something else in the script
	 */
	public static @Nullable DeclaredScript of(String path, String text, StatementSplitter splitter, String schema) {
		try {
			StringBuilder rest = new StringBuilder(text);
			List<Part> parts = splitter.parts(text, path);
			for (int i = parts.size() - 1; i >= 0; i--) {
				Part part = parts.get(i);
				if (drops(part.statement().text()) || beginsOrCommits(part)) {
					int end = (part.end() < rest.length() && rest.charAt(part.end()) == '\n') ? part.end() + 1
							: part.end();
					rest.delete(part.start(), end);
				}
			}
			DeclaredScript script = new DeclaredScript(path, rest.toString().strip() + "\n");
			boolean empty = splitter.split(script.text, path).isEmpty();
			DeclaredObjects.read(List.of(script.toFile()), splitter, schema);
			return empty ? null : script;
		}
		catch (MigrateException ex) {
			return null;
		}
	}

	/**
	 * Returns whether a statement makes a transaction of the script, which declared
	 * objects have anyway.
	 */
	private static boolean beginsOrCommits(Part part) {
		return part.controlsTransaction()
				&& new Keywords(part.statement().text()).acceptOneOf("BEGIN", "START", "COMMIT", "END");
	}

	private static boolean drops(String statement) {
		Keywords keywords = new Keywords(statement);
		if (!keywords.accept("DROP")) {
			return false;
		}
		keywords.accept("MATERIALIZED");
		return keywords.acceptOneOf(KINDS) && keywords.accept("IF", "EXISTS");
	}

	/**
	 * Returns the script as a file of declared objects.
	 */
	public SchemaScript toFile() {
		return new SchemaScript(this.path, this.text);
	}

}
