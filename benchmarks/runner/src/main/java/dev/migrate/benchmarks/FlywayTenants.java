package dev.migrate.benchmarks;

import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/**
 * A Flyway for each schema, in a loop of several threads: what its documentation leaves
 * to the application.
 */
final class FlywayTenants implements TenantContestant {

	private final FlywayContestant scripts = new FlywayContestant();

	@Override
	public String name() {
		return this.scripts.name();
	}

	@Override
	public Map<String, String> scripts(List<Change> changes) {
		return this.scripts.scripts(changes);
	}

	@Override
	public Object upgrade(DataSource dataSource, URLClassLoader classPath, List<String> schemas, int threads)
			throws Exception {
		WorkQueue.process(schemas, threads, (queue) -> {
			for (String schema = queue.poll(); schema != null; schema = queue.poll()) {
				Flyway.configure(classPath).dataSource(dataSource).schemas(schema).load().migrate();
			}
		});
		return schemas;
	}

}
