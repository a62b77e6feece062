package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.ObjectName;

/**
 * Adds a constraint, such as a foreign key, to a table.
 *
 * @param table the name of the table
 * @param constraint the constraint, with a name
 */
public record CreateConstraint(ObjectName table, Constraint constraint) implements Operation {

	public CreateConstraint {
		if (constraint.name() == null) {
			throw new InvalidOperationException("A constraint of table '%s' has no name.".formatted(table),
					"Name it with named(…).");
		}
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("ALTER TABLE ").name(this.table).sql(" ADD ").constraint(this.constraint).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(DropConstraint.of(this));
	}

	@Override
	public String describe() {
		return "create constraint " + this.constraint.name() + " on " + this.table;
	}

}
