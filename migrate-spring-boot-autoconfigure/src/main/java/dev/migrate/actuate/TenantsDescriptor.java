package dev.migrate.actuate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantStatus;
import dev.migrate.runtime.tenant.TenantsResult;
import dev.migrate.runtime.tenant.TenantsStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where the tenants of an application stand.
 *
 * @param total how many there are
 * @param counts how many of them stand where, such as {@code at-target} and
 * {@code behind}
 * @param others those that are neither at the target nor ahead of it, a hundred at most
 * @param failures why tenants failed when this process migrated them last, with how many
 * and the first of them
 */
public record TenantsDescriptor(int total, Map<String, Integer> counts, List<TenantDescriptor> others,
		List<FailureDescriptor> failures) {

	private static final int MOST = 100;

	static TenantsDescriptor of(TenantMigrator tenants, TenantsStatus status) {
		Map<String, Integer> counts = new TreeMap<>();
		status.counts().forEach((state, number) -> counts.put(word(state), number));
		Map<String, List<String>> causes = TenantCounts.remainingFailures(tenants, status)
			.map(TenantsResult::causes)
			.orElse(Map.of());
		List<FailureDescriptor> failures = causes.entrySet()
			.stream()
			.limit(MOST)
			.map((cause) -> new FailureDescriptor(cause.getKey(), cause.getValue().size(), cause.getValue().get(0)))
			.toList();
		return new TenantsDescriptor(status.tenants().size(), counts,
				status.others().stream().limit(MOST).map(TenantDescriptor::of).toList(), failures);
	}

	static String word(Enum<?> state) {
		return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * A tenant that is not where it is to be.
	 *
	 * @param tenant its name
	 * @param state where it stands
	 * @param current the revisions that it is at
	 * @param pending how many revisions are to be run
	 * @param problem why it cannot be read, {@code null} if it can
	 */
	public record TenantDescriptor(String tenant, String state, List<String> current, int pending,
			@Nullable String problem) {

		static TenantDescriptor of(TenantStatus status) {
			return new TenantDescriptor(status.tenant(), word(status.state()), status.current(), status.pending(),
					status.problem());
		}

	}

	/**
	 * What has failed alike.
	 *
	 * @param cause what has gone wrong
	 * @param tenants how many tenants it concerns
	 * @param first the first of them
	 */
	public record FailureDescriptor(String cause, int tenants, String first) {

	}

}
