package dev.migrate.dialect.postgresql.catalog;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.schema.Index;
import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of an index out of its definition, because only the server knows which
 * collation, operator class and order go without saying.
 */
final class IndexDefinition {

	private final String definition;

	private int position;

	private IndexDefinition(String definition) {
		this.definition = definition;
		this.position = start(definition);
	}

	/**
	 * Reads the parts of an index.
	 * @param definition what {@code pg_get_indexdef} prints of the index
	 * @param keys what it prints of each part
	 * @param columns the name of the column that a part is, or {@code null} for an
	 * expression
	 * @return the parts in their order
	 */
	static List<Index.Part> parts(String definition, List<String> keys, List<@Nullable String> columns) {
		IndexDefinition reading = new IndexDefinition(definition);
		List<Index.Part> parts = new ArrayList<>();
		for (int i = 0; i < keys.size(); i++) {
			parts.add(reading.part(keys.get(i), columns.get(i)));
		}
		return parts;
	}

	private static int start(String definition) {
		SqlTokens tokens = new SqlTokens(definition);
		boolean using = false;
		while (tokens.next()) {
			using = using || tokens.is("USING");
			if (using && tokens.is('(')) {
				return tokens.end();
			}
		}
		throw new IllegalArgumentException(definition);
	}

	private Index.Part part(String key, @Nullable String column) {
		if (!this.definition.startsWith(key, this.position)) {
			throw new IllegalArgumentException(
					"'%s' is not at %d of %s".formatted(key, this.position, this.definition));
		}
		this.position += key.length();
		Index.Part part = (column != null) ? Index.Part.column(column)
				: Index.Part.expression(OuterParentheses.strip(key));
		return options(part);
	}

	private Index.Part options(Index.Part plain) {
		Index.Part part = plain;
		int from = this.position;
		SqlTokens tokens = new SqlTokens(this.definition.substring(from));
		tokens.next();
		if (tokens.is("COLLATE")) {
			tokens.next();
			int start = tokens.start();
			int end = tokens.end();
			tokens.next();
			if (tokens.is('.')) {
				tokens.next();
				end = tokens.end();
				tokens.next();
			}
			part = part.collation(this.definition.substring(from + start, from + end));
		}
		int start = tokens.start();
		int end = start;
		int depth = 0;
		while (depth > 0 || !(isOrder(tokens) || tokens.is(',') || tokens.is(')'))) {
			depth += tokens.is('(') ? 1 : tokens.is(')') ? -1 : 0;
			end = tokens.end();
			tokens.next();
		}
		if (end > start) {
			part = part.operatorClass(this.definition.substring(from + start, from + end));
		}
		while (!tokens.is(',') && !tokens.is(')')) {
			part = order(part, tokens);
			tokens.next();
		}
		this.position = from + tokens.end();
		while (this.definition.startsWith(" ", this.position)) {
			this.position++;
		}
		return part;
	}

	private static boolean isOrder(SqlTokens tokens) {
		return tokens.is("ASC") || tokens.is("DESC") || tokens.is("NULLS");
	}

	private static Index.Part order(Index.Part part, SqlTokens tokens) {
		if (tokens.is("DESC")) {
			return part.descending();
		}
		if (tokens.is("FIRST")) {
			return part.nulls(Index.Nulls.FIRST);
		}
		return tokens.is("LAST") ? part.nulls(Index.Nulls.LAST) : part;
	}

}
