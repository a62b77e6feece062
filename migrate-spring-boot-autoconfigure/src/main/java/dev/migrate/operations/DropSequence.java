package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Drops a sequence. The reverse creates it anew: the value that it had reached is lost.
 *
 * @param name the name
 * @param sequence the sequence as it was, for the reverse, or {@code null} if not known
 * @param options {@link Option#IF_EXISTS} and {@link Option#CASCADE} if the sequence is
 * not known
 */
public record DropSequence(ObjectName name, @Nullable Sequence sequence, Set<Option> options) implements Operation {

	public DropSequence {
		options = Option.requireDrop("drop sequence " + name, options, sequence != null, Option.IF_EXISTS,
				Option.CASCADE);
	}

	@Override
	public void write(SqlWriter sql) {
		if (this.options.contains(Option.CASCADE)) {
			sql.require(Feature.CASCADE);
		}
		Drops.write(sql, "SEQUENCE", this.name, this.options);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.sequence).map((known) -> new CreateSequence(known, Set.of()));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.dropSequence(").value((this.sequence != null) ? this.sequence : this.name);
		TableOperation.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "drop sequence " + this.name;
	}

}
