package dev.migrate.command.tenant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import dev.migrate.command.output.Output;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.tenant.TenantDrift;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantStatus;
import dev.migrate.runtime.tenant.TenantsResult;
import dev.migrate.runtime.tenant.TenantsStatus;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

/**
 * What a command over many tenants prints.
 */
public final class TenantReport {

	private static final int MOST = 100;

	private final Output output;

	private final boolean json;

	public TenantReport(Output output, boolean json) {
		this.output = output;
		this.json = json;
	}

	/**
	 * Prints where tenants stand.
	 */
	public void print(TenantsStatus status) {
		List<TenantStatus> others = status.others();
		if (this.json) {
			Map<String, @Nullable Object> shown = new LinkedHashMap<>();
			shown.put("tenants", status.tenants().size());
			Map<String, Integer> counts = new LinkedHashMap<>();
			status.counts().forEach((state, number) -> counts.put(word(state), number));
			shown.put("counts", counts);
			shown.put("others", others.stream().map(TenantReport::toJson).toList());
			this.output.json(shown);
			return;
		}
		this.output.line(status.summary());
		others.stream().limit(MOST).forEach((tenant) -> this.output.line("  " + describe(tenant)));
		if (others.size() > MOST) {
			this.output.line("  and %s more".formatted(Counts.grouped(others.size() - MOST, "tenant")));
		}
	}

	private static String describe(TenantStatus tenant) {
		String text = "%s  %s at %s".formatted(tenant.tenant(), word(tenant.state()),
				RevisionTexts.rows(tenant.current()));
		if (tenant.problem() != null) {
			return text + ": " + tenant.problem().lines().findFirst().orElse("");
		}
		return (tenant.pending() > 0) ? text + ", " + Counts.of(tenant.pending(), "revision") + " pending" : text;
	}

	private static Map<String, @Nullable Object> toJson(TenantStatus tenant) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("tenant", tenant.tenant());
		json.put("state", word(tenant.state()));
		json.put("current", tenant.current());
		json.put("pending", tenant.pending());
		json.put("problem", tenant.problem());
		return json;
	}

	private static String word(Enum<?> state) {
		return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Prints what differs between tenants.
	 * @return whether all are alike
	 */
	public boolean print(TenantDrift drift) {
		for (TenantDrift.Group group : drift.groups()) {
			int number = group.tenants().size();
			this.output.line("%s differ%s from %s: %s".formatted(Counts.grouped(number, "tenant"),
					(number == 1) ? "s" : "", drift.reference(), names(group.tenants())));
			group.differences().stream().limit(MOST).forEach((difference) -> this.output.line("  " + difference));
			if (group.differences().size() > MOST) {
				this.output.line("  and %s more".formatted(group.differences().size() - MOST));
			}
		}
		if (drift.groups().isEmpty()) {
			this.output.note((drift.same() == 1) ? "There is no other tenant to compare it with."
					: "All %s are alike.".formatted(Counts.grouped(drift.same(), "tenant")));
		}
		return drift.groups().isEmpty();
	}

	private static String names(List<String> tenants) {
		String names = String.join(", ", tenants.subList(0, Math.min(tenants.size(), MOST)));
		return (tenants.size() > MOST) ? "%s and %s more".formatted(names, tenants.size() - MOST) : names;
	}

	/**
	 * Returns what differs between tenants.
	 */
	public static Map<String, @Nullable Object> toJson(TenantDrift drift) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		shown.put("compared", drift.reference());
		shown.put("same", drift.same());
		shown.put("others", drift.groups().stream().map((group) -> {
			Map<String, @Nullable Object> json = new LinkedHashMap<>();
			json.put("tenants", group.tenants());
			json.put("differences", group.differences());
			return json;
		}).toList());
		return shown;
	}

	/**
	 * Does something to tenants, and prints how it goes and what was done.
	 * @param run takes what to do it with
	 * @return whether all is well
	 */
	public boolean run(TenantMigrator tenants, Function<TenantMigrator, TenantsResult> run) {
		return print(this.json ? run.apply(tenants) : new TenantRunProgress(this.output).run(tenants, run));
	}

	private boolean print(TenantsResult result) {
		if (this.json) {
			Map<String, @Nullable Object> shown = new LinkedHashMap<>();
			shown.put("tenants", result.tenants());
			shown.put("unchanged", result.unchanged());
			shown.put("migrated", result.migrated());
			shown.put("revisions", result.revisions());
			shown.put("dropped", result.dropped());
			shown.put("untried", result.untried());
			shown.put("failures", result.causes());
			this.output.json(shown);
		}
		else {
			this.output.line(result.summary());
		}
		return result.failures().isEmpty();
	}

}
