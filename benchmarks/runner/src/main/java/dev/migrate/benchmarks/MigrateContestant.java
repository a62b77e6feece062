package dev.migrate.benchmarks;

import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.runtime.Migrator;

/**
 * Migrate as its auto-configuration configures it.
 */
final class MigrateContestant implements Contestant {

	@Override
	public String name() {
		return "Migrate";
	}

	@Override
	public Map<String, String> scripts(List<Change> changes) {
		Map<String, String> files = new LinkedHashMap<>();
		changes.forEach((change) -> files.put("db/revisions/R%012d_%s_%s.sql".formatted(202601010000L + change.number(),
				id(change.number()), change.name()), script(change)));
		return files;
	}

	private static String script(Change change) {
		return """
				-- revision: %s
				%s-- created: 2026-01-01T00:00:00Z
				-- message: %s

				-- migrate:upgrade
				%s

				-- migrate:downgrade
				%s
				""".formatted(id(change.number()),
				(change.number() == 1) ? "" : "-- revises: %s%n".formatted(id(change.number() - 1)),
				change.name().replace('_', ' '), change.sql(), change.reverse());
	}

	/**
	 * An id of twelve hexadecimal characters that does not tell its order.
	 */
	private static String id(int number) {
		return "%012x".formatted(number * 0x9e3779b97f4aL & 0xffffffffffffL);
	}

	@Override
	public void apply(DataSource dataSource, URLClassLoader classPath) {
		Migrator.builder(dataSource).classLoader(classPath).build().upgrade();
	}

}
