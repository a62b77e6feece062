package dev.migrate.operations.definition;

import java.util.Optional;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * Creates an object by its definition, or gives the one of that name this definition,
 * written as {@code definition("CREATE FUNCTION …").was("CREATE FUNCTION …")}. What
 * depends on it, its privileges and its comment stay. The reverse gives it the definition
 * that it had, or drops it if there was nothing; it has none if that is not known.
 *
 * @param definition the definition
 * @param known whether it is known what was there
 * @param was the definition of what was there, {@code null} if there was nothing or that
 * is not known
 */
public record ReplaceDefinition(ObjectDefinition definition, boolean known,
		@Nullable ObjectDefinition was) implements Operation {

	public ReplaceDefinition {
		DefinedObject object = definition.object();
		if (!object.kind().isReplaceable()) {
			throw new InvalidOperationException(
					"The %s is to be replaced, and PostgreSQL has no CREATE OR REPLACE for a %s."
						.formatted(object.describe(), object.kind().describe()),
					"Drop it with dropObject(…), which takes its definition, and create it with createObject(…).");
		}
		if (was != null && !was.object().isLike(object)) {
			throw new InvalidOperationException(
					"The %s replaces another object, the %s.".formatted(object.describe(), was.object().describe()),
					"Drop that one with dropObject(…), and create this one with createObject(…).");
		}
		known |= was != null;
	}

	/**
	 * Creates or replaces an object.
	 * @param sql the statement that creates it, with or without OR REPLACE
	 * @return the operation, which does not know what was there
	 * @throws InvalidOperationException if the text is something else
	 */
	public static ReplaceDefinition definition(String sql) {
		return new ReplaceDefinition(new ObjectDefinition(sql), false, null);
	}

	/**
	 * Returns this operation with what was there, for the reverse.
	 * @param sql the statement that created it, with or without OR REPLACE
	 * @return the operation
	 * @throws InvalidOperationException if the text is something else
	 */
	public ReplaceDefinition was(String sql) {
		return new ReplaceDefinition(this.definition, true, new ObjectDefinition(sql));
	}

	/**
	 * Returns this operation for an object that was not there, so that the reverse drops
	 * it.
	 * @return the operation
	 */
	public ReplaceDefinition wasNothing() {
		return new ReplaceDefinition(this.definition, true, null);
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.OBJECT_DEFINITION).sql(this.definition.replacement()).end();
	}

	@Override
	public Optional<Operation> reverse() {
		if (this.was != null) {
			return Optional.of(new ReplaceDefinition(this.was, true, this.definition));
		}
		return this.known ? Optional.of(DropDefinition.of(this.definition)) : Optional.empty();
	}

	@Override
	public Operation withoutReverse() {
		return new ReplaceDefinition(this.definition, false, null);
	}

	@Override
	public void render(JavaWriter java) {
		if (!this.known) {
			java.call("createOrReplace", this.definition.sql());
			return;
		}
		java.java("op.createOrReplace(")
			.member(ReplaceDefinition.class, "definition")
			.java("(")
			.value(this.definition.sql())
			.java(")");
		if (this.was != null) {
			java.java(".was(").value(this.was.sql()).java(")");
		}
		else {
			java.java(".wasNothing()");
		}
		java.java(");");
	}

	@Override
	public String describe() {
		String verb = (this.was != null) ? "replace " : this.known ? "create " : "create or replace ";
		return verb + this.definition.object().describe();
	}

}
