package dev.migrate.revision;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when an identifier that a user wrote does not lead to a revision: it is not
 * well-formed, matches none or several, is not on the branch that it names, or counts
 * steps that the graph does not have or that have no meaning where it stands.
 */
public final class RevisionResolutionException extends MigrateException {

	private static final List<String> WORDS = List.of("head", "heads", "base", "current");

	// Two letters in the wrong order are two changes.
	private static final int TOLERATED = 2;

	private final String identifier;

	private final List<RevisionNode> candidates;

	private RevisionResolutionException(String identifier, List<RevisionNode> candidates, String problem,
			String action) {
		super(problem, action);
		this.identifier = identifier;
		this.candidates = List.copyOf(candidates);
	}

	public static RevisionResolutionException malformed(String identifier, int index, String reason) {
		return new RevisionResolutionException(identifier, List.of(),
				"'" + identifier + "' is not a revision identifier: " + reason + ", at position " + (index + 1) + ".",
				"Write [label@]revision[+N|-N], with an id, the beginning of one, a branch label, 'head', 'heads' or 'base' as "
						+ "the revision, or start:end for a range.");
	}

	public static RevisionResolutionException unknown(String identifier, List<RevisionNode> candidates) {
		if (identifier.equals(RevisionIdentifier.CURRENT)) {
			return new RevisionResolutionException(identifier, List.of(),
					"'current' is wherever the database is, which is not allowed here.",
					"Name a revision by its id, the beginning of its id or a branch label.");
		}
		return new RevisionResolutionException(identifier, candidates,
				"No revision or branch label is '" + identifier + "' or starts with it.",
				didYouMeanWord(identifier) + RevisionNames.didYouMean(candidates)
						+ "Write an id, the beginning of one, a branch label, 'head', 'heads' or 'base'.");
	}

	public static RevisionResolutionException replaced(String identifier, String id, RevisionNode squash) {
		return new RevisionResolutionException(identifier, List.of(squash),
				"Revision " + id + " is one of those that revision " + RevisionNames.at(squash) + " replaces.",
				"Name " + squash.id() + " instead. A database can be in the middle of what it replaces only with an "
						+ "application that has the scripts of all of them.");
	}

	private static String didYouMeanWord(String identifier) {
		return WORDS.stream()
			.filter((word) -> SimilarNames.distance(identifier, word) <= TOLERATED)
			.min(Comparator.comparingInt((word) -> SimilarNames.distance(identifier, word)))
			.map("Did you mean '%s'? "::formatted)
			.orElse("");
	}

	public static RevisionResolutionException ambiguous(String identifier, List<RevisionNode> matches) {
		return new RevisionResolutionException(identifier, matches, "'" + identifier + "' is the beginning of "
				+ Counts.of(matches.size(), "revision") + ": " + RevisionNames.nodes(matches) + ".",
				"Give more characters of the id.");
	}

	public static RevisionResolutionException ambiguousCurrent(String identifier, List<RevisionNode> current) {
		return new RevisionResolutionException(identifier, current,
				"'" + identifier + "' counts from the current revision, but the database is at "
						+ Counts.of(current.size(), "revision") + ": " + RevisionNames.nodes(current) + ".",
				"Choose the branch, or name the revision to go to:" + commands(
						identifier.contains("+") ? "migrate upgrade" : "migrate downgrade",
						current.stream()
							.map((revision) -> revision.id() + "@" + identifier.substring(identifier.indexOf('@') + 1))
							.toList()));
	}

	/**
	 * Returns the exception for a step that leads to several revisions.
	 * @param rest how many steps there are to go behind them, below 0 for steps down
	 * @param command the command that leads to one of them, or {@code null} if that
	 * depends on where the identifier stands
	 */
	public static RevisionResolutionException fork(String identifier, List<RevisionNode> choices, int rest,
			@Nullable String command) {
		return new RevisionResolutionException(identifier, choices,
				"'" + identifier + "' is ambiguous: the next revision can be " + RevisionNames.nodes(choices) + ".",
				(command == null) ? "Name one of them."
						: "Name one of them:" + commands(command,
								choices.stream()
									.map((choice) -> choice.id() + ((rest == 0) ? "" : "%+d".formatted(rest)))
									.toList()));
	}

	private static String commands(String command, List<String> revisions) {
		return revisions.stream().map((revision) -> "\n  " + command + " " + revision).collect(Collectors.joining());
	}

	public static RevisionResolutionException outOfReach(String identifier, String reason, String action) {
		return new RevisionResolutionException(identifier, List.of(),
				"'" + identifier + "' does not lead to a revision: " + reason + ".", action);
	}

	public static RevisionResolutionException relative(String identifier) {
		return new RevisionResolutionException(identifier, List.of(),
				"'" + identifier + "' counts steps, which is not allowed here.",
				"Name a revision by its id, the beginning of its id or a branch label.");
	}

	public static RevisionResolutionException notOnBranch(RevisionNode revision, String branch) {
		return new RevisionResolutionException(branch + "@" + revision.id(), List.of(),
				"Revision " + RevisionNames.at(revision) + " is not on branch '" + branch
						+ "': it is neither an ancestor nor a descendant of the revision that names the branch.",
				"Leave out '" + branch + "@', or name a revision of that branch.");
	}

	/**
	 * Returns the identifier, or the part of it that does not lead to a revision.
	 * @return the identifier
	 */
	public String getIdentifier() {
		return this.identifier;
	}

	/**
	 * Returns the revisions that may have been meant: those that an ambiguous identifier
	 * matches, or those with the ids or labels most similar to an unknown one.
	 * @return the nearest first, empty if there is none
	 */
	public List<RevisionNode> getCandidates() {
		return this.candidates;
	}

}
