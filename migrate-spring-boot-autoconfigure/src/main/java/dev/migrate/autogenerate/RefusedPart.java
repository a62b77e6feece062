package dev.migrate.autogenerate;

import java.util.Locale;
import java.util.Map;

import dev.migrate.autogenerate.WantedSchema.Attribute;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Renaming;
import org.jspecify.annotations.Nullable;

/**
 * A part of the wanted schema that the database refuses to create.
 *
 * @param object the part
 * @param attribute the attribute of an entity that wants it, or {@code null} if none is
 * known
 * @param message what the database says
 */
public record RefusedPart(SchemaObject object, @Nullable String attribute, String message) {

	/**
	 * Returns this part with the attribute that wants it.
	 * @param attributes the attributes by column
	 */
	public RefusedPart attribute(Map<ColumnName, Attribute> attributes) {
		String column = this.object.part();
		Attribute attribute = (this.object.kind() == SchemaObject.Kind.COLUMN && column != null)
				? attributes.get(new ColumnName(this.object.name(), column)) : null;
		return (attribute != null) ? new RefusedPart(this.object, attribute.name(), this.message) : this;
	}

	/**
	 * Returns this part under another name.
	 */
	public RefusedPart map(Renaming renaming) {
		return new RefusedPart(new SchemaObject(this.object.kind(), renaming.object(this.object.name()),
				this.object.part(), this.object.side()), this.attribute, this.message);
	}

	/**
	 * Returns what the part needs, if the database refuses it only for want of something
	 * that a schema script creates and a revision does not.
	 */
	public String lack() {
		return "The database lacks what %s needs, and Migrate does not create it: %s. Write it into the revision."
			.formatted(described(), this.message);
	}

	/**
	 * Returns what is refused and why, such as
	 * {@code column member.active (com.example.Member.active): type "tinyint" does not exist}.
	 */
	@Override
	public String toString() {
		return described() + ": " + this.message;
	}

	private String described() {
		String kind = this.object.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
		String part = (this.object.part() != null) ? "." + this.object.part() : "";
		return "%s %s%s%s".formatted(kind, this.object.name(), part,
				(this.attribute != null) ? " (" + this.attribute + ")" : "");
	}

}
