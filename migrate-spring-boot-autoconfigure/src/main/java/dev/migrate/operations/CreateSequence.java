package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.Sequence;

/**
 * Creates a sequence. With {@link Option#IF_NOT_EXISTS} it has no reverse, because nobody
 * knows then whether the sequence was there before.
 *
 * @param sequence the sequence
 * @param options {@link Option#IF_NOT_EXISTS} or none
 */
public record CreateSequence(Sequence sequence, Set<Option> options) implements Operation {

	public CreateSequence {
		options = Option.require("create sequence " + sequence.name(), options, Option.IF_NOT_EXISTS);
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("CREATE SEQUENCE ");
		Option.IF_NOT_EXISTS.write(sql, this.options);
		sql.name(this.sequence.name());
		if (this.sequence.type() != null) {
			sql.sql(" AS ").type(this.sequence.type());
		}
		if (!this.sequence.options().isDefault()) {
			sql.sql(" ").sequenceOptions(this.sequence.options());
		}
		if (this.sequence.ownedBy() != null) {
			SequenceOwners.write(sql, this.sequence.ownedBy());
		}
		sql.end();
		if (this.sequence.comment() != null) {
			Comments.write(sql, ObjectKind.SEQUENCE, this.sequence.name(), this.sequence.comment());
		}
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.contains(Option.IF_NOT_EXISTS) ? Optional.empty()
				: Optional.of(new DropSequence(this.sequence.name(), this.sequence, Set.of()));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.createSequence(").value(this.sequence);
		TableOperation.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "create sequence " + this.sequence.name();
	}

}
