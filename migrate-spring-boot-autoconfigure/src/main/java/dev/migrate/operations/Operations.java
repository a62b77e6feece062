package dev.migrate.operations;

import java.util.Map;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.Table;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a migration can do with the database, as Alembic's
 * <a href="https://alembic.sqlalchemy.org/en/latest/ops.html">op</a>. Every method takes
 * effect when it is called, on the connection and in the transaction of the migration.
 *
 * <p>
 * Tables are named {@code name} or {@code schema.name}; a part with a dot in it stands in
 * double quotes. Constraints and indexes without a name get one by the
 * {@link dev.migrate.schema.NamingConvention}.
 *
 * <p>
 * Not safe for use by several threads, and not to be kept after the migration has ended.
 */
public interface Operations {

	/**
	 * Creates a table with its columns, constraints and comments.
	 * @param table the table
	 */
	void createTable(Table table);

	/**
	 * Drops a table. What it was is not known then, so that this has no reverse.
	 * @param table the name of the table
	 */
	void dropTable(String table);

	/**
	 * Drops a table that can be created again when this is reversed. Its rows are lost.
	 * @param table the table as it is
	 */
	void dropTable(Table table);

	/**
	 * Adds a column to a table.
	 * @param table the name of the table
	 * @param column the column
	 */
	void addColumn(String table, Column column);

	/**
	 * Drops a column. What it was is not known then, so that this has no reverse.
	 * @param table the name of the table
	 * @param column the name of the column
	 */
	void dropColumn(String table, String column);

	/**
	 * Drops a column that can be added again when this is reversed. Its values are lost.
	 * @param table the name of the table
	 * @param column the column as it is
	 */
	void dropColumn(String table, Column column);

	/**
	 * Creates an index.
	 * @param table the name of the table
	 * @param index the index
	 */
	void createIndex(String table, Index index);

	/**
	 * Drops an index. What it was is not known then, so that this has no reverse.
	 * @param index {@code name} or {@code schema.name}
	 */
	void dropIndex(String index);

	/**
	 * Drops an index that can be created again when this is reversed.
	 * @param table the name of the table
	 * @param index the index as it is
	 */
	void dropIndex(String table, Index index);

	/**
	 * Adds a foreign key to a table.
	 * @param table the name of the table
	 * @param foreignKey the foreign key
	 */
	void createForeignKey(String table, ForeignKey foreignKey);

	/**
	 * Adds a constraint of any kind to a table.
	 * @param table the name of the table
	 * @param constraint the constraint
	 */
	void createConstraint(String table, Constraint constraint);

	/**
	 * Drops a constraint. What it was is not known then, so that this has no reverse.
	 * @param table the name of the table
	 * @param constraint the name of the constraint
	 */
	void dropConstraint(String table, String constraint);

	/**
	 * Drops a constraint that can be added again when this is reversed.
	 * @param table the name of the table
	 * @param constraint the constraint as it is
	 */
	void dropConstraint(String table, Constraint constraint);

	/**
	 * Runs SQL, one statement or several separated by semicolons.
	 * @param sql the SQL, taken as it is: {@code ?} and {@code :name} have no meaning in
	 * it
	 */
	void execute(String sql);

	/**
	 * Runs one SQL statement with named parameters.
	 * @param sql the SQL, with parameters such as {@code :name}
	 * @param parameters the values by name
	 */
	void execute(String sql, Map<String, ?> parameters);

	/**
	 * Runs an operation that is given as a value.
	 * @param operation one of this package or of the application's own
	 */
	void apply(Operation operation);

	/**
	 * Returns a client on the connection and in the transaction of the migration, for
	 * reading rows and for data migrations.
	 * @return the client
	 * @throws InvalidOperationException in a {@link ReversibleMigration}, whose
	 * operations must be values, and while a script is written offline, where there is no
	 * connection
	 */
	JdbcClient jdbc();

	/**
	 * Tells what is in the database, the changes of this migration included, for
	 * migrations that depend on it. Its answers are remembered until the next operation
	 * or call of {@link #jdbc()}; call this method again after whatever changes the
	 * schema, and do not keep what it returns. It does not notice what was changed
	 * through a client that was taken before.
	 * @return the inspector
	 * @throws InvalidOperationException in a {@link ReversibleMigration}, which must not
	 * depend on what is in the database, and while a script is written offline, where
	 * there is none
	 */
	Inspector inspect();

}
