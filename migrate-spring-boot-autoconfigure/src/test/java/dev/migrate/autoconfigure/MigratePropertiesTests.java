package dev.migrate.autoconfigure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import dev.migrate.actuate.MigrationMonitor;
import dev.migrate.actuate.MigrationMonitors;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.ObjectFilter;
import dev.migrate.autogenerate.OnlineTables;
import dev.migrate.autogenerate.SchemaObject;
import dev.migrate.autogenerate.file.DataFiles;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.runtime.Migrator;
import dev.migrate.schema.InvalidSchemaException;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.Placeholders;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link MigrateProperties}: each of them has its effect.
 */
@ExtendWith(PostgresExtension.class)
class MigratePropertiesTests {

	@Test
	void everyPropertyReachesTheMigrator(TestDatabase database) {
		database.jdbc().sql("CREATE SCHEMA tool").update();
		database.jdbc().sql("CREATE SCHEMA app").update();
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(), "migrate.driver-class-name=org.postgresql.Driver",
					"migrate.locations=classpath:dev/migrate/autoconfigure/templated", "migrate.target=3c4d5e6f7a8b",
					"migrate.schema=app", "migrate.version-table-schema=tool", "migrate.version-table=version",
					"migrate.history-table=history", "migrate.placeholders.table=measure", "migrate.lock.max-wait=3m",
					"migrate.on-ahead=warn", "migrate.on-modified=fail", "migrate.mode=upgrade")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Migrator.class).target()).isEqualTo("3c4d5e6f7a8b");
				assertThat(database.tables()).isEmpty();
				assertThat(tables(database, "app")).containsExactly("measure");
				assertThat(tables(database, "tool")).containsExactly("history", "version");
				assertThat(context.getBean(MigrateProperties.class).getLock().getMaxWait())
					.isEqualTo(Duration.ofMinutes(3));
			});
	}

	@Test
	void anEnvironmentVariableReachesAPlaceholderInWhateverSpelling() {
		Map<String, Object> variables = Map.of("MIGRATE_PLACEHOLDERS_TABLESPACE", "variable",
				"MIGRATE_PLACEHOLDERS_OTHER_NAME", "other");
		MockEnvironment environment = new MockEnvironment();
		environment.setProperty("migrate.placeholders.tableSpace", "property");
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					variables));
		String script = "${tableSpace} ${table-space} ${other_name} ${otherName}";
		assertThat(replaced(script, environment)).isEqualTo("variable variable other other");
		environment.getPropertySources()
			.addFirst(new MapPropertySource("arguments", Map.of("migrate.placeholders.table-space", "argument")));
		assertThat(replaced(script, environment)).isEqualTo("argument argument other other");
	}

	private static String replaced(String script, Environment environment) {
		return Placeholders.of(MigrateProperties.of(environment).getPlaceholders()).replace(script, 1, "a.sql").text();
	}

	private static List<String> tables(TestDatabase database, String schema) {
		return database.jdbc()
			.sql("SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY 1")
			.param(schema)
			.query(String.class)
			.list();
	}

	@Test
	void theLimitsOfTheSessionAreInForceInARevision(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(),
					"migrate.locations=classpath:dev/migrate/autoconfigure/limits", "migrate.session.lock-timeout=3s",
					"migrate.session.statement-timeout=4m", "migrate.session.idle-in-transaction-timeout=70s")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(database.jdbc().sql("SELECT * FROM limits").query().singleRow().values())
					.containsExactly("3s", "4min", "70s");
			});
	}

	@Test
	void theNetworkTimeoutReachesTheConnection(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(), "migrate.session.networkTimeout=-1s",
					"migrate.locations=classpath:dev/migrate/autoconfigure/limits")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("migrate.session.network-timeout must be between 0 and 24 days"));
	}

	@Test
	void theOnlineThresholdReachesTheAutogenerator(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(), "migrate.mode=none",
					"migrate.autogenerate.online-threshold=5000")
			.run((context) -> assertThat(context.getBean(AutogenerateSettings.class).online())
				.isEqualTo(OnlineTables.above(5000)));
	}

	@Test
	void theModeAndTheLeaseOfTheLockReachTheMigrator(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(),
					"migrate.locations=classpath:dev/migrate/autoconfigure/lease", "migrate.lock.mode=table",
					"migrate.lock.lease=7m")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(database.jdbc().sql("SELECT seconds FROM lease").query(Integer.class).single())
					.isEqualTo(7 * 60);
			});
	}

	@Test
	void theWayOfTryingAgainReachesTheMigrator(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(),
					"migrate.locations=classpath:dev/migrate/autoconfigure/blocked", "migrate.retry.max-attempts=3",
					"migrate.retry.initial-delay=1ms", "migrate.retry.multiplier=1.5", "migrate.retry.max-delay=2ms",
					"migrate.retry.jitter=0.1")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(PSQLException.class)
				.hasStackTraceContaining("at each of 3 attempts"));
	}

	@Test
	void thePatternsOfNamesAreThoseOfTheDatabase(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(),
					"migrate.locations=classpath:dev/migrate/autoconfigure/named", "migrate.naming.pk=pk_{table_name}",
					"migrate.naming.fk=fk_%(table_name)s_%(column_0_name)s", "migrate.naming.uq=uq_{column_0_N_name}",
					"migrate.naming.ck=ck_{table_name}", "migrate.naming.ix=ix_{column_0_label}",
					"migrate.naming.ex=ex_{table_name}")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(database.jdbc().sql("""
						SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'room'::regclass
						UNION SELECT conname FROM pg_constraint WHERE conrelid = 'room'::regclass ORDER BY 1
						""").query(String.class).list()).containsExactly("ck_room", "ex_room", "fk_room_next",
						"ix_room_name", "pk_room", "uq_name_next");
				assertThat(database.jdbc()
					.sql("SELECT conname FROM pg_constraint WHERE conrelid = 'migrate_version'::regclass AND contype = 'p'")
					.query(String.class)
					.single()).isEqualTo("migrate_version_pkey");
			});
	}

	@Test
	void aPatternThatCannotBeReadIsAnErrorThatNamesTheProperty(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.naming.ix={tabel_name}_idx")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSchemaException.class)
				.hasMessageContaining("migrate.naming.ix")
				.hasMessageContaining("'tabel_name'"));
	}

	@Test
	void theDistributionOverTransactionsReachesTheMigrator(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(),
					"migrate.locations=classpath:dev/migrate/autoconfigure/concurrently", "migrate.transaction=all")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("Set migrate.transaction=per-revision"));
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void withoutTimeToLiveMonitoringLooksEachTime(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withConfiguration(AutoConfigurations.of(MigrateMonitoringAutoConfiguration.class))
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(), "migrate.monitoring.cache-time-to-live=0")
			.run((context) -> {
				MigrationMonitors monitors = context.getBean(MigrationMonitors.class);
				monitors.byName().values().forEach(MigrationMonitor::position);
				database.jdbc().sql("DELETE FROM migrate_version").update();
				assertThat(monitors.byName().values()).singleElement()
					.satisfies((monitor) -> assertThat(monitor.position().pending()).hasSize(2));
			});
	}

	@Test
	void driverThatIsNotThereIsAnError(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.driver-class-name=com.example.NoDriver")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("com.example.NoDriver"));
	}

	@Test
	void tablesAreComparedAsThePropertiesAndTheFiltersSay(TestDatabase database) {
		ObjectFilter noIndexes = (object) -> object.kind() != SchemaObject.Kind.INDEX;
		TestApplications.on(database)
			.withPropertyValues("migrate.autogenerate.include=users,teams", "migrate.autogenerate.exclude=teams")
			.withBean(ObjectFilter.class, () -> noIndexes)
			.run((context) -> {
				ObjectFilter filter = context.getBean(AutogenerateSettings.class).filter();
				assertThat(filter.includes(object(SchemaObject.Kind.TABLE, "users"))).isTrue();
				assertThat(filter.includes(object(SchemaObject.Kind.TABLE, "teams"))).isFalse();
				assertThat(filter.includes(object(SchemaObject.Kind.TABLE, "others"))).isFalse();
				assertThat(filter.includes(object(SchemaObject.Kind.INDEX, "users"))).isFalse();
			});
	}

	@Test
	void schemaScriptsAreRead(TestDatabase database, @TempDir Path folder) throws IOException {
		Path script = Files.writeString(folder.resolve("schema.sql"), "CREATE TABLE a (id int);\r\n");
		TestApplications.on(database)
			.withPropertyValues("migrate.autogenerate.schema-script=" + script.toUri())
			.run((context) -> assertThat(context.getBean(AutogenerateSettings.class).scripts())
				.containsExactly(new SchemaScript(script.toUri().toString(), "CREATE TABLE a (id int);\n")));
		TestApplications.on(database)
			.withPropertyValues("migrate.autogenerate.schema-script=classpath:missing.sql")
			.run((context) -> assertThatThrownBy(() -> context.getBean(AutogenerateSettings.class))
				.hasRootCauseInstanceOf(FileNotFoundException.class)
				.hasStackTraceContaining("The schema script 'classpath:missing.sql' of"
						+ " migrate.autogenerate.schema-script cannot be read."));
	}

	@Test
	void filesOfRowsAreFoundWhereThePropertiesSay(TestDatabase database, @TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("a.csv"), "id");
		TestApplications.on(database)
			.withPropertyValues("migrate.data.locations=" + folder.toUri(), "migrate.data.max-rows=5")
			.run((context) -> {
				DataFiles data = context.getBean(AutogenerateSettings.class).data();
				assertThat(data.all()).extracting(DataFiles.DataFile::table).containsExactly("a");
				assertThat(data.maxRows()).isEqualTo(5);
			});
	}

	@Test
	void theModelIsTriedOutInTheScratchDatabase(TestDatabase database) {
		TestApplications.on(database)
			.run((context) -> assertThat(context.getBean(AutogenerateSettings.class).scratch()).isNull());
		TestApplications.on(database)
			.withPropertyValues("migrate.autogenerate.scratch-url=" + database.url(),
					"migrate.autogenerate.scratch-username=postgres",
					"migrate.autogenerate.scratch-password=" + database.password())
			.run((context) -> {
				DataSource scratch = Objects.requireNonNull(context.getBean(AutogenerateSettings.class).scratch());
				assertThat(JdbcClient.create(scratch).sql("SELECT current_database()").query(String.class).single())
					.isEqualTo(database.name());
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:unheard-of://localhost/x?password=very-secret",
			"jdbc:postgresql://localhost:99999999/x?password=very-secret", "postgres://me:very-secret@localhost/x" })
	void theUrlOfTheScratchDatabaseIsNotSaidWhenItIsWrong(String url, TestDatabase database) {
		TestApplications.on(database)
			.withPropertyValues("migrate.autogenerate.scratch-url=" + url)
			.run((context) -> assertThatThrownBy(() -> context.getBean(AutogenerateSettings.class))
				.hasRootCauseInstanceOf(MigrateConfigurationException.class)
				.satisfies((failure) -> assertThat(Throwables.getStackTrace(failure))
					.contains("migrate.autogenerate.scratch-url")
					.doesNotContain("very-secret")));
	}

	private static SchemaObject object(SchemaObject.Kind kind, String table) {
		return new SchemaObject(kind, ObjectName.of(table), null, SchemaObject.Side.BOTH);
	}

}
