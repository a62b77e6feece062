package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.migrate.MigrateException;
import dev.migrate.revision.Direction;
import dev.migrate.revision.NewRevision;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionRange;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.StampPlan;
import dev.migrate.revision.VersionRowChange;
import dev.migrate.revision.graph.RevisionGraph;
import dev.migrate.revision.identifier.RelativeWalk;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares the answers of a {@link RevisionMap} with those of Alembic. Where they differ
 * on purpose, the comparison is with what this project decided instead.
 */
@NullUnmarked
final class VectorChecks {

	private final DefaultRevisionMap map;

	private final VectorCase vector;

	private boolean decidedOtherwise;

	VectorChecks(DefaultRevisionMap map, VectorCase vector) {
		this.map = map;
		this.vector = vector;
	}

	/**
	 * Checks the answer.
	 * @return whether it was compared with what this project decided, not with Alembic's
	 */
	boolean check() {
		switch (this.vector.op()) {
			case "upgrade", "downgrade" -> checkPlan();
			case "stamp" -> checkStamp();
			default -> checkAnswer();
		}
		return this.decidedOtherwise;
	}

	/**
	 * Alembic reads a label such as {@code rel-2} now as a label and now as a number of
	 * steps. Here no revision bears it, and it always is a number of steps.
	 */
	void checkReadAsSteps() {
		boolean plan = Set.of("upgrade", "downgrade").contains(this.vector.op());
		ThrowingCallable call = plan ? this::plan : this::answer;
		if ((plan ? target() : this.vector.text("ident")).contains("@")) {
			Mistake.MALFORMED_IDENTIFIER.isThrownBy(call)
				.withMessageContaining("a number of steps is not allowed here");
		}
		else if (plan) {
			Mistake.UNKNOWN_REVISION.isThrownBy(call);
		}
		else {
			Mistake.RELATIVE.isThrownBy(call);
		}
	}

	private void checkAnswer() {
		if (this.vector.isInternalError() && this.vector.op().equals("history")) {
			this.decidedOtherwise = true;
			checkNewestFirst(this.map.history(range(), this.vector.strings("db")));
			return;
		}
		if (!this.vector.isOk()) {
			checkError(this::answer);
			return;
		}
		Object answer = answer();
		if (this.vector.isOrder("set")) {
			assertThat(new HashSet<>((List<?>) answer)).isEqualTo(new HashSet<>((List<?>) this.vector.ok()));
		}
		else {
			assertThat(answer).isEqualTo(expectedAnswer());
		}
	}

	/**
	 * Alembic stops at ranges that its order does not reach through; they can be shown.
	 */
	private void checkNewestFirst(List<RevisionNode> history) {
		assertThat(history).isNotEmpty().doesNotHaveDuplicates();
		List<String> ids = ids(history);
		for (int i = 1; i < ids.size(); i++) {
			assertThat(this.map.applied(List.of(ids.get(i)))).doesNotContainAnyElementsOf(ids.subList(0, i));
		}
	}

	/**
	 * Alembic answers null for base where a list has nothing.
	 */
	private Object expectedAnswer() {
		Object expected = this.vector.ok();
		if (expected instanceof List<?> list) {
			return list.stream().filter((element) -> element != null).toList();
		}
		return (expected != null) ? expected : "base";
	}

	private Object answer() {
		VectorCase vector = this.vector;
		return switch (vector.op()) {
			case "resolve" -> ids(this.map.resolve(vector.text("ident")));
			case "get" -> single(vector.text("ident")).map(RevisionNode::id).orElse("base");
			case "head" -> this.map.head().map(RevisionNode::id).orElse("base");
			case "current" -> ids(this.map.current(vector.strings("db")));
			case "history" -> ids(this.map.history(range(), vector.strings("db")));
			case "lineage" -> inLineage(vector.strings("targets"), vector.text("against"));
			case "bases_for" -> inLineage(ids(this.map.bases()), vector.text("ident"));
			case "iterate" -> new VectorIteration(this.map, vector).ids();
			case "text" -> text();
			case "new_revision" -> newRevision();
			case "add_revision" -> addRevision();
			case "apply" -> apply();
			default -> throw new IllegalArgumentException(vector.op());
		};
	}

	private RevisionRange range() {
		String range = this.vector.text("range");
		return (range != null) ? RevisionRange.parse(range) : RevisionRange.ALL;
	}

	private List<String> inLineage(List<String> targets, String against) {
		RevisionIdentifier identifier = RevisionIdentifier.parse(against);
		Set<Integer> shares = new LinkedHashSet<>(this.map.resolver().resolve(identifier));
		if (identifier.branch() != null) {
			shares.add(this.map.resolver().branch(identifier.branch()));
		}
		if (shares.isEmpty()) {
			return targets;
		}
		List<String> lineage = ids(this.map.graph().nodes(this.map.graph().lineage(RevisionGraph.setOf(shares))));
		return targets.stream().filter(lineage::contains).toList();
	}

	private List<String> text() {
		AlembicText text = new AlembicText(this.map, this.vector.graph());
		return switch (this.vector.text("what")) {
			case "history" -> text.history(range());
			case "heads" -> text.heads(this.vector.flag("resolve_dependencies"));
			case "branches" -> text.branches();
			case "current" -> text.current(this.vector.strings("db"));
			default -> throw new IllegalArgumentException(this.vector.text("what"));
		};
	}

	private Map<String, Object> newRevision() {
		NewRevision revision = this.map.newRevision(new NewRevisionRequest("newrev000000", this.vector.strings("head"),
				this.vector.flag("splice"), this.vector.strings("depends_on"), this.vector.strings("branch_label")));
		RevisionNode node = new RevisionNode("newrev000000", revision.downRevisions(), revision.dependsOn(),
				revision.labels(), "~");
		List<String> headsAfter = ids(this.map.with(node).heads()).stream().sorted().toList();
		return Map.of("down", revision.downRevisions(), "depends", revision.dependsOn(), "labels",
				List.copyOf(revision.labels()), "heads_after", headsAfter);
	}

	private Map<String, Object> addRevision() {
		Map<String, Object> json = VectorGraph.object(this.vector.json().get("revision"));
		DefaultRevisionMap more = this.map
			.with(VectorGraph.node(json, VectorGraph.strings(json.get("labels")), this.map.size()));
		return Map.of("heads", ids(more.heads()), "real_heads", ids(more.realHeads()));
	}

	private Object apply() {
		List<Integer> start = this.map.resolver().rows(this.vector.strings("from"));
		VersionRows rows = new VersionRows(this.map.graph(), start);
		List<List<String>> seen = new ArrayList<>();
		for (Object step : (List<?>) this.vector.json().get("steps")) {
			List<String> directionAndId = VectorGraph.strings(step);
			int number = this.map.graph().find(directionAndId.get(1));
			if (directionAndId.get(0).equals("up")) {
				rows.upgrade(number);
			}
			else {
				rows.downgrade(number);
			}
			seen.add(List.copyOf(rows.rows()));
		}
		List<List<String>> expected = VectorGraph.objects(this.vector.okObject().get("steps"))
			.stream()
			.map((step) -> VectorGraph.strings(step.get("rows")))
			.toList();
		assertThat(seen).isEqualTo(expected);
		return this.vector.okObject();
	}

	private void checkPlan() {
		if (isDecidedOtherwise()) {
			this.decidedOtherwise = true;
			return;
		}
		if (!this.vector.isOk() && !this.vector.has("model_rows")) {
			checkError(this::plan);
			return;
		}
		RevisionPlan plan = plan();
		List<String> rows = this.vector.has("model_rows") ? this.vector.strings("model_rows")
				: VectorGraph.strings(this.vector.okObject().get("rows"));
		assertThat(plan.after()).as("rows").containsExactlyElementsOf(new TreeSet<>(rows));
		checkEachStep(plan);
		if (!this.vector.isOk()) {
			return;
		}
		List<Map<String, Object>> expected = VectorGraph.objects(this.vector.okObject().get("steps"));
		List<String> ids = ids(plan.revisions());
		List<String> expectedIds = expected.stream().map((step) -> (String) step.get("rev")).toList();
		if (this.vector.isOrder("any-topological")) {
			assertThat(ids).containsExactlyInAnyOrderElementsOf(expectedIds);
			return;
		}
		assertThat(ids).as("steps").isEqualTo(expectedIds);
		if (!this.vector.rowsRule().startsWith("alembic-")) {
			SortedSet<String> current = plan.before();
			for (int i = 0; i < expected.size(); i++) {
				VersionRowChange change = plan.steps().get(i).rows();
				current = change.apply(current);
				assertThat(List.copyOf(current)).as("rows after %s", ids.get(i)).isEqualTo(expected.get(i).get("rows"));
				if (this.vector.isOrder("exact")) {
					assertThat(operations(change)).as("statements of %s", ids.get(i))
						.isEqualTo(new HashSet<>((List<?>) expected.get(i).get("ops")));
				}
			}
		}
	}

	/**
	 * Alembic completes partial ids in the table wrongly, chooses one of several rows for
	 * -N, ignores what follows a number, and refuses to downgrade to what only a
	 * dependency has applied.
	 */
	private boolean isDecidedOtherwise() {
		VectorCase vector = this.vector;
		if (!this.map.unknownRows(vector.strings("from")).isEmpty()) {
			Mistake.UNKNOWN_VERSION_ROW.isThrownBy(this::plan);
			return true;
		}
		if (vector.has("warnings")) {
			Mistake.AMBIGUOUS_CURRENT_REVISION.isThrownBy(this::plan);
			return true;
		}
		if (target().matches(".*[-+]\\d+[^-+\\d@].*")) {
			Mistake.MALFORMED_IDENTIFIER.isThrownBy(this::plan);
			return true;
		}
		if (!vector.isOk() && vector.errorText().startsWith("RangeNotAncestorError") && isTargetApplied()) {
			assertThat(plan().steps()).isEmpty();
			return true;
		}
		return false;
	}

	private boolean isTargetApplied() {
		String target = target();
		if (target.matches(".*[-+]\\d+")) {
			String symbol = target.substring(0, Math.max(target.lastIndexOf('-'), target.lastIndexOf('+')));
			if (symbol.isEmpty() || symbol.endsWith("@")) {
				return false;
			}
			RevisionIdentifier identifier = RevisionIdentifier.parse(target);
			int start = this.map.resolver().single(RevisionIdentifier.parse(symbol));
			int place = new RelativeWalk(this.map.graph()).walk(identifier, start, null, true);
			return place >= 0
					&& this.map.applied(this.vector.strings("from")).contains(this.map.graph().node(place).id());
		}
		return single(target).filter((node) -> this.map.applied(this.vector.strings("from")).contains(node.id()))
			.isPresent();
	}

	private Optional<RevisionNode> single(String identifier) {
		int number = this.map.resolver().single(RevisionIdentifier.parse(identifier));
		return (number >= 0) ? Optional.of(this.map.graph().node(number)) : Optional.empty();
	}

	private List<String> targets() {
		List<String> to = this.vector.strings("to");
		return to.isEmpty() ? List.of("base") : to;
	}

	private String target() {
		return targets().get(0);
	}

	private RevisionPlan plan() {
		List<String> rows = this.vector.strings("from");
		return this.vector.op().equals("upgrade") ? this.map.upgrade(targets(), rows)
				: this.map.downgrade(target(), rows);
	}

	private void checkEachStep(RevisionPlan plan) {
		SortedSet<String> current = plan.before();
		for (RevisionStep step : plan.steps()) {
			Set<String> applied = this.map.applied(current);
			current = step.rows().apply(current);
			Set<String> expected = new HashSet<>(applied);
			if (step.direction() == Direction.UPGRADE) {
				expected.add(step.revision().id());
			}
			else {
				expected.remove(step.revision().id());
			}
			assertThat(current).isEqualTo(this.map.rowsFor(expected));
			assertThat(this.map.applied(current)).isEqualTo(expected);
		}
		assertThat(current).isEqualTo(plan.after());
	}

	private static Set<Map<String, String>> operations(VersionRowChange change) {
		Set<Map<String, String>> operations = new HashSet<>();
		change.updates().forEach((update) -> operations.add(Map.of("update", update.from(), "to", update.to())));
		change.deletes().forEach((row) -> operations.add(Map.of("delete", row)));
		change.inserts().forEach((row) -> operations.add(Map.of("insert", row)));
		return operations;
	}

	/**
	 * Alembic leaves rows that overlap, and loses a target or crashes where several
	 * targets share a row.
	 */
	private void checkStamp() {
		List<String> from = this.vector.strings("from");
		List<String> to = this.vector.strings("to");
		if (!this.vector.isOk() && !this.vector.isInternalError()) {
			checkError(() -> this.map.stamp(to, from));
			return;
		}
		StampPlan plan = this.map.stamp(to, from);
		assertThat(plan.rows().apply(plan.before())).isEqualTo(plan.after());
		assertThat(plan.after()).isEqualTo(this.map.rowsFor(plan.after()));
		Set<String> targets = new HashSet<>();
		to.forEach((target) -> targets.addAll(ids(this.map.resolve(target))));
		assertThat(this.map.applied(plan.after())).containsAll(targets);
		boolean overlapping = !new TreeSet<>(from).equals(this.map.rowsFor(from));
		if (this.vector.isInternalError() || overlapping) {
			this.decidedOtherwise = true;
			return;
		}
		List<String> rows = VectorGraph.strings(this.vector.okObject().get("rows"));
		if (!this.map.applied(rows).containsAll(targets)) {
			this.decidedOtherwise = true;
			return;
		}
		assertThat(plan.after()).as("rows").isEqualTo(this.map.rowsFor(rows));
	}

	private void checkError(ThrowingCallable call) {
		assertThatExceptionOfType(MigrateException.class).isThrownBy(call).satisfies((ex) -> {
			if (!this.vector.isInternalError()) {
				assertThat(expectedMistakes()).as(ex.toString()).anyMatch((mistake) -> mistake.is(ex));
			}
			assertThat(ex.getProblem()).endsWith(".");
			// A sentence, or commands to choose from.
			assertThat(ex.getAction()).matches("(?s).*(\\.|\n {2}migrate [^\n]+)");
		});
	}

	private Set<Mistake> expectedMistakes() {
		String text = this.vector.errorText();
		if (text.contains("MultipleHeads")) {
			return Set.of(Mistake.MULTIPLE_HEADS);
		}
		if (text.contains("ResolutionError")) {
			return Set.of(Mistake.UNKNOWN_REVISION, Mistake.AMBIGUOUS_REVISION, Mistake.NOT_ON_BRANCH,
					Mistake.UNKNOWN_VERSION_ROW, Mistake.RELATIVE, Mistake.MALFORMED_IDENTIFIER);
		}
		if (text.contains("valid downgrade target")) {
			return Set.of(Mistake.NOT_BELOW_CURRENT);
		}
		if (text.contains("RangeNotAncestorError") || text.contains("is not an ancestor")) {
			return Set.of(Mistake.NOT_ANCESTOR);
		}
		if (text.contains("Ambiguous walk")) {
			return Set.of(Mistake.FORK);
		}
		if (text.contains("Ambiguous upgrade")) {
			return Set.of(Mistake.AMBIGUOUS_CURRENT_REVISION);
		}
		if (text.contains("didn't produce") || text.contains("Walked too far")) {
			return Set.of(Mistake.OUT_OF_REACH);
		}
		if (text.contains("overlaps")) {
			return Set.of(Mistake.OVERLAPPING_ROWS, Mistake.OVERLAPPING_TARGETS);
		}
		if (text.contains("Duplicate head")) {
			return Set.of(Mistake.DUPLICATE_HEAD);
		}
		if (text.contains("is not a head")) {
			return Set.of(Mistake.NOT_A_HEAD);
		}
		if (text.contains("Branch name")) {
			return Set.of(Mistake.DUPLICATE_LABEL);
		}
		return text.contains("History range requires") ? Set.of(Mistake.MALFORMED_IDENTIFIER) : Set.of();
	}

	static List<String> ids(List<RevisionNode> nodes) {
		return nodes.stream().map(RevisionNode::id).toList();
	}

}
