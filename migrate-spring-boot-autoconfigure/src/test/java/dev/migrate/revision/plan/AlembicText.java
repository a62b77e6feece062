package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionRange;
import org.jspecify.annotations.NullUnmarked;

/**
 * Writes facts of a graph as Alembic's commands print them.
 */
@NullUnmarked
final class AlembicText {

	private final RevisionMap map;

	private final VectorGraph graph;

	AlembicText(RevisionMap map, VectorGraph graph) {
		this.map = map;
		this.graph = graph;
	}

	List<String> history(RevisionRange range) {
		return this.map.history(range, List.of()).stream().map(this::historyLine).toList();
	}

	List<String> heads(boolean resolveDependencies) {
		List<RevisionNode> heads = resolveDependencies ? this.map.realHeads() : this.map.heads();
		return heads.stream().map(this::labelled).toList();
	}

	List<String> branches() {
		List<String> lines = new ArrayList<>();
		for (RevisionNode point : this.map.revisions()) {
			if (this.map.branchPoints().contains(point)) {
				lines.add(labelled(point) + marks(point));
				this.map.children(point.id())
					.forEach((child) -> lines.add(" ".repeat(point.id().length()) + " -> " + labelled(child)));
			}
		}
		return lines;
	}

	List<String> current(Collection<String> rows) {
		return this.map.current(rows)
			.stream()
			.sorted(Comparator.comparing(RevisionNode::id))
			.map((node) -> node.id() + head(node) + marks(node))
			.toList();
	}

	private String historyLine(RevisionNode node) {
		String down = node.isBase() ? "<base>" : String.join(", ", node.downRevisions());
		List<String> dependencies = this.map.dependencies(node.id()).stream().map(RevisionNode::id).toList();
		return down + (dependencies.isEmpty() ? "" : " (" + String.join(", ", dependencies) + ")") + " -> "
				+ labelled(node) + marks(node) + ", " + this.graph.documentation(node.id());
	}

	private String labelled(RevisionNode node) {
		Set<String> labels = new TreeSet<>(this.map.labels(node.id()));
		return node.id() + (labels.isEmpty() ? "" : " (" + String.join(", ", labels) + ")") + head(node);
	}

	private String head(RevisionNode node) {
		if (this.map.realHeads().contains(node)) {
			return " (head)";
		}
		boolean effective = this.map.heads().contains(node) && !this.map.realHeads().contains(node);
		return effective ? " (effective head)" : "";
	}

	private String marks(RevisionNode node) {
		return ((this.map.children(node.id()).size() > 1) ? " (branchpoint)" : "")
				+ (node.isMergePoint() ? " (mergepoint)" : "");
	}

}
