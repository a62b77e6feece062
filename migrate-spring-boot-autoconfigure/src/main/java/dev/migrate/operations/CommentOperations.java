package dev.migrate.operations;

import dev.migrate.operations.object.Comment;
import dev.migrate.operations.object.CommentTarget;
import dev.migrate.operations.object.SetComment;
import org.jspecify.annotations.Nullable;

/**
 * What a migration can do with the comments of objects. Comments block nobody who reads
 * or writes rows.
 *
 * @see Operations
 */
public interface CommentOperations extends OperationApplier {

	/**
	 * Sets the comment of an object, as in
	 * {@code op.setComment(onTable("users"), "Everybody who can log in")}. What it was is
	 * not known then, so that this has no reverse.
	 * @param target what has the comment
	 * @param comment the comment
	 */
	default void setComment(CommentTarget target, String comment) {
		apply(new SetComment(target, new Comment(comment), null));
	}

	/**
	 * Sets the comment of an object. The reverse sets the one that was there.
	 * @param target what has the comment
	 * @param comment the comment
	 * @param was the comment that is there, or {@code null} if there is none
	 */
	default void setComment(CommentTarget target, String comment, @Nullable String was) {
		apply(new SetComment(target, new Comment(comment), new Comment(was)));
	}

	/**
	 * Drops the comment of an object. What it was is not known then, so that this has no
	 * reverse.
	 * @param target what has the comment
	 */
	default void dropComment(CommentTarget target) {
		apply(new SetComment(target, new Comment(null), null));
	}

	/**
	 * Drops the comment of an object. The reverse sets it again.
	 * @param target what has the comment
	 * @param was the comment that is there
	 */
	default void dropComment(CommentTarget target, String was) {
		apply(new SetComment(target, new Comment(null), new Comment(was)));
	}

}
