package dev.migrate.revision.plan;

import dev.migrate.MigrateException;
import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.MultipleHeadsException;
import dev.migrate.revision.RevisionPlanException;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.UnknownVersionRowException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The mistakes that the revision graph tells apart, each by the type and the text of its
 * exception.
 */
enum Mistake {

	INVALID_ID(InvalidRevisionGraphException.class, "The revision id '.*' .*is not allowed: .*"),

	INVALID_LABEL(InvalidRevisionGraphException.class, "The branch label '.*' of revision .* is not allowed: .*"),

	DUPLICATE_REVISION(InvalidRevisionGraphException.class, "Revision .* is defined more than once: .*"),

	DUPLICATE_LABEL(InvalidRevisionGraphException.class, "The branch label '.*' of revision .* is already .*"),

	UNKNOWN_DOWN_REVISION(InvalidRevisionGraphException.class,
			"Revision .* follows revision .*, which no script has\\."),

	UNKNOWN_DEPENDENCY(InvalidRevisionGraphException.class,
			"Revision .* depends on '.*', which no script has as id or branch label\\."),

	FOLLOWS_ITSELF(InvalidRevisionGraphException.class, "Revision .* follows itself\\."),

	DEPENDS_ON_ITSELF(InvalidRevisionGraphException.class, "Revision .* depends on itself\\."),

	CIRCLE(InvalidRevisionGraphException.class, "Revisions follow each other in a circle: .*"),

	CIRCLE_OF_DEPENDENCIES(InvalidRevisionGraphException.class, "Revisions depend on each other in a circle: .*"),

	MALFORMED_IDENTIFIER(RevisionResolutionException.class, "'.*' is not a revision identifier: .*"),

	UNKNOWN_REVISION(RevisionResolutionException.class, "No revision or branch label is '.*' or starts with it\\."),

	AMBIGUOUS_REVISION(RevisionResolutionException.class, "'.*' is the beginning of \\d+ revisions: .*"),

	AMBIGUOUS_CURRENT_REVISION(RevisionResolutionException.class,
			"'.*' counts from the current revision, but the database is at \\d+ revisions: .*"),

	FORK(RevisionResolutionException.class, "'.*' is ambiguous: the next revision can be .*"),

	OUT_OF_REACH(RevisionResolutionException.class, "'.*' does not lead to a revision: .*"),

	RELATIVE(RevisionResolutionException.class, "'.*' counts steps, which is not allowed here\\."),

	NOT_ON_BRANCH(RevisionResolutionException.class, "Revision .* is not on branch '.*': .*"),

	MULTIPLE_HEADS(MultipleHeadsException.class, "'.*' means \\d+ heads: .*"),

	UNKNOWN_VERSION_ROW(UnknownVersionRowException.class, "The version table has the row '.*', .*"),

	NOT_BELOW_CURRENT(RevisionPlanException.class, "'.*' is not below the current revisions: .*"),

	NOT_ANCESTOR(RevisionPlanException.class, "The range .* does not lead from a revision to a descendant of it\\."),

	OVERLAPPING_ROWS(RevisionPlanException.class, "The version table has the row .* together with its ancestor .*"),

	OVERLAPPING_TARGETS(RevisionPlanException.class, "Revision .* is a target together with its ancestor .*"),

	DUPLICATE_HEAD(RevisionPlanException.class, "Revision .* is named more than once in .*"),

	NOT_A_HEAD(RevisionPlanException.class, "Revision .* is not a head: .*"),

	NOTHING_TO_MERGE(RevisionPlanException.class, "There is nothing to merge: .*");

	private final Class<? extends MigrateException> type;

	private final String problem;

	Mistake(Class<? extends MigrateException> type, String problem) {
		this.type = type;
		this.problem = problem;
	}

	boolean is(MigrateException exception) {
		return this.type.isInstance(exception) && exception.getProblem().matches(this.problem);
	}

	ThrowableAssertAlternative<? extends MigrateException> isThrownBy(ThrowingCallable call) {
		return assertThatExceptionOfType(this.type).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.getProblem()).matches(this.problem));
	}

}
