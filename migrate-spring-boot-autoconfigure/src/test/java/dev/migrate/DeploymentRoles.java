package dev.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

import dev.migrate.testsupport.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The two roles that {@code roles.sql} makes, in the database of a test.
 */
final class DeploymentRoles implements AutoCloseable {

	/**
	 * The lock for tests that make them: they belong to the whole server.
	 */
	static final String NAMES = "app and app_migrate";

	static final Path SCRIPT = Path.of("../sample-app/deploy/roles.sql");

	private static final String PASSWORD = "secret";

	private final TestDatabase database;

	private DeploymentRoles(TestDatabase database) {
		this.database = database;
	}

	/**
	 * Runs the script.
	 * @param database where to run it
	 * @param administrator who runs it
	 * @return the roles, which are of the whole server and must be closed
	 */
	static DeploymentRoles create(TestDatabase database, DataSource administrator) throws IOException {
		JdbcClient.create(administrator).sql(Files.readString(SCRIPT)).update();
		database.jdbc().sql("ALTER ROLE app_migrate PASSWORD '" + PASSWORD + "'").update();
		database.jdbc().sql("ALTER ROLE app PASSWORD '" + PASSWORD + "'").update();
		return new DeploymentRoles(database);
	}

	DataSource migrating() {
		return dataSource(this.database, "app_migrate", PASSWORD);
	}

	DataSource application() {
		return dataSource(this.database, "app", PASSWORD);
	}

	static DataSource dataSource(TestDatabase database, String user, String password) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(database.url());
		dataSource.setUser(user);
		dataSource.setPassword(password);
		return dataSource;
	}

	@Override
	public void close() {
		this.database.jdbc().sql("DROP OWNED BY app, app_migrate CASCADE").update();
		this.database.jdbc().sql("DROP ROLE app, app_migrate").update();
	}

}
