package dev.migrate.benchmarks;

import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/**
 * Flyway as Spring Boot configures it.
 */
final class FlywayContestant implements Contestant {

	@Override
	public String name() {
		return "Flyway";
	}

	@Override
	public Map<String, String> scripts(List<Change> changes) {
		Map<String, String> files = new LinkedHashMap<>();
		changes.forEach((change) -> files.put("db/migration/V%05d__%s.sql".formatted(change.number(), change.name()),
				change.sql() + "\n"));
		return files;
	}

	@Override
	public void apply(DataSource dataSource, URLClassLoader classPath) {
		Flyway.configure(classPath).dataSource(dataSource).load().migrate();
	}

}
