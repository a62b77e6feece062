package dev.migrate.runtime.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.TableNames;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.adoption.AdoptionSettings;
import dev.migrate.runtime.connection.ResponseTimes;
import dev.migrate.runtime.lock.LockSettings;
import dev.migrate.runtime.progress.RunLog;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.runtime.run.MigrationFactory;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.schema.naming.NamingConvention;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Migrator} is built from.
 */
public record MigratorSettings(@Nullable String name, DataSource dataSource, List<String> locations, String target,
		TableNames tables, Map<String, String> placeholders, LockSettings lock, MismatchPolicy onAhead,
		MismatchPolicy onModified, AdoptionSettings adoption, ClassLoader classLoader,
		MigrationFactory migrationFactory, SessionSettings session, ResponseTimes times, RetryPolicy retry,
		TransactionMode transaction, NamingConvention naming, List<MigrationListener> listeners,
		Supplier<List<MigrationCallback>> callbacks, RunLog log) {

	public static final List<String> DEFAULT_LOCATIONS = List.of("classpath:db/revisions");

	/**
	 * Returns these settings for another database, without listeners.
	 */
	public MigratorSettings on(DataSource other) {
		return new MigratorSettings(this.name, other, this.locations, this.target, this.tables, this.placeholders,
				this.lock, this.onAhead, this.onModified, this.adoption, this.classLoader, this.migrationFactory,
				this.session, this.times, this.retry, this.transaction, this.naming, List.of(), this.callbacks,
				this.log);
	}

	/**
	 * Returns these settings for the scripts that another class loader finds.
	 */
	public MigratorSettings with(ClassLoader other) {
		return with(other, Map.of());
	}

	/**
	 * Returns the same with values for placeholders that have none.
	 */
	public MigratorSettings with(ClassLoader other, Map<String, String> values) {
		Map<String, String> all = new HashMap<>(values);
		all.putAll(this.placeholders);
		return new MigratorSettings(this.name, this.dataSource, this.locations, this.target, this.tables, all,
				this.lock, this.onAhead, this.onModified, this.adoption, other, this.migrationFactory, this.session,
				this.times, this.retry, this.transaction, this.naming, this.listeners, this.callbacks, this.log);
	}

	/**
	 * Returns these settings for one of many schemas or databases, without listeners and
	 * without a word for each.
	 * @param other the data source of the tenant
	 * @param schema the schema of the tenant, or {@code null} for the one of these
	 * settings
	 * @param createSchema whether a run creates the schema
	 */
	public MigratorSettings ofTenant(DataSource other, @Nullable String schema, boolean createSchema,
			List<MigrationListener> own, RunLog quiet) {
		TableNames names = (schema != null) ? new TableNames(schema, this.tables.version(), this.tables.history())
				: this.tables;
		SessionSettings limits = (schema != null) ? new SessionSettings(schema, createSchema,
				this.session.lockTimeout(), this.session.statementTimeout(), this.session.idleInTransactionTimeout())
				: this.session;
		AdoptionSettings others = (schema != null) ? this.adoption.ofTenant() : this.adoption;
		return new MigratorSettings(this.name, other, this.locations, this.target, names, this.placeholders, this.lock,
				this.onAhead, this.onModified, others, this.classLoader, this.migrationFactory, limits, this.times,
				this.retry, this.transaction, this.naming, own, this.callbacks, quiet);
	}

}
