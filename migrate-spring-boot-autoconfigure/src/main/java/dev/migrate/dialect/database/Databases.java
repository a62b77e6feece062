package dev.migrate.dialect.database;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Creates databases on a server and drops them, over a connection to another database of
 * that server. What has no default is needed of every dialect; the rest is for one that
 * can copy databases.
 */
public interface Databases {

	/**
	 * Returns the role of the connection if it may not create databases.
	 * @return the name of the role, or {@code null} if nothing is in the way
	 */
	@Nullable String roleWithoutRight();

	/**
	 * Returns whether databases can be copied.
	 * @return {@code false} if {@link #copy} and {@link #keepAs} do nothing
	 */
	default boolean haveTemplates() {
		return false;
	}

	/**
	 * Returns what an empty database has from the one of the connection.
	 * @return a text that is another one if the empty database is
	 */
	default String properties() {
		return "";
	}

	/**
	 * Tells other processes that a database is in use, also while nobody is connected to
	 * it. It holds until this connection is closed.
	 * @param name the name of the database, which need not exist yet
	 */
	default void hold(String name) {
	}

	/**
	 * Creates an empty database that is like the one of the connection: with its
	 * encoding, its locale, its settings and its default schema.
	 * @param name a name that needs no quotes
	 */
	void create(String name);

	/**
	 * Copies a database.
	 * @param name the name of the new one, which needs no quotes
	 * @param template the name of the database to copy
	 * @return whether it was copied; {@code false} if there is no such database, or none
	 * that can be copied now
	 */
	default boolean copy(String name, String template) {
		return false;
	}

	/**
	 * Makes a database the template that others are copied from: nobody connects to it
	 * any more, and its last use is now.
	 * @param name the name of the database
	 * @param template the name of the template
	 * @return whether it has become the template; {@code false} if there is one already,
	 * or if somebody is connected to the database
	 */
	default boolean keepAs(String name, String template) {
		return false;
	}

	/**
	 * Drops a database and ends the sessions in it.
	 * @param name the name of the database, which need not exist
	 */
	void drop(String name);

	/**
	 * Returns the time of the server, to name databases by.
	 * @return seconds since 1970
	 */
	long now();

	/**
	 * Finds databases that nobody is connected to or {@link #hold holds}.
	 * @param prefix what their names begin with
	 * @return their names
	 */
	List<String> idle(String prefix);

	/**
	 * Finds templates that were not used for a while.
	 * @param prefix what their names begin with
	 * @param seconds for how long
	 * @return their names
	 */
	default List<String> unusedTemplates(String prefix, long seconds) {
		return List.of();
	}

}
