package dev.migrate.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.actuate.MigrationMetrics;
import dev.migrate.actuate.MigrationMonitors;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link MigrateMetricsAutoConfiguration}.
 */
@ExtendWith(PostgresExtension.class)
class MigrateMetricsAutoConfigurationTests {

	private static final Path RULES = Path.of("../docs/migrate-alerts.yaml");

	private static final Path PAGE = Path.of("../docs/monitoring.md");

	@Test
	void theRunOfTheStartIsSeenByTheRegistry(TestDatabase database) {
		application(database).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("migrate.revisions.pending").tag("migrator", "migrator").gauge().value()).isZero();
			assertThat(registry.get("migrate.revisions.applied").gauge().value()).isEqualTo(2);
			assertThat(registry.get("migrate.ready").gauge().value()).isOne();
			assertThat(registry.get("migrate.lock.wait").functionTimer().count()).isOne();
			assertThat(registry.get("migrate.lock.wait").functionTimer().totalTime(TimeUnit.NANOSECONDS)).isPositive();
			assertThat(registry.get("migrate.retries").functionCounter().count()).isZero();
			Timer revisions = registry.get("migrate.revision").tag("direction", "upgrade").timer();
			assertThat(revisions.count()).isEqualTo(2);
			assertThat(registry.get("migrate.run").timer().count()).isOne();
		});
	}

	@Test
	void waitsAndRetriesAreCounted() {
		MigrationMetrics metrics = new MigrationMetrics(
				new MigrationMonitors(() -> Map.of("orders", neverAsked()), Duration.ofHours(1)));
		MigrationListener listener = metrics.listener("orders");
		listener.locked(Duration.ofSeconds(2));
		listener.retrying(1, Duration.ZERO, new IllegalStateException());
		MeterRegistry first = new SimpleMeterRegistry();
		metrics.bindTo(first);
		listener.locked(Duration.ofSeconds(3));
		MeterRegistry second = new SimpleMeterRegistry();
		metrics.bindTo(second);
		assertThat(List.of(first, second)).allSatisfy((registry) -> {
			assertThat(registry.get("migrate.lock.wait").tag("migrator", "orders").functionTimer())
				.satisfies((timer) -> assertThat(timer.count()).isEqualTo(2))
				.satisfies((timer) -> assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(5, within(0.01)));
			assertThat(registry.get("migrate.retries").functionCounter().count()).isOne();
		});
	}

	@Test
	void retriesOfARevisionAreCounted(TestDatabase database) throws SQLException {
		application(database)
			.withPropertyValues("migrate.mode=none", "migrate.session.lock-timeout=100ms",
					"migrate.retry.initial-delay=1ms")
			.withBean(MigratorBuilderCustomizer.class, () -> (builder) -> builder.listener(new Releasing(database)))
			.run((context) -> {
				context.getBean(Migrator.class).upgrade();
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get("migrate.retries").functionCounter().count()).isOne();
				assertThat(registry.get("migrate.revision.retry").counter().count()).isOne();
			});
	}

	@Test
	void aDatabaseThatIsNotReadyShows(TestDatabase database) {
		application(database).withPropertyValues("migrate.mode=none").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("migrate.revisions.pending").gauge().value()).isEqualTo(2);
			assertThat(registry.get("migrate.ready").gauge().value()).isZero();
		});
	}

	@Test
	void nothingIsKnownOfADatabaseThatCannotBeReached(TestDatabase database) {
		application(database).withPropertyValues("migrate.mode=none", "migrate.url=jdbc:postgresql://localhost:1/none")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).get("migrate.ready").gauge().value())
				.isNaN());
	}

	@Test
	void allGaugesTogetherAskTheDatabaseOnce(TestDatabase database) {
		application(database).run((context) -> {
			PrometheusMeterRegistry registry = context.getBean(PrometheusMeterRegistry.class);
			registry.scrape();
			database.forgetStatements();
			assertThat(registry.scrape()).contains("migrate_ready");
			assertThat(database.statements()).isEmpty();
		});
	}

	@Test
	void theAlertRulesAreSoundAndUseMetricsThatThereAre(TestDatabase database) throws IOException {
		List<Map<String, Object>> rules = rules();
		assertThat(rules).isNotEmpty().allSatisfy((rule) -> {
			assertThat(rule).containsKeys("alert", "expr", "for", "labels", "annotations");
			assertThat(String.valueOf(rule.get("for"))).matches("\\d+[smh]");
			assertThat(String.valueOf(rule.get("expr"))).satisfies(MigrateMetricsAutoConfigurationTests::isBalanced);
		});
		application(database).run((context) -> {
			Set<String> known = names(context.getBean(PrometheusMeterRegistry.class).scrape(), "(?m)^(migrate_\\w+)");
			Set<String> used = rules.stream()
				.flatMap((rule) -> names(String.valueOf(rule.get("expr")), "\\b(migrate_\\w+)").stream())
				.collect(Collectors.toSet());
			assertThat(known).containsAll(used);
			assertThat(used).contains("migrate_ready", "migrate_revisions_pending");
		});
	}

	@Test
	void everyMetricIsDocumented(TestDatabase database) throws IOException {
		String page = Files.readString(PAGE);
		application(database).run((context) -> {
			Set<String> names = context.getBean(MeterRegistry.class)
				.getMeters()
				.stream()
				.map((meter) -> meter.getId().getName())
				.filter((name) -> name.startsWith("migrate."))
				.collect(Collectors.toCollection(TreeSet::new));
			assertThat(names).contains("migrate.ready", "migrate.revision", "migrate.run")
				.allSatisfy((name) -> assertThat(page).contains("`" + name + "`"));
		});
	}

	@Test
	void migratesWithoutMicrometer(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withConfiguration(AutoConfigurations.of(MigrateMonitoringAutoConfiguration.class,
					MigrateMetricsAutoConfiguration.class, MigrateObservationAutoConfiguration.class))
			.withPropertyValues(url(database))
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("migrationMetrics");
				assertThat(database.tables()).contains("city");
			});
	}

	private static ApplicationContextRunner application(TestDatabase database) {
		return TestApplications.withoutDataSource()
			.withConfiguration(AutoConfigurations.of(MigrateMonitoringAutoConfiguration.class,
					MigrateMetricsAutoConfiguration.class, MigrateObservationAutoConfiguration.class,
					MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
					PrometheusMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					ObservationAutoConfiguration.class))
			.withPropertyValues(url(database));
	}

	private static String[] url(TestDatabase database) {
		return new String[] { "migrate.url=" + database.url(), "migrate.user=" + database.user(),
				"migrate.password=" + database.password() };
	}

	private static Migrator neverAsked() {
		return Migrator.builder(new SimpleDriverDataSource()).build();
	}

	private static List<Map<String, Object>> rules() throws IOException {
		Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(Files.readString(RULES));
		assertThat(file).containsOnlyKeys("groups");
		return file.values()
			.stream()
			.flatMap(List::stream)
			.flatMap((group) -> Objects.requireNonNull(group.get("rules")).stream())
			.toList();
	}

	private static Set<String> names(String text, String pattern) {
		return Pattern.compile(pattern)
			.matcher(text)
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toSet());
	}

	private static void isBalanced(String expression) {
		Matcher brackets = Pattern.compile("[(){}\\[\\]]").matcher(expression);
		StringBuilder open = new StringBuilder();
		brackets.results().map((match) -> match.group().charAt(0)).forEach((bracket) -> {
			int closed = ")}]".indexOf(bracket);
			if (closed < 0) {
				open.append(bracket);
			}
			else {
				assertThat(open).endsWith("({[".substring(closed, closed + 1));
				open.setLength(open.length() - 1);
			}
		});
		assertThat(open).isEmpty();
	}

	/**
	 * Holds a lock that the second revision needs, until that has been noticed.
	 */
	private static final class Releasing implements MigrationListener {

		private final TestDatabase database;

		private @Nullable Connection connection;

		private Releasing(TestDatabase database) {
			this.database = database;
		}

		@Override
		public void completed(CompletedStep step) {
			if (step.revision().equals("1a2b3c4d5e6f")) {
				try {
					Connection other = this.database.dataSource().getConnection();
					this.connection = other;
					other.setAutoCommit(false);
					try (Statement statement = other.createStatement()) {
						statement.execute("LOCK TABLE city");
					}
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}

		@Override
		public void retrying(int attempt, Duration delay, RuntimeException failure) {
			try {
				Objects.requireNonNull(this.connection).close();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
