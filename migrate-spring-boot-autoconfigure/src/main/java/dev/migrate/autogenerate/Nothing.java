package dev.migrate.autogenerate;

import java.util.Optional;

import dev.migrate.operations.Operation;
import dev.migrate.operations.SqlWriter;

/**
 * What is done in a direction in which another step does it all.
 */
enum Nothing implements Operation {

	INSTANCE;

	@Override
	public void write(SqlWriter sql) {
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
