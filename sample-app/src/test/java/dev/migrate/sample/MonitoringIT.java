package dev.migrate.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs the packaged application and looks at what it shows of its migrations.
 */
class MonitoringIT {

	private static final String HEAD = "186eaba5ab69";

	private static final int REVISIONS = 9;

	private static final Pattern SPAN = Pattern.compile("'([^']+)' : (\\w{32}) \\w{16} INTERNAL");

	@Test
	void healthInfoMetricsAndTracesShowTheMigrationOfTheStart() throws Exception {
		Map<String, String> database = SampleDatabase.create("monitoring").environment();
		try (SampleProcess application = SampleProcess.start("monitoring", SampleJar.extracted(), database)
			.awaitReady()) {
			assertHealth(application);
			application.http()
				.get()
				.uri("/actuator/info")
				.exchange()
				.expectBody()
				.jsonPath("$.migrations.migrator.current")
				.isEqualTo(List.of(HEAD));
			assertMetrics(application);
			await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertTrace(application.output()));
		}
	}

	private static void assertHealth(SampleProcess application) {
		application.http()
			.get()
			.uri("/actuator/health/readiness")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.components.migrations.status")
			.isEqualTo("UP")
			.jsonPath("$.components.migrations.details.state")
			.isEqualTo("up-to-date")
			.jsonPath("$.components.migrations.details.current")
			.isEqualTo(List.of(HEAD));
	}

	private static void assertMetrics(SampleProcess application) {
		String metrics = Objects.requireNonNull(application.http()
			.get()
			.uri("/actuator/prometheus")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
		assertThat(metrics).contains("migrate_ready{migrator=\"migrator\"} 1.0",
				"migrate_revisions_pending{migrator=\"migrator\"} 0.0",
				"migrate_revisions_applied{migrator=\"migrator\"} " + REVISIONS + ".0");
		assertThat(metrics).containsPattern("migrate_revision_seconds_count\\{[^}]*\\} " + REVISIONS)
			.containsPattern("migrate_lock_wait_seconds_count\\{[^}]*\\} 1");
	}

	private static void assertTrace(String output) {
		List<MatchResult> spans = SPAN.matcher(output)
			.results()
			.filter((span) -> span.group(1).contains("upgrade"))
			.toList();
		assertThat(spans).extracting((span) -> span.group(1))
			.contains("migrate upgrade", "upgrade " + HEAD)
			.hasSize(REVISIONS + 1);
		assertThat(spans).extracting((span) -> span.group(2)).as("one trace").containsOnly(spans.get(0).group(2));
	}

}
