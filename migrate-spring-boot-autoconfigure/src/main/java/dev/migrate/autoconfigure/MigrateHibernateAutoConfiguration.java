package dev.migrate.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.hibernate.HibernateTargetSchema;
import dev.migrate.hibernate.PersistenceUnit;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.ImplicitNamingStrategy;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.cfg.ManagedBeanSettings;
import org.hibernate.cfg.MappingSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.hibernate.autoconfigure.HibernateSettings;
import org.springframework.boot.jpa.autoconfigure.JpaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;
import org.springframework.orm.jpa.hibernate.SpringBeanContainer;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the schema that the JPA entities
 * of the application want, which {@code migrate check} and
 * {@code migrate revision --autogenerate} compare with the database. A bean of type
 * {@link TargetSchema} replaces it.
 */
@AutoConfiguration(after = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({ MetadataSources.class, HibernateProperties.class, PersistenceManagedTypes.class })
@ConditionalOnBean(PersistenceManagedTypes.class)
@ConditionalOnBooleanProperty(name = "migrate.enabled", matchIfMissing = true)
public final class MigrateHibernateAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean(TargetSchema.class)
	HibernateTargetSchema migrateTargetSchema(PersistenceManagedTypes types, JpaProperties jpaProperties,
			HibernateProperties hibernateProperties, ObjectProvider<HibernatePropertiesCustomizer> customizers,
			ObjectProvider<PhysicalNamingStrategy> physicalNaming,
			ObjectProvider<ImplicitNamingStrategy> implicitNaming, ConfigurableListableBeanFactory beanFactory,
			ResourceLoader resourceLoader) {
		Map<String, Object> settings = new LinkedHashMap<>();
		settings.put(ManagedBeanSettings.BEAN_CONTAINER, new SpringBeanContainer(beanFactory));
		settings.putAll(hibernateProperties.determineHibernateProperties(jpaProperties.getProperties(),
				new HibernateSettings().hibernatePropertiesCustomizers(customizers.orderedStream().toList())));
		physicalNaming.ifAvailable((strategy) -> settings.put(MappingSettings.PHYSICAL_NAMING_STRATEGY, strategy));
		implicitNaming.ifAvailable((strategy) -> settings.put(MappingSettings.IMPLICIT_NAMING_STRATEGY, strategy));
		ClassLoader classLoader = resourceLoader.getClassLoader();
		return new HibernateTargetSchema(new PersistenceUnit("default", types.getManagedClassNames(),
				types.getManagedPackages(), mappingResources(jpaProperties, resourceLoader), settings,
				(classLoader != null) ? classLoader : MigrateHibernateAutoConfiguration.class.getClassLoader()));
	}

	/**
	 * JPA reads {@code META-INF/orm.xml} if it is there.
	 */
	private static List<String> mappingResources(JpaProperties properties, ResourceLoader resourceLoader) {
		if (!properties.getMappingResources().isEmpty()) {
			return properties.getMappingResources();
		}
		return resourceLoader.getResource("classpath:META-INF/orm.xml").exists() ? List.of("META-INF/orm.xml")
				: List.of();
	}

}
