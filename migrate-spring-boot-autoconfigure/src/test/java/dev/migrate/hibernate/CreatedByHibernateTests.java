package dev.migrate.hibernate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedDatabase;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.testsupport.PostgresExtension;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
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
@Order(1)
class CreatedByHibernateTests {

	private static final Path PAGE = Path.of("../docs/autogenerate.md");

	/**
	 * Models that Hibernate cannot create, with a part of what it says. Migrate can.
	 */
	private static final Map<String, String> REFUSED = Map.of("dates and times", "syntax error at or near \"offset\"",
			"indexes", "\"created asc nulls first\" does not exist", "comments", "Unterminated string literal");

	/**
	 * Models that Hibernate creates, but takes for different when it validates.
	 */
	private static final Set<String> NOT_VALIDATED = Set.of("long names", "arrays of structs");

	/**
	 * Models with something that validation misses in the database, and that only
	 * Hibernate creates.
	 */
	private static final Set<String> LEFT_OUT = Set.of("view and subselect", "views");

	@RegisterExtension
	static final GeneratedDatabase.Pool databases = new GeneratedDatabase.Pool("public", "crm", "billing");

	/**
	 * What Hibernate finds on the class path, which takes it as long as the schema of a
	 * model.
	 */
	private static final BootstrapServiceRegistry services = new BootstrapServiceRegistryBuilder().disableAutoClose()
		.build();

	@AfterAll
	static void closeServices() {
		BootstrapServiceRegistryBuilder.destroy(services);
	}

	static Stream<Arguments> modelsOnVersions() {
		return GeneratedDatabase.onVersions(Stream
			.of(Models.all(), HibernateModels.all(), TypeModels.all(), IdentifierModels.all(), AssociationModels.all(),
					EntityModels.all(), TableModels.all())
			.flatMap(Function.identity())
			.filter((model) -> GeneratedDatabase.isThorough() || isTriedEachTime(model)), (model) -> 0);
	}

	/**
	 * Every second model, and those that say something special here. The others are tried
	 * with what is thorough; other tests read them all.
	 */
	private static boolean isTriedEachTime(Model model) {
		return model.name().hashCode() % 2 == 0 || REFUSED.containsKey(model.name())
				|| NOT_VALIDATED.contains(model.name()) || LEFT_OUT.contains(model.name())
				|| !differences(model).isEmpty();
	}

	/**
	 * Returns whether this test also generates what a model wants, runs it both ways and
	 * finds no difference then.
	 */
	static boolean isGeneratedEachTime(Model model) {
		return isTriedEachTime(model) && !REFUSED.containsKey(model.name());
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
		try (HibernateSchema hibernate = HibernateSchema.create(model, database)) {
			compare(model, version, database, hibernate);
		}
	}

	private static void compare(Model model, int version, GeneratedDatabase database, HibernateSchema hibernate) {
		TargetSchema target = new SchemaReadOnce(model.target());
		List<String> created = CatalogWithoutNames.of(database);
		List<String> names = ChosenNames.of(database);
		assertThat(compare(target, database).differences()).extracting(Object::toString).isEqualTo(differences(model));
		List<String> empty = databases.emptyCatalog(version);
		databases.empty(version);
		Autogeneration generated = compare(target, database);
		database.run(generated.upgrade());
		assertThat(unlike(created, CatalogWithoutNames.of(database)))
			.filteredOn((line) -> DeliberateDifference.isNotSeenIn(model, line))
			.isEmpty();
		assertThat(names.stream().filter((line) -> DeliberateDifference.isNotSeenIn(model, "- " + line)))
			.as("names of constraints and indexes")
			.isSubsetOf(ChosenNames.of(database));
		assertThat(compare(target, database).differences()).isEmpty();
		if (!LEFT_OUT.contains(model.name()) && !NOT_VALIDATED.contains(model.name())) {
			hibernate.validate();
		}
		database.run(generated.downgrade());
		assertThat(database.catalog()).isEqualTo(empty);
	}

	private static Autogeneration compare(TargetSchema target, GeneratedDatabase database) {
		return database.generate(target, ComparisonOptions.forEntities());
	}

	/**
	 * Returns the lines that only one of both catalogs has.
	 */
	private static List<String> unlike(List<String> hibernate, List<String> migrate) {
		List<String> unlike = new ArrayList<>();
		List<String> unmatched = new ArrayList<>(migrate);
		hibernate.stream().filter((line) -> !unmatched.remove(line)).forEach((line) -> unlike.add("- " + line));
		unmatched.forEach((line) -> unlike.add("+ " + line));
		return unlike;
	}

	/**
	 * A native enum that gets another value would still be checked for the old ones.
	 */
	private static List<String> differences(Model model) {
		return model.name().equals("native enum by definition") ? List
			.of("constraint sample.sample_mood_check is not wanted: CHECK (mood = ANY (ARRAY['GOOD'::mood, 'BAD'::mood]))")
				: List.of();
	}

	@Test
	void eachDifferenceIsInTheDocumentationWithItsReason() throws IOException {
		String section = Files.readString(PAGE).split("\n## Compared with ddl-auto\n")[1].split("\n## ")[0];
		assertThat(Pattern.compile("(?m)^\\| (?!Hibernate creates|---)(.+?) \\| .+? \\| (.+?) \\|$")
			.matcher(section)
			.results()
			.filter((row) -> !row.group(2).isBlank())
			.map((row) -> row.group(1)))
			.containsExactlyElementsOf(DeliberateDifference.ALL.stream().map(DeliberateDifference::created).toList());
	}

	/**
	 * The schema that Hibernate creates when it builds a session factory, which validates
	 * it, too.
	 */
	private record HibernateSchema(StandardServiceRegistry registry, SessionFactory factory) implements AutoCloseable {

		static HibernateSchema create(Model model, GeneratedDatabase database) {
			Map<String, Object> settings = new LinkedHashMap<>(model.allSettings());
			settings.put(SchemaToolingSettings.HBM2DDL_AUTO, "create-only");
			settings.put(SchemaToolingSettings.HBM2DDL_HALT_ON_ERROR, true);
			settings.put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, database.database().dataSource());
			StandardServiceRegistry registry = new StandardServiceRegistryBuilder(services).applySettings(settings)
				.build();
			try {
				MetadataSources sources = new MetadataSources(registry);
				model.classes().forEach(sources::addAnnotatedClass);
				return new HibernateSchema(registry, sources.getMetadataBuilder().build().buildSessionFactory());
			}
			catch (RuntimeException ex) {
				StandardServiceRegistryBuilder.destroy(registry);
				throw ex;
			}
		}

		void validate() {
			this.factory.getSchemaManager().validateMappedObjects();
		}

		@Override
		public void close() {
			this.factory.close();
			StandardServiceRegistryBuilder.destroy(this.registry);
		}

	}

}
