package dev.migrate.operations.object;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;

/**
 * Creates a sequence. With {@link OperationOption#IF_NOT_EXISTS} it has no reverse,
 * because nobody knows then whether the sequence was there before.
 *
 * @param sequence the sequence
 * @param options {@link OperationOption#IF_NOT_EXISTS} or none
 */
public record CreateSequence(Sequence sequence, Set<OperationOption> options) implements CreateObject {

	public CreateSequence {
		options = OperationOption.require("create sequence " + sequence.name(), options, OperationOption.IF_NOT_EXISTS);
	}

	@Override
	public ObjectKind kind() {
		return ObjectKind.SEQUENCE;
	}

	@Override
	public ObjectName name() {
		return this.sequence.name();
	}

	@Override
	public Object definition() {
		return this.sequence;
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("CREATE SEQUENCE ");
		OperationOption.IF_NOT_EXISTS.write(sql, this.options);
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
		CommentTarget.of(ObjectKind.SEQUENCE, name()).writeIfPresent(sql, this.sequence.comment());
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.contains(OperationOption.IF_NOT_EXISTS) ? Optional.empty()
				: Optional.of(DropObject.of(this));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.createSequence(").value(this.sequence);
		OperationOption.render(java, this.options);
		java.java(");");
	}

}
