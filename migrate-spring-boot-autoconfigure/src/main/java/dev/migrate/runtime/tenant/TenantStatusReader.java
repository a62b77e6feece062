package dev.migrate.runtime.tenant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import dev.migrate.MigrateException;
import dev.migrate.runtime.MigrationPosition;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.connection.ConnectionKeeper;
import dev.migrate.runtime.progress.RunLog;
import dev.migrate.runtime.run.MismatchPolicy;

/**
 * Says where tenants stand.
 */
final class TenantStatusReader {

	private final Tenancy tenancy;

	private final TargetDistance distance;

	private final boolean strict;

	private final RunLog log = RunLog.quiet();

	/**
	 * Creates a reader for the target of a migrator.
	 * @throws MigrateException if the scripts cannot be read
	 */
	TenantStatusReader(Migrator migrator, Tenancy tenancy) {
		migrator.revisions();
		this.tenancy = tenancy;
		this.distance = new TargetDistance(migrator, migrator.target());
		this.strict = migrator.settings().onModified() == MismatchPolicy.FAIL;
	}

	/**
	 * Looks where tenants stand. Those whose rows tell too little are looked at one by
	 * one.
	 * @param selected which of them
	 */
	TenantsStatus read(Predicate<String> selected) {
		List<TenantStatus> statuses = new ArrayList<>();
		Map<String, SeenTenant> all = this.tenancy.look(selected, null);
		Set<String> doubtful = doubtful(all);
		all.forEach((tenant, seen) -> {
			List<String> rows = seen.rows();
			if (!seen.exists()) {
				statuses.add(new TenantStatus(tenant, TenantState.MISSING, false, List.of(), 0, null));
			}
			else if (rows == null || this.strict || !this.distance.isKnown(rows) || doubtful.contains(tenant)) {
				statuses.add(lookAt(tenant));
			}
			else {
				statuses.add(judge(tenant, rows));
			}
		});
		return new TenantsStatus(statuses);
	}

	/**
	 * Returns the tenants that are not where their history has led, which keeps those
	 * from an upgrade that are behind.
	 */
	private Set<String> doubtful(Map<String, SeenTenant> all) {
		Map<String, SeenTenant> behind = new LinkedHashMap<>();
		all.forEach((tenant, seen) -> {
			List<String> rows = seen.rows();
			if (rows != null && seen.tables() != null && this.distance.isKnown(rows)
					&& !this.distance.isAtTarget(rows)) {
				behind.put(tenant, seen);
			}
		});
		Set<String> doubtful = new LinkedHashSet<>();
		this.tenancy.lastSteps(behind).forEach((tenant, step) -> {
			List<String> rows = Objects.requireNonNull(behind.get(tenant)).rows();
			if (!this.distance.isReachedBy(step, Objects.requireNonNull(rows))) {
				doubtful.add(tenant);
			}
		});
		return doubtful;
	}

	private TenantStatus judge(String tenant, List<String> rows) {
		try {
			int pending = this.distance.pending(rows);
			return new TenantStatus(tenant, (pending > 0) ? TenantState.BEHIND : TenantState.AT_TARGET, pending == 0,
					rows, pending, null);
		}
		catch (MigrateException ex) {
			return new TenantStatus(tenant, TenantState.UNREADABLE, false, rows, 0, ex.getProblem());
		}
	}

	private TenantStatus lookAt(String tenant) {
		try {
			Migrator single = this.tenancy.migrator(tenant, SeenTenant.UNCLEAR, List.of(), this.log,
					ConnectionKeeper.none());
			MigrationPosition position = single.position();
			String inconsistency = (position.state() == MigrationPosition.State.PENDING)
					? single.status(0).inconsistency() : null;
			if (inconsistency != null) {
				return new TenantStatus(tenant, TenantState.INCONSISTENT, false, position.current(),
						position.pending().size(), inconsistency);
			}
			TenantState state = switch (position.state()) {
				case UP_TO_DATE -> TenantState.AT_TARGET;
				case AHEAD -> TenantState.AHEAD;
				case PENDING -> TenantState.BEHIND;
				case DIVERGED -> TenantState.DIVERGED;
				case MODIFIED -> TenantState.MODIFIED;
				case INTERRUPTED -> TenantState.INTERRUPTED;
			};
			return new TenantStatus(tenant, state, position.ready(), position.current(), position.pending().size(),
					null);
		}
		catch (MigrateException ex) {
			return new TenantStatus(tenant, TenantState.UNREADABLE, false, List.of(), 0, ex.getProblem());
		}
	}

}
