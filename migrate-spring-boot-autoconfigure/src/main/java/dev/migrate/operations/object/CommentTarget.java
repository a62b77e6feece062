package dev.migrate.operations.object;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * An object that can have a comment, as in
 * {@code op.setComment(onColumn("users", "email"), "Not verified")}.
 *
 * @param kind what kind of object it is
 * @param name the name of the object; of a column or a constraint, the name of its table
 * @param part the name of the column or constraint, or {@code null} for an object that is
 * not part of a table
 */
public record CommentTarget(ObjectKind kind, ObjectName name, @Nullable String part) {

	public CommentTarget {
		if (name.schema() != null && !kind.isInSchema()) {
			throw new InvalidOperationException("'%s' has a schema, which no %s has.".formatted(name, kind.describe()),
					"Give its name alone.");
		}
		boolean isPart = kind == ObjectKind.COLUMN || kind == ObjectKind.CONSTRAINT;
		if (isPart != (part != null)) {
			throw new InvalidOperationException(
					"The comment is for a %s, but %s is named.".formatted(kind.describe(),
							isPart ? "only its table" : "a part of it"),
					isPart ? "Name the table and the %s.".formatted(kind.describe()) : "Name the object alone.");
		}
	}

	/**
	 * A table.
	 * @param table {@code name} or {@code schema.name}
	 * @return the target
	 */
	public static CommentTarget onTable(String table) {
		return whole(ObjectKind.TABLE, table);
	}

	/**
	 * A column of a table.
	 * @param table the table, {@code name} or {@code schema.name}
	 * @param column the name of the column
	 * @return the target
	 */
	public static CommentTarget onColumn(String table, String column) {
		return new CommentTarget(ObjectKind.COLUMN, ObjectName.of(table), column);
	}

	/**
	 * A constraint of a table.
	 * @param table the table, {@code name} or {@code schema.name}
	 * @param constraint the name of the constraint
	 * @return the target
	 */
	public static CommentTarget onConstraint(String table, String constraint) {
		return new CommentTarget(ObjectKind.CONSTRAINT, ObjectName.of(table), constraint);
	}

	/**
	 * An index.
	 * @param index {@code name} or {@code schema.name}
	 * @return the target
	 */
	public static CommentTarget onIndex(String index) {
		return whole(ObjectKind.INDEX, index);
	}

	/**
	 * A sequence.
	 * @param sequence {@code name} or {@code schema.name}
	 * @return the target
	 */
	public static CommentTarget onSequence(String sequence) {
		return whole(ObjectKind.SEQUENCE, sequence);
	}

	/**
	 * An enum type.
	 * @param type {@code name} or {@code schema.name}
	 * @return the target
	 */
	public static CommentTarget onEnum(String type) {
		return whole(ObjectKind.TYPE, type);
	}

	/**
	 * A composite type. Its attributes are {@linkplain #onColumn columns}.
	 * @param type {@code name} or {@code schema.name}
	 * @return the target
	 */
	public static CommentTarget onCompositeType(String type) {
		return whole(ObjectKind.COMPOSITE_TYPE, type);
	}

	/**
	 * A view.
	 * @param view {@code name} or {@code schema.name}
	 * @return the target
	 */
	public static CommentTarget onView(String view) {
		return whole(ObjectKind.VIEW, view);
	}

	/**
	 * A materialized view.
	 * @param view {@code name} or {@code schema.name}
	 * @return the target
	 */
	public static CommentTarget onMaterializedView(String view) {
		return whole(ObjectKind.MATERIALIZED_VIEW, view);
	}

	/**
	 * A schema.
	 * @param schema the name
	 * @return the target
	 */
	public static CommentTarget onSchema(String schema) {
		return new CommentTarget(ObjectKind.SCHEMA, new ObjectName(null, schema), null);
	}

	/**
	 * An extension.
	 * @param extension the name
	 * @return the target
	 */
	public static CommentTarget onExtension(String extension) {
		return new CommentTarget(ObjectKind.EXTENSION, new ObjectName(null, extension), null);
	}

	/**
	 * An object that is not part of a table.
	 * @param kind what kind of object it is
	 * @param name the name of the object
	 * @return the target
	 */
	public static CommentTarget of(ObjectKind kind, ObjectName name) {
		return new CommentTarget(kind, name, null);
	}

	private static CommentTarget whole(ObjectKind kind, String name) {
		return of(kind, ObjectName.of(name));
	}

	/**
	 * Writes the statement that sets the comment.
	 * @param sql where to write
	 * @param comment the comment, or {@code null} for none
	 */
	public void write(SqlWriter sql, @Nullable String comment) {
		if (this.kind == ObjectKind.CONSTRAINT) {
			sql.require(Feature.CONSTRAINT_COMMENT);
		}
		this.kind.require(sql).sql("COMMENT ON ").sql(this.kind.sql()).sql(" ");
		if (this.part == null) {
			sql.name(this.name);
		}
		else if (this.kind == ObjectKind.COLUMN) {
			sql.name(this.name).sql(".").identifier(this.part);
		}
		else {
			sql.identifier(this.part).sql(" ON ").name(this.name);
		}
		sql.sql(" IS ").literal(comment).end();
	}

	/**
	 * Writes the comment of an object that has just been created, if it has one.
	 * @param sql where to write
	 * @param comment the comment, or {@code null} for none
	 */
	public void writeIfPresent(SqlWriter sql, @Nullable String comment) {
		if (comment != null) {
			write(sql, comment);
		}
	}

	void render(JavaWriter java) {
		java.member(CommentTarget.class, "on" + this.kind.methodName()).java("(");
		java.value(this.kind.isInSchema() ? this.name : this.name.name());
		if (this.part != null) {
			java.java(", ").value(this.part);
		}
		java.java(")");
	}

	/**
	 * Says in a few words what has the comment, such as {@code column email of users}.
	 * @return the description
	 */
	public String describe() {
		String object = this.kind.describe() + " ";
		return (this.part != null) ? object + this.part + " of " + this.name : object + this.name;
	}

}
