package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Warns of whatever else changes the schema that Migrate is in charge of.
 */
class SchemaManagementConflicts implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(SchemaManagementConflicts.class);

	private static final Set<String> HARMLESS_DDL_AUTO = Set.of("none", "validate");

	private final Environment environment;

	private final ListableBeanFactory beanFactory;

	SchemaManagementConflicts(Environment environment, ListableBeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		find().forEach(logger::warn);
	}

	List<String> find() {
		List<String> conflicts = new ArrayList<>();
		if (hasBean("jakarta.persistence.EntityManagerFactory")) {
			addHibernateConflicts(conflicts);
		}
		addTool(conflicts, "Flyway", "org.flywaydb.core.Flyway", "spring.flyway.enabled");
		addTool(conflicts, "Liquibase", "liquibase.integration.spring.SpringLiquibase", "spring.liquibase.enabled");
		return conflicts;
	}

	private void addHibernateConflicts(List<String> conflicts) {
		if (isTrue("spring.jpa.generate-ddl")) {
			conflicts.add("spring.jpa.generate-ddl=true lets Hibernate create and alter tables past the revisions."
					+ " Remove it and write a revision instead.");
		}
		for (String property : List.of("spring.jpa.hibernate.ddl-auto",
				"spring.jpa.properties.hibernate.hbm2ddl.auto")) {
			String ddlAuto = this.environment.getProperty(property);
			if (ddlAuto != null && !HARMLESS_DDL_AUTO.contains(ddlAuto)) {
				conflicts.add(property + "=" + ddlAuto + " lets Hibernate change the schema past the revisions."
						+ " Remove it, or set it to validate.");
			}
		}
		if (isTrue("spring.jpa.defer-datasource-initialization")) {
			conflicts.add("spring.jpa.defer-datasource-initialization=true makes the migration run after Hibernate has"
					+ " started. Remove it, so that the entities meet a schema at head.");
		}
	}

	private void addTool(List<String> conflicts, String tool, String type, String property) {
		if (hasBean(type)) {
			conflicts.add(tool + " and Migrate both migrate at start-up, " + tool + " first. Set " + property
					+ "=false once the schema has been taken over.");
		}
	}

	private boolean isTrue(String property) {
		return this.environment.getProperty(property, Boolean.class, false);
	}

	private boolean hasBean(String typeName) {
		Class<?> type = load(typeName);
		return type != null && this.beanFactory.getBeanNamesForType(type, true, false).length > 0;
	}

	private static @Nullable Class<?> load(String typeName) {
		ClassLoader classLoader = ClassUtils.getDefaultClassLoader();
		return ClassUtils.isPresent(typeName, classLoader) ? ClassUtils.resolveClassName(typeName, classLoader) : null;
	}

}
