package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Sets or drops the comment of an object that is neither a table nor a part of one. The
 * reverse sets the comment that was there; it has none if that is not known.
 *
 * @param kind what kind of object it is
 * @param name the name of the object; that of a schema or an extension is in no schema
 * @param comment the comment
 * @param was the comment that was there, or {@code null} if not known
 */
public record CommentOn(ObjectKind kind, ObjectName name, Comment comment, @Nullable Comment was) implements Operation {

	public CommentOn {
		if (name.schema() != null && !kind.inSchema()) {
			throw new InvalidOperationException("'%s' has a schema, which no %s has.".formatted(name, kind.describe()),
					"Give its name alone.");
		}
	}

	static CommentOn of(ObjectKind kind, String name, @Nullable String comment, @Nullable Comment was) {
		ObjectName parsed = kind.inSchema() ? ObjectName.of(name) : new ObjectName(null, name);
		return new CommentOn(kind, parsed, new Comment(comment), was);
	}

	@Override
	public void write(SqlWriter sql) {
		switch (this.kind) {
			case EXTENSION -> sql.require(Feature.EXTENSION);
			case TYPE -> sql.require(Feature.ENUM_TYPE);
			case MATERIALIZED_VIEW -> sql.require(Feature.MATERIALIZED_VIEW);
			case SCHEMA, SEQUENCE, VIEW -> {
			}
		}
		Comments.write(sql, this.kind, this.name, this.comment.text());
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.was).map((before) -> new CommentOn(this.kind, this.name, before, this.comment));
	}

	@Override
	public void render(JavaWriter java) {
		Object written = this.kind.inSchema() ? this.name : this.name.name();
		if (this.was == null) {
			java.call("commentOn", this.kind, written, this.comment.text());
		}
		else {
			java.call("commentOn", this.kind, written, this.comment.text(), this.was.text());
		}
	}

	@Override
	public String describe() {
		return ((this.comment.text() != null) ? "comment on " : "drop comment on ") + this.kind.describe() + " "
				+ this.name;
	}

}
