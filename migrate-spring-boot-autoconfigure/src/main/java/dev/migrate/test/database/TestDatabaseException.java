package dev.migrate.test.database;

import java.sql.SQLException;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a test cannot have a database of its own.
 */
public final class TestDatabaseException extends MigrateException {

	private TestDatabaseException(String problem, String action, @Nullable Throwable cause) {
		super(problem, action, cause);
	}

	static TestDatabaseException connection(SQLException cause) {
		return new TestDatabaseException(
				"The database of the tests cannot be reached: %s."
					.formatted(String.valueOf(cause.getMessage()).replaceFirst("\\.$", "")),
				"Start the server, or correct the DataSource of the tests.", cause);
	}

	static TestDatabaseException noRight(String role) {
		return new TestDatabaseException(
				"The tests run in databases of their own, and the role %s may not create any.".formatted(role),
				"Let it create databases on the server of the tests: ALTER ROLE %s CREATEDB.".formatted(role), null);
	}

	static TestDatabaseException noRight(String role, String database) {
		return new TestDatabaseException(
				"The tests run in databases or schemas of their own, and the role %s may create neither."
					.formatted(role),
				"Let it create databases on the server of the tests: ALTER ROLE %1$s CREATEDB. For most revisions it is enough to let it create schemas: GRANT CREATE ON DATABASE %2$s TO %1$s."
					.formatted(role, database),
				null);
	}

	static TestDatabaseException beyondSchema(String role, String reason) {
		return new TestDatabaseException(
				"The tests cannot run in schemas of their own, because %s, and the role %s may not create databases."
					.formatted(reason, role),
				"Let it create databases on the server of the tests: ALTER ROLE %s CREATEDB.".formatted(role), null);
	}

	static TestDatabaseException unknownUrl(Class<?> dataSource) {
		return new TestDatabaseException(
				"It cannot be told how %s connects, so the tests can have no database of their own beside the application's."
					.formatted(dataSource.getName()),
				"Give the tests a DataSource with a URL, a user and a password, such as a HikariDataSource or a"
						+ " SimpleDriverDataSource, for a database that Migrate knows.",
				null);
	}

	/**
	 * Creates the exception for an application that keeps its own database.
	 * @param property the property that wants it replaced
	 * @param reason why it cannot be replaced
	 */
	public static TestDatabaseException notReplaced(String property, String reason) {
		return new TestDatabaseException(
				"%s wants the database of the tests to be a copy, but %s.".formatted(property, reason),
				"Remove the property, or let one DataSource with a URL lead to the database.", null);
	}

	static TestDatabaseException sameDatabase(String name) {
		return new TestDatabaseException(
				"The connection to the new database %s leads to another one, which the tests must not touch."
					.formatted(name),
				"Let the DataSource of the tests lead to the server itself, not to a pooler or proxy that chooses the"
						+ " database.",
				null);
	}

}
