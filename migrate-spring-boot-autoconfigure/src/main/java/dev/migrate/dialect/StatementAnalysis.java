package dev.migrate.dialect;

import java.util.List;

import dev.migrate.dialect.dependency.DroppedData;
import dev.migrate.dialect.dependency.TableEffect;
import dev.migrate.dialect.session.StatementLocks;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a statement tells about its effects. No method asks the server.
 */
public interface StatementAnalysis {

	/**
	 * Returns whether the database refuses a statement inside a transaction.
	 * @param statement one statement
	 * @return {@code true} if it must run by itself
	 */
	boolean refusedInTransaction(String statement);

	/**
	 * Returns whether a statement changes a setting of the session and nothing else: a
	 * revision that is continued in another session needs it again.
	 * @param statement one statement
	 */
	default boolean changesOnlySession(String statement) {
		return false;
	}

	/**
	 * Returns whether a statement changes a setting for statements that come after it, be
	 * it for the session or the transaction: also the role and the search path.
	 * @param statement one statement
	 */
	default boolean changesSetting(String statement) {
		return changesOnlySession(statement);
	}

	/**
	 * Returns how long a statement may wait for a lock, if nothing before it in the same
	 * transaction has taken a lock that blocks others.
	 * @param statement one statement
	 * @return {@link LockWait#UNLIMITED} only for a statement that nobody queues behind
	 */
	default LockWait lockWait(String statement) {
		return LockWait.LIMITED;
	}

	/**
	 * Returns what others cannot do with the tables of a statement until its transaction
	 * ends, as far as its text tells.
	 * @param statement one statement
	 * @return {@link StatementLocks#unknown()} unless the dialect knows better
	 */
	default StatementLocks locks(String statement) {
		return StatementLocks.unknown();
	}

	/**
	 * Returns what a statement drops together with the rows in it, as far as its text
	 * tells.
	 * @param statement one statement
	 * @return the tables and columns, none if it drops none or if its text does not tell
	 */
	default List<DroppedData> dropped(String statement) {
		return List.of();
	}

	/**
	 * Returns which tables a statement creates, renames or drops, as far as its text
	 * tells, for messages.
	 * @param statement one statement
	 * @return the tables, none if it does not change which tables there are or if its
	 * text does not tell
	 */
	default List<TableEffect> tableEffects(String statement) {
		return List.of();
	}

	/**
	 * Returns whether a statement may change something beyond its database, such as a
	 * role, which all databases of a server share.
	 * @param statement one statement
	 * @return the words that make it so, or {@code null} if it stays in the database as
	 * far as its text tells
	 */
	default @Nullable String changesServer(String statement) {
		return null;
	}

}
