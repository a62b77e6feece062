package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Sets or drops the comment of a table. The reverse sets the comment that was there; it
 * has none if that is not known.
 *
 * @param table the name of the table
 * @param comment the comment
 * @param was the comment that was there, or {@code null} if not known
 */
public record SetTableComment(ObjectName table, Comment comment, @Nullable Comment was) implements Operation {

	@Override
	public void write(SqlWriter sql) {
		Comments.writeTable(sql, this.table, this.comment.text());
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.was).map((before) -> new SetTableComment(this.table, before, this.comment));
	}

	@Override
	public void render(JavaWriter java) {
		if (this.was == null) {
			java.call("commentOnTable", this.table, this.comment.text());
		}
		else {
			java.call("commentOnTable", this.table, this.comment.text(), this.was.text());
		}
	}

	@Override
	public String describe() {
		return ((this.comment.text() != null) ? "comment on table " : "drop comment on table ") + this.table;
	}

}
