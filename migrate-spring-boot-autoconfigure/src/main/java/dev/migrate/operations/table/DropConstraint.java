package dev.migrate.operations.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Drops a constraint of a table. The reverse adds it again; there is none if the
 * constraint is not known. A constraint that is known takes no options: what they leave
 * open could not be undone.
 *
 * @param table the name of the table
 * @param name the name of the constraint
 * @param constraint the constraint as it was, for the reverse, or {@code null} if not
 * known
 * @param options {@link OperationOption#IF_EXISTS} and {@link OperationOption#CASCADE} if
 * the constraint is not known
 */
public record DropConstraint(ObjectName table, String name, @Nullable Constraint constraint,
		Set<OperationOption> options) implements TableChange {

	public DropConstraint {
		options = OperationOption.requireDrop("drop constraint " + name + " of " + table, options, constraint != null,
				OperationOption.IF_EXISTS, OperationOption.CASCADE);
		if (constraint != null && !name.equals(constraint.name())) {
			throw new InvalidOperationException("Constraint '%s' of table '%s' is dropped with the definition of '%s'."
				.formatted(name, table, constraint.name()), "Give its own definition.");
		}
	}

	/**
	 * Creates an operation that has no reverse.
	 * @param table the name of the table
	 * @param name the name of the constraint
	 * @param options {@link OperationOption#IF_EXISTS} and
	 * {@link OperationOption#CASCADE}
	 */
	public DropConstraint(ObjectName table, String name, OperationOption... options) {
		this(table, name, null, OperationOption.set(options));
	}

	/**
	 * Creates an operation that can be reversed.
	 * @param table the name of the table
	 * @param constraint the constraint as it is, with a name
	 */
	public DropConstraint(ObjectName table, Constraint constraint) {
		this(table, CreateConstraint.requireName(table, constraint), constraint, Set.of());
	}

	@Override
	public List<Consumer<SqlWriter>> actions() {
		return List.of((sql) -> {
			sql.sql("DROP CONSTRAINT ");
			OperationOption.IF_EXISTS.write(sql, this.options);
			sql.identifier(this.name);
			OperationOption.CASCADE.writeLast(sql, this.options);
		});
	}

	@Override
	public Optional<String> subject() {
		return Optional.of("constraint " + this.name);
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return Optional.ofNullable(this.constraint).map((known) -> TableChange.tables(this.table, known));
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.constraint).map((known) -> new CreateConstraint(this.table, known));
	}

	@Override
	public Operation withoutReverse() {
		return new DropConstraint(this.table, this.name, null, this.options);
	}

	@Override
	public String method() {
		return "dropConstraint";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value((this.constraint != null) ? this.constraint : this.name);
		OperationOption.render(java, this.options);
	}

	@Override
	public String describe() {
		return "drop constraint " + this.name + " of " + this.table;
	}

}
