package dev.migrate.runtime.tenant;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.tenant.SchemaReader;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.connection.ConnectionKeeper;
import dev.migrate.runtime.execution.DatabaseAccess;
import dev.migrate.runtime.execution.MigratorSettings;
import dev.migrate.runtime.progress.RunLog;
import dev.migrate.runtime.run.MigrationListener;
import org.jspecify.annotations.Nullable;

/**
 * A database for each tenant. A look at one is as cheap as its upgrade that has nothing
 * to do, so that none is looked at beforehand.
 */
final class DataSourceTenancy implements Tenancy {

	private final MigratorSettings settings;

	private final Function<DatabaseAccess, Migrator> migrators;

	private final TenantDataSources dataSources;

	DataSourceTenancy(Migrator migrator, TenantDataSources dataSources) {
		this.settings = migrator.settings();
		this.migrators = migrator.sharing();
		this.dataSources = dataSources;
	}

	@Override
	public List<String> names() {
		return List.copyOf(new LinkedHashSet<>(this.dataSources.tenants()));
	}

	@Override
	public Map<String, SeenTenant> look(Predicate<String> wanted, @Nullable Predicate<List<String>> done) {
		Map<String, SeenTenant> seen = new LinkedHashMap<>();
		names().stream().filter(wanted).forEach((tenant) -> seen.put(tenant, SeenTenant.UNCLEAR));
		return seen;
	}

	@Override
	public Map<String, String> lastSteps(Map<String, SeenTenant> tenants) {
		return Map.of();
	}

	@Override
	public boolean isPossible(String tenant) {
		return exists(tenant);
	}

	@Override
	public boolean exists(String tenant) {
		return names().contains(tenant);
	}

	@Override
	public void check(String tenant) {
		if (!exists(tenant)) {
			throw MigrationSchemaException.unknownTenant(tenant, names());
		}
	}

	@Override
	public Migrator migrator(String tenant, SeenTenant seen, List<MigrationListener> listeners, RunLog log,
			ConnectionKeeper keeper) {
		return this.migrators.apply(
				new DatabaseAccess(this.settings.ofTenant(dataSource(tenant), null, !seen.exists(), listeners, log)));
	}

	@Override
	public Map<String, String> digests(Collection<String> tenants, Set<String> ignored) {
		return each(tenants, (reader, schema) -> reader.digests(List.of(schema), ignored).get(schema));
	}

	@Override
	public Map<String, Map<String, String>> describe(Collection<String> tenants, Set<String> ignored) {
		return each(tenants, (reader, schema) -> reader.describe(List.of(schema), ignored).get(schema));
	}

	/**
	 * What cannot be had of one tenant is a failure of that one.
	 */
	private DataSource dataSource(String tenant) {
		try {
			return Objects.requireNonNull(this.dataSources.dataSource(tenant), "it returned null");
		}
		catch (RuntimeException ex) {
			throw MigrationSchemaException.tenantWithoutDatabase(tenant, ex);
		}
	}

	private <T> Map<String, T> each(Collection<String> tenants, BiFunction<SchemaReader, String, @Nullable T> look) {
		Map<String, T> all = new LinkedHashMap<>();
		for (String tenant : tenants) {
			MigratorSettings own = this.settings.ofTenant(dataSource(tenant), null, false, List.of(),
					this.settings.log());
			try {
				all.put(tenant, new DatabaseAccess(own).call((open) -> Objects
					.requireNonNull(look.apply(open.dialect().schemas(open.connection().jdbc()), open.schema()))));
			}
			catch (MigrateException ex) {
				throw MigrationSchemaException.incomparableTenant(tenant, ex.getProblem(), ex.getAction(), ex);
			}
		}
		return all;
	}

	@Override
	public boolean isOneDatabase() {
		return false;
	}

}
