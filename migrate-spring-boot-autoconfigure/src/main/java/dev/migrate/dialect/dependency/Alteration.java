package dev.migrate.dialect.dependency;

import java.util.List;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an object that others may depend on.
 *
 * @param kind what happens
 * @param object the table, index, sequence or type
 * @param part the column or constraint of a table, the attribute of a composite type,
 * where the catalog has the object, or {@code null}
 * @param after what there is after it
 * @param lost the values that an enum type loses
 */
public record Alteration(Kind kind, ObjectName object, @Nullable String part, After after, List<String> lost) {

	public Alteration {
		lost = List.copyOf(lost);
	}

	public Alteration(Kind kind, ObjectName object, @Nullable String part, After after) {
		this(kind, object, part, after, List.of());
	}

	public Alteration after(After other) {
		return new Alteration(this.kind, this.object, this.part, other, this.lost);
	}

	public Alteration of(ObjectName other, @Nullable String otherPart) {
		return new Alteration(this.kind, other, otherPart, this.after, this.lost);
	}

	/**
	 * Says for people what cannot be done.
	 * @return a clause such as {@code column users.nick cannot be dropped}
	 */
	public String refusal() {
		return switch (this.kind) {
			case DROP_TABLE -> "table %s cannot be dropped".formatted(this.object);
			case DROP_COLUMN -> "column %s.%s cannot be dropped".formatted(this.object, this.part);
			case CHANGE_TYPE -> "the type of column %s.%s cannot be changed".formatted(this.object, this.part);
			case DROP_CONSTRAINT -> "constraint %s of table %s cannot be dropped".formatted(this.part, this.object);
			case DROP_INDEX -> "index %s cannot be dropped".formatted(this.object);
			case DROP_SEQUENCE -> "sequence %s cannot be dropped".formatted(this.object);
			case REPLACE_TYPE -> "the values of enum type %s cannot be changed".formatted(this.object);
			case REPLACE_COMPOSITE_TYPE, CHANGE_ATTRIBUTES ->
				"composite type %s cannot be changed".formatted(this.object);
			case DROP_ATTRIBUTE -> "attribute %s of type %s cannot be dropped".formatted(this.part, this.object);
			case DROP_TYPE -> "type %s cannot be dropped".formatted(this.object);
			case REPLACE_OBJECT ->
				"%s cannot be %s".formatted(this.object.name(), (this.after == After.NOTHING) ? "dropped" : "changed");
		};
	}

	/**
	 * Says for people what happens.
	 * @return a clause such as {@code column users.nick is dropped}
	 */
	public String happening() {
		return refusal().replace(" cannot be ", " is ").replace("the values of enum type", "enum type");
	}

	/**
	 * What happens to an object.
	 */
	public enum Kind {

		DROP_TABLE, DROP_COLUMN, CHANGE_TYPE, DROP_CONSTRAINT, DROP_INDEX, DROP_SEQUENCE,

		/**
		 * The enum type is replaced by another one of its name, and so is that of its
		 * columns.
		 */
		REPLACE_TYPE,

		/**
		 * The same for a composite type.
		 */
		REPLACE_COMPOSITE_TYPE,

		/**
		 * A composite type gets or loses attributes.
		 */
		CHANGE_ATTRIBUTES,

		DROP_ATTRIBUTE, DROP_TYPE,

		/**
		 * A view, function or the like is dropped, and perhaps created in another way.
		 * The part is its {@linkplain dev.migrate.dialect.object.StoredObject#address()
		 * address}.
		 */
		REPLACE_OBJECT

	}

	/**
	 * What there is after an alteration.
	 */
	public enum After {

		NOTHING,

		/**
		 * Something else that serves those that depend on it.
		 */
		REPLACEMENT,

		/**
		 * The same object, created again.
		 */
		SAME

	}

}
