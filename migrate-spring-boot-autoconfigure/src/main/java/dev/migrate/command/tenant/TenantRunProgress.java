package dev.migrate.command.tenant;

import java.time.Duration;
import java.util.function.Function;

import dev.migrate.command.output.Output;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantProgress;
import dev.migrate.runtime.tenant.TenantsResult;
import dev.migrate.text.Counts;

/**
 * Shows how far a run over tenants is: on a terminal in one line that changes, elsewhere
 * in a line every few seconds.
 */
final class TenantRunProgress {

	private static final Duration LINES = Duration.ofSeconds(10);

	private static final long UPDATES = Duration.ofMillis(100).toNanos();

	private final Output output;

	private String shown = "";

	private long updated;

	TenantRunProgress(Output output) {
		this.output = output;
	}

	/**
	 * Runs something and shows how it goes.
	 * @param run takes what tells of its progress
	 */
	TenantsResult run(TenantMigrator tenants, Function<TenantMigrator, TenantsResult> run) {
		if (!this.output.interactive()) {
			return run.apply(tenants.progress(LINES, (progress) -> this.output.note(text(progress) + ".")));
		}
		try {
			return run.apply(tenants.progress(Duration.ZERO, this::update));
		}
		finally {
			show("");
		}
	}

	private static String text(TenantProgress progress) {
		String done = "%,d of %s %s done".formatted(progress.done(), Counts.grouped(progress.total(), "tenant"),
				(progress.total() == 1) ? "is" : "are");
		return (progress.failed() == 0) ? done
				: done + ", %,d %s failed".formatted(progress.failed(), (progress.failed() == 1) ? "has" : "have");
	}

	private synchronized void update(TenantProgress progress) {
		long now = System.nanoTime();
		if (this.shown.isEmpty() || now - this.updated >= UPDATES) {
			this.updated = now;
			show(text(progress));
		}
	}

	/**
	 * Writes over what was shown before.
	 */
	private synchronized void show(String text) {
		if (!this.shown.isEmpty()) {
			this.output.begin("\r" + " ".repeat(this.shown.length()) + "\r");
		}
		this.output.begin(text);
		this.shown = text;
	}

}
