package dev.migrate.operations.rendering;

import dev.migrate.schema.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Says how data types are written in the Java of a generated revision, such as by a
 * factory method of the application. Of an array it is asked for the type of the
 * elements.
 */
@FunctionalInterface
public interface DataTypeRenderer {

	/**
	 * Writes a data type.
	 * @param type the type, which is no array
	 * @param imports gives the names of types and static methods, and imports them
	 * @return an expression that yields an equal type, or {@code null} to leave it to
	 * others
	 */
	@Nullable String render(DataType type, JavaImports imports);

	/**
	 * Returns a renderer that leaves to another one what this one leaves to others.
	 * @param other the other renderer
	 * @return the renderer
	 */
	default DataTypeRenderer or(DataTypeRenderer other) {
		return (type, imports) -> {
			String rendered = render(type, imports);
			return (rendered != null) ? rendered : other.render(type, imports);
		};
	}

	/**
	 * Returns a renderer that leaves everything to others.
	 * @return the renderer
	 */
	static DataTypeRenderer none() {
		return (type, imports) -> null;
	}

}
