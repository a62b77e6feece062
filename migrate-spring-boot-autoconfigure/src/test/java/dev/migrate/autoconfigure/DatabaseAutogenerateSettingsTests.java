package dev.migrate.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.entities.DeclaredTargets;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.file.SchemaScript;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DatabaseAutogenerateSettings}. Nothing connects.
 */
class DatabaseAutogenerateSettingsTests {

	@TempDir
	private Path folder;

	@Test
	void eachDatabaseHasItsOwn() throws IOException {
		Path script = Files.writeString(this.folder.resolve("audit.sql"), "CREATE TABLE entries (id int);");
		TargetSchema own = target(null);
		TargetSchema audit = target(dataSource("audit"));
		application().withBean("own", TargetSchema.class, () -> own)
			.withBean("auditTarget", TargetSchema.class, () -> audit)
			.withPropertyValues("migrate.databases.audit.autogenerate.schema-script=file:" + script,
					"migrate.databases.audit.autogenerate.scratch-url=jdbc:postgresql://localhost:1/scratch")
			.run((context) -> {
				AutogenerateSettings main = settings(context).of("migrator");
				assertThat(main.targets()).containsExactly(own);
				assertThat(main.scripts()).isEmpty();
				assertThat(main.scratch()).isNull();
				assertThat(context.getBean(AutogenerateSettings.class)).isSameAs(main);
				AutogenerateSettings named = settings(context).of("auditMigrator");
				assertThat(named.targets()).containsExactly(audit);
				assertThat(named.scripts()).extracting(SchemaScript::text)
					.containsExactly("CREATE TABLE entries (id int);");
				assertThat(named.scratch()).isNotNull();
				assertThat(settings(context).of(context.getBean("auditMigrator", Migrator.class)).targets())
					.containsExactly(audit);
				assertThat(settings(context)
					.of(Migrator.builder(dataSource("other")).locations(List.of("file:" + this.folder)).build())
					.targets()).containsExactly(own);
			});
	}

	@Test
	void aPropertyNamesTheirTargets() {
		TargetSchema first = target(null);
		TargetSchema second = target(null);
		application().withBean("first", TargetSchema.class, () -> first)
			.withBean("second", TargetSchema.class, () -> second)
			.withPropertyValues("migrate.persistence-unit=second", "migrate.databases.audit.persistence-unit=first")
			.run((context) -> {
				assertThat(settings(context).of("migrator").targets()).containsExactly(second);
				assertThat(settings(context).of("auditMigrator").targets()).containsExactly(first);
			});
		application().withBean("first", TargetSchema.class, () -> first)
			.withPropertyValues("migrate.databases.audit.persistence-unit=frist")
			.run((context) -> assertThatExceptionOfType(MigrateConfigurationException.class)
				.isThrownBy(() -> settings(context).of("auditMigrator"))
				.withMessageContaining("migrate.databases.audit.persistence-unit"));
	}

	@Test
	void entitiesThatAreReplacedAreNotRead() {
		TargetSchema own = target(null);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class))
			.withPropertyValues("migrate.mode=none", "migrate.url=jdbc:postgresql://localhost:1/app",
					"migrate.locations=file:" + this.folder)
			.withBean("own", TargetSchema.class, () -> own)
			.withBean(DeclaredTargets.class, () -> () -> {
				throw new IllegalStateException("An entity cannot be read");
			})
			.run((context) -> assertThat(settings(context).of("migrator").targets()).containsExactly(own));
	}

	private ApplicationContextRunner application() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class))
			.withPropertyValues("migrate.mode=none", "migrate.url=jdbc:postgresql://localhost:1/app",
					"migrate.locations=file:" + this.folder,
					"migrate.databases.audit.url=jdbc:postgresql://localhost:1/audit");
	}

	private static DatabaseAutogenerateSettings settings(ApplicationContext context) {
		return context.getBean(DatabaseAutogenerateSettings.class);
	}

	private static DataSource dataSource(String name) {
		return new DriverManagerDataSource("jdbc:postgresql://localhost:1/" + name);
	}

	private static TargetSchema target(@Nullable DataSource dataSource) {
		return new TargetSchema() {

			@Override
			public WantedSchema read(TargetDatabase database) {
				throw new UnsupportedOperationException();
			}

			@Override
			public @Nullable DataSource dataSource() {
				return dataSource;
			}

		};
	}

}
