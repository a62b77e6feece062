package dev.migrate.operations;

import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.UniqueConstraint;

/**
 * Adds a constraint in steps that commit one by one, so that nobody is kept from the
 * table while its rows are read. A foreign key and a check constraint are created as NOT
 * VALID and then validated; a primary key and a unique constraint take over an index that
 * is built concurrently. The reverse drops the constraint.
 *
 * @param table the name of the table
 * @param constraint the constraint, with a name, taken as valid
 */
public record AddConstraintSafely(ObjectName table, Constraint constraint) implements Operation {

	public AddConstraintSafely {
		String name = CreateConstraint.requireName(table, constraint);
		if (constraint instanceof ExclusionConstraint) {
			throw new InvalidOperationException(
					"Exclusion constraint '%s' of table '%s' can be created in one step only.".formatted(name, table),
					"Use createConstraint, which blocks all access to the table while the index is built.");
		}
		if (constraint instanceof ForeignKey || constraint instanceof CheckConstraint) {
			constraint = ValidateConstraint.withValidity(table, constraint, false);
		}
	}

	@Override
	public boolean autocommits() {
		return true;
	}

	@Override
	public void write(SqlWriter sql) {
		if (this.constraint instanceof PrimaryKey primaryKey) {
			writePrimaryKey(primaryKey, sql);
		}
		else if (this.constraint instanceof UniqueConstraint) {
			createIndex(sql);
			useIndex(sql);
		}
		else {
			addValidated(this.table, this.constraint, sql);
		}
	}

	/**
	 * A key makes its columns not null, which reads all rows unless a valid check
	 * constraint says that there is nothing to find.
	 */
	private void writePrimaryKey(PrimaryKey primaryKey, SqlWriter sql) {
		String name = NamingConvention.shorten(primaryKey.name() + "_not_null");
		String condition = primaryKey.columns()
			.stream()
			.map((column) -> sql.quoted(column) + " IS NOT NULL")
			.collect(Collectors.joining(" AND "));
		addValidated(this.table, CheckConstraint.check(condition).named(name), sql);
		createIndex(sql);
		useIndex(sql);
		new DropConstraint(this.table, name).write(sql);
	}

	private void createIndex(SqlWriter sql) {
		new CreateIndex(this.table,
				CreateConstraintUsingIndex.definition(this.constraint)
					.named(CreateConstraint.requireName(this.table, this.constraint)),
				Option.concurrently())
			.write(sql);
	}

	private void useIndex(SqlWriter sql) {
		new CreateConstraintUsingIndex(this.table, this.constraint,
				CreateConstraint.requireName(this.table, this.constraint))
			.write(sql);
	}

	static void addValidated(ObjectName table, Constraint constraint, SqlWriter sql) {
		sql.require(Feature.NOT_VALID);
		new CreateConstraint(table, ValidateConstraint.withValidity(table, constraint, true)).write(sql);
		new ValidateConstraint(table, constraint).write(sql);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new DropConstraint(this.table, this.constraint));
	}

	@Override
	public void render(JavaWriter java) {
		java.call(method(), this.table, this.constraint);
	}

	private String method() {
		if (this.constraint instanceof ForeignKey) {
			return "addForeignKeySafely";
		}
		if (this.constraint instanceof CheckConstraint) {
			return "addCheckSafely";
		}
		return (this.constraint instanceof PrimaryKey) ? "addPrimaryKeySafely" : "addUniqueSafely";
	}

	@Override
	public String describe() {
		return "add constraint " + this.constraint.name() + " to " + this.table + " step by step";
	}

}
