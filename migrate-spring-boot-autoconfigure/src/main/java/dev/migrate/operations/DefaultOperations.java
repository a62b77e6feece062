package dev.migrate.operations;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The {@link Operations} that name what has no name and hand everything to an
 * {@link OperationExecutor}.
 */
public final class DefaultOperations implements Operations {

	private final OperationExecutor executor;

	private final NamingConvention naming;

	/**
	 * Creates operations.
	 * @param executor what puts them into effect
	 * @param naming how to name constraints and indexes that have no name
	 */
	public DefaultOperations(OperationExecutor executor, NamingConvention naming) {
		this.executor = executor;
		this.naming = naming;
	}

	@Override
	public void createTable(Table table, Option... options) {
		apply(new CreateTable(this.naming.name(table), options));
	}

	@Override
	public void dropTable(String table, Option... options) {
		apply(new DropTable(ObjectName.of(table), options));
	}

	@Override
	public void dropTable(Table table, Index... indexes) {
		apply(new DropTable(this.naming.name(table),
				Stream.of(indexes).map((index) -> this.naming.name(table.name(), index)).toList()));
	}

	@Override
	public void renameTable(String table, String newName) {
		ObjectName name = ObjectName.of(table);
		apply(new RenameTable(name, nameInSchema(name, newName, "Move the table with setTableSchema.")));
	}

	@Override
	public void setTableSchema(String table, String schema) {
		apply(new SetTableSchema(ObjectName.of(table), schema));
	}

	@Override
	public void commentOnTable(String table, @Nullable String comment) {
		apply(new SetTableComment(ObjectName.of(table), new Comment(comment), null));
	}

	@Override
	public void commentOnTable(String table, @Nullable String comment, @Nullable String was) {
		apply(new SetTableComment(ObjectName.of(table), new Comment(comment), new Comment(was)));
	}

	@Override
	public void batchAlterTable(String table, Consumer<TableBatch> changes) {
		TableBatch batch = new TableBatch(ObjectName.of(table), this.naming);
		changes.accept(batch);
		apply(batch.operation());
	}

	@Override
	public void addColumn(String table, Column column, Option... options) {
		apply(new AddColumn(ObjectName.of(table), column, options));
	}

	@Override
	public void dropColumn(String table, String column, Option... options) {
		apply(new DropColumn(ObjectName.of(table), column, options));
	}

	@Override
	public void dropColumn(String table, Column column) {
		apply(new DropColumn(ObjectName.of(table), column));
	}

	@Override
	public void renameColumn(String table, String column, String newName) {
		apply(new RenameColumn(ObjectName.of(table), column, newName));
	}

	@Override
	public void alterColumn(String table, String column, UnaryOperator<AlterColumn> alteration) {
		apply(AlterColumn.of(ObjectName.of(table), column, alteration));
	}

	@Override
	public void createIndex(String table, Index index, Option... options) {
		ObjectName name = ObjectName.of(table);
		apply(new CreateIndex(name, this.naming.name(name, index), options));
	}

	@Override
	public void dropIndex(String index, Option... options) {
		apply(new DropIndex(ObjectName.of(index), options));
	}

	@Override
	public void dropIndex(String table, Index index, Option... options) {
		ObjectName name = ObjectName.of(table);
		apply(DropIndex.of(name, this.naming.name(name, index), options));
	}

	@Override
	public void renameIndex(String index, String newName) {
		ObjectName name = ObjectName.of(index);
		apply(new RenameIndex(name, nameInSchema(name, newName, "Move its table with setTableSchema.")));
	}

	@Override
	public void commentOnIndex(String index, @Nullable String comment) {
		apply(new SetIndexComment(ObjectName.of(index), new Comment(comment), null));
	}

	@Override
	public void commentOnIndex(String index, @Nullable String comment, @Nullable String was) {
		apply(new SetIndexComment(ObjectName.of(index), new Comment(comment), new Comment(was)));
	}

	@Override
	public void createForeignKey(String table, ForeignKey foreignKey) {
		createConstraint(table, foreignKey);
	}

	@Override
	public void createConstraint(String table, Constraint constraint) {
		ObjectName name = ObjectName.of(table);
		apply(new CreateConstraint(name, this.naming.name(name, constraint)));
	}

	@Override
	public void createConstraintUsingIndex(String table, Constraint constraint, String index) {
		ObjectName name = ObjectName.of(table);
		apply(new CreateConstraintUsingIndex(name, this.naming.name(name, constraint), index));
	}

	@Override
	public void dropConstraint(String table, String constraint, Option... options) {
		apply(new DropConstraint(ObjectName.of(table), constraint, options));
	}

	@Override
	public void dropConstraint(String table, Constraint constraint) {
		ObjectName name = ObjectName.of(table);
		apply(new DropConstraint(name, this.naming.name(name, constraint)));
	}

	@Override
	public void renameConstraint(String table, String constraint, String newName) {
		apply(new RenameConstraint(ObjectName.of(table), constraint, newName));
	}

	@Override
	public void validateConstraint(String table, String constraint) {
		apply(new ValidateConstraint(ObjectName.of(table), constraint));
	}

	@Override
	public void validateConstraint(String table, Constraint constraint) {
		ObjectName name = ObjectName.of(table);
		apply(new ValidateConstraint(name, this.naming.name(name, constraint)));
	}

	@Override
	public void alterConstraint(String table, String foreignKey, Deferrability deferrability) {
		apply(new AlterConstraint(ObjectName.of(table), foreignKey, deferrability, null));
	}

	@Override
	public void alterConstraint(String table, String foreignKey, Deferrability deferrability, Deferrability was) {
		apply(new AlterConstraint(ObjectName.of(table), foreignKey, deferrability, was));
	}

	@Override
	public void commentOnConstraint(String table, String constraint, @Nullable String comment) {
		apply(new SetConstraintComment(ObjectName.of(table), constraint, new Comment(comment), null));
	}

	@Override
	public void commentOnConstraint(String table, String constraint, @Nullable String comment, @Nullable String was) {
		apply(new SetConstraintComment(ObjectName.of(table), constraint, new Comment(comment), new Comment(was)));
	}

	private static String nameInSchema(ObjectName name, String newName, String alternative) {
		ObjectName renamed = ObjectName.of(newName);
		if (renamed.schema() != null && !renamed.schema().equals(name.schema())) {
			throw new InvalidOperationException(
					"'%s' cannot be renamed to '%s', which is in another schema.".formatted(name, newName),
					alternative);
		}
		return renamed.name();
	}

	@Override
	public void execute(String sql) {
		apply(new Execute(sql, Map.of(), null));
	}

	@Override
	public void execute(String sql, Map<String, ?> parameters) {
		apply(new Execute(sql, parameters, null));
	}

	@Override
	public void apply(Operation operation) {
		this.executor.execute(operation);
	}

	@Override
	public JdbcClient jdbc() {
		return this.executor.jdbc();
	}

	@Override
	public Inspector inspect() {
		return this.executor.inspect();
	}

}
