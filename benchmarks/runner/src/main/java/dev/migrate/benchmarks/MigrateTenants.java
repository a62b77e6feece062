package dev.migrate.benchmarks;

import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;

/**
 * What {@code migrate.tenants.schemas} does at a start.
 */
final class MigrateTenants implements TenantContestant {

	private final MigrateContestant scripts = new MigrateContestant();

	@Override
	public String name() {
		return this.scripts.name();
	}

	@Override
	public Map<String, String> scripts(List<Change> changes) {
		return this.scripts.scripts(changes);
	}

	@Override
	public Object upgrade(DataSource dataSource, URLClassLoader classPath, List<String> schemas, int threads) {
		Migrator migrator = Migrator.builder(dataSource).classLoader(classPath).build();
		TenantMigrator tenants = TenantMigrator.builder(migrator).schemas(schemas).concurrency(threads).build();
		tenants.upgrade();
		return tenants;
	}

}
