package dev.migrate.operations.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.operations.object.CommentTarget;
import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;

/**
 * Creates a table with its constraints and comments. The reverse drops it. With
 * {@link OperationOption#IF_NOT_EXISTS} there is none, because the table may have been
 * there before; comments are set in either case.
 *
 * @param table the table
 * @param options {@link OperationOption#IF_NOT_EXISTS} or nothing
 */
public record CreateTable(Table table, Set<OperationOption> options) implements Operation {

	public CreateTable {
		options = OperationOption.require("create table " + table.name(), options, OperationOption.IF_NOT_EXISTS);
	}

	/**
	 * Creates an operation.
	 * @param table the table
	 * @param options {@link OperationOption#IF_NOT_EXISTS} or nothing
	 */
	public CreateTable(Table table, OperationOption... options) {
		this(table, OperationOption.set(options));
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("CREATE ");
		if (this.table.unlogged()) {
			sql.require(Feature.UNLOGGED_TABLE).sql("UNLOGGED ");
		}
		sql.sql("TABLE ");
		OperationOption.IF_NOT_EXISTS.write(sql, this.options);
		sql.name(this.table.name()).sql(" (");
		String separator = "";
		for (Column column : this.table.columns()) {
			sql.sql(separator).column(column);
			separator = ", ";
		}
		for (Constraint constraint : this.table.constraints()) {
			sql.sql(separator).constraint(constraint);
			separator = ", ";
		}
		sql.sql(")");
		if (this.table.partitionBy() != null) {
			sql.require(Feature.PARTITIONED_TABLE).sql(" PARTITION BY ").sql(this.table.partitionBy());
		}
		writeStorage(sql, this.table.storage());
		sql.end();
		CommentTarget.of(ObjectKind.TABLE, this.table.name()).writeIfPresent(sql, this.table.comment());
		this.table.columns()
			.forEach((column) -> new CommentTarget(ObjectKind.COLUMN, this.table.name(), column.name())
				.writeIfPresent(sql, column.comment()));
	}

	/**
	 * Returns a table and those that its foreign keys refer to.
	 */
	static Set<ObjectName> tables(Table table) {
		Set<ObjectName> tables = new LinkedHashSet<>(List.of(table.name()));
		table.constraints().forEach((constraint) -> tables.addAll(TableChange.tables(table.name(), constraint)));
		return tables;
	}

	static void writeStorage(SqlWriter sql, Map<String, String> parameters) {
		if (!parameters.isEmpty()) {
			sql.require(Feature.STORAGE_PARAMETERS)
				.sql(parameters.entrySet()
					.stream()
					.map((parameter) -> parameter.getKey() + " = " + parameter.getValue())
					.collect(Collectors.joining(", ", " WITH (", ")")));
		}
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return Optional.of(tables(this.table));
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.isEmpty() ? Optional.of(new DropTable(this.table, List.of())) : Optional.empty();
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.createTable(").value(this.table);
		OperationOption.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "create table " + this.table.name();
	}

}
