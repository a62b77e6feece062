package dev.migrate.operations.object;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Drops a whole object: a sequence, an enum type, a view, a schema, which must be empty,
 * or an extension with all that belongs to it. The reverse creates it again, a sequence
 * from its start, a materialized view without its indexes, a schema without a comment and
 * privileges; there is none if the object is not known. An object that is known takes no
 * options: what they leave open could not be undone.
 *
 * @param kind what kind of object it is
 * @param name the name of the object; that of a schema or an extension is in no schema
 * @param creation the operation that creates it, for the reverse, or {@code null} if not
 * known; of a schema that is dropped without options it need not be given
 * @param options {@link OperationOption#IF_EXISTS} and {@link OperationOption#CASCADE} if
 * the object is not known
 */
public record DropObject(ObjectKind kind, ObjectName name, @Nullable CreateObject creation,
		Set<OperationOption> options) implements Operation {

	public DropObject {
		switch (kind) {
			case TABLE, COLUMN, CONSTRAINT,
					INDEX ->
				throw new InvalidOperationException(
						"'%s' is dropped as if it were no %s.".formatted(name, kind.describe()),
						"Use dropTable, dropColumn, dropConstraint or dropIndex.");
			default -> {
			}
		}
		options = OperationOption.requireDrop("drop " + kind.describe() + " " + name, options, creation != null,
				OperationOption.IF_EXISTS, OperationOption.CASCADE);
		if (kind == ObjectKind.SCHEMA && options.isEmpty()) {
			creation = new CreateSchema(name.name(), Set.of());
		}
		if (creation != null && (creation.kind() != kind || !creation.name().equals(name))) {
			throw new InvalidOperationException("The %s '%s' is dropped with the definition of '%s'."
				.formatted(kind.describe(), name, creation.name()), "Give its own definition.");
		}
	}

	/**
	 * Drops an object by its name, which has no reverse unless it is a schema.
	 * @param kind what kind of object it is
	 * @param name the name of the object
	 * @param options {@link OperationOption#IF_EXISTS} and
	 * {@link OperationOption#CASCADE}
	 * @return the operation
	 */
	public static DropObject of(ObjectKind kind, ObjectName name, OperationOption... options) {
		return new DropObject(kind, name, null, OperationOption.set(options));
	}

	/**
	 * Drops an object that can be created again.
	 * @param creation the operation that creates it
	 * @return the operation
	 */
	public static DropObject of(CreateObject creation) {
		return new DropObject(creation.kind(), creation.name(), creation, Set.of());
	}

	@Override
	public void write(SqlWriter sql) {
		if (this.kind == ObjectKind.SEQUENCE && this.options.contains(OperationOption.CASCADE)) {
			sql.require(Feature.CASCADE);
		}
		this.kind.require(sql).sql("DROP ").sql(this.kind.sql()).sql(" ");
		OperationOption.IF_EXISTS.write(sql, this.options);
		sql.name(this.name);
		OperationOption.CASCADE.writeLast(sql, this.options);
		sql.end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.creation);
	}

	@Override
	public Operation withoutReverse() {
		return new DropObject(this.kind, this.name, null, this.options);
	}

	@Override
	public void render(JavaWriter java) {
		boolean materialized = this.kind == ObjectKind.MATERIALIZED_VIEW;
		java.java("op.drop")
			.java((materialized && this.creation != null) ? ObjectKind.VIEW.methodName() : this.kind.methodName())
			.java("(");
		if (this.creation != null) {
			java.value(this.creation.definition());
		}
		else {
			java.value(this.kind.isInSchema() ? this.name : this.name.name());
		}
		OperationOption.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "drop " + this.kind.describe() + " " + this.name;
	}

}
