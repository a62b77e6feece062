package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.MigrateException;
import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionRange;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.StampPlan;
import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.revision.VersionRowChange;
import dev.migrate.revision.VersionRowChange.Update;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for revisions that replace others.
 */
class SquashedRevisionMapTests {

	private static final RevisionNode P = node("pppp", "");

	private static final RevisionNode A = node("aaaa", "pppp");

	private static final RevisionNode B = node("bbbb", "aaaa");

	private static final RevisionNode C = node("cccc", "bbbb");

	private static final RevisionNode L = node("llll", "cccc");

	private static final RevisionNode S = squash("ssss", "pppp", "aaaa bbbb cccc");

	private final RevisionMap open = RevisionMaps.of(List.of(P, A, B, C, L, S));

	private final RevisionMap closed = RevisionMaps.of(List.of(P, L, S));

	private static RevisionNode node(String id, String down) {
		return RevisionNode.of(id, ids(down), "r/" + id + ".sql");
	}

	private static RevisionNode squash(String id, String down, String replaces) {
		return new RevisionNode(id, ids(down), List.of(), Set.of(), "r/" + id + ".sql", ids(replaces));
	}

	private static List<String> ids(String text) {
		return text.isEmpty() ? List.of() : List.of(text.split(" "));
	}

	private static List<String> ids(List<RevisionNode> nodes) {
		return nodes.stream().map(RevisionNode::id).toList();
	}

	private static List<String> revisions(RevisionPlan plan) {
		return ids(plan.revisions());
	}

	@Test
	void runsTheSquashedRevisionWhereNoneOfTheOthersHasRun() {
		for (RevisionMap map : List.of(this.open, this.closed)) {
			assertThat(ids(map.heads())).containsExactly("llll");
			assertThat(ids(map.revisions())).containsExactly("pppp", "ssss", "llll");
			assertThat(ids(map.history())).containsExactly("llll", "ssss", "pppp");
			assertThat(map.get("llll").downRevisions()).containsExactly("ssss");
			assertThat(revisions(map.upgrade("head", List.of()))).containsExactly("pppp", "ssss", "llll");
			RevisionPlan plan = map.upgrade("head", List.of("pppp"));
			assertThat(revisions(plan)).containsExactly("ssss", "llll");
			assertThat(plan.steps()).extracting(RevisionStep::squashed).containsExactly(List.of(), List.of());
			assertThat(plan.after()).containsExactly("llll");
		}
	}

	@Test
	void goesOnWithTheOthersInTheMiddleAndThenCountsAsHavingTheSquashedOne() {
		RevisionPlan plan = this.open.upgrade("head", List.of("aaaa"));
		assertThat(revisions(plan)).containsExactly("bbbb", "cccc", "llll");
		assertThat(plan.steps()).extracting(RevisionStep::rows)
			.containsExactly(change("aaaa", "bbbb"), change("bbbb", "ssss"), change("ssss", "llll"));
		assertThat(plan.steps()).extracting((step) -> ids(step.squashed()))
			.containsExactly(List.of(), List.of("ssss"), List.of());
		RevisionPlan end = this.open.upgrade("ssss", List.of("bbbb"));
		assertThat(revisions(end)).containsExactly("cccc");
		assertThat(end.after()).containsExactly("ssss");
		assertThat(this.open.upgrade("cccc", List.of("bbbb"))).isEqualTo(end);
		assertThat(ids(this.open.current(List.of("bbbb")))).containsExactly("bbbb");
		assertThat(this.open.applied(List.of("bbbb"))).containsExactly("pppp", "aaaa", "bbbb");
		assertThat(this.open.unknownRows(List.of("bbbb", "xxxx"))).containsExactly("xxxx");
		assertThat(this.open.isAtHeads(List.of("bbbb"))).isFalse();
	}

	@Test
	void takesTheLastReplacedRevisionForTheSquashedOne() {
		for (RevisionMap map : List.of(this.open, this.closed)) {
			assertThat(map.unknownRows(List.of("cccc"))).isEmpty();
			assertThat(map.upgrade("ssss", List.of("cccc")).steps()).isEmpty();
			assertThat(map.upgrade("cccc", List.of("ssss")).steps()).isEmpty();
			assertThat(ids(map.current(List.of("cccc")))).containsExactly("ssss");
			assertThat(ids(map.resolve("cccc"))).containsExactly("ssss");
			assertThat(ids(map.resolve("ccc"))).containsExactly("ssss");
			RevisionPlan plan = map.upgrade("head", List.of("cccc"));
			assertThat(plan.before()).containsExactly("cccc");
			assertThat(plan.steps()).singleElement()
				.satisfies((step) -> assertThat(step.rows()).isEqualTo(change("cccc", "llll")))
				.satisfies((step) -> assertThat(ids(step.squashed())).containsExactly("ssss"));
			RevisionPlan down = map.downgrade("pppp", List.of("cccc"));
			assertThat(revisions(down)).containsExactly("ssss");
			assertThat(down.steps().get(0).rows()).isEqualTo(change("cccc", "pppp"));
			assertThat(down.steps().get(0).squashed()).isEmpty();
			assertThat(map.applied(List.of("llll"))).containsExactly("pppp", "ssss", "llll");
		}
		RevisionMap head = RevisionMaps.of(List.of(P, S));
		assertThat(head.isAtHeads(List.of("cccc"))).isTrue();
		assertThat(head.isAtHeads(List.of("ssss"))).isTrue();
		assertThat(ids(head.heads())).containsExactly("ssss");
		RevisionPlan both = this.open.upgrade("head", List.of("cccc", "ssss"));
		assertThat(both.after()).containsExactly("llll");
	}

	@Test
	void refusesADatabaseInTheMiddleWhenTheScriptsAreGone() {
		assertThatExceptionOfType(UnknownVersionRowException.class)
			.isThrownBy(() -> this.closed.upgrade("head", List.of("bbbb")))
			.withMessageContaining("'bbbb', which is in the middle of what revision ssss (r/ssss.sql) replaces")
			.withMessageContaining("the last release of the application that still has the script of bbbb")
			.withMessageContaining("stamp --purge ssss");
		assertThat(this.closed.unknownRows(List.of("bbbb", "cccc"))).containsExactly("bbbb");
		for (String middle : List.of("bbbb", "aaaa", "bbbb+1")) {
			assertThatExceptionOfType(RevisionResolutionException.class)
				.isThrownBy(() -> this.closed.upgrade(middle, List.of()))
				.withMessageContaining("one of those that revision ssss (r/ssss.sql) replaces");
		}
	}

	@Test
	void goesIntoTheMiddleWhereAnIdentifierSaysSo() {
		assertThat(revisions(this.open.upgrade("bbb", List.of()))).containsExactly("pppp", "aaaa", "bbbb");
		RevisionPlan plan = this.open.downgrade("aaaa", List.of("llll"));
		assertThat(revisions(plan)).containsExactly("llll", "cccc", "bbbb");
		assertThat(plan.steps()).extracting(RevisionStep::rows)
			.containsExactly(change("llll", "ssss"), change("ssss", "bbbb"), change("bbbb", "aaaa"));
		assertThat(revisions(this.open.downgrade("aaaa", List.of("cccc")))).containsExactly("cccc", "bbbb");
		assertThat(revisions(this.open.downgrade("base", List.of("bbbb")))).containsExactly("bbbb", "aaaa", "pppp");
		assertThat(ids(this.open.history(RevisionRange.parse("aaaa:llll"), List.of()))).containsExactly("llll", "cccc",
				"bbbb", "aaaa");
		assertThat(this.open.find("bbbb")).contains(B);
		assertThat(ids(this.open.children("bbbb"))).containsExactly("cccc");
	}

	@Test
	void continuesWhatWasBegun() {
		assertThat(revisions(this.open.at(List.of("pppp"), "aaaa").upgrade("head", List.of("pppp"))))
			.containsExactly("aaaa", "bbbb", "cccc", "llll");
		assertThat(revisions(this.open.at(List.of("pppp"), "ssss").upgrade("head", List.of("pppp"))))
			.containsExactly("ssss", "llll");
	}

	@Test
	void stampsByBothNames() {
		StampPlan fresh = this.open.stamp(List.of("cccc"), List.of());
		assertThat(fresh.after()).containsExactly("ssss");
		assertThat(ids(fresh.stamped())).containsExactly("pppp", "ssss");
		StampPlan middle = this.open.stamp(List.of("bbbb"), List.of());
		assertThat(middle.after()).containsExactly("bbbb");
		StampPlan end = this.open.stamp(List.of("ssss"), List.of("bbbb"));
		assertThat(end.rows()).isEqualTo(change("bbbb", "ssss"));
		assertThat(ids(end.stamped())).containsExactly("cccc", "ssss");
		StampPlan renamed = this.closed.stamp(List.of("ssss"), List.of("cccc"));
		assertThat(renamed.rows()).isEqualTo(change("cccc", "ssss"));
		assertThat(ids(renamed.stamped())).containsExactly("ssss");
		StampPlan purged = this.closed.stamp(List.of("ssss"), List.of("bbbb"), true);
		assertThat(purged.rows()).isEqualTo(change("bbbb", "ssss"));
		assertThat(ids(purged.stamped())).containsExactly("pppp", "ssss");
		StampPlan on = this.closed.stamp(List.of("head"), List.of("cccc"));
		assertThat(on.rows()).isEqualTo(change("cccc", "llll"));
		assertThat(ids(on.stamped())).containsExactly("llll", "ssss");
	}

	@Test
	void letsNothingNewFollowWhatIsReplaced() {
		assertThat(this.open.newRevision(NewRevisionRequest.following("llll")).downRevisions()).containsExactly("llll");
		RevisionMap head = RevisionMaps.of(List.of(P, A, B, C, S));
		assertThat(head.newRevision(NewRevisionRequest.following("cccc")).downRevisions()).containsExactly("ssss");
		assertThatExceptionOfType(RevisionResolutionException.class)
			.isThrownBy(() -> this.open.newRevision(NewRevisionRequest.following("bbbb")))
			.withMessageContaining("Name ssss instead");
		assertThatExceptionOfType(InvalidRevisionGraphException.class)
			.isThrownBy(() -> this.closed.newRevision(NewRevisionRequest.following("head").withId("bbbb")));
	}

	@Test
	void squashesBranchesThatMeetAgain() {
		RevisionNode left = node("left", "aaaa");
		RevisionNode right = node("right", "aaaa");
		RevisionNode merge = node("merge", "left right");
		RevisionNode other = new RevisionNode("other", List.of("pppp"), List.of("ssss"), Set.of(), "r/other.sql");
		RevisionMap map = RevisionMaps
			.of(List.of(P, A, left, right, merge, squash("ssss", "pppp", "aaaa left right merge"), other));
		assertThat(revisions(map.upgrade("heads", List.of()))).containsExactly("pppp", "ssss", "other");
		RevisionPlan plan = map.upgrade("heads", List.of("left"));
		assertThat(revisions(plan)).containsExactly("right", "merge", "other");
		assertThat(plan.after()).containsExactly("other");
		assertThat(map.upgrade("ssss", List.of("left", "right")).steps()).singleElement()
			.satisfies((step) -> assertThat(step.rows().apply(new java.util.TreeSet<>(List.of("left", "right"))))
				.containsExactly("ssss"));
	}

	@Test
	void squashesWhatIsSquashed() {
		RevisionNode d = node("dddd", "ssss");
		RevisionNode t = squash("tttt", "pppp", "aaaa bbbb cccc ssss dddd");
		RevisionMap all = RevisionMaps.of(List.of(P, A, B, C, S, d, t));
		assertThat(revisions(all.upgrade("head", List.of()))).containsExactly("pppp", "tttt");
		assertThat(revisions(all.upgrade("head", List.of("aaaa")))).containsExactly("bbbb", "cccc", "dddd");
		assertThat(all.upgrade("head", List.of("aaaa")).after()).containsExactly("tttt");
		assertThat(revisions(all.upgrade("head", List.of("cccc")))).containsExactly("dddd");
		assertThat(revisions(all.upgrade("head", List.of("ssss")))).containsExactly("dddd");
		assertThat(all.isAtHeads(List.of("dddd"))).isTrue();
		assertThat(all.find("ssss")).contains(S);
		assertThat(all.dependencies("ssss")).isEmpty();
		assertThat(all.upgrade("ssss", List.of("aaaa")).after()).containsExactly("ssss");
		assertThat(revisions(all.upgrade("ssss", List.of()))).containsExactly("pppp", "ssss");
		assertThat(revisions(all.downgrade("ssss", List.of("tttt")))).containsExactly("dddd");
		assertThat(revisions(all.downgrade("aaaa", List.of("ssss")))).containsExactly("cccc", "bbbb");
		for (String replaced : List.of("aaaa", "ssss")) {
			assertThatExceptionOfType(RevisionResolutionException.class)
				.isThrownBy(() -> all.newRevision(NewRevisionRequest.following(replaced)))
				.withMessageContaining("Revision " + replaced + " is one of those that revision tttt");
		}
		RevisionMap some = RevisionMaps.of(List.of(P, S, d, t));
		assertThat(revisions(some.upgrade("head", List.of("cccc")))).containsExactly("dddd");
		assertThat(some.upgrade("head", List.of("cccc")).after()).containsExactly("tttt");
		assertThatExceptionOfType(UnknownVersionRowException.class)
			.isThrownBy(() -> some.upgrade("head", List.of("bbbb")));
		RevisionMap last = RevisionMaps.of(List.of(P, t));
		assertThat(last.isAtHeads(List.of("dddd"))).isTrue();
		assertThatExceptionOfType(UnknownVersionRowException.class)
			.isThrownBy(() -> last.upgrade("head", List.of("ssss")));
	}

	@Test
	void takesOverLabelsAndDependencies() {
		RevisionNode x = node("xxxx", "");
		RevisionNode b = new RevisionNode("bbbb", List.of("aaaa"), List.of("xxxx"), Set.of("feature"), "r/b.sql");
		RevisionNode s = new RevisionNode("ssss", List.of("pppp"), List.of("xxxx"), Set.of("feature"), "r/s.sql",
				List.of("aaaa", "bbbb", "cccc"));
		RevisionMap map = RevisionMaps.of(List.of(P, x, A, b, C, L, s));
		assertThat(ids(map.resolve("feature"))).containsExactly("ssss");
		assertThat(ids(map.resolve("feature@head"))).containsExactly("llll");
		assertThat(revisions(map.upgrade("llll", List.of("aaaa")))).containsExactly("xxxx", "bbbb", "cccc", "llll");
		assertMistake("does not depend on xxxx", P, x, A, b, C, L, S);
	}

	@Test
	void saysWhatIsWrongWithWhatIsReplaced() {
		assertMistake("ssss is defined more than once: r/ssss.sql, r/ssss.sql", P, A, B, C, S, node("ssss", "cccc"));
		assertMistake("replaces itself", P, squash("ssss", "pppp", "ssss"));
		assertMistake("replaces yyyy, which no script has, and aaaa", P, A, B,
				squash("ssss", "pppp", "aaaa yyyy bbbb"));
		assertMistake("bbbb, which no script has, and aaaa", P, A, squash("ssss", "pppp", "aaaa bbbb"));
		assertMistake("follows bbbb, which revision ssss (r/ssss.sql) replaces", P, A, B, C, S, node("xxxx", "bbbb"));
		assertMistake("follows bbbb, which revision ssss (r/ssss.sql) replaces", P, S, node("xxxx", "bbbb"));
		assertMistake("depends on aaaa, which revision ssss (r/ssss.sql) replaces", P, A, B, C, S,
				new RevisionNode("xxxx", List.of("pppp"), List.of("aaaa"), Set.of(), ""));
		assertMistake("aaaa is replaced by ssss (r/ssss.sql) and by tttt", P, A, B, C,
				squash("ssss", "pppp", "aaaa bbbb"), squash("tttt", "pppp", "aaaa bbbb cccc"));
		assertMistake("follows pppp, but what it replaces follows aaaa", P, A, B, C,
				squash("ssss", "pppp", "bbbb cccc"));
		assertMistake("is a base, but what it replaces follows pppp", P, A, B, C, squash("ssss", "", "aaaa bbbb cccc"));
		assertMistake("replaces xxxx (r/xxxx.sql) and ends with cccc", P, A, B, C, node("xxxx", "aaaa"),
				squash("ssss", "pppp", "aaaa xxxx bbbb cccc"));
		assertMistake("replaces bbbb (r/bbbb.sql) and ends with aaaa", P, A, B, C,
				squash("ssss", "pppp", "bbbb cccc aaaa"));
		assertMistake("follows revision cccc, which no script has", P, A, B, node("llll", "cccc"),
				squash("ssss", "pppp", "aaaa bbbb"));
	}

	private static void assertMistake(String text, RevisionNode... nodes) {
		List<RevisionNode> all = new ArrayList<>(Stream.of(nodes).toList());
		assertThatExceptionOfType(InvalidRevisionGraphException.class).isThrownBy(() -> RevisionMaps.of(all))
			.withMessageContaining(text);
		assertThat(RevisionMaps.mistakes(all)).extracting(MigrateException::getProblem)
			.anySatisfy((problem) -> assertThat(problem).contains(text));
	}

	private static VersionRowChange change(String from, String to) {
		return new VersionRowChange(List.of(new Update(from, to)), List.of(), List.of());
	}

}
