package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Sets or drops the comment of a constraint. The reverse sets the comment that was there;
 * it has none if that is not known.
 *
 * @param table the name of the table
 * @param constraint the name of the constraint
 * @param comment the comment
 * @param was the comment that was there, or {@code null} if not known
 */
public record SetConstraintComment(ObjectName table, String constraint, Comment comment,
		@Nullable Comment was) implements Operation {

	@Override
	public void write(SqlWriter sql) {
		Comments.writeConstraint(sql, this.table, this.constraint, this.comment.text());
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.was)
			.map((before) -> new SetConstraintComment(this.table, this.constraint, before, this.comment));
	}

	@Override
	public void render(JavaWriter java) {
		if (this.was == null) {
			java.call("commentOnConstraint", this.table, this.constraint, this.comment.text());
		}
		else {
			java.call("commentOnConstraint", this.table, this.constraint, this.comment.text(), this.was.text());
		}
	}

	@Override
	public String describe() {
		return ((this.comment.text() != null) ? "comment on constraint " : "drop comment on constraint ")
				+ this.constraint + " of " + this.table;
	}

}
