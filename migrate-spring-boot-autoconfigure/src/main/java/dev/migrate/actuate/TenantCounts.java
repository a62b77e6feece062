package dev.migrate.actuate;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantState;
import dev.migrate.runtime.tenant.TenantStatus;
import dev.migrate.runtime.tenant.TenantsResult;
import dev.migrate.runtime.tenant.TenantsStatus;

/**
 * How many tenants stand where.
 *
 * @param states the numbers, of each state that there is
 * @param failed how many failed when this process migrated them last, and are not well
 * since
 */
record TenantCounts(Map<TenantState, Integer> states, int failed) {

	static final TenantCounts NONE = new TenantCounts(Map.of(), 0);

	static TenantCounts of(TenantMigrator tenants, TenantsStatus status) {
		return new TenantCounts(status.counts(),
				remainingFailures(tenants, status).map((result) -> result.failures().size()).orElse(0));
	}

	/**
	 * Returns what the last run has done, without the failures of tenants that have been
	 * migrated or dropped since.
	 */
	static Optional<TenantsResult> remainingFailures(TenantMigrator tenants, TenantsStatus status) {
		Set<String> others = status.others().stream().map(TenantStatus::tenant).collect(Collectors.toSet());
		return tenants.lastResult()
			.map((last) -> new TenantsResult(last.tenants(), last.unchanged(), last.migrated(), last.revisions(),
					last.failures().stream().filter((failure) -> others.contains(failure.tenant())).toList(),
					last.dropped(), last.untried(), last.duration()));
	}

	int of(TenantState state) {
		return this.states.getOrDefault(state, 0);
	}

}
