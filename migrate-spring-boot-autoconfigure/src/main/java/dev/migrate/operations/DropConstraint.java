package dev.migrate.operations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
 * @param options {@link Option#IF_EXISTS} and {@link Option#CASCADE} if the constraint is
 * not known
 */
public record DropConstraint(ObjectName table, String name, @Nullable Constraint constraint,
		Set<Option> options) implements TableOperation {

	public DropConstraint {
		options = Option.requireDrop("drop constraint " + name + " of " + table, options, constraint != null,
				Option.IF_EXISTS, Option.CASCADE);
		if (constraint != null && !name.equals(constraint.name())) {
			throw new InvalidOperationException("Constraint '%s' of table '%s' is dropped with the definition of '%s'."
				.formatted(name, table, constraint.name()), "Give its own definition.");
		}
	}

	/**
	 * Creates an operation that has no reverse.
	 * @param table the name of the table
	 * @param name the name of the constraint
	 * @param options {@link Option#IF_EXISTS} and {@link Option#CASCADE}
	 */
	public DropConstraint(ObjectName table, String name, Option... options) {
		this(table, name, null, Option.set(options));
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
			Option.IF_EXISTS.write(sql, this.options);
			sql.identifier(this.name);
			Option.CASCADE.writeLast(sql, this.options);
		});
	}

	@Override
	public Optional<String> subject() {
		return Optional.of("constraint " + this.name);
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return Optional.ofNullable(this.constraint).map((known) -> TableOperation.tables(this.table, known));
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.constraint).map((known) -> new CreateConstraint(this.table, known));
	}

	@Override
	public String method() {
		return "dropConstraint";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value((this.constraint != null) ? this.constraint : this.name);
		TableOperation.render(java, this.options);
	}

	@Override
	public String describe() {
		return "drop constraint " + this.name + " of " + this.table;
	}

}
