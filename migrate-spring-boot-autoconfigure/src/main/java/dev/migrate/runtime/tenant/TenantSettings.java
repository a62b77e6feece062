package dev.migrate.runtime.tenant;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How tenants are migrated.
 */
record TenantSettings(int concurrency, int canary, TenantFailurePolicy onFailure, boolean createSchemas,
		Duration interval, Consumer<TenantProgress> listener, Consumer<Map<String, Runnable>> threads) {

	TenantSettings progress(Duration other, Consumer<TenantProgress> listener) {
		return new TenantSettings(this.concurrency, this.canary, this.onFailure, this.createSchemas, other, listener,
				this.threads);
	}

}
