package dev.migrate.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.AlterConstraint;
import dev.migrate.operations.table.BatchAlterTable;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateConstraintUsingIndex;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.RenameColumn;
import dev.migrate.operations.table.RenameConstraint;
import dev.migrate.operations.table.ValidateConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.naming.NamingConvention;

/**
 * Collects the changes of {@link Operations#batchAlterTable}. Every method is the one of
 * {@link Operations} without the table.
 */
public final class TableBatch {

	private final ObjectName table;

	private final NamingConvention naming;

	private final List<Operation> parts = new ArrayList<>();

	TableBatch(ObjectName table, NamingConvention naming) {
		this.table = table;
		this.naming = naming;
	}

	BatchAlterTable operation() {
		return new BatchAlterTable(this.table, this.parts);
	}

	public void addColumn(Column column, OperationOption... options) {
		add(new AddColumn(this.table, column, options));
	}

	public void dropColumn(String column, OperationOption... options) {
		add(new DropColumn(this.table, column, options));
	}

	public void dropColumn(Column column) {
		add(new DropColumn(this.table, column));
	}

	public void renameColumn(String column, String newName) {
		add(new RenameColumn(this.table, column, newName));
	}

	public void alterColumn(String column, UnaryOperator<AlterColumn> alteration) {
		add(AlterColumn.of(this.table, column, alteration));
	}

	public void createConstraint(Constraint constraint) {
		add(new CreateConstraint(this.table, this.naming.name(this.table, constraint)));
	}

	public void createConstraintUsingIndex(Constraint constraint, String index) {
		add(new CreateConstraintUsingIndex(this.table, this.naming.name(this.table, constraint), index));
	}

	public void dropConstraint(String constraint, OperationOption... options) {
		add(new DropConstraint(this.table, constraint, options));
	}

	public void dropConstraint(Constraint constraint) {
		add(new DropConstraint(this.table, this.naming.name(this.table, constraint)));
	}

	public void renameConstraint(String constraint, String newName) {
		add(new RenameConstraint(this.table, constraint, newName));
	}

	public void validateConstraint(String constraint) {
		add(new ValidateConstraint(this.table, constraint));
	}

	public void validateConstraint(Constraint constraint) {
		add(new ValidateConstraint(this.table, this.naming.name(this.table, constraint)));
	}

	public void alterConstraint(String foreignKey, Deferrability deferrability) {
		add(new AlterConstraint(this.table, foreignKey, deferrability, null));
	}

	public void alterConstraint(String foreignKey, Deferrability deferrability, Deferrability was) {
		add(new AlterConstraint(this.table, foreignKey, deferrability, was));
	}

	/**
	 * Creates an index, after the changes before it in this batch.
	 * @param index the index
	 * @param options {@link OperationOption#IF_NOT_EXISTS} or nothing
	 */
	public void createIndex(Index index, OperationOption... options) {
		add(new CreateIndex(this.table, this.naming.name(this.table, index), options));
	}

	/**
	 * Drops an index of the table, after the changes before it in this batch.
	 * @param index the index as it is
	 */
	public void dropIndex(Index index) {
		add(DropIndex.of(new CreateIndex(this.table, this.naming.name(this.table, index))));
	}

	private void add(Operation operation) {
		this.parts.add(operation);
	}

}
