package dev.migrate.operations;

import java.util.Map;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
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
	 * Runs operations outside of a transaction, as Alembic's {@code autocommit_block}:
	 * what the revision did before is committed before the first statement of the block,
	 * each statement of the block commits by itself, and what follows the block runs in a
	 * new transaction. A statement that the database refuses in a transaction, such as
	 * {@code CREATE INDEX CONCURRENTLY}, runs like that without a block. A block inside a
	 * block is part of the outer one.
	 *
	 * <p>
	 * A revision that is interrupted after such a commit, or that other sessions are in
	 * the way of, is called again from its start. Operations that are done already are
	 * passed over then; they must be the same as before, or the run stops. What the
	 * revision does through {@link #jdbc()} cannot be passed over, see there.
	 * @param block calls the operations
	 */
	void autocommitBlock(Runnable block);

	/**
	 * Returns a client on the connection and in the transaction of the migration, for
	 * reading rows and for data migrations.
	 *
	 * <p>
	 * What goes through this client, or through one that the constructor was given, is
	 * not counted. When a revision is called again that has committed a part of itself
	 * (with {@link #autocommitBlock}, or outside of a transaction altogether), that part
	 * may read again but not write again: a client that writes there is refused and the
	 * run stops. Write with {@link #execute(String, Map)} where a revision commits more
	 * than once.
	 * @return the client
	 * @throws InvalidOperationException in a {@link ReversibleMigration}, whose
	 * operations must be values, and while a script is written offline, where there is no
	 * connection
	 */
	JdbcClient jdbc();

}
