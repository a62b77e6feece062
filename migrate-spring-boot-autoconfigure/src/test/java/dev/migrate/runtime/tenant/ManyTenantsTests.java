package dev.migrate.runtime.tenant;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import dev.migrate.runtime.ScriptFolder;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TenantMigrator} with so many tenants that a few of them are asked
 * first.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyTenantsTests {

	private ScriptFolder scripts;

	/**
	 * Creates t1001 to t1230 at a1.
	 */
	@BeforeEach
	void createManyAtTheFirstRevision(@TempDir Path folder, TestDatabase database) {
		this.scripts = new ScriptFolder(folder).chain();
		database.jdbc().sql("CREATE SCHEMA t1001").update();
		tenants(database.newConnections(), "t1001").build().upgrade("a1");
		database.jdbc().sql("""
				DO $$ DECLARE target text; source text; BEGIN
					FOR target IN SELECT 't' || number FROM generate_series(1002, 1230) AS number LOOP
						EXECUTE format('CREATE SCHEMA %I', target);
						FOREACH source IN ARRAY ARRAY['a1', 'migrate_version', 'migrate_history'] LOOP
							EXECUTE format('CREATE TABLE %1$I.%2$I (LIKE t1001.%2$I INCLUDING ALL);
								INSERT INTO %1$I.%2$I SELECT * FROM t1001.%2$I', target, source);
						END LOOP;
						EXECUTE format('ALTER TABLE %I.migrate_history ALTER id RESTART 2', target);
					END LOOP;
				END $$""").update();
	}

	private TenantMigratorBuilder tenants(DataSource dataSource, String... schemas) {
		return TenantMigrator.builder(this.scripts.migrator(dataSource)).schemas(List.of(schemas));
	}

	@Test
	void readsMostTenantsOnlyUnderTheirLocksIfTheFirstOfManyAreBehind(TestDatabase database) {
		DataSource dataSource = database.newConnections();
		assertThat(tenants(dataSource, "t115?").build().upgrade().migrated()).isEqualTo(10);
		database.jdbc().sql("DROP TABLE t1161.a1, t1161.migrate_version, t1161.migrate_history").update();
		database.jdbc()
			.sql("UPDATE t1162.migrate_history SET revision = 'zz', duration_ms = NULL, statements_started = 1, statements_done = 1")
			.update();
		database.jdbc().sql("UPDATE t1163.migrate_version SET version_num = 'nowhere'").update();
		database.jdbc().sql("UPDATE t1164.migrate_version SET version_num = 'b2'").update();
		database.jdbc()
			.sql("ALTER TABLE t1165.migrate_history DROP COLUMN version_table, DROP COLUMN statements_checksum")
			.update();
		database.jdbc().sql("TRUNCATE t1166.migrate_version").update();
		database.jdbc().sql("DROP SCHEMA t1167 CASCADE; CREATE TABLE t1168.b2 (id int)").update();

		database.forgetStatements();
		TenantMigrator tenants = tenants(dataSource, "t1*", "t1167").onFailure(TenantFailurePolicy.CONTINUE).build();
		TenantsResult result = tenants.upgrade();

		assertThat(result.failures()).extracting(TenantFailure::tenant)
			.containsExactlyInAnyOrder("t1162", "t1163", "t1166", "t1167", "t1168");
		assertThat(result.failures()).extracting((failure) -> failure.failure().getMessage())
			.anyMatch((message) -> message.contains(
					"Revision zz (no script of this application) does not run in one transaction and was interrupted"))
			.anyMatch((message) -> message.contains("'nowhere'"))
			.anyMatch((message) -> message.contains("does not exist"))
			.anyMatch((message) -> message.contains("relation \"b2\" already exists"));
		assertThat(result.unchanged()).isEqualTo(10);
		assertThat(
				database.jdbc().sql("SELECT count(*) FROM pg_tables WHERE tablename = 'c3'").query(int.class).single())
			.isEqualTo(result.migrated() + 10);
		assertThat(database.statements()).filteredOn((statement) -> statement.contains("migrate.schemas")).isEmpty();
		assertThat(tenants.status().counts()).containsEntry(TenantState.AT_TARGET, result.migrated() + 10);
	}

	@Test
	void triesCanariesThatAreBehindAlsoAmongMany(TestDatabase database) {
		DataSource dataSource = database.newConnections();
		tenants(dataSource, "t1001").build().upgrade();
		database.jdbc().sql("CREATE TABLE t1002.b2 (id int)").update();

		assertThatExceptionOfType(TenantsFailedException.class)
			.isThrownBy(() -> tenants(dataSource, "t1*").canary(1).build().upgrade())
			.satisfies((failure) -> assertThat(failure.getResult()).satisfies((result) -> {
				assertThat(result.failures()).extracting(TenantFailure::tenant).containsExactly("t1002");
				assertThat(result.untried()).isEqualTo(228);
			}));
	}

}
