package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.Extension;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Removes an extension with all that belongs to it. The reverse installs it.
 *
 * @param name the name
 * @param extension the extension as it was, for the reverse, or {@code null} if not known
 * @param options {@link Option#IF_EXISTS} and {@link Option#CASCADE}, which drops the
 * columns of its types and all else that needs it, if the extension is not known
 */
public record DropExtension(String name, @Nullable Extension extension, Set<Option> options) implements Operation {

	public DropExtension {
		options = Option.requireDrop("drop extension " + name, options, extension != null, Option.IF_EXISTS,
				Option.CASCADE);
	}

	@Override
	public void write(SqlWriter sql) {
		Drops.write(sql.require(Feature.EXTENSION), "EXTENSION", new ObjectName(null, this.name), this.options);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.extension).map((known) -> new CreateExtension(known, Set.of()));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.dropExtension(");
		if (this.extension == null) {
			java.value(this.name);
		}
		else {
			CreateExtension.render(java, this.extension);
		}
		TableOperation.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "drop extension " + this.name;
	}

}
