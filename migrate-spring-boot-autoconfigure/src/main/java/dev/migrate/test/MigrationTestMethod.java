package dev.migrate.test;

import java.lang.reflect.Method;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The method that an empty class does not have. It is never called: the extension of the
 * class returns the tests in its place. Internal: not part of the API.
 */
public final class MigrationTestMethod {

	private MigrationTestMethod() {
	}

	/**
	 * Returns the method.
	 * @return a test factory
	 */
	public static Method get() {
		try {
			return MigrationTestMethod.class.getDeclaredMethod("revisions");
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// One check uses what another has found out. A transaction of the test would only
	// connect to the database of the application.
	@TestFactory
	@DisplayName("revisions")
	@Execution(ExecutionMode.SAME_THREAD)
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	Stream<DynamicNode> revisions() {
		return Stream.of(DynamicTest.dynamicTest("revisions", () -> {
			throw new IllegalStateException("The class is not annotated with @MigrationTests.");
		}));
	}

}
