package dev.migrate.hibernate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;

/**
 * A schema that is read for the first comparison with a database and remembered for the
 * others.
 */
final class SchemaReadOnce implements TargetSchema {

	private final TargetSchema schema;

	private final Map<TargetDatabase, WantedSchema> read = new ConcurrentHashMap<>();

	SchemaReadOnce(TargetSchema schema) {
		this.schema = schema;
	}

	@Override
	public WantedSchema read(TargetDatabase database) {
		return this.read.computeIfAbsent(database, this.schema::read);
	}

	@Override
	public String name() {
		return this.schema.name();
	}

}
