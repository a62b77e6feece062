package dev.migrate.operations;

import java.util.Map;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;

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
	public void createTable(Table table) {
		apply(new CreateTable(this.naming.name(table)));
	}

	@Override
	public void dropTable(String table) {
		apply(new DropTable(ObjectName.of(table), null));
	}

	@Override
	public void dropTable(Table table) {
		apply(new DropTable(table.name(), this.naming.name(table)));
	}

	@Override
	public void addColumn(String table, Column column) {
		apply(new AddColumn(ObjectName.of(table), column));
	}

	@Override
	public void dropColumn(String table, String column) {
		apply(new DropColumn(ObjectName.of(table), column, null));
	}

	@Override
	public void dropColumn(String table, Column column) {
		apply(new DropColumn(ObjectName.of(table), column.name(), column));
	}

	@Override
	public void createIndex(String table, Index index) {
		ObjectName name = ObjectName.of(table);
		apply(new CreateIndex(name, this.naming.name(name, index)));
	}

	@Override
	public void dropIndex(String index) {
		apply(new DropIndex(ObjectName.of(index), null));
	}

	@Override
	public void dropIndex(String table, Index index) {
		ObjectName name = ObjectName.of(table);
		apply(DropIndex.of(new CreateIndex(name, this.naming.name(name, index))));
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
	public void dropConstraint(String table, String constraint) {
		apply(new DropConstraint(ObjectName.of(table), constraint, null));
	}

	@Override
	public void dropConstraint(String table, Constraint constraint) {
		ObjectName name = ObjectName.of(table);
		apply(DropConstraint.of(new CreateConstraint(name, this.naming.name(name, constraint))));
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
	public void autocommitBlock(Runnable block) {
		this.executor.autocommitBlock(block);
	}

	@Override
	public JdbcClient jdbc() {
		return this.executor.jdbc();
	}

}
