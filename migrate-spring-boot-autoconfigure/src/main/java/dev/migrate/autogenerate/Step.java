package dev.migrate.autogenerate;

import java.util.List;

import dev.migrate.operations.operation.Operation;

/**
 * An operation of a generated revision.
 *
 * @param operation the operation
 * @param remarks what a person has to know or to do before it, a line each
 */
public record Step(Operation operation, List<String> remarks) {

	public Step {
		remarks = List.copyOf(remarks);
	}

}
