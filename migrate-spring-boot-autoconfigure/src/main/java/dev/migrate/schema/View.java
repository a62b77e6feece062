package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A view, written as {@code view("active_users", "SELECT * FROM users WHERE active")}.
 *
 * @param name the name
 * @param columns the names of its columns, or none for those of the query
 * @param query what it selects, without a semicolon
 * @param materialized whether its rows are stored
 * @param comment the comment, or {@code null}
 */
public record View(ObjectName name, List<String> columns, String query, boolean materialized,
		@Nullable String comment) {

	public View {
		columns = List.copyOf(columns);
		if (query.isBlank()) {
			throw new InvalidSchemaException("View '%s' has no query.".formatted(name), "Give it a SELECT.");
		}
	}

	/**
	 * A view.
	 * @param name {@code name} or {@code schema.name}
	 * @param query what it selects, without a semicolon
	 * @return the view
	 */
	public static View view(String name, String query) {
		return new View(ObjectName.of(name), List.of(), query, false, null);
	}

	/**
	 * A view whose rows are stored.
	 * @param name {@code name} or {@code schema.name}
	 * @param query what it selects, without a semicolon
	 * @return the view
	 */
	public static View materializedView(String name, String query) {
		return new View(ObjectName.of(name), List.of(), query, true, null);
	}

	public View columns(String... columns) {
		return new View(this.name, List.of(columns), this.query, this.materialized, this.comment);
	}

	public View comment(@Nullable String comment) {
		return new View(this.name, this.columns, this.query, this.materialized, comment);
	}

	public View named(ObjectName name) {
		return new View(name, this.columns, this.query, this.materialized, this.comment);
	}

}
