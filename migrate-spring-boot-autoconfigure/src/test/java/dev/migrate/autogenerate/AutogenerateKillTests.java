package dev.migrate.autogenerate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.schema.Column;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Kills processes while they compare.
 */
@ExtendWith(PostgresExtension.class)
class AutogenerateKillTests {

	private static final int KILLS = 3;

	private static final int LONGEST_RUN = 300;

	private static final int TABLES = 100;

	private static final String APPLICATION = "to be killed while comparing";

	@Test
	void nothingRemainsOfAProcessThatIsKilledWhileItCompares(TestDatabase database, @TempDir Path folder)
			throws Exception {
		database.jdbc().sql("CREATE TABLE t0 (id bigint PRIMARY KEY)").update();
		for (int i = 0; i < KILLS; i++) {
			Process process = start(database, folder.resolve(i + ".log"));
			try {
				await().atMost(Duration.ofSeconds(60)).until(() -> !statements(database).isEmpty());
				process.waitFor(ThreadLocalRandom.current().nextInt(LONGEST_RUN), TimeUnit.MILLISECONDS);
				assertThat(process.isAlive()).isTrue();
			}
			finally {
				process.destroyForcibly().waitFor();
			}
			await().atMost(Duration.ofSeconds(30)).until(() -> statements(database).isEmpty());
			assertThat(database.jdbc()
				.sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'migrate%'")
				.query(String.class)
				.list()).isEmpty();
		}
		assertThat(database.tables()).containsExactly("t0");
		assertThat(autogenerator(database.newConnections()).compare().differences()).hasSize(TABLES);
	}

	private static List<String> statements(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT query FROM pg_stat_activity WHERE application_name = ? AND xact_start IS NOT NULL")
			.param(APPLICATION)
			.query(String.class)
			.list();
	}

	private static Process start(TestDatabase database, Path log) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", AutogenerateKillTests.class.getName(), database.url(),
				database.user(), database.password());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	private static Autogenerator autogenerator(DataSource dataSource) {
		WantedSchema wanted = new WantedSchema(IntStream.range(0, TABLES)
			.mapToObj((number) -> table("public.t" + number).column("id", bigint(), Column::notNull)
				.column("name", varchar(50))
				.primaryKey("id"))
			.toList(), List.of(), List.of(), List.of(), List.of());
		return new Autogenerator(dataSource, new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of((target) -> wanted)), ComparisonOptions.forEntities());
	}

	public static void main(String[] arguments) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(arguments[0]);
		dataSource.setUser(arguments[1]);
		dataSource.setPassword(arguments[2]);
		dataSource.setApplicationName(APPLICATION);
		Autogenerator autogenerator = autogenerator(dataSource);
		while (true) {
			autogenerator.compare();
		}
	}

}
