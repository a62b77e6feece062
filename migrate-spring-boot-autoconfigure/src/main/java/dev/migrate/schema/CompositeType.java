package dev.migrate.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * A composite type, written as
 * {@code compositeType("point").attribute("x", integer()).attribute("y", integer())}.
 * Every method returns a changed copy.
 *
 * @param name the name
 * @param attributes its attributes in their order. An attribute has a type and may have a
 * collation and a comment; all else belongs to the columns of the type
 * @param comment the comment, or {@code null}
 */
public record CompositeType(ObjectName name, List<Column> attributes, @Nullable String comment) {

	public CompositeType {
		attributes = List.copyOf(attributes);
		Set<String> seen = new HashSet<>();
		for (Column attribute : attributes) {
			if (!seen.add(attribute.name())) {
				throw new InvalidSchemaException(
						"Composite type '%s' has two attributes named '%s'.".formatted(name, attribute.name()),
						"Rename one of them.");
			}
			if (!attribute.nullable() || attribute.defaultValue() != null || attribute.generated() != null) {
				throw new InvalidSchemaException(
						"Attribute '%s' of composite type '%s' is NOT NULL or has a default or an expression."
							.formatted(attribute.name(), name),
						"Give it a type only, and add a check constraint to the columns of the composite type.");
			}
		}
	}

	/**
	 * A composite type without attributes.
	 * @param name {@code name} or {@code schema.name}
	 * @return the type
	 */
	public static CompositeType compositeType(String name) {
		return new CompositeType(ObjectName.of(name), List.of(), null);
	}

	/**
	 * Returns this type with one more attribute.
	 * @param attribute the attribute, as a nullable column
	 * @return the type
	 */
	public CompositeType attribute(Column attribute) {
		List<Column> extended = new ArrayList<>(this.attributes);
		extended.add(attribute);
		return new CompositeType(this.name, extended, this.comment);
	}

	/**
	 * Returns this type with one more attribute.
	 * @param name the name of the attribute
	 * @param type its data type
	 * @return the type
	 */
	public CompositeType attribute(String name, DataType type) {
		return attribute(Column.column(name, type));
	}

	/**
	 * Returns this type with one more attribute, as in
	 * {@code attribute("y", integer(), (y) -> y.comment("down"))}.
	 * @param name the name of the attribute
	 * @param type its data type
	 * @param details its collation or comment
	 * @return the type
	 */
	public CompositeType attribute(String name, DataType type, UnaryOperator<Column> details) {
		return attribute(details.apply(Column.column(name, type)));
	}

	public CompositeType comment(@Nullable String comment) {
		return new CompositeType(this.name, this.attributes, comment);
	}

	/**
	 * Returns this type under another name.
	 * @param renaming the other names
	 * @return the renamed type
	 */
	public CompositeType map(Renaming renaming) {
		return new CompositeType(renaming.object(this.name),
				this.attributes.stream().map((attribute) -> attribute.map(this.name, renaming)).toList(), this.comment);
	}

}
