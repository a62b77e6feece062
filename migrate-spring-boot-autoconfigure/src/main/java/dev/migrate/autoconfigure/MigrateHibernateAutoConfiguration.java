package dev.migrate.autoconfigure;

import dev.migrate.autoconfigure.entities.EntityManagerFactories;
import dev.migrate.autogenerate.TargetSchema;
import org.hibernate.boot.MetadataSources;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the schemas that the JPA
 * entities of the application want, which {@code migrate check} and
 * {@code migrate revision --autogenerate} compare with its databases. A bean of type
 * {@link TargetSchema} replaces those of its database.
 */
@AutoConfiguration
@ConditionalOnClass({ MetadataSources.class, LocalContainerEntityManagerFactoryBean.class })
@ConditionalOnBooleanProperty(name = "migrate.enabled", matchIfMissing = true)
public final class MigrateHibernateAutoConfiguration {

	@Bean
	@Lazy
	EntityManagerFactories migrateEntityManagerFactories(ConfigurableListableBeanFactory beanFactory) {
		return new EntityManagerFactories(beanFactory);
	}

}
