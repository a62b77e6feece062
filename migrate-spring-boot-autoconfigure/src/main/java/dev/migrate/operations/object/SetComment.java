package dev.migrate.operations.object;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Sets or drops the comment of an object. The reverse sets the comment that was there; it
 * has none if that is not known.
 *
 * @param target what has the comment
 * @param comment the comment
 * @param was the comment that was there, or {@code null} if not known
 */
public record SetComment(CommentTarget target, Comment comment, @Nullable Comment was) implements Operation {

	@Override
	public void write(SqlWriter sql) {
		this.target.write(sql, this.comment.text());
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return switch (this.target.kind()) {
			case TABLE, COLUMN, CONSTRAINT -> Optional.of(Set.of(this.target.name()));
			default -> Optional.empty();
		};
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.was).map((before) -> new SetComment(this.target, before, this.comment));
	}

	@Override
	public Operation withoutReverse() {
		return new SetComment(this.target, this.comment, null);
	}

	@Override
	public void render(JavaWriter java) {
		boolean drop = this.comment.text() == null;
		java.java(drop ? "op.dropComment(" : "op.setComment(");
		this.target.render(java);
		if (!drop) {
			java.java(", ").value(this.comment.text());
		}
		if (this.was != null) {
			java.java(", ").value(this.was.text());
		}
		java.java(");");
	}

	@Override
	public String describe() {
		return ((this.comment.text() != null) ? "comment on " : "drop comment on ") + this.target.describe();
	}

}
