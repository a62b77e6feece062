package dev.migrate.script;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.migrate.revision.NewRevision;
import org.jspecify.annotations.Nullable;

/**
 * What a new revision script is to contain, in whatever format it is written.
 *
 * @param id the id of the revision
 * @param place its place in the graph
 * @param message what it does, in a few words, or empty; line breaks and other control
 * characters become blanks
 * @param created when it is written
 * @param transactional whether it runs in a transaction
 * @param imports the types that the lines of a Java script use, besides those that every
 * script uses, such as {@code java.util.List} or
 * {@code static dev.migrate.schema.Column.column}
 * @param upgrade the lines of the way up, without indentation of their own; of a Java
 * script the body of the method
 * @param downgrade the lines of the way down, or {@code null} if there deliberately is
 * none
 */
public record NewScript(String id, NewRevision place, String message, Instant created, boolean transactional,
		List<String> imports, List<String> upgrade, @Nullable List<String> downgrade) {

	/**
	 * Creates a script.
	 */
	public NewScript {
		Objects.requireNonNull(id, "id must not be null");
		Objects.requireNonNull(place, "place must not be null");
		Objects.requireNonNull(created, "created must not be null");
		message = message.replaceAll("[\\s\\p{Cntrl}\\x{2028}\\x{2029}]+", " ").strip();
		imports = List.copyOf(imports);
		upgrade = lines(upgrade);
		downgrade = (downgrade != null) ? lines(downgrade) : null;
	}

	/**
	 * Creates a script that does nothing.
	 * @param id the id of the revision
	 * @param place its place in the graph
	 * @param message what it does, in a few words, or empty
	 * @param created when it is written
	 * @return the script
	 */
	public static NewScript empty(String id, NewRevision place, String message, Instant created) {
		return new NewScript(id, place, message, created, true, List.of(), List.of(), List.of());
	}

	/**
	 * Returns this script with what it does.
	 * @param upgrade the lines of the way up
	 * @param downgrade the lines of the way down, or {@code null} if there deliberately
	 * is none
	 * @return the script
	 */
	public NewScript withBody(List<String> upgrade, @Nullable List<String> downgrade) {
		return new NewScript(this.id, this.place, this.message, this.created, this.transactional, this.imports, upgrade,
				downgrade);
	}

	private static List<String> lines(List<String> lines) {
		return lines.stream().flatMap((line) -> line.isEmpty() ? List.of("").stream() : line.lines()).toList();
	}

}
