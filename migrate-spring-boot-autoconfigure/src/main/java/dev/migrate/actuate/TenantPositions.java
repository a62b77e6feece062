package dev.migrate.actuate;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.MigrationPosition;
import dev.migrate.runtime.MigrationPosition.State;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantState;
import dev.migrate.runtime.tenant.TenantStatus;
import dev.migrate.runtime.tenant.TenantsStatus;

/**
 * Where tenants stand, told as if they were one database: what is pending in one of them
 * is pending, and the worst state is that of all.
 */
final class TenantPositions {

	private TenantPositions() {
	}

	static MigrationPosition of(TenantMigrator tenants, TenantsStatus status) {
		RevisionMap map = tenants.migrator().revisions();
		Set<List<String>> positions = new LinkedHashSet<>();
		status.tenants().forEach((tenant) -> positions.add(tenant.current()));
		Set<String> current = new TreeSet<>();
		positions.forEach(current::addAll);
		List<String> pending = pending(status, map, tenants.migrator().target());
		return new MigrationPosition(state(status.counts()), status.isReady(), List.copyOf(current),
				map.heads().stream().map(RevisionNode::id).toList(), pending, map.unknownRows(current), List.of(),
				positions.stream().mapToInt((rows) -> applied(rows, map)).min().orElse(0));
	}

	private static State state(Map<TenantState, Integer> counts) {
		if (counts.containsKey(TenantState.DIVERGED)) {
			return State.DIVERGED;
		}
		if (counts.containsKey(TenantState.INTERRUPTED)) {
			return State.INTERRUPTED;
		}
		if (counts.containsKey(TenantState.MODIFIED)) {
			return State.MODIFIED;
		}
		if (counts.containsKey(TenantState.BEHIND) || counts.containsKey(TenantState.INCONSISTENT)
				|| counts.containsKey(TenantState.MISSING) || counts.containsKey(TenantState.UNREADABLE)) {
			return State.PENDING;
		}
		return counts.containsKey(TenantState.AHEAD) ? State.AHEAD : State.UP_TO_DATE;
	}

	private static List<String> pending(TenantsStatus status, RevisionMap map, String target) {
		String wanted = target.equals("head") ? "heads" : target;
		Set<List<String>> behind = new LinkedHashSet<>();
		status.tenants()
			.stream()
			.filter((tenant) -> tenant.state() == TenantState.BEHIND || tenant.state() == TenantState.INCONSISTENT)
			.map(TenantStatus::current)
			.forEach(behind::add);
		Set<String> pending = new LinkedHashSet<>();
		behind
			.forEach((rows) -> map.upgrade(wanted, rows).revisions().forEach((revision) -> pending.add(revision.id())));
		return List.copyOf(pending);
	}

	private static int applied(Collection<String> rows, RevisionMap map) {
		try {
			List<String> unknown = map.unknownRows(rows);
			return map.applied(rows.stream().filter((row) -> !unknown.contains(row)).toList()).size();
		}
		catch (MigrateException ex) {
			return 0;
		}
	}

}
