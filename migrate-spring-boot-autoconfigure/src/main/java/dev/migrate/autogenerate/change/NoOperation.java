package dev.migrate.autogenerate.change;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;

/**
 * Does nothing: stands for a direction in which another step does all the work.
 */
public enum NoOperation implements Operation {

	INSTANCE;

	@Override
	public void write(SqlWriter sql) {
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return Optional.of(Set.of());
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(this);
	}

	@Override
	public String describe() {
		return "nothing";
	}

}
