package dev.migrate.runtime.tenant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

/**
 * Builds a {@link TenantMigrator}.
 */
public final class TenantMigratorBuilder {

	static final int DEFAULT_CONCURRENCY = 4;

	private static final Logger logger = LoggerFactory.getLogger(TenantMigrator.class);

	private final Migrator migrator;

	private @Nullable TenantSchemas schemas;

	private @Nullable TenantDataSources dataSources;

	private Supplier<Map<String, String>> others = Map::of;

	private int concurrency = DEFAULT_CONCURRENCY;

	private int canary;

	private TenantFailurePolicy onFailure = TenantFailurePolicy.FAIL;

	private boolean createSchemas;

	private Duration interval = Duration.ofSeconds(10);

	private Consumer<TenantProgress> listener = TenantMigratorBuilder::log;

	private Consumer<Map<String, Runnable>> threads = TenantThreads::run;

	TenantMigratorBuilder(Migrator migrator) {
		this.migrator = migrator;
	}

	private static void log(TenantProgress progress) {
		logger.info("{} of {} tenants are done, {} of them have failed", progress.done(), progress.total(),
				progress.failed());
	}

	/**
	 * Sets which schemas belong to tenants.
	 * @param schemas names, or patterns of existing schemas in which {@code *} stands for
	 * any characters and {@code ?} for one
	 * @return this builder
	 */
	public TenantMigratorBuilder schemas(List<String> schemas) {
		List<String> copy = List.copyOf(schemas);
		return schemas(() -> copy);
	}

	/**
	 * Sets what says which schemas belong to tenants.
	 * @param schemas the names or patterns, asked for before each run
	 * @return this builder
	 */
	public TenantMigratorBuilder schemas(TenantSchemas schemas) {
		this.schemas = schemas;
		return this;
	}

	/**
	 * Sets which schemas other databases of the application have, so that no tenant has
	 * them. Internal: not part of the API.
	 * @param others returns the names of the databases by their schemas, an empty text
	 * for the schema that a connection begins with; asked while no connection is held
	 * @return this builder
	 */
	public TenantMigratorBuilder others(Supplier<Map<String, String>> others) {
		this.others = others;
		return this;
	}

	/**
	 * Sets where the databases of tenants are that have one each.
	 * @param dataSources the tenants with their databases
	 * @return this builder
	 */
	public TenantMigratorBuilder dataSources(TenantDataSources dataSources) {
		this.dataSources = dataSources;
		return this;
	}

	/**
	 * Sets how many tenants are migrated at once. Each takes a connection from the data
	 * source; where there are fewer, fewer run.
	 * @param concurrency the number, 4 by default, at least 1
	 * @return this builder
	 */
	public TenantMigratorBuilder concurrency(int concurrency) {
		Assert.isTrue(concurrency >= 1, () -> "migrate.tenants.concurrency must be at least 1, but is " + concurrency);
		this.concurrency = concurrency;
		return this;
	}

	/**
	 * Sets how many tenants are migrated before all others. If one of them fails, no
	 * other is begun.
	 * @param canary the number, 0 by default
	 * @return this builder
	 */
	public TenantMigratorBuilder canary(int canary) {
		Assert.isTrue(canary >= 0, () -> "migrate.tenants.canary must not be negative, but is " + canary);
		this.canary = canary;
		return this;
	}

	/**
	 * Sets what happens when the migration of a tenant fails.
	 * @param onFailure the policy, {@link TenantFailurePolicy#FAIL} by default
	 * @return this builder
	 */
	public TenantMigratorBuilder onFailure(TenantFailurePolicy onFailure) {
		this.onFailure = onFailure;
		return this;
	}

	/**
	 * Sets whether an upgrade creates the schemas of tenants that do not exist.
	 * @param createSchemas {@code false}, the default, to let these tenants fail
	 * @return this builder
	 */
	public TenantMigratorBuilder createSchemas(boolean createSchemas) {
		this.createSchemas = createSchemas;
		return this;
	}

	/**
	 * Sets who is told how far a run is.
	 * @param interval how often
	 * @param listener who is told; by default the log, every 10 seconds
	 * @return this builder
	 */
	public TenantMigratorBuilder progress(Duration interval, Consumer<TenantProgress> listener) {
		this.interval = interval;
		this.listener = listener;
		return this;
	}

	/**
	 * Sets what runs the threads of a run and waits for them. Internal: not part of the
	 * API.
	 * @param threads runs everything at once, each under its name, and throws what one of
	 * them has thrown
	 * @return this builder
	 */
	public TenantMigratorBuilder threads(Consumer<Map<String, Runnable>> threads) {
		this.threads = threads;
		return this;
	}

	/**
	 * Builds the migrator. No connection is opened yet.
	 * @return the migrator
	 * @throws IllegalStateException if it is not said where the tenants are, or said
	 * twice
	 * @throws MigrationSchemaException if all tenants would have the same version table
	 */
	public TenantMigrator build() {
		Assert.state((this.schemas == null) != (this.dataSources == null),
				"Tenants have either schemas or data sources");
		Tenancy tenancy = (this.schemas != null) ? new SchemaTenancy(this.migrator, this.schemas, this.others)
				: new DataSourceTenancy(this.migrator, Objects.requireNonNull(this.dataSources));
		return new TenantMigrator(
				this.migrator, tenancy, new TenantSettings(this.concurrency, this.canary, this.onFailure,
						this.createSchemas, this.interval, this.listener, this.threads),
				(tenant) -> true, new TenantChanges());
	}

}
