package dev.migrate.squash;

import java.io.IOException;
import java.nio.file.Path;
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

	/**
	 * Creates the exception for a project in which there is nothing to prove.
	 */
	public static SquashException nothingToProve() {
		return new SquashException("There is no squashed revision whose replaced revisions have scripts.",
				"Name a range, as in 'migrate squash base:7c1f', to write one.", null);
	}

	/**
	 * Creates the exception for scripts that are no files of the project.
	 */
	public static SquashException notInProject(List<String> scripts) {
		return new SquashException(
				"These scripts cannot be deleted, because they are no files of this project, or have more than one"
						+ " revision: %s.".formatted(String.join(", ", scripts)),
				"Leave --delete out, and delete what the squashed revision replaces where it is. The squashed revision"
						+ " was not written.",
				null);
	}

	/**
	 * Creates the exception for a file that cannot be read or deleted.
	 */
	public static SquashException file(Path file, IOException cause) {
		return new SquashException("The script %s cannot be read or deleted: %s.".formatted(file, cause),
				"Check the permissions, and delete what the squashed revision replaces by hand.", cause);
	}

}
