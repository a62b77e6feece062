package dev.migrate.operations.definition;

import java.util.List;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What tells an object from all others: its kind, its name, and what else SQL names it
 * by.
 *
 * @param kind what it is
 * @param name its name; that of a trigger, a policy, a rule or an event trigger has no
 * schema
 * @param arguments the arguments of a function, procedure or aggregate in SQL, without
 * their defaults; {@code null} for any other object, and for the only one of its name
 * @param table the table or view of a trigger, a policy or a rule, else {@code null}
 */
public record DefinedObject(DefinitionKind kind, ObjectName name, @Nullable List<String> arguments,
		@Nullable ObjectName table) {

	public DefinedObject {
		if (kind.isOfTable() != (table != null)) {
			throw new InvalidOperationException(
					"The %s '%s' is %s a table.".formatted(kind.describe(), name, (table != null) ? "on" : "not on"),
					(table != null) ? "Leave the table away." : "Name the table that it belongs to.");
		}
		if (arguments != null && !kind.isRoutine()) {
			throw new InvalidOperationException("The %s '%s' has arguments.".formatted(kind.describe(), name),
					"Leave them away.");
		}
		arguments = (arguments != null) ? List.copyOf(arguments) : null;
	}

	/**
	 * Reads what a function, procedure or aggregate is called in a migration.
	 * @param kind what it is
	 * @param signature the name, and in parentheses the types of the arguments in SQL
	 */
	static DefinedObject routine(DefinitionKind kind, String signature) {
		int open = 0;
		boolean quoted = false;
		while (open < signature.length() && (quoted || signature.charAt(open) != '(')) {
			quoted ^= signature.charAt(open) == '"';
			open++;
		}
		String name = signature.substring(0, open).strip();
		InvalidOperationException.requireName("a " + kind.describe(), name);
		if (open == signature.length()) {
			return new DefinedObject(kind, ObjectName.of(name), null, null);
		}
		DefinitionReader.Arguments arguments = DefinitionReader.arguments(signature, open);
		if (arguments == null || !signature.substring(arguments.end()).isBlank()) {
			throw new InvalidOperationException(
					"'%s' is not the name of a %s with its arguments.".formatted(signature, kind.describe()),
					"Write it as name(type, type), as in half(integer).");
		}
		return new DefinedObject(kind, ObjectName.of(name), arguments.texts(), null);
	}

	/**
	 * Writes what follows DROP.
	 */
	SqlWriter write(SqlWriter sql) {
		sql.name(this.name);
		if (this.arguments != null) {
			sql.sql("(").sql(String.join(", ", this.arguments)).sql(")");
		}
		return (this.table != null) ? sql.sql(" ON ").name(this.table) : sql;
	}

	/**
	 * Returns the name, and the arguments if it has some, as a migration has them.
	 */
	String written() {
		String schema = (this.name.schema() != null) ? part(this.name.schema()) + "." : "";
		return schema + part(this.name.name()) + argumentList();
	}

	private String argumentList() {
		return (this.arguments != null) ? "(" + String.join(", ", this.arguments) + ")" : "";
	}

	private static String part(String name) {
		String written = ObjectName.written(name);
		return (written.equals(name) && (name.indexOf('(') >= 0 || !name.equals(name.strip()))) ? "\"" + name + "\""
				: written;
	}

	/**
	 * Returns whether another definition can be one of this object: whether what both
	 * know of it is the same.
	 */
	boolean isLike(DefinedObject other) {
		return this.kind == other.kind && isLike(this.name, other.name) && isLike(this.table, other.table)
				&& (this.arguments == null || other.arguments == null
						|| this.arguments.size() == other.arguments.size());
	}

	private static boolean isLike(@Nullable ObjectName one, @Nullable ObjectName other) {
		if (one == null || other == null) {
			return one == null && other == null;
		}
		boolean oneSchema = one.schema() == null || other.schema() == null || one.schema().equals(other.schema());
		return oneSchema && one.name().equals(other.name());
	}

	/**
	 * Returns what it is and what it is called, for people.
	 */
	String describe() {
		return this.kind.describe() + " " + this.name + argumentList()
				+ ((this.table != null) ? " on " + this.table : "");
	}

}
