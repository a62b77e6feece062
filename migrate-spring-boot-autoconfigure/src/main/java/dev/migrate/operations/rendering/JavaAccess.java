package dev.migrate.operations.rendering;

import java.lang.reflect.Modifier;

import dev.migrate.operations.operation.InvalidOperationException;

/**
 * Which types the source of another class can name.
 */
final class JavaAccess {

	private JavaAccess() {
	}

	/**
	 * Makes sure that a type can be named.
	 * @param packageName the package of the source that names it
	 * @return the type itself, or the outermost one that it is nested in
	 * @throws InvalidOperationException if it cannot
	 */
	static Class<?> requireNameable(Class<?> type, String packageName) {
		if (type.getCanonicalName() == null || type.isHidden()) {
			throw notNameable(type, "is local or anonymous");
		}
		boolean samePackage = type.getPackageName().equals(packageName);
		if (type.getPackageName().isEmpty() && !samePackage) {
			throw notNameable(type, "is in no package");
		}
		Class<?> outer = type;
		for (Class<?> part = type; part != null; part = part.getEnclosingClass()) {
			int modifiers = part.getModifiers();
			if (Modifier.isPrivate(modifiers) || (!Modifier.isPublic(modifiers) && !samePackage)) {
				throw notNameable(type, Modifier.isPrivate(modifiers) ? "is private" : "is not public");
			}
			outer = part;
		}
		return outer;
	}

	private static InvalidOperationException notNameable(Class<?> type, String why) {
		return new InvalidOperationException(
				"There is no Java source for a value of %s, which %s.".formatted(type.getName(), why),
				"Make it a public record or enum of a package, or override render(…) of the operation that holds it.");
	}

}
