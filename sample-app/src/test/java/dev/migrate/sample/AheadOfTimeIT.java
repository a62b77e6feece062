package dev.migrate.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the packaged application with what was generated ahead of time. What has a context
 * is the same application extracted.
 */
class AheadOfTimeIT {

	private static final String HEAD = "186eaba5ab69";

	@Test
	void theApplicationMigratesAndServes() throws Exception {
		Map<String, String> environment = aheadOfTime(SampleDatabase.create("ahead_of_time").environment());
		try (SampleProcess application = SampleProcess.start("ahead-of-time", SampleJar.extracted(), environment)
			.awaitReady()) {
			assertThat(application.output()).contains("Starting AOT-processed SampleApplication");
			application.http()
				.get()
				.uri("/actuator/info")
				.exchange()
				.expectBody()
				.jsonPath("$.migrations.migrator.current")
				.isEqualTo(List.of(HEAD));
		}
		SampleCommand current = SampleCommand.run(SampleJar.extracted(), environment, "current -v");
		assertThat(current.out()).contains(HEAD);
		assertThat(current.exitCode()).isZero();
	}

	@Test
	void aCommandThatReadsTheIndexSaysWhatOneThatSearchesSays() throws Exception {
		SampleCommand searching = SampleCommand.run(SampleJar.packaged(), Map.of(), "history -v");
		SampleCommand indexed = SampleCommand.run(SampleJar.packaged(), aheadOfTime(Map.of()), "history -v");
		assertThat(indexed.out()).isEqualTo(searching.out()).contains(HEAD);
		assertThat(indexed.exitCode()).isZero();
	}

	@Test
	void theWayOfARevisionIsReadFromTheFileThatWasIndexed() throws Exception {
		SampleCommand show = SampleCommand.run(SampleJar.packaged(), aheadOfTime(Map.of()), "show 852766");
		assertThat(show.err()).doesNotContain("Error");
		assertThat(show.out()).contains("CREATE INDEX");
		assertThat(show.exitCode()).isZero();
	}

	private static Map<String, String> aheadOfTime(Map<String, String> environment) {
		Map<String, String> extended = new HashMap<>(environment);
		extended.put("JAVA_TOOL_OPTIONS", "-Dspring.aot.enabled=true");
		return extended;
	}

}
