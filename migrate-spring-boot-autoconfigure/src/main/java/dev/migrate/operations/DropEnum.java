package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Drops an enum type. The reverse creates it.
 *
 * @param name the name
 * @param type the type as it was, for the reverse, or {@code null} if not known
 * @param options {@link Option#IF_EXISTS} and {@link Option#CASCADE}, which drops the
 * columns of the type, if the type is not known
 */
public record DropEnum(ObjectName name, @Nullable EnumType type, Set<Option> options) implements Operation {

	public DropEnum {
		options = Option.requireDrop("drop enum type " + name, options, type != null, Option.IF_EXISTS, Option.CASCADE);
	}

	@Override
	public void write(SqlWriter sql) {
		Drops.write(sql.require(Feature.ENUM_TYPE), "TYPE", this.name, this.options);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.type).map(CreateEnum::new);
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.dropEnum(").value((this.type != null) ? this.type : this.name);
		TableOperation.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "drop enum type " + this.name;
	}

}
