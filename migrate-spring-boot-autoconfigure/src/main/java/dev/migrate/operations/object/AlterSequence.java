package dev.migrate.operations.object;

import java.util.Objects;
import java.util.Optional;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;

/**
 * Changes how a sequence counts, which column it is dropped with and its comment. Only
 * what differs is written. The next value stays as it is; {@link RestartSequence} sets
 * it.
 *
 * @param from the sequence as it is
 * @param to the sequence as it is to be, of the same name
 */
public record AlterSequence(Sequence from, Sequence to) implements Operation {

	public AlterSequence {
		if (!from.name().equals(to.name())) {
			throw new InvalidOperationException(
					"Sequence '%s' is altered to one of another name, '%s'.".formatted(from.name(), to.name()),
					"Rename it with renameSequence(…).");
		}
		if (from.equals(to)) {
			throw new InvalidOperationException("Sequence '%s' is altered to what it is.".formatted(from.name()),
					"Give it as it is and then as it is to be, or leave the operation out.");
		}
	}

	private ObjectName name() {
		return this.to.name();
	}

	@Override
	public void write(SqlWriter sql) {
		SequenceRange before = SequenceRange.of(this.from);
		SequenceRange after = SequenceRange.of(this.to);
		boolean counting = !before.equals(after);
		boolean owner = !Objects.equals(this.from.ownedBy(), this.to.ownedBy());
		if (counting || owner) {
			sql.sql("ALTER SEQUENCE ").name(name());
			if (counting) {
				writeCounting(sql, before, after);
			}
			if (owner) {
				SequenceOwners.write(sql, this.to.ownedBy());
			}
			sql.end();
		}
		if (!Objects.equals(this.from.comment(), this.to.comment())) {
			CommentTarget.of(ObjectKind.SEQUENCE, name()).write(sql, this.to.comment());
		}
	}

	private void writeCounting(SqlWriter sql, SequenceRange before, SequenceRange after) {
		SequenceOptions options = this.to.options();
		boolean type = !before.type().equals(after.type());
		if (type) {
			sql.require(Feature.CHANGED_SEQUENCE_TYPE).sql(" AS ").type(after.type());
		}
		if (before.increment() != after.increment()) {
			sql.sql(" INCREMENT BY " + after.increment());
		}
		// With the type, PostgreSQL changes a bound that was the type's own, even if it
		// was given.
		if (type || before.minimum() != after.minimum()) {
			sql.sql((options.minValue() != null) ? " MINVALUE " + options.minValue() : " NO MINVALUE");
		}
		if (type || before.maximum() != after.maximum()) {
			sql.sql((options.maxValue() != null) ? " MAXVALUE " + options.maxValue() : " NO MAXVALUE");
		}
		if (before.start() != after.start()) {
			sql.sql(" START WITH " + after.start());
		}
		if (before.cache() != after.cache()) {
			sql.sql(" CACHE " + after.cache());
		}
		if (before.cycle() != after.cycle()) {
			sql.sql(after.cycle() ? " CYCLE" : " NO CYCLE");
		}
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new AlterSequence(this.to, this.from));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("alterSequence", this.from, this.to);
	}

	@Override
	public String describe() {
		return "alter sequence " + name();
	}

}
