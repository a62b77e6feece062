package dev.migrate.operations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;

/**
 * Adds a column to a table. The reverse drops it. With {@link Option#IF_NOT_EXISTS} there
 * is none, because the column may have been there before; the comment is set in either
 * case.
 *
 * @param table the name of the table
 * @param column the column
 * @param options {@link Option#IF_NOT_EXISTS} or nothing
 */
public record AddColumn(ObjectName table, Column column, Set<Option> options) implements TableOperation {

	public AddColumn {
		options = Option.require("add column " + table + "." + column.name(), options, Option.IF_NOT_EXISTS);
	}

	/**
	 * Creates an operation.
	 * @param table the name of the table
	 * @param column the column
	 * @param options {@link Option#IF_NOT_EXISTS} or nothing
	 */
	public AddColumn(ObjectName table, Column column, Option... options) {
		this(table, column, Option.set(options));
	}

	@Override
	public List<Consumer<SqlWriter>> actions() {
		return List.of((sql) -> {
			sql.sql("ADD COLUMN ");
			Option.IF_NOT_EXISTS.write(sql, this.options);
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
		TableOperation.render(java, this.options);
	}

	@Override
	public String describe() {
		return "add column " + this.table + "." + this.column.name();
	}

}
