package dev.migrate.revision.plan;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.MigrateException;
import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds {@link RevisionMap} against what Alembic 1.19 has computed.
 */
@NullUnmarked
@TestInstance(Lifecycle.PER_CLASS)
class RevisionVectorTests {

	private static final String REFUSED = "refused on purpose";

	private static final String OTHERWISE = "decided otherwise";

	private final Map<String, Integer> passed = new TreeMap<>();

	private List<VectorGraph> graphs = List.of();

	@BeforeAll
	void read() {
		this.graphs = VectorFile.graphs();
	}

	@AfterAll
	void printCounts() {
		int total = this.passed.values().stream().mapToInt(Integer::intValue).sum();
		System.out.println("Vectors that passed: " + total + " " + this.passed);
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatAlembicCannotLoad(VectorGraph graph) {
		assertThatExceptionOfType(MigrateException.class).isThrownBy(graph::load)
			.satisfies((ex) -> checkLoadError(graph.loadError(), ex));
		count("load_error");
	}

	Stream<VectorGraph> refusesWhatAlembicCannotLoad() {
		return this.graphs.stream().filter(VectorGraph::failsToLoad);
	}

	@ParameterizedTest
	@MethodSource
	void derivesTheSameFacts(VectorGraph graph) {
		if (isRefused(graph)) {
			checkRefused(graph);
			count(REFUSED);
			return;
		}
		DefaultRevisionMap map = graph.load();
		Map<String, Object> facts = graph.facts();
		assertThat(VectorChecks.ids(map.heads())).isEqualTo(facts.get("heads"));
		assertThat(VectorChecks.ids(map.realHeads())).isEqualTo(facts.get("real_heads"));
		assertThat(VectorChecks.ids(map.bases())).isEqualTo(facts.get("bases"));
		assertThat(VectorChecks.ids(map.graph().nodes(realBases(map)))).isEqualTo(facts.get("real_bases"));
		assertThat(sortedIds(map.branchPoints())).isEqualTo(facts.get("branch_points"));
		assertThat(sortedIds(map.revisions().stream().filter(RevisionNode::isMergePoint).toList()))
			.isEqualTo(facts.get("merge_points"));
		assertThat(sortedIds(effectiveHeads(map))).isEqualTo(facts.get("effective_heads"));
		Map<String, Object> labels = VectorGraph.object(facts.get("labels"));
		Map<String, Object> normalized = VectorGraph.object(facts.get("normalized_down"));
		for (RevisionNode node : map.revisions()) {
			assertThat(map.labels(node.id()).stream().sorted().toList()).as("labels of %s", node.id())
				.isEqualTo(labels.getOrDefault(node.id(), List.of()));
			if (normalized.containsKey(node.id())) {
				assertThat(normalizedDown(map, node)).as("parents of %s", node.id())
					.containsExactlyInAnyOrderElementsOf(VectorGraph.strings(normalized.get(node.id())));
			}
			else {
				assertThat(normalizedDown(map, node)).isEqualTo(node.downRevisions());
			}
		}
		count("facts");
	}

	Stream<VectorGraph> derivesTheSameFacts() {
		return this.graphs.stream().filter((graph) -> !graph.failsToLoad());
	}

	@ParameterizedTest
	@MethodSource
	void answersTheSame(VectorCase vector) {
		VectorGraph graph = vector.graph();
		if (!isRefused(graph)) {
			boolean otherwise = new VectorChecks(graph.load(), vector).check();
			count(otherwise ? OTHERWISE : vector.op());
			return;
		}
		checkRefused(graph);
		if (!graph.duplicateIds().isEmpty()) {
			count(REFUSED);
			return;
		}
		VectorChecks checks = new VectorChecks(graph.loadWithoutConfusingLabels(), vector);
		if (vector.mentionsAnyOf(graph.confusingLabels())) {
			checks.checkReadAsSteps();
			count(REFUSED);
		}
		else {
			count(checks.check() ? OTHERWISE : vector.op());
		}
	}

	Stream<VectorCase> answersTheSame() {
		return this.graphs.stream()
			.flatMap((graph) -> graph.cases().stream())
			.filter((vector) -> !vector.isOrder("nondeterministic"));
	}

	private static boolean isRefused(VectorGraph graph) {
		return !graph.duplicateIds().isEmpty() || !graph.confusingLabels().isEmpty();
	}

	/**
	 * Alembic loads these graphs; this project has decided to say what is wrong instead.
	 */
	private static void checkRefused(VectorGraph graph) {
		if (!graph.duplicateIds().isEmpty()) {
			assertThatExceptionOfType(InvalidRevisionGraphException.class).isThrownBy(graph::load).satisfies((ex) -> {
				assertThat(Mistake.DUPLICATE_REVISION.is(ex)).as(ex.toString()).isTrue();
				assertThat(ex.getRevisions()).hasSize(1).isSubsetOf(graph.duplicateIds());
				List<String> locations = graph.locations(ex.getRevisions().get(0));
				assertThat(locations).hasSizeGreaterThan(1);
				assertThat(ex.getProblem()).endsWith(": " + String.join(", ", locations) + ".");
			});
			return;
		}
		assertThatExceptionOfType(InvalidRevisionGraphException.class).isThrownBy(graph::load).satisfies((ex) -> {
			assertThat(Mistake.INVALID_LABEL.is(ex)).as(ex.toString()).isTrue();
			assertThat(ex.getRevisions()).hasSize(1);
			assertThat(ex.getProblem()).containsAnyOf(graph.confusingLabels().toArray(String[]::new))
				.contains(graph.locations(ex.getRevisions().get(0)))
				.contains("reads as a number of steps");
		});
	}

	private static void checkLoadError(Map<String, Object> expected, MigrateException actual) {
		String type = (String) expected.get("class");
		String message = (String) expected.get("message");
		switch (type) {
			case "LoopDetected", "DependencyLoopDetected" -> {
				InvalidRevisionGraphException ex = (InvalidRevisionGraphException) actual;
				boolean dependency = type.startsWith("Dependency");
				assertThat((dependency ? Mistake.DEPENDS_ON_ITSELF : Mistake.FOLLOWS_ITSELF).is(ex)).isTrue();
				assertThat(message).endsWith("(" + String.join(", ", ex.getRevisions()) + ")");
			}
			case "CycleDetected", "DependencyCycleDetected" -> {
				InvalidRevisionGraphException ex = (InvalidRevisionGraphException) actual;
				boolean dependency = type.startsWith("Dependency");
				assertThat((dependency ? Mistake.CIRCLE_OF_DEPENDENCIES : Mistake.CIRCLE).is(ex)).isTrue();
				assertThat(ex.getRevisions()).isEqualTo(idsInParentheses(message));
				assertThat(idsOfCircle(ex.getProblem())).isNotEmpty().isSubsetOf(ex.getRevisions());
			}
			case "KeyError" -> assertThat(actual)
				.matches((ex) -> Mistake.UNKNOWN_DOWN_REVISION.is(ex) || Mistake.UNKNOWN_DEPENDENCY.is(ex));
			default -> assertThat(actual).matches((ex) -> Mistake.DUPLICATE_LABEL.is(ex) || Mistake.INVALID_ID.is(ex));
		}
	}

	private static List<String> idsInParentheses(String message) {
		String ids = message.substring(message.lastIndexOf('(') + 1, message.lastIndexOf(')'));
		return Arrays.stream(ids.split(", ")).sorted().collect(Collectors.toList());
	}

	private static List<String> idsOfCircle(String problem) {
		return Pattern.compile("(\\S+) \\(").matcher(problem).results().map((id) -> id.group(1)).toList();
	}

	private static BitSet realBases(DefaultRevisionMap map) {
		return map.graph().where((number) -> map.graph().parents(number).length == 0);
	}

	private static List<RevisionNode> effectiveHeads(RevisionMap map) {
		return map.heads().stream().filter((head) -> !map.realHeads().contains(head)).toList();
	}

	private static List<String> normalizedDown(DefaultRevisionMap map, RevisionNode node) {
		int number = map.graph().find(node.id());
		return VectorChecks.ids(map.graph().nodes(map.graph().normalizedDown(number)));
	}

	private static List<String> sortedIds(List<RevisionNode> nodes) {
		return nodes.stream().map(RevisionNode::id).sorted().toList();
	}

	private void count(String kind) {
		this.passed.merge(kind, 1, Integer::sum);
	}

}
