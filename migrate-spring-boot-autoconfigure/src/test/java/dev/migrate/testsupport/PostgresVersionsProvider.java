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
 * Runs a test on each version of PostgreSQL that is at hand.
 */
final class PostgresVersionsProvider implements TestTemplateInvocationContextProvider {

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
			.filter((version) -> each.usual() || version != PostgresServer.DEFAULT_VERSION)
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
