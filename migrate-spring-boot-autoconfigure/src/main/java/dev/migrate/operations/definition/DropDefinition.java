package dev.migrate.operations.definition;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.object.DropObject;
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
 * Drops an object. The reverse creates it by its definition, without its comment and
 * privileges; there is none if that is not known.
 *
 * @param object the object
 * @param was its definition, for the reverse, or {@code null} if not known
 * @param options {@link OperationOption#IF_EXISTS} and {@link OperationOption#CASCADE} if
 * its definition is not known
 */
public record DropDefinition(DefinedObject object, @Nullable ObjectDefinition was,
		Set<OperationOption> options) implements Operation {

	public DropDefinition {
		options = OperationOption.requireDrop("drop " + object.describe(), options, was != null,
				OperationOption.IF_EXISTS, OperationOption.CASCADE);
		if (was != null && !was.object().equals(object)) {
			throw new InvalidOperationException("The %s is dropped with the definition of the %s."
				.formatted(object.describe(), was.object().describe()), "Give its own definition.");
		}
	}

	/**
	 * Drops an object that can be created again.
	 * @param definition its definition
	 * @return the operation
	 */
	public static DropDefinition of(ObjectDefinition definition) {
		return new DropDefinition(definition.object(), definition, Set.of());
	}

	/**
	 * Drops a function, procedure or aggregate, which has no reverse.
	 * @param kind what it is
	 * @param signature its name, and in parentheses the types of its arguments, which the
	 * only one of its name does not need
	 * @param options {@link OperationOption#IF_EXISTS} and
	 * {@link OperationOption#CASCADE}
	 * @return the operation
	 */
	public static DropDefinition ofRoutine(DefinitionKind kind, String signature, OperationOption... options) {
		return new DropDefinition(DefinedObject.routine(kind, signature), null, OperationOption.set(options));
	}

	/**
	 * Drops a trigger, a policy or a rule, which has no reverse.
	 * @param kind what it is
	 * @param name its name, as it is
	 * @param table {@code name} or {@code schema.name} of its table or view
	 * @param options {@link OperationOption#IF_EXISTS} and
	 * {@link OperationOption#CASCADE}
	 * @return the operation
	 */
	public static DropDefinition ofTable(DefinitionKind kind, String name, String table, OperationOption... options) {
		InvalidOperationException.requireName("a " + kind.describe(), name);
		return new DropDefinition(new DefinedObject(kind, new ObjectName(null, name), null, ObjectName.of(table)), null,
				OperationOption.set(options));
	}

	/**
	 * Drops another object, which has no reverse.
	 * @param kind what it is
	 * @param name its name
	 * @param options {@link OperationOption#IF_EXISTS} and
	 * {@link OperationOption#CASCADE}
	 * @return the operation
	 */
	public static DropDefinition of(DefinitionKind kind, ObjectName name, OperationOption... options) {
		return new DropDefinition(new DefinedObject(kind, name, null, null), null, OperationOption.set(options));
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.OBJECT_DEFINITION).sql("DROP ").sql(this.object.kind().sql()).sql(" ");
		OperationOption.IF_EXISTS.write(sql, this.options);
		this.object.write(sql);
		OperationOption.CASCADE.writeLast(sql, this.options);
		sql.end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.was)
			.map((definition) -> definition.replaces() ? new ReplaceDefinition(definition, true, null)
					: new CreateDefinition(definition));
	}

	@Override
	public Operation withoutReverse() {
		return switch (this.object.kind()) {
			case VIEW -> new DropObject(ObjectKind.VIEW, this.object.name(), null, this.options);
			case MATERIALIZED_VIEW ->
				new DropObject(ObjectKind.MATERIALIZED_VIEW, this.object.name(), null, this.options);
			default -> new DropDefinition(dropped(), null, this.options);
		};
	}

	/**
	 * Returns the object as its name alone would have it.
	 */
	private DefinedObject dropped() {
		return (this.object.kind() == DefinitionKind.CONSTRAINT_TRIGGER)
				? new DefinedObject(DefinitionKind.TRIGGER, this.object.name(), null, this.object.table())
				: this.object;
	}

	@Override
	public void render(JavaWriter java) {
		if (this.was != null) {
			java.call("dropObject", this.was.sql());
			return;
		}
		DefinitionKind kind = this.object.kind();
		java.java("op.drop" + kind.methodName() + "(");
		if (kind.isOfTable()) {
			java.value(this.object.name().name()).java(", ").value(this.object.table());
		}
		else if (kind == DefinitionKind.EVENT_TRIGGER) {
			java.value(this.object.name().name());
		}
		else {
			java.value(kind.isRoutine() ? this.object.written() : this.object.name());
		}
		OperationOption.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "drop " + this.object.describe();
	}

}
