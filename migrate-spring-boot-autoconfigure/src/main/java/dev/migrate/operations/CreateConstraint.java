package dev.migrate.operations;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;

/**
 * Adds a constraint, such as a foreign key, to a table. The reverse drops it. A primary
 * key makes its columns not null, which the reverse leaves so.
 *
 * @param table the name of the table
 * @param constraint the constraint, with a name
 */
public record CreateConstraint(ObjectName table, Constraint constraint) implements TableOperation {

	public CreateConstraint {
		requireName(table, constraint);
	}

	static String requireName(ObjectName table, Constraint constraint) {
		String name = constraint.name();
		if (name == null) {
			throw new InvalidOperationException("A constraint of table '%s' has no name.".formatted(table),
					"Name it with named(…).");
		}
		return name;
	}

	@Override
	public List<Consumer<SqlWriter>> actions() {
		return List.of((sql) -> sql.sql("ADD ").constraint(this.constraint));
	}

	@Override
	public Optional<String> subject() {
		return Optional.of("constraint " + this.constraint.name());
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new DropConstraint(this.table, this.constraint));
	}

	@Override
	public String method() {
		return (this.constraint instanceof ForeignKey) ? "createForeignKey" : "createConstraint";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value(this.constraint);
	}

	@Override
	public String describe() {
		return "create constraint " + this.constraint.name() + " on " + this.table;
	}

}
