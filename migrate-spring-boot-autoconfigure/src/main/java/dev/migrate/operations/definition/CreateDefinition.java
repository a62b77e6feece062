package dev.migrate.operations.definition;

import java.util.Optional;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;

/**
 * Creates an object by its definition. The reverse drops it; with IF NOT EXISTS it has
 * none, because the object may have been there before.
 *
 * @param definition the definition, without OR REPLACE
 */
public record CreateDefinition(ObjectDefinition definition) implements Operation {

	public CreateDefinition {
		if (definition.replaces()) {
			throw new InvalidOperationException(
					"The %s is to be created, and its definition replaces what may be there.".formatted(
							definition.object().describe()),
					"Leave OR REPLACE away, or use createOrReplace(…).");
		}
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.OBJECT_DEFINITION).sql(this.definition.sql()).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return this.definition.isConditional() ? Optional.empty() : Optional.of(DropDefinition.of(this.definition));
	}

	@Override
	public void render(JavaWriter java) {
		switch (this.definition.object().kind()) {
			case FUNCTION -> java.call("createFunction", this.definition.sql());
			case TRIGGER, CONSTRAINT_TRIGGER -> java.call("createTrigger", this.definition.sql());
			case POLICY -> java.call("createPolicy", this.definition.sql());
			default -> java.call("createObject", this.definition.sql());
		}
	}

	@Override
	public String describe() {
		return "create " + this.definition.object().describe();
	}

}
