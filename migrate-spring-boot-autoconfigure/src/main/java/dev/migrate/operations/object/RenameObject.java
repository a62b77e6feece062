package dev.migrate.operations.object;

import java.util.Optional;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;

/**
 * Renames a whole object within its schema: a table, an index with the constraint that it
 * belongs to, a sequence, an enum type, a view or a schema. What depends on a table keeps
 * its name, columns of an enum type and views over a view follow, and a
 * {@code search_path} that names a schema does not. The reverse gives the object its old
 * name.
 *
 * @param kind what kind of object it is
 * @param name the name of the object; that of a schema is in no schema
 * @param newName the new name, without a schema
 */
public record RenameObject(ObjectKind kind, ObjectName name, String newName) implements Operation {

	public RenameObject {
		switch (kind) {
			case COLUMN, CONSTRAINT,
					EXTENSION ->
				throw new InvalidOperationException(
						"'%s' is renamed as if it were an object of its own, which no %s is.".formatted(name,
								kind.describe()),
						"Use renameColumn or renameConstraint; an extension cannot be renamed.");
			default -> InvalidOperationException
				.requireName("the %s that '%s' becomes".formatted(kind.describe(), name), newName);
		}
		if (name.name().equals(newName)) {
			throw new InvalidOperationException(
					"The %s '%s' is renamed to the name that it has.".formatted(kind.describe(), name),
					"Choose another name or leave the operation out.");
		}
	}

	/**
	 * Renames an object that is in a schema.
	 * @param kind what kind of object it is
	 * @param name {@code name} or {@code schema.name}
	 * @param newName the new name; if it has a schema, that of the object
	 * @return the operation
	 * @throws InvalidOperationException if the new name is in another schema
	 */
	public static RenameObject of(ObjectKind kind, String name, String newName) {
		ObjectName old = ObjectName.of(name);
		ObjectName renamed = ObjectName.of(newName);
		if (renamed.schema() != null && !renamed.schema().equals(old.schema())) {
			throw new InvalidOperationException(
					"'%s' cannot be renamed to '%s', which is in another schema.".formatted(old, newName), move(kind));
		}
		return new RenameObject(kind, old, renamed.name());
	}

	private static String move(ObjectKind kind) {
		return switch (kind) {
			case TABLE -> "Move the table with setTableSchema.";
			case INDEX -> "Move its table with setTableSchema.";
			default -> "Move it with execute(…) and ALTER … SET SCHEMA.";
		};
	}

	@Override
	public void write(SqlWriter sql) {
		if (this.kind == ObjectKind.SEQUENCE) {
			sql.require(Feature.RENAME_SEQUENCE);
		}
		this.kind.require(sql).sql("ALTER ").sql(this.kind.sql()).sql(" ").name(this.name);
		sql.sql(" RENAME TO ").identifier(this.newName).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new RenameObject(this.kind, this.name.sibling(this.newName), this.name.name()));
	}

	@Override
	public void render(JavaWriter java) {
		String method = "rename" + this.kind.methodName();
		if (this.kind.isInSchema()) {
			java.call(method, this.name, new ObjectName(null, this.newName));
		}
		else {
			java.call(method, this.name.name(), this.newName);
		}
	}

	@Override
	public String describe() {
		return "rename %s %s to %s".formatted(this.kind.describe(), this.name, this.newName);
	}

}
