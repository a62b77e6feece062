package dev.migrate.operations.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.UniqueConstraint;
import dev.migrate.schema.naming.NamingConvention;

/**
 * Adds a constraint, such as a foreign key, to a table. The reverse drops it. A primary
 * key makes its columns not null, which the reverse leaves so.
 *
 * <p>
 * With {@link OperationOption#ONLINE} it takes steps that commit one by one: a foreign
 * key and a check constraint are created as NOT VALID and then validated; a primary key
 * and a unique constraint take over an index that is built concurrently.
 *
 * @param table the name of the table
 * @param constraint the constraint, with a name; online, it is taken as valid
 * @param options {@link OperationOption#ONLINE} or nothing
 */
public record CreateConstraint(ObjectName table, Constraint constraint,
		Set<OperationOption> options) implements TableChange {

	public CreateConstraint {
		String name = requireName(table, constraint);
		options = OperationOption.require("create constraint " + name + " on " + table, options,
				OperationOption.ONLINE);
		if (options.contains(OperationOption.ONLINE)) {
			if (constraint instanceof ExclusionConstraint) {
				throw new InvalidOperationException(
						"Exclusion constraint '%s' of table '%s' cannot be created online.".formatted(name, table),
						"Leave online() away; all access to the table is blocked while the index is built.");
			}
			if (constraint instanceof ForeignKey || constraint instanceof CheckConstraint) {
				constraint = ValidateConstraint.withValidity(table, constraint, false);
			}
		}
	}

	/**
	 * Creates an operation.
	 * @param table the name of the table
	 * @param constraint the constraint, with a name
	 * @param options {@link OperationOption#ONLINE} or nothing
	 */
	public CreateConstraint(ObjectName table, Constraint constraint, OperationOption... options) {
		this(table, constraint, OperationOption.set(options));
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
	public boolean runsOutsideTransaction() {
		return this.options.contains(OperationOption.ONLINE);
	}

	@Override
	public void write(SqlWriter sql) {
		if (!runsOutsideTransaction()) {
			TableChange.super.write(sql);
		}
		else if (this.constraint instanceof PrimaryKey primaryKey) {
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
				CreateConstraintUsingIndex.definition(this.constraint).named(requireName(this.table, this.constraint)),
				OperationOption.concurrently())
			.write(sql);
	}

	private void useIndex(SqlWriter sql) {
		new CreateConstraintUsingIndex(this.table, this.constraint, requireName(this.table, this.constraint))
			.write(sql);
	}

	static void addValidated(ObjectName table, Constraint constraint, SqlWriter sql) {
		sql.require(Feature.NOT_VALID);
		new CreateConstraint(table, ValidateConstraint.withValidity(table, constraint, true)).write(sql);
		new ValidateConstraint(table, constraint).write(sql);
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return Optional.of(TableChange.tables(this.table, this.constraint));
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new DropConstraint(this.table, this.constraint));
	}

	@Override
	public String method() {
		return "createConstraint";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value(this.constraint);
		OperationOption.render(java, this.options);
	}

	@Override
	public String describe() {
		return "create constraint " + this.constraint.name() + " on " + this.table
				+ (runsOutsideTransaction() ? " online" : "");
	}

}
