package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.LongStream;

import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.StampPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold for every graph and every state of the database.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RevisionMapPropertyTests {

	private static final int GRAPHS = Integer.getInteger("migrate.test.random-graphs", 200);

	private int partialUpgrades;

	static LongStream seeds() {
		return LongStream.range(0, GRAPHS);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void stepsRespectDependenciesAndRowsStayMaximal(long seed) {
		DefaultRevisionMap map = DefaultRevisionMap.of(RandomGraph.nodes(seed));
		for (SortedSet<String> rows : states(map, seed)) {
			check(map, map.upgrade("heads", rows));
			check(map, map.downgrade("base", rows));
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void anUpgradeEndsAtTheHeadsAndADowngradeAtBase(long seed) {
		DefaultRevisionMap map = DefaultRevisionMap.of(RandomGraph.nodes(seed));
		for (SortedSet<String> rows : states(map, seed)) {
			assertThat(map.isAtHeads(map.upgrade("heads", rows).after())).isTrue();
			assertThat(map.downgrade("base", rows).after()).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void takingBackTheStepsOfAnUpgradeRestoresTheRows(long seed) {
		DefaultRevisionMap map = DefaultRevisionMap.of(RandomGraph.nodes(seed));
		for (SortedSet<String> rows : states(map, seed)) {
			RevisionPlan plan = map.upgrade("heads", rows);
			VersionRows back = new VersionRows(map.graph(), map.resolver().rows(plan.after()));
			List<RevisionNode> newestFirst = new ArrayList<>(plan.revisions());
			Collections.reverse(newestFirst);
			newestFirst.forEach((node) -> back.downgrade(map.graph().find(node.id())));
			assertThat(back.rows()).isEqualTo(rows);
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void anUpgradeFromBaseFollowedByADowngradeToBaseRestoresTheRows(long seed) {
		DefaultRevisionMap map = DefaultRevisionMap.of(RandomGraph.nodes(seed));
		for (RevisionNode target : map.revisions()) {
			RevisionPlan up = map.upgrade(target.id(), List.of());
			RevisionPlan down = map.downgrade("base", up.after());
			check(map, up);
			check(map, down);
			assertThat(up.after()).containsExactly(target.id());
			assertThat(down.after()).isEmpty();
			assertThat(down.revisions()).containsExactlyInAnyOrderElementsOf(up.revisions());
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void anUpgradeAboveARowFollowedByADowngradeToThatRowRestoresTheRows(long seed) {
		DefaultRevisionMap map = DefaultRevisionMap.of(RandomGraph.nodes(seed));
		for (SortedSet<String> rows : states(map, seed)) {
			for (RevisionNode target : map.revisions()) {
				RevisionPlan up = map.upgrade(target.id(), rows);
				for (String row : rows) {
					if (!up.isEmpty() && leadsOnlyThroughChildrenOf(row, up, map)) {
						RevisionPlan down = map.downgrade(row, up.after());
						check(map, up);
						check(map, down);
						assertThat(down.after()).isEqualTo(rows);
						assertThat(down.revisions()).containsExactlyInAnyOrderElementsOf(up.revisions());
						this.partialUpgrades++;
					}
				}
			}
		}
	}

	@AfterAll
	void partialUpgradesWereAmongThem() {
		System.out.println("Partial upgrades that were taken back: " + this.partialUpgrades);
		assertThat(this.partialUpgrades).isGreaterThan(GRAPHS);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aDowngradeToBaseFollowedByAnUpgradeRestoresTheRows(long seed) {
		DefaultRevisionMap map = DefaultRevisionMap.of(RandomGraph.nodes(seed));
		for (SortedSet<String> rows : states(map, seed)) {
			RevisionPlan down = map.downgrade("base", rows);
			if (!rows.isEmpty()) {
				RevisionPlan up = map.upgrade(List.copyOf(rows), down.after());
				assertThat(up.after()).isEqualTo(rows);
				assertThat(new HashSet<>(up.revisions())).isEqualTo(new HashSet<>(down.revisions()));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void plansDoNotDependOnTheOrderInWhichScriptsAreFound(long seed) {
		List<RevisionNode> nodes = RandomGraph.nodes(seed);
		DefaultRevisionMap map = DefaultRevisionMap.of(nodes);
		Random random = new Random(seed);
		for (int i = 0; i < 3; i++) {
			List<RevisionNode> shuffled = new ArrayList<>(nodes);
			Collections.shuffle(shuffled, random);
			RevisionMap other = DefaultRevisionMap.of(shuffled);
			assertThat(other.revisions()).isEqualTo(map.revisions());
			assertThat(other.upgrade("heads", List.of())).isEqualTo(map.upgrade("heads", List.of()));
			Set<String> all = map.upgrade("heads", List.of()).after();
			assertThat(other.downgrade("base", all)).isEqualTo(map.downgrade("base", all));
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aStampCoversItsTargetAndKeepsWhatIsUnrelated(long seed) {
		DefaultRevisionMap map = DefaultRevisionMap.of(RandomGraph.nodes(seed));
		for (SortedSet<String> rows : states(map, seed)) {
			for (RevisionNode target : map.revisions()) {
				StampPlan plan = map.stamp(List.of(target.id()), rows);
				assertThat(plan.after()).contains(target.id()).isEqualTo(map.rowsFor(plan.after()));
				assertThat(plan.rows().apply(plan.before())).isEqualTo(plan.after());
				Set<String> applied = new HashSet<>(map.applied(rows));
				plan.unstamped().forEach((node) -> assertThat(applied.remove(node.id())).isTrue());
				plan.stamped().forEach((node) -> assertThat(applied.add(node.id())).isTrue());
				assertThat(applied).isEqualTo(map.applied(plan.after()));
			}
		}
	}

	/**
	 * Only then a downgrade to the row means this upgrade: other branches stay as they
	 * are, and what merely depends on the row stays too.
	 */
	private static boolean leadsOnlyThroughChildrenOf(String row, RevisionPlan up, RevisionMap map) {
		List<String> children = map.children(row).stream().map(RevisionNode::id).toList();
		return up.revisions()
			.stream()
			.allMatch((node) -> !Collections.disjoint(map.applied(List.of(node.id())), children));
	}

	private static List<SortedSet<String>> states(RevisionMap map, long seed) {
		Random random = new Random(seed);
		List<SortedSet<String>> states = new ArrayList<>();
		states.add(map.rowsFor(List.of()));
		for (int i = 0; i < 4; i++) {
			List<String> some = map.revisions()
				.stream()
				.map(RevisionNode::id)
				.filter((id) -> random.nextInt(4) == 0)
				.toList();
			states.add(map.rowsFor(some));
		}
		return states;
	}

	private static void check(RevisionMap map, RevisionPlan plan) {
		Set<String> applied = new HashSet<>(map.applied(plan.before()));
		SortedSet<String> rows = plan.before();
		for (RevisionStep step : plan.steps()) {
			String id = step.revision().id();
			rows = step.rows().apply(rows);
			if (step.direction() == Direction.UPGRADE) {
				assertThat(applied.add(id)).isTrue();
				assertThat(applied).containsAll(step.revision().downRevisions())
					.containsAll(step.revision().dependsOn());
			}
			else {
				assertThat(applied.remove(id)).isTrue();
			}
			assertThat(rows).isEqualTo(map.rowsFor(applied));
			assertThat(map.applied(rows)).isEqualTo(applied);
		}
		assertThat(rows).isEqualTo(plan.after());
	}

}
