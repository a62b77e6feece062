package dev.migrate.runtime.tenant;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.migrate.text.Counts;

/**
 * Where all tenants stand.
 *
 * @param tenants each of them, in their order
 */
public record TenantsStatus(List<TenantStatus> tenants) {

	public TenantsStatus {
		tenants = List.copyOf(tenants);
	}

	/**
	 * Returns how many tenants stand where.
	 * @return the numbers, of each state that there is
	 */
	public Map<TenantState, Integer> counts() {
		Map<TenantState, Integer> counts = new EnumMap<>(TenantState.class);
		this.tenants.forEach((tenant) -> counts.merge(tenant.state(), 1, Integer::sum));
		return counts;
	}

	/**
	 * Returns the tenants that an upgrade would do something about or fail at.
	 * @return all but those that are at the target, or ahead of it if the settings allow
	 * that
	 */
	public List<TenantStatus> others() {
		return this.tenants.stream().filter((tenant) -> !tenant.ready()).toList();
	}

	/**
	 * Returns whether the application can work with all of them.
	 * @return {@code true} if each is at the target or ahead of it
	 */
	public boolean isReady() {
		return others().isEmpty();
	}

	/**
	 * Returns where they stand, for people to read.
	 * @return such as {@code 4,998 at the target, 2 behind: acme, zulu}
	 */
	public String summary() {
		if (this.tenants.isEmpty()) {
			return TenantsResult.NONE;
		}
		List<String> parts = new ArrayList<>();
		parts.add("%,d at the target".formatted(counts().getOrDefault(TenantState.AT_TARGET, 0)));
		counts().forEach((state, number) -> {
			if (state != TenantState.AT_TARGET) {
				parts.add("%,d %s: %s".formatted(number, state.name().toLowerCase(Locale.ROOT).replace('_', ' '),
						TenantsResult.names(this.tenants.stream()
							.filter((tenant) -> tenant.state() == state)
							.map(TenantStatus::tenant)
							.toList())));
			}
		});
		return "%s: %s".formatted(Counts.grouped(this.tenants.size(), "tenant"), String.join("; ", parts));
	}

}
