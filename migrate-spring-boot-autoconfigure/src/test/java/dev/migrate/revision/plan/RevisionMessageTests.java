package dev.migrate.revision.plan;

import java.util.List;
import java.util.Set;

import dev.migrate.MigrateException;
import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.MultipleHeadsException;
import dev.migrate.revision.NewMerge;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionIds;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionRange;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.StampPlan;
import dev.migrate.revision.UnknownVersionRowException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the messages of the revision graph: what is wrong and what to do.
 */
class RevisionMessageTests {

	private static final RevisionNode BASE = RevisionNode.of("1975ea83b712", List.of(), "r/1975.sql");

	private static final RevisionNode LEFT = RevisionNode.of("ae1027a6acf0", List.of("1975ea83b712"), "r/ae10.sql");

	private static final RevisionNode RIGHT = new RevisionNode("27c6a30d7c24", List.of("1975ea83b712"), List.of(),
			Set.of("shoppingcart"), "r/27c6.sql");

	private final DefaultRevisionMap map = DefaultRevisionMap.of(List.of(BASE, LEFT, RIGHT));

	@Test
	void severalHeadsAreNamedWithTheCommandsThatHelp() {
		assertThatExceptionOfType(MultipleHeadsException.class).isThrownBy(() -> this.map.upgrade("head", List.of()))
			.satisfies((ex) -> assertThat(ex.getHeads()).containsExactly(RIGHT, LEFT))
			.withMessageContainingAll("'head' means 2 heads", "27c6a30d7c24 (r/27c6.sql)", "ae1027a6acf0 (r/ae10.sql)",
					"'migrate merge heads'", "'migrate upgrade heads'");
	}

	@Test
	void anUnknownRevisionComesWithTheNearestOne() {
		assertThatExceptionOfType(RevisionResolutionException.class).isThrownBy(() -> this.map.resolve("1975ea83b7ff"))
			.satisfies((ex) -> assertThat(ex.getCandidates()).containsExactly(BASE))
			.withMessageContaining("Did you mean 1975ea83b712 (r/1975.sql)?");
	}

	@Test
	void anUnknownRowIsNamedWithTheWaysOut() {
		assertThatExceptionOfType(UnknownVersionRowException.class)
			.isThrownBy(() -> this.map.upgrade("heads", List.of("deadbeef0000")))
			.satisfies((ex) -> assertThat(ex.getRow()).isEqualTo("deadbeef0000"))
			.withMessageContainingAll("the row 'deadbeef0000'", "migrate stamp --purge");
	}

	@Test
	void theBeginningOfAnIdInTheTableIsNoRevision() {
		assertThatExceptionOfType(UnknownVersionRowException.class)
			.isThrownBy(() -> this.map.upgrade("heads", List.of("1975")))
			.withMessageContaining("Did you mean 1975ea83b712");
	}

	@Test
	void theBeginningOfSeveralIdsNamesThemAll() {
		RevisionMap map = DefaultRevisionMap
			.of(List.of(BASE, RevisionNode.of("1975ffffffff", List.of("1975ea83b712"), "r/x.sql")));
		Mistake.AMBIGUOUS_REVISION.isThrownBy(() -> map.resolve("1975"))
			.withMessage("'1975' is the beginning of 2 revisions: 1975ea83b712 (r/1975.sql), 1975ffffffff (r/x.sql). "
					+ "Give more characters of the id.");
	}

	@Test
	void aMistakeInAnIdentifierHasAPosition() {
		assertMistake("ae10+1junk", 7);
		assertMistake("ae10+", 6);
		assertMistake("@head", 1);
		assertMistake("a@b@c", 4);
		assertMistake("", 1);
		assertMistake("label@", 7);
		assertMistake("rel-2@head", 4);
		assertMistake("head+99999999999", 6);
	}

	private static void assertMistake(String text, int position) {
		Mistake.MALFORMED_IDENTIFIER.isThrownBy(() -> RevisionIdentifier.parse(text))
			.withMessageContaining("at position " + position + ".");
	}

	@Test
	void aRangeHasOneColon() {
		Mistake.MALFORMED_IDENTIFIER.isThrownBy(() -> RevisionRange.parse("a:b:c"))
			.withMessageContaining("at position 4.");
		Mistake.MALFORMED_IDENTIFIER.isThrownBy(() -> RevisionRange.parse("a"));
	}

	@Test
	void aMissingDownRevisionNamesTheScriptThatFollowsIt() {
		Mistake.UNKNOWN_DOWN_REVISION
			.isThrownBy(() -> this.map.with(RevisionNode.of("bbbb", List.of("1975ea83b713"), "r/bbbb.sql")))
			.withMessageContainingAll("bbbb (r/bbbb.sql) follows revision 1975ea83b713", "Did you mean 1975ea83b712");
	}

	@Test
	void aDuplicateIdNamesBothScripts() {
		Mistake.DUPLICATE_REVISION
			.isThrownBy(() -> this.map.with(RevisionNode.of("1975ea83b712", List.of(), "other/1975.sql")))
			.withMessageContaining("other/1975.sql, r/1975.sql");
	}

	@Test
	void aCircleIsShownInOrder() {
		assertThatExceptionOfType(InvalidRevisionGraphException.class)
			.isThrownBy(() -> DefaultRevisionMap
				.of(List.of(RevisionNode.of("a", List.of("b"), "r/a"), RevisionNode.of("b", List.of("a"), "r/b"))))
			.withMessageContaining("Revisions follow each other in a circle: a (r/a), b (r/b) and again a.");
	}

	@Test
	void aCircleBetweenBaseAndHeadIsFoundToo() {
		assertThatExceptionOfType(InvalidRevisionGraphException.class)
			.isThrownBy(() -> DefaultRevisionMap.of(List.of(RevisionNode.of("base1", List.of(), ""),
					RevisionNode.of("a", List.of("base1", "c"), ""), RevisionNode.of("b", List.of("a"), ""),
					RevisionNode.of("c", List.of("b"), ""), RevisionNode.of("head1", List.of("c"), ""))))
			.satisfies((ex) -> assertThat(ex.getRevisions()).containsExactly("a", "b", "c"));
	}

	@Test
	void stepsFromSeveralCurrentRevisionsAreRefused() {
		List<String> rows = List.of("ae1027a6acf0", "27c6a30d7c24");
		Mistake.AMBIGUOUS_CURRENT_REVISION.isThrownBy(() -> this.map.downgrade("-1", rows))
			.withMessageContaining("\n  migrate downgrade 27c6a30d7c24@-1\n  migrate downgrade ae1027a6acf0@-1");
		assertThat(this.map.downgrade("shoppingcart@-1", rows).revisions()).containsExactly(RIGHT);
	}

	@Test
	void aForkOnTheWayUpNamesTheChoices() {
		Mistake.FORK.isThrownBy(() -> this.map.upgrade("+1", List.of("1975ea83b712")))
			.withMessageContainingAll("27c6a30d7c24 (r/27c6.sql), ae1027a6acf0 (r/ae10.sql)",
					"\n  migrate upgrade 27c6a30d7c24\n  migrate upgrade ae1027a6acf0");
	}

	@Test
	void aNewRevisionOnAnOldOneAsksForSplice() {
		Mistake.NOT_A_HEAD.isThrownBy(() -> this.map.newRevision(NewRevisionRequest.following("1975")))
			.withMessageContaining("--splice");
		assertThat(this.map.newRevision(new NewRevisionRequest(null, List.of("1975"), true, List.of(), List.of()))
			.downRevisions()).containsExactly("1975ea83b712");
	}

	@Test
	void twoMergesOfTheSameHeadsAreTheSameRevision() {
		NewMerge merge = this.map.merge(NewRevisionRequest.following("heads"));
		NewMerge other = this.map.merge(NewRevisionRequest.following("ae10", "27c6"));
		assertThat(merge.id()).isEqualTo(other.id()).matches("[0-9a-f]{12}");
		assertThat(RevisionIds.merging(List.of("b", "a"))).isNotEqualTo(RevisionIds.merging(List.of("ab")));
	}

	@Test
	void oneHeadIsNothingToMerge() {
		Mistake.NOTHING_TO_MERGE.isThrownBy(() -> this.map.merge(NewRevisionRequest.following("ae10")))
			.withMessageContaining("migrate merge heads");
	}

	@Test
	void aDowngradeThatTakesBackWhatAnUnappliedBranchSharesWarns() {
		assertThat(this.map.downgrade("shoppingcart@base", List.of("ae1027a6acf0")).warnings()).singleElement()
			.asString()
			.contains("Branch 'shoppingcart' is not applied", "2 revisions");
	}

	@Test
	void rowsThatOverlapBlockAnUpgradeAndSayHowToFixThem() {
		Mistake.OVERLAPPING_ROWS.isThrownBy(() -> this.map.upgrade("heads", List.of("1975ea83b712", "ae1027a6acf0")))
			.withMessageContaining("migrate stamp ae1027a6acf0");
		assertThat(this.map.stamp(List.of("ae10"), List.of("1975ea83b712", "ae1027a6acf0")).after())
			.containsExactly("ae1027a6acf0");
	}

	@Test
	void aPurgeNeedsNoKnownRows() {
		StampPlan plan = this.map.stamp(List.of("ae10"), List.of("gone", "27c6a30d7c24"), true);
		assertThat(plan.after()).containsExactly("ae1027a6acf0");
		assertThat(plan.unstamped()).containsExactly(RIGHT);
		assertThat(plan.rows().apply(plan.before())).isEqualTo(plan.after());
	}

	@Test
	void idsAndLabelsThatCannotBeToldApartAreRefused() {
		Mistake.INVALID_ID.isThrownBy(() -> RevisionNode.of("a-b", List.of(), "r/a.sql"))
			.withMessageContaining("the character '-' at position 2");
		Mistake.INVALID_ID.isThrownBy(() -> RevisionNode.of("x".repeat(256), List.of(), ""));
		Mistake.INVALID_LABEL.isThrownBy(() -> new RevisionNode("a", List.of(), List.of(), Set.of("rel-2"), "r/a.sql"))
			.withMessageContaining("reads as a number of steps");
		assertThatExceptionOfType(MigrateException.class)
			.isThrownBy(() -> new RevisionNode("a", List.of(), List.of(), Set.of("head"), ""));
	}

}
