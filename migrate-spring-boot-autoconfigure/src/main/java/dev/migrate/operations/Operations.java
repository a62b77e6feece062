package dev.migrate.operations;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.schema.Inspector;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a migration can do with the database, as Alembic's
 * <a href="https://alembic.sqlalchemy.org/en/latest/ops.html">op</a>. Every method takes
 * effect when it is called, on the connection and in the transaction of the migration.
 *
 * <p>
 * Tables are named {@code name} or {@code schema.name}; a part with a dot in it stands in
 * double quotes. Constraints and indexes without a name get one by the
 * {@link dev.migrate.schema.naming.NamingConvention}.
 *
 * <p>
 * Not safe for use by several threads, and not to be kept after the migration has ended.
 */
public interface Operations extends TableOperations, ColumnOperations, IndexOperations, ConstraintOperations,
		SequenceOperations, EnumOperations, CompositeTypeOperations, ViewOperations, DefinitionOperations,
		SchemaOperations, CommentOperations, DataOperations {

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
	 * run stops. Write with {@link #execute(String, java.util.Map)} where a revision
	 * commits more than once.
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
