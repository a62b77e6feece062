package dev.migrate.autoconfigure.injection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Tells which beans wait for the migration: those whose definition depends on an
 * initializer, and those that were given such a bean.
 */
public class WaitingBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Class<?> initializerType;

	public WaitingBeans(ConfigurableListableBeanFactory beanFactory, Class<?> initializerType) {
		this.beanFactory = beanFactory;
		this.initializerType = initializerType;
	}

	public boolean contains(String beanName) {
		Set<String> initializers = initializers();
		Set<String> seen = new HashSet<>();
		List<String> pending = new ArrayList<>(List.of(beanName));
		while (!pending.isEmpty()) {
			String name = BeanFactoryUtils.transformedBeanName(pending.remove(pending.size() - 1));
			if (initializers.contains(name)) {
				return true;
			}
			if (seen.add(name)) {
				pending.addAll(dependencies(name));
			}
		}
		return false;
	}

	/**
	 * Tells whether a bean could not be created because it had to wait.
	 * @param failure the failure to look into
	 * @return whether a migration that is still running is the cause
	 */
	public boolean isCauseOf(Throwable failure) {
		Set<String> initializers = initializers();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BeanCurrentlyInCreationException ex && ex.getBeanName() != null
					&& initializers.contains(ex.getBeanName())) {
				return true;
			}
		}
		return false;
	}

	private Set<String> initializers() {
		return Set.of(this.beanFactory.getBeanNamesForType(this.initializerType, true, false));
	}

	private List<String> dependencies(String beanName) {
		List<String> dependencies = new ArrayList<>(List.of(this.beanFactory.getDependenciesForBean(beanName)));
		if (this.beanFactory.containsBeanDefinition(beanName)) {
			BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(beanName);
			String[] dependsOn = definition.getDependsOn();
			if (dependsOn != null) {
				dependencies.addAll(List.of(dependsOn));
			}
		}
		return dependencies;
	}

}
