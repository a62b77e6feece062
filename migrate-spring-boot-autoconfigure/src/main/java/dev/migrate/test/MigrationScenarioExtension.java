package dev.migrate.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link MigrationScenario} as a parameter:
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;ExtendWith(MigrationScenarioExtension.class)
 * class NameRevisionTests {
 * </pre>
 *
 * <p>
 * Its migrator is found as that of {@link MigrationTests @MigrationTests}, which brings
 * this extension along. If there are several, the name of the parameter is that of the
 * bean or field, upper case and punctuation aside; outside of a test of Spring, which
 * takes such parameters for its own, a {@code @Qualifier} says it as well. The parameters
 * of one test for the same migrator share a database.
 */
public final class MigrationScenarioExtension implements ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(MigrationScenarioExtension.class);

	@Override
	public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
		return parameterContext.getParameter().getType() == MigrationScenario.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
		TestedMigrators migrators = new TestedMigrators(extensionContext);
		String name = migrators.nameFor(parameterContext.getParameter());
		return extensionContext.getStore(NAMESPACE).computeIfAbsent(name, migrators::scenario, MigrationScenario.class);
	}

}
