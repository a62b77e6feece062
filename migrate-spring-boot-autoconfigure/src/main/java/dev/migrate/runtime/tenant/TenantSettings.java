package dev.migrate.runtime.tenant;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How tenants are migrated.
 */
record TenantSettings(int concurrency, int canary, TenantFailurePolicy onFailure, boolean createSchemas,
		Duration interval, Consumer<TenantProgress> listener, Consumer<Map<String, Runnable>> threads) {
}
