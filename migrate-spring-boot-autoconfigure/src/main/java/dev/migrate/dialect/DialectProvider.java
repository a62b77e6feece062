package dev.migrate.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Creates the dialects of one kind of database. To add a dialect, implement this
 * interface in a public class with a public constructor without arguments, and name the
 * class in {@code META-INF/services/dev.migrate.dialect.DialectProvider}. The providers
 * of an application are asked before those of Migrate, so that they can also replace one.
 *
 * @see java.util.ServiceLoader
 */
public interface DialectProvider {

	/**
	 * Returns the name of the database in {@code --dialect} and in JDBC URLs, such as
	 * {@code postgresql} for {@code jdbc:postgresql://localhost/app}.
	 * @return the name, in lower case
	 */
	String name();

	/**
	 * Returns the dialect for SQL that is written without a connection.
	 * @param version the major version of the database, such as 16, or {@code null} for
	 * the newest one that is known
	 * @return the dialect
	 */
	Dialect dialect(@Nullable Integer version);

	/**
	 * Returns the dialect of a database, if it is one of this kind and of a supported
	 * version.
	 * @param database what the driver says about the database; to be asked only for what
	 * needs no query
	 * @return the dialect, or nothing if it is another database
	 * @throws SQLException if the connection is closed
	 */
	Optional<Dialect> find(DatabaseMetaData database) throws SQLException;

}
