package dev.migrate.operations;

import java.util.Objects;
import java.util.Optional;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Drops a constraint of a table.
 *
 * @param table the name of the table
 * @param name the name of the constraint
 * @param constraint the constraint as it was, for the reverse, or {@code null} if not
 * known
 */
public record DropConstraint(ObjectName table, String name, @Nullable Constraint constraint) implements Operation {

	/**
	 * The operation that drops what another one creates.
	 * @param creation the other operation
	 * @return the operation
	 */
	public static DropConstraint of(CreateConstraint creation) {
		Constraint constraint = creation.constraint();
		return new DropConstraint(creation.table(), Objects.requireNonNull(constraint.name()), constraint);
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("ALTER TABLE ").name(this.table).sql(" DROP CONSTRAINT ").identifier(this.name).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.constraint).map((known) -> new CreateConstraint(this.table, known));
	}

	@Override
	public String describe() {
		return "drop constraint " + this.name + " of " + this.table;
	}

}
