package dev.migrate.autogenerate;

import java.util.List;
import java.util.stream.Stream;

import dev.migrate.operations.operation.Operation;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a generated revision.
 *
 * @param operation the operation
 * @param remarks what a person has to know or to do before it, a line each
 * @param restores an operation of the way up that this one belongs to: it drops what this
 * one creates again, such as the column that an index is over, or needs this one after
 * it; {@code null} for all others
 */
public record Step(Operation operation, List<String> remarks, @Nullable Operation restores) {

	private static final String VALUE = " = …";

	public Step {
		remarks = List.copyOf(remarks);
	}

	/**
	 * Creates a step that stands by itself.
	 * @param operation the operation
	 * @param remarks what a person has to know or to do before it, a line each
	 */
	public Step(Operation operation, List<String> remarks) {
		this(operation, remarks, null);
	}

	/**
	 * Returns whether a person has to write here where rows get their values from.
	 */
	boolean asksForValues() {
		return this.remarks.stream().anyMatch((remark) -> remark.contains(VALUE));
	}

	Step remark(String line) {
		return new Step(this.operation, Stream.concat(this.remarks.stream(), Stream.of(line)).toList(), this.restores);
	}

}
