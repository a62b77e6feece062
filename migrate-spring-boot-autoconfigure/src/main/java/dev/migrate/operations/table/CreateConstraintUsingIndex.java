package dev.migrate.operations.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.migrate.operations.operation.CompositeOperation;
import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.UniqueConstraint;

/**
 * Adds a primary key or unique constraint that takes over a unique index, which gets the
 * name of the constraint. The reverse drops the constraint, and the index with it, and
 * creates the index again, without storage parameters and a comment. A primary key makes
 * its columns not null, which the reverse leaves so.
 *
 * @param table the name of the table
 * @param constraint the primary key or unique constraint, with a name
 * @param index the name of the index, over the columns of the constraint
 */
public record CreateConstraintUsingIndex(ObjectName table, Constraint constraint, String index) implements TableChange {

	public CreateConstraintUsingIndex {
		String name = CreateConstraint.requireName(table, constraint);
		InvalidOperationException.requireName("the index of constraint '%s'".formatted(name), index);
		if (!(constraint instanceof PrimaryKey) && !(constraint instanceof UniqueConstraint)) {
			throw new InvalidOperationException(
					"Constraint '%s' of table '%s' cannot take over an index.".formatted(name, table),
					"Use createConstraint; only primary keys and unique constraints take over an index.");
		}
	}

	@Override
	public List<Consumer<SqlWriter>> actions() {
		return List.of((sql) -> {
			sql.require(Feature.CONSTRAINT_USING_INDEX)
				.sql("ADD CONSTRAINT ")
				.identifier(CreateConstraint.requireName(this.table, this.constraint))
				.sql((this.constraint instanceof PrimaryKey) ? " PRIMARY KEY" : " UNIQUE")
				.sql(" USING INDEX ")
				.identifier(this.index);
			if (deferrability() != Deferrability.NOT_DEFERRABLE) {
				sql.require(Feature.DEFERRABLE_CONSTRAINT).sql(" ").sql(deferrability().sql());
			}
		});
	}

	private Deferrability deferrability() {
		return (this.constraint instanceof PrimaryKey primaryKey) ? primaryKey.deferrability()
				: ((UniqueConstraint) this.constraint).deferrability();
	}

	@Override
	public Optional<String> subject() {
		return Optional.of("constraint " + this.constraint.name());
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new CompositeOperation(List.of(new DropConstraint(this.table, this.constraint),
				new CreateIndex(this.table, definition(this.constraint).named(this.index)))));
	}

	/**
	 * Returns the index that a constraint makes, without a name.
	 */
	static Index definition(Constraint constraint) {
		if (constraint instanceof PrimaryKey primaryKey) {
			return index(primaryKey.columns(), primaryKey.include());
		}
		UniqueConstraint unique = (UniqueConstraint) constraint;
		Index definition = index(unique.columns(), unique.include());
		return unique.nullsNotDistinct() ? definition.withNullsNotDistinct() : definition;
	}

	private static Index index(List<String> columns, List<String> include) {
		return Index.uniqueIndex(columns.toArray(String[]::new)).include(include.toArray(String[]::new));
	}

	@Override
	public String method() {
		return "createConstraintUsingIndex";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value(this.constraint).java(", ").value(this.index);
	}

	@Override
	public String describe() {
		return "create constraint " + this.constraint.name() + " on " + this.table + " using index " + this.index;
	}

}
