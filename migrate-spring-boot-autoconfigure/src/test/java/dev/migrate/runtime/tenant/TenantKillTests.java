package dev.migrate.runtime.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a process that is killed while it migrates tenants.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TenantKillTests {

	@Test
	void whoeverRunsNextGoesOn(TestDatabase database, @TempDir Path folder) throws Exception {
		ScriptFolder scripts = new ScriptFolder(folder);
		scripts.table("a1", "")
			.revision("b2", "a1", "CREATE TABLE b2 (id int); SELECT pg_sleep(0.1);", "DROP TABLE b2;");
		for (int i = 1; i <= 12; i++) {
			database.jdbc().sql("CREATE SCHEMA t" + i).update();
		}
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", TenantKillTests.class.getName(), database.url(),
				database.user(), database.password(), scripts.location());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		Process process = builder.redirectErrorStream(true)
			.redirectOutput(Path.of("target", "tenant-kill.log").toFile())
			.start();
		try {
			await().atMost(Duration.ofSeconds(30))
				.pollInterval(Duration.ofMillis(20))
				.until(() -> histories(database) > 0);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		TenantMigrator tenants = tenants(scripts.migrator(database.dataSource()));
		assertThat(tenants.status().isReady()).isFalse();
		TenantsResult result = tenants.upgrade();
		assertThat(result.failures()).isEmpty();
		assertThat(tenants.status().counts()).containsExactly(Map.entry(TenantState.AT_TARGET, 12));
		for (String tenant : tenants.tenants()) {
			assertThat(tenants.migrator(tenant).history(10)).as(tenant).hasSize(2);
		}
	}

	private static int histories(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT count(*) FROM pg_tables WHERE schemaname ~ '^t' AND tablename = 'b2'")
			.query(Integer.class)
			.single();
	}

	private static TenantMigrator tenants(Migrator migrator) {
		return TenantMigrator.builder(migrator).schemas(List.of("t*")).concurrency(2).build();
	}

	public static void main(String[] arguments) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(arguments[0]);
		dataSource.setUser(arguments[1]);
		dataSource.setPassword(arguments[2]);
		tenants(Migrator.builder(dataSource).locations(List.of(arguments[3])).build()).upgrade();
	}

}
