package dev.migrate.test.engine;

import java.util.List;
import java.util.Set;

import dev.migrate.test.MigrationTestMethod;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoveryFilter;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryListener;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/**
 * A request to Jupiter to find a method in classes that do not have it.
 */
final class MethodRequest implements EngineDiscoveryRequest {

	private final EngineDiscoveryRequest request;

	private final List<? extends DiscoverySelector> selectors;

	MethodRequest(EngineDiscoveryRequest request, Set<AnnotatedClasses.Found> classes) {
		this.request = request;
		this.selectors = classes.stream().map(MethodRequest::selector).toList();
	}

	private static DiscoverySelector selector(AnnotatedClasses.Found found) {
		return found.enclosing().isEmpty() ? DiscoverySelectors.selectMethod(found.type(), MigrationTestMethod.get())
				: DiscoverySelectors.selectNestedMethod(found.enclosing(), found.type(), MigrationTestMethod.get());
	}

	@Override
	public <T extends DiscoverySelector> List<T> getSelectorsByType(Class<T> selectorType) {
		return this.selectors.stream().filter(selectorType::isInstance).map(selectorType::cast).toList();
	}

	@Override
	public <T extends DiscoveryFilter<?>> List<T> getFiltersByType(Class<T> filterType) {
		return this.request.getFiltersByType(filterType);
	}

	@Override
	public ConfigurationParameters getConfigurationParameters() {
		return this.request.getConfigurationParameters();
	}

	@Override
	public EngineDiscoveryListener getDiscoveryListener() {
		return this.request.getDiscoveryListener();
	}

	@Override
	public OutputDirectoryCreator getOutputDirectoryCreator() {
		return this.request.getOutputDirectoryCreator();
	}

}
