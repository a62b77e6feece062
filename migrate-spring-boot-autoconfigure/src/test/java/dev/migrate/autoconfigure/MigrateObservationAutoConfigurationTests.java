package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.migrate.actuate.DefaultMigrationRevisionObservationConvention;
import dev.migrate.actuate.MigrationObservation;
import dev.migrate.actuate.MigrationRevisionObservationConvention;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrateObservationAutoConfiguration}.
 */
@ExtendWith({ PostgresExtension.class, OutputCaptureExtension.class })
@Isolated("captures the output")
class MigrateObservationAutoConfigurationTests {

	private static final String FIRST = "1a2b3c4d5e6f";

	private static final String HEAD = "2b3c4d5e6f7a";

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final List<Observation.Context> stopped = new ArrayList<>();

	@BeforeEach
	void record() {
		this.registry.observationConfig().observationHandler(new Recording(this.stopped));
	}

	@ParameterizedTest
	@ValueSource(strings = { "per-revision", "all" })
	void aRunAndEachOfItsRevisionsIsObserved(String transaction, TestDatabase database) {
		application(database).withPropertyValues("migrate.transaction=" + transaction).run((context) -> {
			assertThat(context).hasNotFailed();
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasNumberOfObservationsWithNameEqualTo("migrate.run", 1)
				.hasNumberOfObservationsWithNameEqualTo("migrate.revision", 2)
				.hasObservationWithNameEqualTo("migrate.run")
				.that()
				.hasBeenStarted()
				.hasBeenStopped()
				.doesNotHaveError()
				.hasContextualNameEqualTo("migrate upgrade")
				.hasLowCardinalityKeyValue("migrator", "migrator")
				.hasLowCardinalityKeyValue("direction", "upgrade")
				.hasHighCardinalityKeyValue("migrate.revisions", "2")
				.hasHighCardinalityKeyValue("migrate.from", "base")
				.hasHighCardinalityKeyValue("migrate.to", HEAD);
			assertThat(this.stopped).extracting(Observation.Context::getContextualName)
				.containsExactly("upgrade " + FIRST, "upgrade " + HEAD, "migrate upgrade");
			assertThat(this.stopped.get(0).getHighCardinalityKeyValue("migrate.revision"))
				.isEqualTo(KeyValue.of("migrate.revision", FIRST));
			assertThat(this.stopped).filteredOn((observed) -> "migrate.revision".equals(observed.getName()))
				.allSatisfy((observed) -> assertThat(parent(observed)).isSameAs(this.stopped.get(2)));
			assertThat(this.registry.getCurrentObservation()).isNull();
		});
	}

	@Test
	void aFailureIsTheErrorOfTheRevisionAndOfTheRun(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE city ()").update();
		application(database).run((context) -> {
			assertThat(context).hasFailed();
			for (String name : List.of("migrate.run", "migrate.revision")) {
				TestObservationRegistryAssert.assertThat(this.registry)
					.hasObservationWithNameEqualTo(name)
					.that()
					.hasBeenStopped()
					.thenError()
					.isInstanceOf(RevisionFailedException.class);
			}
			assertThat(this.registry.getCurrentObservation()).isNull();
		});
	}

	@Test
	void everyKeyIsDocumented(TestDatabase database) {
		application(database).run((application) -> {
			for (MigrationObservation documented : MigrationObservation.values()) {
				String name = "migrate." + documented.name().toLowerCase(Locale.ROOT);
				assertThat(this.stopped).filteredOn((observed) -> name.equals(observed.getName()))
					.isNotEmpty()
					.allSatisfy((observed) -> assertThat(observed.getAllKeyValues()).extracting(KeyValue::getKey)
						.containsExactlyInAnyOrderElementsOf(keys(documented)));
			}
		});
	}

	@Test
	void nothingIsObservedAtHead(TestDatabase database) {
		application(database).run((context) -> {
			this.registry.clear();
			context.getBean(Migrator.class).upgrade();
			TestObservationRegistryAssert.assertThat(this.registry).doesNotHaveAnyObservation();
		});
	}

	@Test
	void aConventionOfTheApplicationNamesThem(TestDatabase database) {
		application(database).withBean(MigrationRevisionObservationConvention.class,
				() -> new DefaultMigrationRevisionObservationConvention() {

					@Override
					public String getName() {
						return "schema.change";
					}

				})
			.run((context) -> TestObservationRegistryAssert.assertThat(this.registry)
				.hasNumberOfObservationsWithNameEqualTo("schema.change", 2)
				.hasNumberOfObservationsWithNameEqualTo("migrate.revision", 0));
	}

	@Test
	void theRegistryOfTheApplicationHasItsHandlersWhenItMigratesAtTheStart(TestDatabase database) {
		withoutRegistry(database).withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
			.withBean("recording", ObservationHandler.class, () -> new Recording(this.stopped))
			.run((context) -> assertThat(this.stopped).extracting(Observation.Context::getContextualName)
				.containsExactly("upgrade " + FIRST, "upgrade " + HEAD, "migrate upgrade"));
	}

	@Test
	void aRegistryThatNeedsTheDatabaseDoesNotKeepTheApplicationFromStarting(TestDatabase database,
			CapturedOutput output) {
		TestApplications.withJdbc(database)
			.withConfiguration(AutoConfigurations.of(MigrateObservationAutoConfiguration.class))
			.withUserConfiguration(RegistryOverJdbc.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ObservationRegistry.class);
				assertThat(database.tables()).contains("city");
				assertThat(output).contains("This migration is not observed");
			});
	}

	@Test
	void migratesWithoutARegistry(TestDatabase database) {
		withoutRegistry(database).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(database.tables()).contains("city");
		});
	}

	private ApplicationContextRunner application(TestDatabase database) {
		return withoutRegistry(database).withBean(ObservationRegistry.class, () -> this.registry);
	}

	private static ApplicationContextRunner withoutRegistry(TestDatabase database) {
		return TestApplications.withoutDataSource()
			.withConfiguration(AutoConfigurations.of(MigrateObservationAutoConfiguration.class))
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password());
	}

	private static Observation.ContextView parent(Observation.Context context) {
		return Objects.requireNonNull(context.getParentObservation()).getContextView();
	}

	private static List<String> keys(MigrationObservation documented) {
		List<String> keys = new ArrayList<>();
		for (KeyName[] names : List.of(documented.getLowCardinalityKeyNames(),
				documented.getHighCardinalityKeyNames())) {
			for (KeyName name : names) {
				keys.add(name.asString());
			}
		}
		return keys;
	}

	/**
	 * Notes what has come to its end.
	 */
	private static final class Recording implements ObservationHandler<Observation.Context> {

		private final List<Observation.Context> stopped;

		private Recording(List<Observation.Context> stopped) {
			this.stopped = stopped;
		}

		@Override
		public void onStop(Observation.Context context) {
			this.stopped.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RegistryOverJdbc {

		@Bean
		ObservationRegistry observationRegistry(ObjectProvider<JdbcClient> jdbc) {
			jdbc.getObject().sql("SELECT 1").query().singleRow();
			return ObservationRegistry.create();
		}

	}

}
