package dev.migrate.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What a run of a test class by JUnit has reported.
 */
final class TestRun implements TestExecutionListener {

	private final Map<String, String> results = new LinkedHashMap<>();

	private final Map<String, String> names = new ConcurrentHashMap<>();

	private TestRun() {
	}

	static TestRun of(Class<?> testClass) {
		TestRun run = new TestRun();
		Launcher launcher = LauncherFactory.create();
		launcher.execute(LauncherDiscoveryRequestBuilder.request()
			.selectors(DiscoverySelectors.selectClass(testClass))
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
			.configurationParameter(LauncherConstants.STACKTRACE_PRUNING_ENABLED_PROPERTY_NAME, "false")
			.build(), run);
		return run;
	}

	@Override
	public void dynamicTestRegistered(TestIdentifier test) {
		String parent = test.getParentId().map((id) -> this.names.getOrDefault(id, "")).orElse("");
		boolean revisions = test.getDisplayName().equals("revisions") || test.getDisplayName().startsWith("revisions(");
		this.names.put(test.getUniqueId(), revisions ? "" : parent + "/" + test.getDisplayName());
	}

	@Override
	public void executionFinished(TestIdentifier test, TestExecutionResult result) {
		if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
			String name = this.names.getOrDefault(test.getUniqueId(), test.getDisplayName());
			this.results.put(name.replaceFirst("^/", ""), result.getStatus().name().toLowerCase(Locale.ROOT)
					+ result.getThrowable().map((failure) -> ": " + failure.getMessage()).orElse(""));
		}
	}

	/**
	 * Returns the run without a text in what it has reported.
	 */
	TestRun without(String text) {
		this.results.replaceAll((name, result) -> result.replace(text, ""));
		return this;
	}

	/**
	 * Returns the tests that were run, with the names of what they are in, and how each
	 * ended.
	 */
	Map<String, String> results() {
		return this.results;
	}

	/**
	 * Returns the names of the tests that failed.
	 */
	List<String> failed() {
		return this.results.entrySet()
			.stream()
			.filter((result) -> result.getValue().startsWith("failed"))
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * Returns how a test ended.
	 */
	String result(String name) {
		return Objects.requireNonNull(this.results.get(name), () -> name + " is not among\n" + this);
	}

	@Override
	public String toString() {
		return this.results.entrySet()
			.stream()
			.map((result) -> result.getKey() + " " + result.getValue())
			.collect(Collectors.joining("\n"));
	}

}
