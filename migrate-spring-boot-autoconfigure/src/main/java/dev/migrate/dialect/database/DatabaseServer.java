package dev.migrate.dialect.database;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Whole databases of a server: all that the one of a connection consists of, and others
 * that are created beside it. By default, a server offers none of this.
 */
public interface DatabaseServer {

	/**
	 * Returns the name of the database, such as {@code PostgreSQL}.
	 * @return the name
	 */
	String name();

	/**
	 * Reads everything that the database consists of.
	 * @param jdbc the connection
	 * @return all objects of all schemas
	 * @throws UnsupportedFeatureException if nobody can tell
	 */
	default DatabaseCatalog catalog(JdbcOperations jdbc) {
		throw new UnsupportedFeatureException(name(), Feature.CATALOG);
	}

	/**
	 * Returns what dumps the database as statements that build it elsewhere.
	 * @param jdbc the connection, without a transaction and for nothing else
	 * @return the dump, which has not begun
	 * @throws UnsupportedFeatureException if the database has no program for that
	 */
	default DatabaseDump dump(JdbcOperations jdbc) {
		throw new UnsupportedFeatureException(name(), Feature.DUMP);
	}

	/**
	 * Returns the URL of another database of the same server.
	 * @param url a URL of the driver, with its settings
	 * @param name the name of the other database
	 * @return the URL with the same settings, or {@code null} if the driver has no such
	 * URLs
	 */
	default @Nullable String otherDatabase(String url, String name) {
		return null;
	}

	/**
	 * Returns what creates other databases on the same server.
	 * @param jdbc the connection
	 * @return what creates them
	 * @throws UnsupportedFeatureException if it does not create any
	 */
	default Databases databases(JdbcOperations jdbc) {
		throw new UnsupportedFeatureException(name(), Feature.NEW_DATABASE);
	}

	/**
	 * Returns the URL that leads to a schema of the same database, and nowhere else.
	 * @param url a URL of the driver, with its settings
	 * @param name the name of the schema, which needs no quotes
	 * @return the URL with the same settings, or {@code null} if the driver has no such
	 * URLs
	 */
	default @Nullable String otherSchema(String url, String name) {
		return null;
	}

	/**
	 * Returns what creates schemas that are used as if each were a database.
	 * @param jdbc the connection
	 * @return what creates them, or {@code null} if a schema cannot be used so
	 */
	default @Nullable OwnSchemas ownSchemas(JdbcOperations jdbc) {
		return null;
	}

}
