package dev.migrate.runtime.tenant;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where one tenant stands.
 *
 * @param tenant the name of the tenant
 * @param state what that means for this application
 * @param ready whether a start would have nothing to do and nothing to refuse
 * @param current the rows of its version table, sorted
 * @param pending how many revisions an upgrade would run
 * @param problem why it cannot be read, or what contradicts each other, or {@code null}
 */
public record TenantStatus(String tenant, TenantState state, boolean ready, List<String> current, int pending,
		@Nullable String problem) {

	public TenantStatus {
		current = List.copyOf(current);
	}

}
