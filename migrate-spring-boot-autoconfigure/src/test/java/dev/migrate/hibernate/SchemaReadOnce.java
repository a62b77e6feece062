package dev.migrate.hibernate;

import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import org.jspecify.annotations.Nullable;

/**
 * A schema that is read for the first comparison of a test and remembered for the others,
 * which are with the same database.
 */
final class SchemaReadOnce implements TargetSchema {

	private final TargetSchema schema;

	private @Nullable WantedSchema read;

	SchemaReadOnce(TargetSchema schema) {
		this.schema = schema;
	}

	@Override
	public WantedSchema read(TargetDatabase database) {
		WantedSchema wanted = this.read;
		if (wanted == null) {
			wanted = this.schema.read(database);
			this.read = wanted;
		}
		return wanted;
	}

	@Override
	public String name() {
		return this.schema.name();
	}

}
