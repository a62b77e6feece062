package dev.migrate.autoconfigure.aot;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrate.autoconfigure.MigrateProperties;
import dev.migrate.autoconfigure.NamedDatabases;
import dev.migrate.operations.operation.Operation;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.index.RevisionIndex;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Writes the {@link RevisionIndex} of an application that is processed ahead of time, and
 * tells a native image of its revisions and of the operations that it defines itself.
 */
public class RevisionAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(Migrator.class, true, false).length == 0) {
			return null;
		}
		ClassLoader classLoader = Objects.requireNonNullElseGet(beanFactory.getBeanClassLoader(),
				RevisionAotProcessor.class::getClassLoader);
		Environment environment = beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				Environment.class);
		RevisionIndex index = RevisionIndex.of(classLoader, locations(environment));
		return new Contribution(index, operations(beanFactory, environment, index));
	}

	private static List<String> locations(Environment environment) {
		Set<String> locations = new LinkedHashSet<>(MigrateProperties.of(environment).getLocations());
		NamedDatabases.of(environment)
			.all()
			.forEach((database) -> locations.addAll(database.properties().getLocations()));
		return List.copyOf(locations);
	}

	/**
	 * Finds the operations that the application defines, which are written as Java source
	 * by reading their components.
	 */
	private static Set<String> operations(ConfigurableListableBeanFactory beanFactory, Environment environment,
			RevisionIndex index) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false,
				environment);
		scanner.addIncludeFilter(new AssignableTypeFilter(Operation.class));
		Set<String> packages = new LinkedHashSet<>();
		if (AutoConfigurationPackages.has(beanFactory)) {
			packages.addAll(AutoConfigurationPackages.get(beanFactory));
		}
		index.scripts()
			.stream()
			.filter(JavaRevision.class::isInstance)
			.map((script) -> ClassUtils.getPackageName(((JavaRevision) script).className()))
			.forEach(packages::add);
		Set<String> operations = new LinkedHashSet<>();
		for (String name : packages) {
			scanner.findCandidateComponents(name)
				.stream()
				.map(BeanDefinition::getBeanClassName)
				.filter(Objects::nonNull)
				.forEach(operations::add);
		}
		return operations;
	}

	/**
	 * What is generated.
	 *
	 * @param index the revisions
	 * @param operations the names of the classes of the application's own operations
	 */
	private record Contribution(RevisionIndex index,
			Set<String> operations) implements BeanFactoryInitializationAotContribution {

		@Override
		public void applyTo(GenerationContext generationContext,
				BeanFactoryInitializationCode beanFactoryInitializationCode) {
			generationContext.getGeneratedFiles()
				.addResourceFile(RevisionIndex.PATH, new ByteArrayResource(this.index.content()));
			RuntimeHints hints = generationContext.getRuntimeHints();
			hints.resources().registerPattern(RevisionIndex.PATH);
			this.index.scripts().forEach((script) -> register(script, hints));
			this.operations.forEach((operation) -> register(operation, hints));
		}

		private static void register(RevisionScript script, RuntimeHints hints) {
			if (script instanceof JavaRevision revision) {
				register(revision.className(), hints);
			}
			else if (script instanceof SqlRevision revision) {
				hints.resources().registerPattern(revision.path());
			}
		}

		private static void register(String className, RuntimeHints hints) {
			hints.reflection()
				.registerType(TypeReference.of(className), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
						MemberCategory.INVOKE_DECLARED_METHODS);
		}

	}

}
