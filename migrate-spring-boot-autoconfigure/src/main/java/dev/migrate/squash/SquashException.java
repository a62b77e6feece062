package dev.migrate.squash;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionNames;
import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a squashed revision does not build what the revisions build that it
 * replaces, or that cannot be told.
 */
public final class SquashException extends MigrateException {

	private static final String AGAIN = " and run 'migrate squash --prove', or delete it. No script was deleted.";

	private SquashException(String problem, String action, @Nullable Throwable cause) {
		super(problem, action, cause);
	}

	static SquashException different(RevisionNode squash, String when, List<String> differences) {
		return new SquashException(
				"Revision %s does not build what the revisions build that it replaces%s:\n%s\n"
					.formatted(RevisionNames.at(squash), when, String.join("\n", differences)),
				"Correct the script" + AGAIN, null);
	}

	static SquashException notBuilt(RevisionNode squash, String what, String problem, Throwable cause) {
		return new SquashException("For the proof of revision %s, %s cannot be run in a scratch database: %s"
			.formatted(RevisionNames.at(squash), what, problem), "Correct the script" + AGAIN, cause);
	}

	static SquashException unreachable(String problem, Throwable cause) {
		return new SquashException("The scratch databases cannot be used: " + problem,
				"Correct that and run 'migrate squash --prove'.", cause);
	}

}
