package dev.migrate.autoconfigure.schemamanagement;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.AdoptedMigration.Tool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Finds whatever else changes the schema that Migrate is in charge of, before any of them
 * gets to change it: when the bean factory is ready and none of its singletons is.
 */
public class SchemaManagementConflicts implements BeanFactoryInitializer<ListableBeanFactory> {

	private static final Logger logger = LoggerFactory.getLogger(SchemaManagementConflicts.class);

	private static final String FLYWAY = "org.flywaydb.core.Flyway";

	private static final String LIQUIBASE = "liquibase.integration.spring.SpringLiquibase";

	private static final Set<String> HARMLESS_ACTIONS = Set.of("none", "validate");

	private final MismatchPolicy reaction;

	private final List<AdoptedTools> adopted;

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	/**
	 * Creates a search.
	 * @param reaction what to do about what is found
	 * @param adopted the tools that must not be active any more, or {@code null} if
	 * nothing is migrated
	 */
	public SchemaManagementConflicts(MismatchPolicy reaction, List<AdoptedTools> adopted, Environment environment,
			ResourceLoader resourceLoader) {
		this.reaction = reaction;
		this.adopted = adopted;
		this.environment = environment;
		this.resourceLoader = resourceLoader;
	}

	@Override
	public void initialize(ListableBeanFactory beanFactory) {
		rejectAdopted(beanFactory);
		if (this.reaction == MismatchPolicy.IGNORE) {
			return;
		}
		List<String> conflicts = find(beanFactory);
		if (this.reaction == MismatchPolicy.FAIL && !conflicts.isEmpty()) {
			throw MigrateConfigurationException.otherSchemaManagers(conflicts);
		}
		conflicts.forEach(logger::warn);
	}

	/**
	 * Makes sure that no tool is active whose migrations revisions have taken the place
	 * of: both would do the same.
	 */
	private void rejectAdopted(ListableBeanFactory beanFactory) {
		if (hasBean(beanFactory, FLYWAY)) {
			rejectAdopted(Tool.FLYWAY, beanFactory);
		}
		if (hasBean(beanFactory, LIQUIBASE)) {
			rejectAdopted(Tool.LIQUIBASE, beanFactory);
		}
	}

	private void rejectAdopted(Tool tool, ListableBeanFactory beanFactory) {
		String dataSource = dataSource(tool, beanFactory);
		for (AdoptedTools tools : this.adopted) {
			tools.adopting(tool, classLoader(), "spring." + tool.word() + ".url", dataSource).ifPresent((script) -> {
				AdoptedMigration migration = script.adopts()
					.stream()
					.filter((each) -> each.tool() == tool)
					.findFirst()
					.orElseThrow();
				throw MigrateConfigurationException.adoptedToolActive(script, migration,
						"spring." + tool.word() + ".enabled", "spring-boot-starter-" + tool.word(), tools.property());
			});
		}
	}

	/**
	 * Returns the name of the {@code DataSource} that Spring Boot gives a tool: the one
	 * that is annotated for it, else the primary or the only one.
	 */
	private @Nullable String dataSource(Tool tool, ListableBeanFactory beanFactory) {
		List<String> names = List.of(beanFactory.getBeanNamesForType(DataSource.class, true, false));
		List<String> annotated = annotated(names,
				"org.springframework.boot.%s.autoconfigure.%sDataSource".formatted(tool.word(), tool.title()),
				beanFactory);
		List<String> candidates = !annotated.isEmpty() ? annotated
				: (names.size() > 1 && beanFactory instanceof ConfigurableListableBeanFactory configurable)
						? names.stream()
							.filter((name) -> configurable.containsBeanDefinition(name)
									&& configurable.getBeanDefinition(name).isPrimary())
							.toList()
						: names;
		return (candidates.size() == 1) ? candidates.get(0) : null;
	}

	private List<String> annotated(List<String> names, String type, ListableBeanFactory beanFactory) {
		if (!ClassUtils.isPresent(type, classLoader())) {
			return List.of();
		}
		Class<? extends Annotation> annotation = ClassUtils.resolveClassName(type, classLoader())
			.asSubclass(Annotation.class);
		return names.stream()
			.filter((name) -> beanFactory.findAnnotationOnBean(name, annotation, false) != null)
			.toList();
	}

	private ClassLoader classLoader() {
		ClassLoader classLoader = this.resourceLoader.getClassLoader();
		return (classLoader != null) ? classLoader : SchemaManagementConflicts.class.getClassLoader();
	}

	List<String> find(ListableBeanFactory beanFactory) {
		List<String> conflicts = new ArrayList<>();
		if (hasBean(beanFactory, "jakarta.persistence.EntityManagerFactory")) {
			addHibernateConflicts(conflicts);
		}
		if (hasBean(beanFactory, FLYWAY)) {
			conflicts.add(tool("Flyway", "spring.flyway.enabled"));
		}
		if (hasBean(beanFactory, LIQUIBASE)) {
			conflicts.add(tool("Liquibase", "spring.liquibase.enabled"));
		}
		if (hasBean(beanFactory,
				"org.springframework.boot.sql.autoconfigure.init.ApplicationScriptDatabaseInitializer")) {
			new InitializationScripts(this.environment, this.resourceLoader).find()
				.ifPresent((script) -> conflicts.add(script + " runs at each start, after the migration. Turn it"
						+ " into a revision, or set spring.sql.init.mode=never."));
		}
		return conflicts;
	}

	private void addHibernateConflicts(List<String> conflicts) {
		if (isTrue("spring.jpa.generate-ddl")) {
			conflicts.add("spring.jpa.generate-ddl=true lets Hibernate create and alter tables without a revision."
					+ " Remove it and write a revision instead.");
		}
		for (String property : List.of("spring.jpa.hibernate.ddl-auto", "spring.jpa.properties.hibernate.hbm2ddl.auto",
				"spring.jpa.properties.jakarta.persistence.schema-generation.database.action")) {
			String action = this.environment.getProperty(property);
			if (action != null && !HARMLESS_ACTIONS.contains(action)) {
				conflicts.add(property + "=" + action + " lets Hibernate change the schema without a revision."
						+ " Remove it, or set it to validate.");
			}
		}
		if (isTrue("spring.jpa.defer-datasource-initialization")) {
			conflicts.add("spring.jpa.defer-datasource-initialization=true makes the migration run after Hibernate has"
					+ " started. Remove it, so that Hibernate finds the schema at head.");
		}
	}

	private static String tool(String name, String property) {
		return name + " and Migrate both migrate at start-up, " + name + " first. Set " + property
				+ "=false once Migrate has taken over the schema.";
	}

	private boolean isTrue(String property) {
		return this.environment.getProperty(property, Boolean.class, false);
	}

	private static boolean hasBean(ListableBeanFactory beanFactory, String typeName) {
		ClassLoader classLoader = ClassUtils.getDefaultClassLoader();
		return ClassUtils.isPresent(typeName, classLoader)
				&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory,
						ClassUtils.resolveClassName(typeName, classLoader), true, false).length > 0;
	}

}
