package dev.migrate.testsupport;

import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An empty H2 database in memory, which lasts until it is closed. Its user is the one
 * that Spring Boot uses for an embedded database.
 */
public final class H2Database implements AutoCloseable {

	private final String url;

	/**
	 * Creates a database.
	 * @param settings settings of H2 for its URL, such as {@code MODE=PostgreSQL}
	 */
	public H2Database(String... settings) {
		this.url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + (settings.length > 0 ? ";" : "")
				+ String.join(";", settings);
	}

	public String url() {
		return this.url;
	}

	/**
	 * Returns a data source that opens a new connection each time it is asked for one.
	 * @return the data source
	 */
	public DataSource dataSource() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL(this.url);
		dataSource.setUser("sa");
		dataSource.setPassword("");
		return dataSource;
	}

	public JdbcClient jdbc() {
		return JdbcClient.create(dataSource());
	}

	/**
	 * Returns the names of the tables in the schema {@code PUBLIC}, in lower case and in
	 * alphabetical order.
	 * @return the table names
	 */
	public List<String> tables() {
		return jdbc().sql("""
				SELECT lower(TABLE_NAME) FROM INFORMATION_SCHEMA.TABLES
				WHERE upper(TABLE_SCHEMA) = 'PUBLIC' AND TABLE_TYPE = 'BASE TABLE' ORDER BY 1""")
			.query(String.class)
			.list();
	}

	@Override
	public void close() {
		jdbc().sql("SHUTDOWN").update();
	}

}
