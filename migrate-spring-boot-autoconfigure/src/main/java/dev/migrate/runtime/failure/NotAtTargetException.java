package dev.migrate.runtime.failure;

import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.script.RevisionScript;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a database is not at its target and is not to be upgraded by this process.
 */
public class NotAtTargetException extends MigrateException {

	private static final int SHOWN = 5;

	private final List<String> current;

	private final List<RevisionScript> pending;

	/**
	 * Creates an exception.
	 * @param target what the database is to be at
	 * @param current what it is at
	 * @param pending the revisions in between
	 * @param adoption what another tool has applied to it, or {@code null} if that is
	 * nothing to take over
	 */
	public NotAtTargetException(String target, List<String> current, List<RevisionScript> pending,
			@Nullable String adoption) {
		super("The database is at %s, and %s to %s %s pending: %s.%s".formatted(RevisionTexts.rows(current),
				Counts.of(pending.size(), "revision"), target, (pending.size() == 1) ? "is" : "are", shown(pending),
				(adoption != null) ? " " + adoption : ""),
				"Upgrade it first, by the job or the instance that is meant to, or start with migrate.mode=upgrade.");
		this.current = List.copyOf(current);
		this.pending = List.copyOf(pending);
	}

	private static String shown(List<RevisionScript> pending) {
		String first = pending.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining(", "));
		return (pending.size() > SHOWN) ? first + ", …" : first;
	}

	public List<String> getCurrent() {
		return this.current;
	}

	public List<RevisionScript> getPending() {
		return this.pending;
	}

}
