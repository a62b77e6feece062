package dev.migrate.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

/**
 * What no tool can do faster: reads each script by a name that it knows, sends it and the
 * update of a version row, and commits. It has no history, no lock and no checks.
 */
final class RawJdbc implements Contestant {

	@Override
	public String name() {
		return "raw JDBC";
	}

	@Override
	public Map<String, String> scripts(List<Change> changes) {
		Map<String, String> files = new LinkedHashMap<>();
		changes.forEach((change) -> files.put(file(change.number()), change.sql()));
		return files;
	}

	private static String file(int number) {
		return "db/raw/%05d.sql".formatted(number);
	}

	@Override
	public void apply(DataSource dataSource, URLClassLoader classPath) throws SQLException, IOException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("CREATE TABLE version (number int NOT NULL)");
			statement.execute("INSERT INTO version VALUES (0)");
			connection.commit();
			try (PreparedStatement version = connection.prepareStatement("UPDATE version SET number = ?")) {
				for (int number = 1; classPath.getResource(file(number)) != null; number++) {
					statement.execute(text(classPath, file(number)));
					version.setInt(1, number);
					version.executeUpdate();
					connection.commit();
				}
			}
			connection.setAutoCommit(true);
		}
	}

	/**
	 * Reads all scripts.
	 */
	static List<String> texts(URLClassLoader classPath) throws IOException {
		List<String> texts = new ArrayList<>();
		for (int number = 1; classPath.getResource(file(number)) != null; number++) {
			texts.add(text(classPath, file(number)));
		}
		return texts;
	}

	private static String text(URLClassLoader classPath, String file) throws IOException {
		try (InputStream input = Objects.requireNonNull(classPath.getResourceAsStream(file))) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
