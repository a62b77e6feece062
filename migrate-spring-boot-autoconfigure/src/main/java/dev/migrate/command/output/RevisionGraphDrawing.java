package dev.migrate.command.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Draws revisions and how they follow each other, one line each with the lanes of the
 * graph to its left, as {@code git log --graph} does.
 */
public final class RevisionGraphDrawing {

	private final List<RevisionDescription> revisions;

	private final Set<String> ids = new LinkedHashSet<>();

	/** The revision that each lane leads down to, all different. */
	private List<String> lanes = List.of();

	private RevisionGraphDrawing(List<RevisionDescription> revisions) {
		this.revisions = revisions;
		revisions.forEach((revision) -> this.ids.add(revision.id()));
	}

	/**
	 * Returns a drawing.
	 * @param revisions the revisions, children before parents
	 */
	public static RevisionGraphDrawing of(List<RevisionDescription> revisions) {
		return new RevisionGraphDrawing(revisions);
	}

	/**
	 * Draws the revisions.
	 * @param text what stands beside each
	 * @return the lines
	 */
	public List<String> draw(Function<RevisionDescription, String> text) {
		List<String> lines = new ArrayList<>();
		this.lanes = List.of();
		for (RevisionDescription revision : this.revisions) {
			if (!this.lanes.contains(revision.id())) {
				this.lanes = append(this.lanes, revision.id());
			}
			int lane = this.lanes.indexOf(revision.id());
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < this.lanes.size(); i++) {
				line.append((i == lane) ? '*' : '|').append(' ');
			}
			lines.add(line + " " + text.apply(revision));
			lines.addAll(connect(lane, revision));
		}
		return lines;
	}

	/**
	 * Leads the lanes below a revision on to its parents.
	 */
	private List<String> connect(int lane, RevisionDescription revision) {
		List<String> parents = revision.node().downRevisions().stream().filter(this.ids::contains).toList();
		List<String> before = this.lanes;
		Set<String> after = new LinkedHashSet<>(before.subList(0, lane));
		List<String> right = before.subList(lane + 1, before.size());
		parents.stream().filter((parent) -> !right.contains(parent)).forEach(after::add);
		after.addAll(right);
		this.lanes = List.copyOf(after);
		List<Edge> edges = new ArrayList<>();
		for (int i = 0; i < before.size(); i++) {
			if (i != lane) {
				edges.add(new Edge(i, this.lanes.indexOf(before.get(i))));
			}
		}
		parents.forEach((parent) -> edges.add(new Edge(lane, this.lanes.indexOf(parent))));
		return lines(edges);
	}

	private static List<String> lines(List<Edge> edges) {
		List<String> lines = new ArrayList<>();
		List<Edge> moving = edges;
		while (moving.stream().anyMatch(Edge::isSlanted)) {
			int width = moving.stream().mapToInt((edge) -> 2 * Math.max(edge.from(), edge.to()) + 1).max().orElse(0);
			char[] line = new char[width];
			Arrays.fill(line, ' ');
			moving.forEach((edge) -> edge.draw(line));
			lines.add(new String(line).stripTrailing());
			moving = moving.stream().map(Edge::next).distinct().toList();
		}
		return lines;
	}

	private static List<String> append(List<String> lanes, String id) {
		List<String> longer = new ArrayList<>(lanes);
		longer.add(id);
		return List.copyOf(longer);
	}

	/**
	 * A line from a lane to one further down, which moves by one lane at a time.
	 */
	private record Edge(int from, int to) {

		boolean isSlanted() {
			return this.from != this.to;
		}

		Edge next() {
			return new Edge(this.from + Integer.signum(this.to - this.from), this.to);
		}

		void draw(char[] line) {
			int direction = Integer.signum(this.to - this.from);
			line[2 * this.from + direction] = (direction == 0) ? '|' : (direction > 0) ? '\\' : '/';
		}

	}

}
