package dev.migrate.runtime.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.migrate.MigrateException;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.tenant.SchemaPatterns;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import dev.migrate.runtime.connection.ConnectionKeeper;
import dev.migrate.runtime.connection.PollingWait;
import dev.migrate.runtime.connection.Shutdown;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.progress.RunLog;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schemas or databases of many tenants to the revisions of one set of scripts.
 *
 * <p>
 * A look at any number of schemas takes one connection and a handful of statements.
 * Tenants at the target are left alone, without a lock. The others are migrated in
 * parallel, each under a lock of its own and like the database of a single
 * {@link Migrator}: any number of processes may do so at once, and whoever runs again
 * goes on with what is left. No {@code MigrationListener} is told of single tenants. Safe
 * for use by several threads.
 */
public final class TenantMigrator {

	private static final Logger logger = LoggerFactory.getLogger(TenantMigrator.class);

	// New tenants that appear faster than they are migrated are left to a later run.
	private static final int MOST_LOOKS = 3;

	private final Migrator migrator;

	private final Tenancy tenancy;

	private final TenantSettings settings;

	private final Predicate<String> selected;

	private final TenantChanges changes;

	private final RunLog log = RunLog.quiet();

	TenantMigrator(Migrator migrator, Tenancy tenancy, TenantSettings settings, Predicate<String> selected,
			TenantChanges changes) {
		this.migrator = migrator;
		this.tenancy = tenancy;
		this.settings = settings;
		this.selected = selected;
		this.changes = changes;
	}

	/**
	 * Starts to build a migrator for tenants.
	 * @param migrator has the scripts and settings of all tenants, and the data source if
	 * they have schemas of one database; its own schema is not migrated
	 * @return a builder
	 */
	public static TenantMigratorBuilder builder(Migrator migrator) {
		return new TenantMigratorBuilder(migrator);
	}

	/**
	 * Returns whether a text is a pattern rather than the name of a tenant.
	 * @param text the text
	 * @return {@code true} if it has a {@code *} or a {@code ?}
	 */
	public static boolean isPattern(String text) {
		return SchemaPatterns.isPattern(text);
	}

	/**
	 * Returns the same for some of the tenants.
	 * @param pattern the name of a tenant, or a pattern in which {@code *} stands for any
	 * characters and {@code ?} for one
	 * @return the migrator of those tenants
	 */
	public TenantMigrator select(String pattern) {
		Pattern compiled = SchemaPatterns.compile(pattern);
		return new TenantMigrator(this.migrator, this.tenancy, this.settings,
				this.selected.and((tenant) -> compiled.matcher(tenant).matches()), this.changes);
	}

	/**
	 * Returns the same with somebody else who is told how far a run is.
	 * @param interval how often, zero for each tenant
	 * @param listener who is told, in the threads of the run
	 * @return the migrator of the same tenants
	 */
	public TenantMigrator progress(Duration interval, Consumer<TenantProgress> listener) {
		return new TenantMigrator(this.migrator, this.tenancy, this.settings.progress(interval, listener),
				this.selected, this.changes);
	}

	/**
	 * Returns the tenants, as they are now.
	 * @return their names
	 * @throws MigrateException if they cannot be found out
	 */
	public List<String> tenants() {
		return this.tenancy.names().stream().filter(this.selected).toList();
	}

	/**
	 * Returns what has the scripts and the settings of all tenants.
	 * @return the migrator that this was built with
	 */
	public Migrator migrator() {
		return this.migrator;
	}

	/**
	 * Returns what the last run of this object has done, if there was something to do.
	 * @return the result, empty if there was no run
	 */
	public Optional<TenantsResult> lastResult() {
		return Optional.ofNullable(this.changes.last());
	}

	/**
	 * Has health, metrics and whoever else remembers where the tenants stand look again.
	 * Call this when the application has dropped the schema of a tenant. Runs of this
	 * object and {@link #create} do it by themselves.
	 */
	public void refresh() {
		this.changes.changed();
	}

	/**
	 * Returns how often tenants have changed as far as this object knows, for whoever
	 * remembers where they stand.
	 * @return a number that grows with each run of this object, and each {@link #refresh}
	 */
	public long changes() {
		return this.changes.number();
	}

	/**
	 * Makes sure that every tenant is at the target, or ahead of it. Changes nothing.
	 * @throws TenantsFailedException if one is not
	 * @throws MigrateException if the tenants or the scripts cannot be read
	 */
	public void validate() {
		TenantsStatus status = status();
		if (!status.isReady()) {
			throw TenantsFailedException.notAtTarget(status);
		}
		warnOfNone(status);
	}

	private static void warnOfNone(TenantsStatus status) {
		if (status.tenants().isEmpty()) {
			logger.warn(status.summary());
		}
	}

	/**
	 * Waits until other processes have brought every tenant to the target, looking again
	 * and again, without keeping a connection in between. Changes nothing.
	 * @throws TenantsFailedException if one is not there after the longest wait, which is
	 * as long as that for the lock; forever by default
	 * @throws MigrateException if the tenants or the scripts cannot be read
	 */
	public void await() {
		new Shutdown(null).watch(() -> {
			PollingWait wait = new PollingWait(this.migrator.settings().lock().maxWait());
			TenantsStatus status = status();
			for (; !status.isReady(); status = status()) {
				if (wait.isExhausted()) {
					throw TenantsFailedException.notAtTarget(status);
				}
				if (wait.isTimeToReport()) {
					logger.info("Waiting for another process to migrate tenants. {}", status.summary());
				}
				wait.pause();
			}
			warnOfNone(status);
			return true;
		});
	}

	/**
	 * Returns the migrator of one tenant, for whatever is to be done to it alone. It
	 * creates the schema of the tenant if a run over all tenants would. Nothing is asked
	 * of the database yet.
	 * @param tenant the name of the tenant, which need not be one of {@link #tenants()}
	 * @return its migrator
	 */
	public Migrator migrator(String tenant) {
		return single(tenant, this.settings.createSchemas(), List.of(this.changes), RunLog.ordinary());
	}

	private Migrator single(String tenant, boolean create, List<MigrationListener> listeners, RunLog log) {
		return this.tenancy.migrator(tenant, create ? SeenTenant.MISSING : SeenTenant.UNCLEAR, listeners, log,
				ConnectionKeeper.none());
	}

	/**
	 * Returns whether a name can be that of a tenant, as far as that is known without
	 * asking the database for its schemas.
	 * @param tenant a name
	 * @return {@code false} if it is neither one of the names nor matches a pattern
	 * @throws MigrateException if the tenants cannot be found out
	 */
	public boolean isPossible(String tenant) {
		return this.selected.test(tenant) && this.tenancy.isPossible(tenant);
	}

	/**
	 * Makes sure that a tenant has a schema, unless a run would create it.
	 * @param tenant the name of the tenant
	 * @throws MigrationSchemaException if it has none
	 * @throws MigrateException if the database cannot be read
	 */
	public void requireExisting(String tenant) {
		if (!this.settings.createSchemas() && !this.tenancy.exists(tenant)) {
			throw MigrationSchemaException.missingTenant(tenant);
		}
	}

	/**
	 * Returns what writes SQL scripts for all tenants. A script for tenants with schemas
	 * is for {@code psql}, which is told for which of them it runs it:
	 * {@code psql -X -v schema=acme -f upgrade.sql}. For tenants with a database each, a
	 * script is run on the database.
	 * @param dialect a name such as {@code postgresql}, {@code postgresql:16}, or a JDBC
	 * URL
	 * @return the writer
	 * @throws MigrateException as {@link Migrator#offline(String)} does
	 */
	public OfflineMigrator offline(@Nullable String dialect) {
		OfflineMigrator offline = this.migrator.offline(dialect);
		return this.tenancy.isOneDatabase() ? offline.forSchemas(this.settings.createSchemas()) : offline;
	}

	/**
	 * Creates the schema of a tenant, unless it exists, and upgrades it to the target.
	 * Several threads and processes may do so at once: one of them runs the revisions,
	 * and all return when they have run. A tenant with a database of its own is only
	 * upgraded.
	 * @param tenant the name of the tenant
	 * @return what was done
	 * @throws MigrationSchemaException if the schema cannot be called so, or the role may
	 * not create it
	 * @throws MigrateException if the upgrade fails; the schema stays, and another call
	 * goes on
	 */
	public MigrationResult create(String tenant) {
		if (isPattern(tenant)) {
			throw MigrationSchemaException.invalidTenant(tenant, "it is a pattern");
		}
		this.tenancy.check(tenant);
		Migrator created = single(tenant, true, List.of(), RunLog.ordinary());
		try {
			created.ensureVersion();
			return created.upgrade();
		}
		finally {
			refresh();
		}
	}

	/**
	 * Looks where all tenants stand. Changes nothing. Tenants that have a revision
	 * without a script, or an interrupted one, are looked at one by one.
	 * @return what was seen
	 * @throws MigrateException if the database or the scripts cannot be read
	 */
	public TenantsStatus status() {
		return new TenantStatusReader(this.migrator, this.tenancy).read(this.selected);
	}

	/**
	 * Upgrades all tenants to the configured target.
	 * @return what was done
	 * @throws TenantsFailedException if a tenant fails, unless the policy is to go on
	 * @throws MigrateException if the tenants cannot be looked at, or the target or the
	 * scripts prevent it; nothing has been changed then
	 */
	public TenantsResult upgrade() {
		return upgrade(this.migrator.target());
	}

	/**
	 * Upgrades all tenants.
	 * @param target a revision, {@code head}, {@code heads} or another identifier of the
	 * grammar; {@code +1} only while all tenants are at the same revision
	 * @return what was done
	 * @throws TenantsFailedException if a tenant fails, unless the policy is to go on
	 * @throws MigrateException if the tenants cannot be looked at, or the target or the
	 * scripts prevent it; nothing has been changed then
	 */
	public TenantsResult upgrade(String target) {
		this.migrator.revisions();
		TargetDistance distance = new TargetDistance(this.migrator, target);
		distance.requireTarget();
		requireOneMeaning(target);
		return run((tenant) -> tenant.upgrade(target), (rows) -> !isStrict() && distance.isAtTarget(rows),
				(rows) -> !isStrict() && (rows == null || (!rows.isEmpty() && distance.isKnown(rows))));
	}

	/**
	 * Downgrades all tenants.
	 * @param target a revision, {@code base} or another identifier of the grammar;
	 * {@code -1} only while all tenants are at the same revision
	 * @return what was done
	 * @throws TenantsFailedException if a tenant fails, unless the policy is to go on
	 * @throws MigrateException if the tenants cannot be looked at, or the target or the
	 * scripts prevent it; nothing has been changed then
	 */
	public TenantsResult downgrade(String target) {
		this.migrator.revisions();
		requireOneMeaning(target);
		return forEach((tenant) -> tenant.downgrade(target));
	}

	/**
	 * Makes sure that a target is the same revision for all tenants. Whoever runs again
	 * what has failed for some would otherwise move the others once more.
	 */
	private void requireOneMeaning(String target) {
		if (!RevisionIdentifier.parse(target).countsFromCurrent()) {
			return;
		}
		Map<List<String>, Integer> positions = new LinkedHashMap<>();
		for (TenantStatus tenant : status().tenants()) {
			if (tenant.state() != TenantState.MISSING && tenant.state() != TenantState.UNREADABLE) {
				positions.merge(tenant.current(), 1, Integer::sum);
			}
		}
		if (positions.size() > 1) {
			throw MigrationRefusedException.differentPositions(target, positions.entrySet()
				.stream()
				.map((position) -> "%,d at %s".formatted(position.getValue(), RevisionTexts.rows(position.getKey())))
				.toList());
		}
	}

	/**
	 * Compares the tenants with one of them. All should be at the same revisions, because
	 * others differ by what those create. Changes nothing. On PostgreSQL that takes two
	 * statements for any number of schemas.
	 * @param reference the tenant that the others are compared with
	 * @param tenants the names of the tenants to compare
	 * @return what differs
	 * @throws MigrateException if a tenant cannot be read
	 */
	public TenantDrift drift(String reference, List<String> tenants) {
		Set<String> all = new LinkedHashSet<>(tenants);
		all.add(reference);
		// A tenant that is new never had what another tool keeps in the older ones.
		Set<String> ignored = new LinkedHashSet<>(this.migrator.inspection().ownTables());
		ignored.addAll(this.migrator.settings().adoption().names());
		return new DriftSearch(this.tenancy, ignored).compare(reference, all);
	}

	/**
	 * Does the same to all tenants, such as a stamp.
	 * @param action what to do; it is called in several threads at once
	 * @return what was done
	 * @throws TenantsFailedException if a tenant fails, unless the policy is to go on
	 * @throws MigrateException if the tenants cannot be looked at
	 */
	public TenantsResult forEach(Function<Migrator, MigrationResult> action) {
		return run(action, (rows) -> false, (rows) -> false);
	}

	/**
	 * Scripts that are not to be modified are compared with each history.
	 */
	private boolean isStrict() {
		return this.migrator.settings().onModified() == MismatchPolicy.FAIL;
	}

	/**
	 * Runs an action for tenants.
	 * @param done whether there is nothing to do for a tenant with certain rows
	 * @param behind whether the action, for one with certain rows, or {@code null} if
	 * they were not read, is an upgrade that has something to do as far as is known
	 */
	private TenantsResult run(Function<Migrator, MigrationResult> action, Predicate<List<String>> done,
			Predicate<@Nullable List<String>> behind) {
		Instant start = Instant.now();
		// A canary must be one that is behind.
		Predicate<List<String>> readLater = (this.settings.canary() > 0) ? null : done;
		Map<String, SeenTenant> seen = this.tenancy.look(this.selected, readLater);
		List<String> pending = pending(seen, done);
		if (pending.isEmpty()) {
			TenantsResult unchanged = new TenantsResult(seen.size(), seen.size(), 0, 0, List.of(), 0, 0,
					Duration.between(start, Instant.now()));
			if (seen.isEmpty()) {
				logger.warn(unchanged.summary());
			}
			else {
				logger.info("{} at the target, nothing to do", Counts.grouped(seen.size(), "tenant"));
			}
			return unchanged;
		}
		logger.info("Migrating {} of {}", pending.size(), Counts.grouped(seen.size(), "tenant"));
		Map<String, SeenTenant> known = new HashMap<>(seen);
		Function<String, SeenTenant> seenAs = (tenant) -> known.getOrDefault(tenant, SeenTenant.UNCLEAR);
		TenantRun run = new TenantRun(this.tenancy, this.settings, (tenant) -> seenAs.apply(tenant).exists(),
				(tenant, keeper) -> action.apply(migrator(tenant, seenAs.apply(tenant), keeper, behind)),
				pending.size());
		int untried = runAll(run, pending);
		for (int looks = 1; looks < MOST_LOOKS && untried == 0; looks++) {
			Map<String, SeenTenant> later = this.tenancy.look(this.selected.and((tenant) -> !known.containsKey(tenant)),
					readLater);
			List<String> added = pending(later, done);
			known.putAll(later);
			if (added.isEmpty()) {
				break;
			}
			untried = runAll(run, added);
			pending = new ArrayList<>(pending);
			pending.addAll(added);
		}
		return finish(run.result(known.size(), known.size() - pending.size(), untried,
				Duration.between(start, Instant.now())));
	}

	private static List<String> pending(Map<String, SeenTenant> seen, Predicate<List<String>> done) {
		return seen.entrySet().stream().filter((tenant) -> {
			List<String> rows = tenant.getValue().rows();
			return rows == null || !done.test(rows);
		}).map(Map.Entry::getKey).toList();
	}

	private Migrator migrator(String tenant, SeenTenant seen, ConnectionKeeper keeper,
			Predicate<@Nullable List<String>> behind) {
		if (!seen.exists() && !this.settings.createSchemas()) {
			throw MigrationSchemaException.missingTenant(tenant);
		}
		boolean usable = !seen.exists() || (seen.tables() != null && behind.test(seen.rows()));
		return this.tenancy.migrator(tenant, usable ? seen : SeenTenant.UNCLEAR, List.of(), this.log, keeper);
	}

	private int runAll(TenantRun run, List<String> pending) {
		boolean stop = this.settings.onFailure() == TenantFailurePolicy.STOP;
		int canaries = Math.min(this.settings.canary(), pending.size());
		List<String> rest = pending.subList(canaries, pending.size());
		int before = run.failed();
		int untried = run.run(pending.subList(0, canaries), true);
		return (untried > 0 || (canaries > 0 && run.failed() > before)) ? untried + rest.size() : run.run(rest, stop);
	}

	private TenantsResult finish(TenantsResult result) {
		this.changes.ended(result);
		if (result.untried() > 0 && Thread.currentThread().isInterrupted()) {
			throw TenantsFailedException.interrupted(result);
		}
		if (result.failures().isEmpty()) {
			logger.info("{} It took {} ms", result.summary(), result.duration().toMillis());
			return result;
		}
		// Behind a canary that failed, going on would leave all the others behind.
		if (this.settings.onFailure() != TenantFailurePolicy.CONTINUE || result.untried() > 0) {
			throw new TenantsFailedException(result);
		}
		logger.warn("{}\nRun again to try what is left", result.summary());
		return result;
	}

}
