package dev.migrate.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An enum type, written as {@code enumType("mood", "sad", "ok", "happy")}.
 *
 * @param name the name
 * @param values its values in their order
 * @param comment the comment, or {@code null}
 */
public record EnumType(ObjectName name, List<String> values, @Nullable String comment) {

	public EnumType {
		values = List.copyOf(values);
		Set<String> seen = new HashSet<>();
		for (String value : values) {
			if (!seen.add(value)) {
				throw new InvalidSchemaException("Enum type '%s' has the value '%s' twice.".formatted(name, value),
						"Keep one of them.");
			}
		}
	}

	/**
	 * An enum type.
	 * @param name {@code name} or {@code schema.name}
	 * @param values its values in their order
	 * @return the type
	 */
	public static EnumType enumType(String name, String... values) {
		return new EnumType(ObjectName.of(name), List.of(values), null);
	}

	public EnumType comment(@Nullable String comment) {
		return new EnumType(this.name, this.values, comment);
	}

	/**
	 * Returns this type under another name.
	 * @param renaming the other names
	 * @return the renamed type
	 */
	public EnumType map(Renaming renaming) {
		return new EnumType(renaming.object(this.name), this.values, this.comment);
	}

}
