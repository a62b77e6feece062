package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Sets or drops the comment of an index. The reverse sets the comment that was there; it
 * has none if that is not known.
 *
 * @param index the name of the index
 * @param comment the comment
 * @param was the comment that was there, or {@code null} if not known
 */
public record SetIndexComment(ObjectName index, Comment comment, @Nullable Comment was) implements Operation {

	@Override
	public void write(SqlWriter sql) {
		Comments.writeIndex(sql, this.index, this.comment.text());
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.was).map((before) -> new SetIndexComment(this.index, before, this.comment));
	}

	@Override
	public void render(JavaWriter java) {
		if (this.was == null) {
			java.call("commentOnIndex", this.index, this.comment.text());
		}
		else {
			java.call("commentOnIndex", this.index, this.comment.text(), this.was.text());
		}
	}

	@Override
	public String describe() {
		return ((this.comment.text() != null) ? "comment on index " : "drop comment on index ") + this.index;
	}

}
