package dev.migrate.testsupport;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs a test on the oldest and the newest version of PostgreSQL, or on all that are at
 * hand with the system property {@code migrate.test.versions=all}.
 */
final class PostgresVersionsProvider implements TestTemplateInvocationContextProvider {

	private static final boolean ALL = "all".equals(System.getProperty("migrate.test.versions"));

	@Override
	public boolean supportsTestTemplate(ExtensionContext context) {
		return true;
	}

	@Override
	public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
		EachPostgresVersion each = AnnotationSupport
			.findAnnotation(context.getRequiredTestMethod(), EachPostgresVersion.class)
			.orElseThrow();
		return TestDatabase.versions()
			.filter((version) -> version >= each.since())
			.filter((version) -> ALL || version != PostgresServer.DEFAULT_VERSION)
			.mapToObj(OnVersion::new);
	}

	private record OnVersion(int version) implements TestTemplateInvocationContext {

		@Override
		public String getDisplayName(int invocationIndex) {
			return "PostgreSQL " + this.version;
		}

		@Override
		public List<Extension> getAdditionalExtensions() {
			BeforeEachCallback useVersion = (context) -> PostgresExtension.useVersion(context, this.version);
			return List.of(useVersion);
		}

	}

}
