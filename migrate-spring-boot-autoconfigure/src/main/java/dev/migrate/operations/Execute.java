package dev.migrate.operations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Runs SQL. {@code op.apply(Execute.sql(up).reversedBy(down))} can be reversed.
 *
 * @param sql one statement, or several separated by semicolons if there are no parameters
 * @param parameters the values of named parameters such as {@code :name}; if there are
 * none the SQL is taken as it is
 * @param reverseSql the SQL that undoes it, or {@code null} if there is none
 */
public record Execute(String sql, Map<String, ?> parameters, @Nullable String reverseSql) implements Operation {

	private static final int LONGEST_DESCRIPTION = 60;

	public Execute {
		if (sql.isBlank()) {
			throw new InvalidOperationException("The SQL to execute is empty.", "Give a statement.");
		}
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

	/**
	 * Runs SQL without parameters.
	 * @param sql one statement, or several separated by semicolons
	 * @return the operation
	 */
	public static Execute sql(String sql) {
		return new Execute(sql, Map.of(), null);
	}

	/**
	 * Returns this operation with the SQL that undoes it.
	 * @param sql one statement, or several separated by semicolons
	 * @return the operation
	 */
	public Execute reversedBy(String sql) {
		return new Execute(this.sql, this.parameters, sql);
	}

	@Override
	public void write(SqlWriter writer) {
		writer.sql(this.sql).end(this.parameters);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.reverseSql).map((reverse) -> new Execute(reverse, Map.of(), this.sql));
	}

	@Override
	public String describe() {
		String line = this.sql.strip().replaceAll("\\s+", " ");
		return "execute "
				+ ((line.length() > LONGEST_DESCRIPTION) ? line.substring(0, LONGEST_DESCRIPTION) + "…" : line);
	}

}
