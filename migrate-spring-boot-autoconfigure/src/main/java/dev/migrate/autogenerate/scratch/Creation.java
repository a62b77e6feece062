package dev.migrate.autogenerate.scratch;

import java.util.Set;

import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.SchemaObject.Kind;
import dev.migrate.autogenerate.SchemaObject.Side;
import dev.migrate.autogenerate.WantedSchema.Prerequisite;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What creates a part of the wanted schema, or something more.
 *
 * @param object the part
 * @param operation the operation in the scratch schemas
 * @param needs what must not have been refused, or it is not even tried
 */
record Creation(SchemaObject object, Operation operation, Set<SchemaObject> needs) {

	Creation(SchemaObject object, Operation operation) {
		this(object, operation, Set.of());
	}

	/**
	 * Returns what creates a part of the model.
	 */
	static Creation of(Kind kind, ObjectName name, @Nullable String part, Operation operation) {
		return new Creation(new SchemaObject(kind, name, part, Side.MODEL), operation);
	}

	boolean isNeededBy(Prerequisite prerequisite) {
		return !(this.operation instanceof CreateIndex) && prerequisite.needs().contains(this.object.name());
	}

}
