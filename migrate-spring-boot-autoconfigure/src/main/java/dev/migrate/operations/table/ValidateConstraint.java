package dev.migrate.operations.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the rows of a table satisfy a constraint that was created as NOT VALID, so
 * that it counts as valid from then on. The reverse creates the constraint as NOT VALID
 * once more, because nothing else makes it so; there is none if the constraint is not
 * known.
 *
 * @param table the name of the table
 * @param name the name of the constraint
 * @param constraint the foreign key or check constraint, taken as valid, for the reverse,
 * or {@code null} if not known
 */
public record ValidateConstraint(ObjectName table, String name,
		@Nullable Constraint constraint) implements TableChange {

	public ValidateConstraint {
		if (constraint != null) {
			if (!name.equals(constraint.name())) {
				throw new InvalidOperationException(
						"Constraint '%s' of table '%s' is validated with the definition of '%s'.".formatted(name, table,
								constraint.name()),
						"Give its own definition.");
			}
			constraint = withValidity(table, constraint, false);
		}
	}

	/**
	 * Creates an operation that has no reverse.
	 * @param table the name of the table
	 * @param name the name of the constraint
	 */
	public ValidateConstraint(ObjectName table, String name) {
		this(table, name, null);
	}

	/**
	 * Creates an operation that can be reversed.
	 * @param table the name of the table
	 * @param constraint the foreign key or check constraint, with a name
	 */
	public ValidateConstraint(ObjectName table, Constraint constraint) {
		this(table, CreateConstraint.requireName(table, constraint), constraint);
	}

	static Constraint withValidity(ObjectName table, Constraint constraint, boolean notValid) {
		if (constraint instanceof ForeignKey key) {
			return new ForeignKey(key.name(), key.columns(), key.referencedTable(), key.referencedColumns(),
					key.match(), key.onDelete(), key.onDeleteColumns(), key.onUpdate(), key.deferrability(), notValid);
		}
		if (constraint instanceof CheckConstraint check) {
			return new CheckConstraint(check.name(), check.condition(), check.noInherit(), notValid);
		}
		throw new InvalidOperationException(
				"Constraint '%s' of table '%s' cannot be validated.".formatted(constraint.name(), table),
				"Only foreign keys and check constraints can be NOT VALID; leave the call away.");
	}

	@Override
	public List<Consumer<SqlWriter>> actions() {
		return List.of((sql) -> sql.require(Feature.NOT_VALID).sql("VALIDATE CONSTRAINT ").identifier(this.name));
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
		return Optional.ofNullable(this.constraint)
			.map((valid) -> new BatchAlterTable(this.table, List.of(new DropConstraint(this.table, valid),
					new CreateConstraint(this.table, withValidity(this.table, valid, true)))));
	}

	@Override
	public Operation withoutReverse() {
		return new ValidateConstraint(this.table, this.name);
	}

	@Override
	public String method() {
		return "validateConstraint";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value((this.constraint != null) ? this.constraint : this.name);
	}

	@Override
	public String describe() {
		return "validate constraint " + this.name + " of " + this.table;
	}

}
