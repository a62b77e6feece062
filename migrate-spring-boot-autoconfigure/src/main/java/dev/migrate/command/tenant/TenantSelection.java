package dev.migrate.command.tenant;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * A database with tenants, of which the command line means all, some or one.
 */
public final class TenantSelection implements CommandDatabase {

	private final CommandDatabase database;

	private final TenantMigrator all;

	private final @Nullable String tenant;

	private TenantSelection(CommandDatabase database, TenantMigrator all, @Nullable String tenant) {
		this.database = database;
		this.all = all;
		this.tenant = tenant;
	}

	/**
	 * Returns what a command is about.
	 * @param tenant what the command line says, or {@code null} if it says nothing
	 * @throws CommandException if there are no tenants
	 */
	public static CommandDatabase of(CommandDatabase database, @Nullable String tenant) {
		TenantMigrator tenants = database.tenants();
		if (tenants == null) {
			if (tenant != null) {
				throw CommandException.noTenants(tenant);
			}
			return database;
		}
		return new TenantSelection(database, tenants, tenant);
	}

	/**
	 * Returns what a command is about if it is about one of several tenants.
	 */
	public static CommandDatabase one(CommandDatabase database, String tenant) {
		return (database instanceof TenantSelection selection)
				? new TenantSelection(selection.database, selection.all, tenant) : database;
	}

	@Override
	public @Nullable TenantMigrator tenants() {
		if (this.tenant == null) {
			return this.all;
		}
		if (!TenantMigrator.isPattern(this.tenant)) {
			return null;
		}
		TenantMigrator selected = this.all.select(this.tenant);
		if (selected.tenants().isEmpty()) {
			throw CommandException.unknownTenant(this.tenant, this.all.tenants());
		}
		return selected;
	}

	@Override
	public Migrator common() {
		return this.all.migrator();
	}

	@Override
	public OfflineMigrator offline(String dialect) {
		if (this.tenant == null || TenantMigrator.isPattern(this.tenant)) {
			return this.all.offline(dialect);
		}
		if (!this.all.isPossible(this.tenant)) {
			throw CommandException.unknownTenant(this.tenant, this.all.tenants());
		}
		return this.all.migrator(this.tenant).offline(dialect);
	}

	@Override
	public Migrator migrator() {
		if (this.tenant == null || TenantMigrator.isPattern(this.tenant)) {
			throw CommandException.tenantRequired();
		}
		String only = this.tenant;
		List<String> names = this.all.tenants();
		if (!names.contains(only)) {
			throw CommandException.unknownTenant(only, names);
		}
		this.all.requireExisting(only);
		return this.all.migrator(only);
	}

	@Override
	public String name() {
		return this.database.name();
	}

	@Override
	public String migratorName() {
		return this.database.migratorName();
	}

	@Override
	public ProjectSettings settings() {
		return this.database.settings();
	}

	@Override
	public @Nullable SimpleDriverDataSource direct(DataSource dataSource) {
		return this.database.direct(dataSource);
	}

	@Override
	public Map<String, Class<?>> beanClasses(String type) {
		return this.database.beanClasses(type);
	}

	@Override
	public <T> T properties(String prefix, T properties) {
		return this.database.properties(prefix, properties);
	}

	@Override
	public AutogenerateSettings autogenerateSettings() {
		return this.database.autogenerateSettings();
	}

}
