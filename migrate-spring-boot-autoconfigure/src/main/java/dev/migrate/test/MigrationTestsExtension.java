package dev.migrate.test;

import java.lang.reflect.Method;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Gives a class its checks in place of the method that stands for them.
 */
final class MigrationTestsExtension implements ClassTemplateInvocationContextProvider, InvocationInterceptor {

	@Override
	public boolean supportsClassTemplate(ExtensionContext context) {
		return true;
	}

	@Override
	public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
		return Stream.of(new ClassTemplateInvocationContext() {

			@Override
			public String getDisplayName(int invocationIndex) {
				return "revisions";
			}

		});
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T interceptTestFactoryMethod(Invocation<T> invocation,
			ReflectiveInvocationContext<Method> invocationContext, ExtensionContext extensionContext) throws Throwable {
		if (invocationContext.getExecutable().getDeclaringClass() != MigrationTestMethod.class) {
			return invocation.proceed();
		}
		invocation.skip();
		Stream<DynamicNode> nodes = new TestNodes(extensionContext).stream();
		return (T) nodes;
	}

}
