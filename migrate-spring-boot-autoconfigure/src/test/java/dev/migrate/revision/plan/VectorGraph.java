package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.NullUnmarked;

/**
 * One graph of a vector file. Its revisions get locations in load order, which is what
 * file names are to Alembic.
 */
@NullUnmarked
record VectorGraph(Map<String, Object> json) {

	@SuppressWarnings("unchecked")
	static List<String> strings(Object value) {
		return (List<String>) value;
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> object(Object value) {
		return (Map<String, Object>) value;
	}

	@SuppressWarnings("unchecked")
	static List<Map<String, Object>> objects(Object value) {
		return (List<Map<String, Object>>) value;
	}

	String name() {
		return (String) this.json.get("name");
	}

	boolean failsToLoad() {
		return this.json.containsKey("load_error");
	}

	/**
	 * Returns the ids that several revisions have, which Alembic loads with a warning and
	 * a phantom head.
	 */
	List<String> duplicateIds() {
		Set<String> ids = new HashSet<>();
		return ids().stream().filter((id) -> !ids.add(id)).distinct().toList();
	}

	/**
	 * Returns the labels that read as a number of steps, which Alembic accepts and
	 * confuses.
	 */
	List<String> confusingLabels() {
		return objects(this.json.get("revisions")).stream()
			.flatMap((revision) -> strings(revision.get("labels")).stream())
			.filter(VectorGraph::isConfusing)
			.toList();
	}

	List<String> locations(String id) {
		List<String> ids = ids();
		return IntStream.range(0, ids.size())
			.filter((place) -> ids.get(place).equals(id))
			.mapToObj(VectorGraph::location)
			.toList();
	}

	Map<String, Object> loadError() {
		return object(this.json.get("load_error"));
	}

	Map<String, Object> facts() {
		return object(this.json.get("facts"));
	}

	List<VectorCase> cases() {
		List<Map<String, Object>> cases = objects(this.json.getOrDefault("cases", List.of()));
		List<VectorCase> result = new ArrayList<>();
		for (int i = 0; i < cases.size(); i++) {
			result.add(new VectorCase(this, i, cases.get(i)));
		}
		return result;
	}

	DefaultRevisionMap load() {
		return DefaultRevisionMap.of(nodes(false));
	}

	DefaultRevisionMap loadWithoutConfusingLabels() {
		return DefaultRevisionMap.of(nodes(true));
	}

	String documentation(String id) {
		return objects(this.json.get("revisions")).stream()
			.filter((revision) -> revision.get("id").equals(id))
			.map((revision) -> (String) revision.getOrDefault("doc", "doc " + id))
			.findFirst()
			.orElseThrow();
	}

	private List<RevisionNode> nodes(boolean withoutConfusingLabels) {
		List<RevisionNode> nodes = new ArrayList<>();
		for (Map<String, Object> revision : objects(this.json.get("revisions"))) {
			List<String> labels = new ArrayList<>(strings(revision.get("labels")));
			labels.removeIf((label) -> withoutConfusingLabels && isConfusing(label));
			nodes.add(node(revision, labels, nodes.size()));
		}
		return nodes;
	}

	static RevisionNode node(Map<String, Object> revision, List<String> labels, int place) {
		return new RevisionNode((String) revision.get("id"), strings(revision.get("down")),
				strings(revision.get("depends")), Set.copyOf(labels), location(place));
	}

	private List<String> ids() {
		return objects(this.json.get("revisions")).stream().map((revision) -> (String) revision.get("id")).toList();
	}

	private static boolean isConfusing(String label) {
		return label.matches(".*[-+]\\d.*");
	}

	private static String location(int place) {
		return "%06d.py".formatted(place);
	}

	@Override
	public String toString() {
		return name();
	}

}
