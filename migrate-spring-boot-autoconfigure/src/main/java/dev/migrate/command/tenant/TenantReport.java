package dev.migrate.command.tenant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.migrate.command.output.Output;
import dev.migrate.revision.RevisionTexts;
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
	 * Prints what was done to tenants.
	 * @return whether all is well
	 */
	public boolean print(TenantsResult result) {
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
