package dev.migrate.runtime.tenant;

import java.util.concurrent.atomic.AtomicLong;

import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;
import org.jspecify.annotations.Nullable;

/**
 * What has been done to tenants, so that whoever remembers where they stand knows when to
 * look again.
 */
final class TenantChanges implements MigrationListener {

	private final AtomicLong number = new AtomicLong();

	private volatile @Nullable TenantsResult last;

	@Nullable TenantsResult last() {
		return this.last;
	}

	long number() {
		return this.number.get();
	}

	/**
	 * Notes the end of a run over tenants.
	 */
	void ended(TenantsResult result) {
		this.last = result;
		changed();
	}

	void changed() {
		this.number.incrementAndGet();
	}

	@Override
	public void finished(MigrationResult result) {
		changed();
	}

	@Override
	public void failed(RuntimeException failure) {
		changed();
	}

}
