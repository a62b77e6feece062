package dev.migrate.test.engine;

import java.util.ServiceLoader;
import java.util.Set;

import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/**
 * Finds the classes that are annotated with
 * {@link dev.migrate.test.MigrationTests @MigrationTests}, which Jupiter passes over if
 * they have no method, and has Jupiter run the method that they do not have. So all of
 * its extensions and settings hold, and methods of the class are tests of Jupiter as
 * always.
 */
public final class MigrationTestEngine implements TestEngine {

	private static final String ID = "migrate";

	private static final String JUPITER = "junit-jupiter";

	@Override
	public String getId() {
		return ID;
	}

	@Override
	public TestDescriptor discover(EngineDiscoveryRequest discoveryRequest, UniqueId uniqueId) {
		Set<AnnotatedClasses.Found> classes = AnnotatedClasses.selectedBy(discoveryRequest, uniqueId);
		return classes.isEmpty() ? new EngineDescriptor(uniqueId, "Migrate")
				: jupiter().discover(new MethodRequest(discoveryRequest, classes), uniqueId);
	}

	@Override
	public void execute(ExecutionRequest request) {
		TestDescriptor root = request.getRootTestDescriptor();
		if (root.getClass() != EngineDescriptor.class) {
			jupiter().execute(request);
			return;
		}
		request.getEngineExecutionListener().executionStarted(root);
		request.getEngineExecutionListener().executionFinished(root, TestExecutionResult.successful());
	}

	private static TestEngine jupiter() {
		return ServiceLoader.load(TestEngine.class, MigrationTestEngine.class.getClassLoader())
			.stream()
			.map(ServiceLoader.Provider::get)
			.filter((engine) -> engine.getId().equals(JUPITER))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"@MigrationTests needs the engine of JUnit Jupiter. Add org.junit.jupiter:junit-jupiter to the test dependencies."));
	}

}
