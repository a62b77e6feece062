package dev.migrate.schema;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A constraint that no two rows agree in all of its elements, such as that no two
 * bookings of one room overlap, written as
 * {@code exclude().with("room", "=").with("during", "&&")}.
 *
 * @param name the name, or {@code null} if a
 * {@link dev.migrate.schema.naming.NamingConvention} is to name it
 * @param method the index method, such as {@code gist}
 * @param elements what is compared, at least one
 * @param where the condition of the rows that it holds for, or {@code null} for all
 * @param deferrability when it is checked
 */
public record ExclusionConstraint(@Nullable String name, String method, List<Element> elements, @Nullable String where,
		Deferrability deferrability) implements Constraint {

	public ExclusionConstraint {
		InvalidSchemaException.requireName("an index method", method);
		elements = List.copyOf(elements);
	}

	/**
	 * An exclusion constraint by a GiST index that has to be told what it compares.
	 * @return the constraint, without elements
	 */
	public static ExclusionConstraint exclude() {
		return new ExclusionConstraint(null, "gist", List.of(), null, Deferrability.NOT_DEFERRABLE);
	}

	/**
	 * Returns this constraint with one more column.
	 * @param column the column
	 * @param operator the operator that compares two rows, such as {@code =} or
	 * {@code &&}
	 * @return the constraint
	 */
	public ExclusionConstraint with(String column, String operator) {
		return with(new Element(Index.Part.column(column), operator));
	}

	/**
	 * Returns this constraint with one more element.
	 * @param element the element
	 * @return the constraint
	 */
	public ExclusionConstraint with(Element element) {
		List<Element> extended = new ArrayList<>(this.elements);
		extended.add(element);
		return new ExclusionConstraint(this.name, this.method, extended, this.where, this.deferrability);
	}

	@Override
	public ExclusionConstraint named(String name) {
		return new ExclusionConstraint(InvalidSchemaException.requireName("an exclusion constraint", name), this.method,
				this.elements, this.where, this.deferrability);
	}

	public ExclusionConstraint using(String method) {
		return new ExclusionConstraint(this.name, method, this.elements, this.where, this.deferrability);
	}

	public ExclusionConstraint where(String condition) {
		return new ExclusionConstraint(this.name, this.method, this.elements, condition, this.deferrability);
	}

	public ExclusionConstraint deferrable(Deferrability deferrability) {
		return new ExclusionConstraint(this.name, this.method, this.elements, this.where, deferrability);
	}

	@Override
	public ExclusionConstraint map(ObjectName table, Renaming renaming) {
		return new ExclusionConstraint(this.name, this.method,
				this.elements.stream()
					.map((element) -> new Element(element.part().map(table, renaming), element.operator()))
					.toList(),
				(this.where != null) ? renaming.expression(this.where) : null, this.deferrability);
	}

	/**
	 * One thing that two rows are compared by.
	 *
	 * @param part a column or an expression, with an operator class if need be
	 * @param operator the operator, such as {@code =}
	 */
	public record Element(Index.Part part, String operator) {

		public Element {
			if (operator.isBlank()) {
				throw new InvalidSchemaException("An element of an exclusion constraint has no operator.",
						"Give it one such as = or &&.");
			}
		}

	}

}
