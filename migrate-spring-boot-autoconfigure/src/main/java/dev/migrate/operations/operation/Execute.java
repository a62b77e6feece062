package dev.migrate.operations.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Runs SQL, written as {@code sql("CREATE FUNCTION …").reversedBy("DROP FUNCTION …")}.
 *
 * @param sql one statement, or several separated by semicolons if there are no parameters
 * @param parameters the values of named parameters such as {@code :name}; if there are
 * none the SQL is taken as it is
 * @param undo what undoes it, or {@code null} if there is nothing
 */
public record Execute(String sql, Map<String, ?> parameters, @Nullable Execute undo) implements Operation {

	private static final int LONGEST_DESCRIPTION = 60;

	public Execute {
		if (sql.isBlank()) {
			throw new InvalidOperationException("The SQL to execute is empty.", "Give a statement.");
		}
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
		// What undoes the undoing is this.
		undo = (undo != null) ? undo.irreversible() : null;
	}

	/**
	 * Runs SQL.
	 * @param sql one statement, or several separated by semicolons if there are no
	 * parameters
	 * @return the operation
	 */
	public static Execute sql(String sql) {
		return new Execute(sql, Map.of(), null);
	}

	/**
	 * Returns this operation with the value of a parameter.
	 * @param name the name, {@code name} for {@code :name}
	 * @param value the value
	 * @return the operation
	 */
	public Execute parameter(String name, @Nullable Object value) {
		Map<String, @Nullable Object> parameters = new LinkedHashMap<>(this.parameters);
		parameters.put(name, value);
		return new Execute(this.sql, parameters, this.undo);
	}

	/**
	 * Returns this operation with the SQL that undoes it.
	 * @param sql one statement, or several separated by semicolons
	 * @return the operation
	 */
	public Execute reversedBy(String sql) {
		return reversedBy(sql(sql));
	}

	/**
	 * Returns this operation with the operation that undoes it.
	 * @param undo the other operation
	 * @return the operation
	 */
	public Execute reversedBy(Execute undo) {
		return new Execute(this.sql, this.parameters, undo);
	}

	private Execute irreversible() {
		return (this.undo != null) ? new Execute(this.sql, this.parameters, null) : this;
	}

	@Override
	public void write(SqlWriter writer) {
		writer.sql(this.sql).end(this.parameters);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.undo).map((operation) -> operation.reversedBy(this));
	}

	@Override
	public Operation withoutReverse() {
		return irreversible();
	}

	@Override
	public void render(JavaWriter java) {
		if (this.parameters.isEmpty() && this.undo == null) {
			java.call("execute", this.sql);
		}
		else {
			java.java("op.execute(");
			renderValue(java);
			java.java(");");
		}
	}

	private void renderValue(JavaWriter java) {
		java.member(Execute.class, "sql").java("(").value(this.sql).java(")");
		this.parameters
			.forEach((name, value) -> java.java(".parameter(").value(name).java(", ").value(value).java(")"));
		if (this.undo != null) {
			java.java(".reversedBy(");
			this.undo.renderUndo(java);
			java.java(")");
		}
	}

	/**
	 * Writes this operation as the argument of {@code reversedBy}.
	 */
	void renderUndo(JavaWriter java) {
		if (this.parameters.isEmpty() && this.undo == null) {
			java.value(this.sql);
		}
		else {
			renderValue(java);
		}
	}

	@Override
	public String describe() {
		String line = this.sql.strip().replaceAll("\\s+", " ");
		return "execute "
				+ ((line.length() > LONGEST_DESCRIPTION) ? line.substring(0, LONGEST_DESCRIPTION) + "…" : line);
	}

}
