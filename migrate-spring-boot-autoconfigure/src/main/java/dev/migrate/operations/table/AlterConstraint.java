package dev.migrate.operations.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Changes when a foreign key is checked. The reverse changes it back; there is none if it
 * is not known what it was.
 *
 * @param table the name of the table
 * @param name the name of the foreign key
 * @param deferrability when it is to be checked
 * @param was when it was checked, or {@code null} if not known
 */
public record AlterConstraint(ObjectName table, String name, Deferrability deferrability,
		@Nullable Deferrability was) implements TableChange {

	@Override
	public List<Consumer<SqlWriter>> actions() {
		return List.of((sql) -> sql.require(Feature.CHANGED_CONSTRAINT)
			.sql("ALTER CONSTRAINT ")
			.identifier(this.name)
			.sql(" ")
			.sql((this.deferrability == Deferrability.NOT_DEFERRABLE) ? "NOT DEFERRABLE" : this.deferrability.sql()));
	}

	@Override
	public Optional<String> subject() {
		return Optional.of("constraint " + this.name);
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return Optional.empty();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.was)
			.map((before) -> new AlterConstraint(this.table, this.name, before, this.deferrability));
	}

	@Override
	public Operation withoutReverse() {
		return new AlterConstraint(this.table, this.name, this.deferrability, null);
	}

	@Override
	public String method() {
		return "alterConstraint";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value(this.name).java(", ").value(this.deferrability);
		if (this.was != null) {
			java.java(", ").value(this.was);
		}
	}

	@Override
	public String describe() {
		return "alter constraint " + this.name + " of " + this.table + ": "
				+ this.deferrability.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
