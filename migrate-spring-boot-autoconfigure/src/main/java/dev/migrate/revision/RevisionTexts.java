package dev.migrate.revision;

import java.util.Locale;

/**
 * What messages, logs and scripts call the rows of a version table, a direction and a
 * step.
 */
public final class RevisionTexts {

	private RevisionTexts() {
	}

	/**
	 * Names the revisions that a database is at.
	 * @param rows the rows of its version table
	 * @return the ids, separated by commas, or {@code base} if there are none
	 */
	public static String rows(Iterable<String> rows) {
		String text = String.join(", ", rows);
		return text.isEmpty() ? "base" : text;
	}

	/**
	 * Names a direction, as the command that leads there is called.
	 * @param direction the direction
	 * @return a word such as {@code upgrade}
	 */
	public static String direction(Direction direction) {
		return direction.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Describes a step.
	 * @param step the upgrade or downgrade of a revision
	 * @param message the message of the revision, which may be empty
	 * @return a text such as {@code upgrade 1b6d2f0c9a3e -> 7c1f0a9be2d4, add avatar}
	 */
	public static String step(RevisionStep step, String message) {
		String down = String.join(", ", step.revision().downRevisions());
		String id = step.revision().id();
		String text = direction(step.direction())
				+ ((step.direction() == Direction.UPGRADE) ? " " + down + " -> " + id : " " + id + " -> " + down);
		return message.isEmpty() ? text.stripTrailing() : text + ", " + message;
	}

}
