package dev.migrate.autoconfigure;

import java.util.List;
import java.util.Set;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedText;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.hibernate.HibernateTargetSchema;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrateHibernateAutoConfiguration}.
 */
@ExtendWith(PostgresExtension.class)
class MigrateHibernateAutoConfigurationTests {

	@Test
	void theEntitiesAreTheTarget(TestDatabase database) {
		application(database).run((context) -> {
			assertThat(context.getBean(AutogenerateSettings.class).targets())
				.hasOnlyElementsOfType(HibernateTargetSchema.class);
			assertThat(compare(context, database).differences()).extracting(Object::toString)
				.contains("type of city.country: varchar(255) wanted, varchar(2) found");
		});
	}

	@Test
	void entitiesThatAreMappedInXmlAreAmongThem(TestDatabase database) {
		application(database)
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=none",
					"spring.jpa.mapping-resources=dev/migrate/autoconfigure/mapped/orm.xml")
			.run((context) -> assertThat(sql(compare(context, database))).containsSequence("CREATE TABLE countries (",
					"    code      varchar(2) NOT NULL,", "    full_name varchar(80) NOT NULL,",
					"    CONSTRAINT countries_pkey PRIMARY KEY (code),",
					"    CONSTRAINT countries_full_name_key UNIQUE (full_name)", ");"));
	}

	@Test
	void aTargetOfTheApplicationReplacesThem(TestDatabase database) {
		TargetSchema target = (wanted) -> new WantedSchema(List.of(), List.of(), List.of(), List.of(), List.of());
		application(database).withBean(TargetSchema.class, () -> target)
			.run((context) -> assertThat(context.getBean(AutogenerateSettings.class).targets())
				.containsExactly(target));
	}

	private static ApplicationContextRunner application(TestDatabase database) {
		return TestApplications.withJpa(database)
			.withConfiguration(AutoConfigurations.of(MigrateHibernateAutoConfiguration.class));
	}

	private static List<String> sql(Autogeneration generation) {
		return GeneratedText.sql(generation.revisions().get(0), generation.dialect()).upgrade();
	}

	private static Autogeneration compare(ApplicationContext context, TestDatabase database) {
		return new Autogenerator(database.dataSource(), new NamingConvention(), Set.of(),
				context.getBean(AutogenerateSettings.class), ComparisonOptions.forEntities())
			.compare();
	}

}
