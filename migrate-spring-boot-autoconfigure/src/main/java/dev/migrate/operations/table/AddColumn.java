package dev.migrate.operations.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.migrate.operations.object.CommentTarget;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;

/**
 * Adds a column to a table. The reverse drops it. With
 * {@link OperationOption#IF_NOT_EXISTS} there is none, because the column may have been
 * there before; the comment is set in either case.
 *
 * @param table the name of the table
 * @param column the column
 * @param options {@link OperationOption#IF_NOT_EXISTS} or nothing
 */
public record AddColumn(ObjectName table, Column column, Set<OperationOption> options) implements TableChange {

	public AddColumn {
		options = OperationOption.require("add column " + table + "." + column.name(), options,
				OperationOption.IF_NOT_EXISTS);
	}

	/**
	 * Creates an operation.
	 * @param table the name of the table
	 * @param column the column
	 * @param options {@link OperationOption#IF_NOT_EXISTS} or nothing
	 */
	public AddColumn(ObjectName table, Column column, OperationOption... options) {
		this(table, column, OperationOption.set(options));
	}

	@Override
	public List<Consumer<SqlWriter>> actions() {
		return List.of((sql) -> {
			sql.sql("ADD COLUMN ");
			OperationOption.IF_NOT_EXISTS.write(sql, this.options);
			sql.column(this.column);
		});
	}

	@Override
	public void writeRest(SqlWriter sql) {
		new CommentTarget(ObjectKind.COLUMN, this.table, this.column.name()).writeIfPresent(sql, this.column.comment());
	}

	@Override
	public Optional<String> subject() {
		return Optional.of("column " + this.column.name());
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.isEmpty() ? Optional.of(new DropColumn(this.table, this.column)) : Optional.empty();
	}

	@Override
	public String method() {
		return "addColumn";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value(this.column);
		OperationOption.render(java, this.options);
	}

	@Override
	public String describe() {
		return "add column " + this.table + "." + this.column.name();
	}

}
