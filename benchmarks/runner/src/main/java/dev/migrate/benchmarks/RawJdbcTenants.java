package dev.migrate.benchmarks;

import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A loop as somebody writes it by hand: reads the version of each schema, and runs what
 * is newer. It has no history, no lock and no checks.
 */
final class RawJdbcTenants implements TenantContestant {

	private final RawJdbc scripts = new RawJdbc();

	@Override
	public String name() {
		return this.scripts.name();
	}

	@Override
	public Map<String, String> scripts(List<Change> changes) {
		return this.scripts.scripts(changes);
	}

	@Override
	public void prepare(JdbcClient jdbc, String schema) {
		jdbc.sql("CREATE TABLE %s.version (number int NOT NULL)".formatted(schema)).update();
		jdbc.sql("INSERT INTO %s.version VALUES (0)".formatted(schema)).update();
	}

	@Override
	public Object upgrade(DataSource dataSource, URLClassLoader classPath, List<String> schemas, int threads)
			throws Exception {
		List<String> texts = RawJdbc.texts(classPath);
		WorkQueue.process(schemas, threads, (queue) -> upgrade(dataSource, texts, queue));
		return texts;
	}

	private static void upgrade(DataSource dataSource, List<String> texts, Queue<String> schemas) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			for (String schema = schemas.poll(); schema != null; schema = schemas.poll()) {
				int version = version(statement, schema);
				if (version < texts.size()) {
					connection.setAutoCommit(false);
					upgrade(statement, schema, version, texts);
					connection.setAutoCommit(true);
				}
			}
		}
	}

	private static int version(Statement statement, String schema) throws SQLException {
		try (ResultSet row = statement.executeQuery("SELECT number FROM %s.version".formatted(schema))) {
			row.next();
			return row.getInt(1);
		}
	}

	private static void upgrade(Statement statement, String schema, int version, List<String> texts)
			throws SQLException {
		for (int number = version + 1; number <= texts.size(); number++) {
			statement.execute("SET LOCAL search_path = %s; %s".formatted(schema, texts.get(number - 1)));
			statement.executeUpdate("UPDATE %s.version SET number = %d".formatted(schema, number));
			statement.getConnection().commit();
		}
	}

}
