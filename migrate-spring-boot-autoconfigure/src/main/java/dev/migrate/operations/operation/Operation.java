package dev.migrate.operations.operation;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.ObjectName;

/**
 * One change of a database as a value. An application may implement its own and run it
 * with {@link dev.migrate.operations.Operations#apply(Operation)}; no dialect needs to
 * know it, because it writes itself through the {@link SqlWriter} of the dialect.
 */
public interface Operation {

	/**
	 * Writes the SQL of this operation, ending each statement with
	 * {@link SqlWriter#end()}.
	 * @param sql where to write
	 */
	void write(SqlWriter sql);

	/**
	 * Returns whether each statement of this operation runs outside of a transaction, as
	 * in an {@link dev.migrate.operations.Operations#autocommitBlock}. What the migration
	 * has done before is committed first.
	 * @return {@code false} unless this is overridden
	 */
	default boolean runsOutsideTransaction() {
		return false;
	}

	/**
	 * Returns the tables that this operation touches, those that its foreign keys refer
	 * to included. Two operations that touch different tables may change places.
	 * @return the names of the tables; empty if the operation touches something else, or
	 * if what it touches is not known, as is assumed unless this is overridden
	 */
	default Optional<Set<ObjectName>> tables() {
		return Optional.empty();
	}

	/**
	 * Returns the operation that undoes this one.
	 * @return the reverse, empty if there is none or this value does not know enough to
	 * give it
	 */
	Optional<Operation> reverse();

	/**
	 * Returns this operation without what only its reverse needs, such as the definition
	 * of what is dropped, for a migration that says by itself how to downgrade. It writes
	 * the same SQL.
	 * @return this operation, unless this is overridden
	 */
	default Operation withoutReverse() {
		return this;
	}

	/**
	 * Writes the statement that calls this operation in a migration. A record that does
	 * not override this is written as {@code op.apply(new MyOperation(…));}.
	 * @param java where to write
	 */
	default void render(JavaWriter java) {
		java.call("apply", this);
	}

	/**
	 * Says in a few words what this operation does, such as {@code drop table users}.
	 * @return the description
	 */
	String describe();

}
