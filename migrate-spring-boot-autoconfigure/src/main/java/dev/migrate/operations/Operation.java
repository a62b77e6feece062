package dev.migrate.operations;

import java.util.Optional;

/**
 * One change of a database as a value. An application may implement its own and run it
 * with {@link Operations#apply(Operation)}; no dialect needs to know it, because it
 * writes itself through the {@link SqlWriter} of the dialect.
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
	 * in an {@link Operations#autocommitBlock}.
	 * @return {@code false} unless this is overridden
	 */
	default boolean autocommits() {
		return false;
	}

	/**
	 * Returns the operation that undoes this one.
	 * @return the reverse, empty if there is none or this value does not know enough to
	 * give it
	 */
	Optional<Operation> reverse();

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
