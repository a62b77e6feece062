package dev.migrate.operations.operation;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link Operation} writes itself to as Java source: the text of a method body,
 * whose imports are collected.
 *
 * @see dev.migrate.operations.rendering.JavaSource
 */
public interface JavaWriter {

	/**
	 * Writes source as it is. A line may be broken before a value that is written after a
	 * text which ends in a comma and a space.
	 * @param text part of the source; a line feed in it begins a new line, with as many
	 * tabs before it as it is to be indented more than the first
	 * @return this writer
	 */
	JavaWriter java(String text);

	/**
	 * Writes the simple name of a type, which is imported.
	 * @param type the type
	 * @return this writer
	 */
	JavaWriter type(Class<?> type);

	/**
	 * Writes the name of a static method or constant, which is imported statically.
	 * @param type the type that declares it
	 * @param name its name
	 * @return this writer
	 */
	JavaWriter member(Class<?> type, String name);

	/**
	 * Writes an expression that yields an equal value: {@code null}, a string, number,
	 * boolean, {@link OperationOption} or enum constant, a {@code java.time} value, UUID,
	 * class or array, a list, set, map or optional of such values, a value of
	 * {@link dev.migrate.schema} as a person would write it, and any other record by its
	 * canonical constructor. The name of an object is written as the string that the
	 * methods of {@link dev.migrate.operations.Operations} take, unless it is part of
	 * another value. Sets and maps lose their order, as {@code Set.of(…)} and
	 * {@code Map.of(…)} have none.
	 * @param value the value
	 * @return this writer
	 * @throws InvalidOperationException if there is no such expression
	 */
	JavaWriter value(@Nullable Object value);

	/**
	 * Writes a statement that calls a method of
	 * {@link dev.migrate.operations.Operations}, such as {@code op.dropTable("users");}.
	 * @param method the method
	 * @param arguments its arguments, values as for {@link #value}
	 * @return this writer
	 */
	default JavaWriter call(String method, @Nullable Object... arguments) {
		java("op." + method + "(");
		for (int i = 0; i < arguments.length; i++) {
			java((i > 0) ? ", " : "").value(arguments[i]);
		}
		return java(");");
	}

}
