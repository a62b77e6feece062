package dev.migrate.operations;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link Operation} writes itself to as Java source: the text of a method body,
 * whose imports are collected.
 */
public interface JavaWriter {

	/**
	 * Writes source as it is.
	 * @param text part of the source
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
	 * Writes an expression that yields a value: {@code null}, a string, number, boolean,
	 * enum constant, a list or map of such values, a value of {@link dev.migrate.schema}
	 * as a person would write it, and any other record by its constructor.
	 * @param value the value
	 * @return this writer
	 * @throws InvalidOperationException if there is no such expression
	 */
	JavaWriter value(@Nullable Object value);

	/**
	 * Writes a statement that calls a method of {@link Operations}, such as
	 * {@code op.dropTable("users");}.
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
