package dev.migrate.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;

import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/**
 * Records each run as a step of the application's start-up: {@code migrate.upgrade} or
 * {@code migrate.downgrade}.
 */
final class StartupStepRecorder implements MigrationListener {

	private final ApplicationStartup startup;

	private final Map<Thread, StartupStep> steps = new ConcurrentHashMap<>();

	StartupStepRecorder(ApplicationStartup startup) {
		this.startup = startup;
	}

	@Override
	public void started(List<RevisionStep> steps) {
		String direction = RevisionTexts.direction(steps.get(0).direction());
		this.steps.put(Thread.currentThread(),
				this.startup.start("migrate." + direction).tag("revisions", Integer.toString(steps.size())));
	}

	@Override
	public void finished(MigrationResult result) {
		StartupStep step = this.steps.remove(Thread.currentThread());
		if (step != null) {
			step.tag("from", () -> describe(result.before())).tag("to", () -> describe(result.after())).end();
		}
	}

	@Override
	public void failed(RuntimeException failure) {
		StartupStep step = this.steps.remove(Thread.currentThread());
		if (step != null) {
			step.tag("failure", failure.getClass().getName()).end();
		}
	}

	private static String describe(List<String> rows) {
		return rows.isEmpty() ? "base" : String.join(",", rows);
	}

}
