package dev.migrate.autogenerate;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the sources of the wanted schema contradict each other, or the database
 * refuses one of them.
 */
public final class InvalidTargetException extends MigrateException {

	private InvalidTargetException(String problem, String action, @Nullable Throwable cause) {
		super(problem, action, cause);
	}

	/**
	 * Two sources do not agree about an object. A table has one source, even if both say
	 * the same.
	 * @param kind what the object is
	 * @param object its name
	 * @param one one source
	 * @param other the other source
	 * @return the exception
	 */
	public static InvalidTargetException conflict(String kind, ObjectName object, String one, String other) {
		return new InvalidTargetException("The %s %s is wanted by %s and by %s.".formatted(kind, object, one, other),
				"Remove it from one of them.", null);
	}

	/**
	 * The database refuses a statement of a schema script.
	 * @param location where the script was found
	 * @param line the line of the error, counted from 1
	 * @param message what the database says
	 * @param cause the exception of the driver
	 * @return the exception
	 */
	public static InvalidTargetException refused(String location, int line, String message, Throwable cause) {
		return new InvalidTargetException("The database refuses %s, line %d: %s".formatted(location, line, message),
				"Correct the statement: the script has to create the whole schema, each object after those that it needs.",
				cause);
	}

	/**
	 * The database refuses a declared object.
	 * @param location where the file was found
	 * @param line the line of the error, counted from 1
	 * @param message what the database says
	 * @param cause the exception of the driver
	 * @return the exception
	 */
	public static InvalidTargetException refusedObject(String location, int line, String message, Throwable cause) {
		return new InvalidTargetException("The database refuses %s, line %d: %s.".formatted(location, line, message),
				"Correct the statement, or declare what it needs. The order of files and statements does not matter.",
				cause);
	}

	/**
	 * Two statements declare one object.
	 * @param object what the object is called
	 * @param one where one statement is
	 * @param other where the other statement is
	 * @return the exception
	 */
	public static InvalidTargetException declaredTwice(String object, String one, String other) {
		return new InvalidTargetException("%s is declared in %s and in %s.".formatted(object, one, other),
				"Remove one of them.", null);
	}

	/**
	 * Declared objects need each other.
	 * @param objects what they are and where, each of which needs the next one, and the
	 * last one the first one
	 * @return the exception
	 */
	public static InvalidTargetException circle(List<String> objects) {
		return new InvalidTargetException(
				"Declared objects need each other in a circle: %s.".formatted(String.join(" needs ", objects)),
				"Remove the name of one of them from the definition of another one.", null);
	}

}
