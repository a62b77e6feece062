package dev.migrate.hibernate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.testsupport.PostgresExtension;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Holds what is generated against what Hibernate makes of the same entities with
 * {@code ddl-auto=create}.
 */
@ExtendWith(PostgresExtension.class)
class CreatedByHibernateTests {

	/**
	 * Models that Hibernate cannot create, with a part of what it says. Migrate can.
	 */
	private static final Map<String, String> REFUSED = Map.of("dates and times", "syntax error at or near \"offset\"",
			"indexes", "\"created asc nulls first\" does not exist", "comments", "Unterminated string literal");

	/**
	 * Models that Hibernate creates, but takes for different when it validates.
	 */
	private static final Set<String> NOT_VALIDATED = Set.of("long names");

	/**
	 * Models with objects that Hibernate creates and Migrate deliberately does not, as
	 * lines of the catalog.
	 */
	private static final Map<String, String> LEFT_OUT = Map.of("view and subselect", "\\w+ public shown .*",
			"native enum by definition", "constraint public sample c .*");

	/**
	 * Models of which Migrate deliberately writes something else that is compared as
	 * equal.
	 */
	private static final Set<String> WRITTEN_OTHERWISE = Set.of("serial column");

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public", "crm", "billing");

	static Stream<Arguments> modelsOnVersions() {
		return GeneratedDatabase.onVersions(Stream.concat(Models.all(), HibernateModels.all()), (model) -> 0);
	}

	@ParameterizedTest(name = "{1}, on {0}")
	@MethodSource("modelsOnVersions")
	void theGeneratedSchemaIsTheOneThatHibernateCreates(int version, Model model) {
		GeneratedDatabase database = databases.empty(version);
		if (REFUSED.containsKey(model.name())) {
			assertThatThrownBy(() -> HibernateSchema.create(model, database))
				.hasMessageContaining(REFUSED.get(model.name()));
			return;
		}
		HibernateSchema.create(model, database);
		List<String> created = CatalogWithoutNames.of(database);
		Autogeneration comparison = database.generate(model.target(), ComparisonOptions.forEntities());
		assertThat(comparison.differences()).extracting(Object::toString).isEqualTo(differences(model));
		databases.empty(version);
		database.run(database.generate(model.target(), ComparisonOptions.forEntities()).upgrade());
		String leftOut = LEFT_OUT.getOrDefault(model.name(), "");
		if (!WRITTEN_OTHERWISE.contains(model.name())) {
			assertThat(CatalogWithoutNames.of(database))
				.isEqualTo(created.stream().filter((line) -> !line.matches(leftOut)).toList());
		}
		if (leftOut.isEmpty() && !NOT_VALIDATED.contains(model.name())) {
			HibernateSchema.validate(model, database);
		}
	}

	/**
	 * A native enum that gets another value would still be checked for the old ones.
	 */
	private static List<String> differences(Model model) {
		return model.name().equals("native enum by definition") ? List
			.of("constraint sample.sample_mood_check is not wanted: CHECK (mood = ANY (ARRAY['GOOD'::mood, 'BAD'::mood]))")
				: List.of();
	}

	/**
	 * The schema tools of Hibernate.
	 */
	private static final class HibernateSchema {

		static void create(Model model, GeneratedDatabase database) {
			run(model, database, "create-only");
		}

		static void validate(Model model, GeneratedDatabase database) {
			run(model, database, "validate");
		}

		private static void run(Model model, GeneratedDatabase database, String action) {
			Map<String, Object> settings = new LinkedHashMap<>(model.allSettings());
			settings.put(SchemaToolingSettings.HBM2DDL_AUTO, action);
			settings.put(SchemaToolingSettings.HBM2DDL_HALT_ON_ERROR, true);
			settings.put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, database.database().dataSource());
			StandardServiceRegistry registry = new StandardServiceRegistryBuilder().applySettings(settings).build();
			try {
				MetadataSources sources = new MetadataSources(registry);
				model.classes().forEach(sources::addAnnotatedClass);
				try (SessionFactory factory = sources.getMetadataBuilder().build().buildSessionFactory()) {
					assertThat(factory.isOpen()).isTrue();
				}
			}
			finally {
				StandardServiceRegistryBuilder.destroy(registry);
			}
		}

	}

}
