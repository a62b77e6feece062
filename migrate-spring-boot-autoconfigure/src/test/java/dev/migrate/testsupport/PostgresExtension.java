package dev.migrate.testsupport;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that declares a {@link TestDatabase} parameter a database of its own
 * and drops it afterwards. The parameters of one test share their database.
 *
 * @see EachPostgresVersion
 */
public final class PostgresExtension implements ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

	private static final String VERSION = "version";

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == TestDatabase.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(NAMESPACE)
			.computeIfAbsent(Lease.class, (key) -> new Lease(TestDatabase.on(version(context))), Lease.class)
			.database();
	}

	static void useVersion(ExtensionContext context, int version) {
		context.getStore(NAMESPACE).put(VERSION, version);
	}

	private static int version(ExtensionContext context) {
		return context.getStore(NAMESPACE).getOrDefault(VERSION, Integer.class, PostgresServer.DEFAULT_VERSION);
	}

	private record Lease(TestDatabase database) implements AutoCloseable {

		@Override
		public void close() {
			this.database.close();
		}

	}

}
