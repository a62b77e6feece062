package dev.migrate.operations;

import java.util.Set;

import dev.migrate.schema.View;

/**
 * What the operations on views have in common.
 */
final class Views {

	private Views() {
	}

	static ObjectKind kind(boolean materialized) {
		return materialized ? ObjectKind.MATERIALIZED_VIEW : ObjectKind.VIEW;
	}

	static String describe(boolean materialized) {
		return kind(materialized).describe();
	}

	static SqlWriter require(SqlWriter sql, boolean materialized) {
		return materialized ? sql.require(Feature.MATERIALIZED_VIEW) : sql;
	}

	static void writeCreation(SqlWriter sql, String verb, View view, Set<Option> options) {
		ObjectKind kind = kind(view.materialized());
		require(sql, view.materialized()).sql(verb).sql(kind.sql()).sql(" ");
		Option.IF_NOT_EXISTS.write(sql, options);
		sql.name(view.name());
		if (!view.columns().isEmpty()) {
			sql.sql(" ").identifiers(view.columns());
		}
		sql.sql(" AS ").sql(view.query());
		if (options.contains(Option.WITH_NO_DATA)) {
			// A line of its own, because the query may end in a comment.
			sql.sql("\nWITH NO DATA");
		}
		sql.end();
		if (view.comment() != null) {
			Comments.write(sql, kind, view.name(), view.comment());
		}
	}

}
