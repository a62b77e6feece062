package dev.migrate.command.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes revisions as a diagram for other programs to draw, what comes first at the
 * bottom, with dashed lines for dependencies.
 */
public final class RevisionDiagram {

	private RevisionDiagram() {
	}

	public static String mermaid(List<RevisionDescription> revisions) {
		// Ids may contain what is no part of a name there.
		Map<String, String> names = new LinkedHashMap<>();
		revisions.forEach((revision) -> names.put(revision.id(), "r" + names.size()));
		StringBuilder diagram = new StringBuilder("flowchart BT\n");
		for (RevisionDescription revision : revisions) {
			diagram.append("    %s[\"%s\"]\n".formatted(names.get(revision.id()),
					label(revision, "<br>").replace("\"", "#quot;")));
		}
		for (RevisionDescription revision : revisions) {
			link(diagram, names, revision.node().downRevisions(), revision, "    %s --> %s\n");
			link(diagram, names, revision.dependencies(), revision, "    %s -.-> %s\n");
		}
		return diagram.toString();
	}

	public static String dot(List<RevisionDescription> revisions) {
		Map<String, String> names = new LinkedHashMap<>();
		revisions.forEach((revision) -> names.put(revision.id(), quote(revision.id())));
		StringBuilder diagram = new StringBuilder("digraph revisions {\n    rankdir=BT;\n    node [shape=box];\n");
		for (RevisionDescription revision : revisions) {
			diagram.append("    %s [label=%s];\n".formatted(names.get(revision.id()), quote(label(revision, "\n"))));
		}
		for (RevisionDescription revision : revisions) {
			link(diagram, names, revision.node().downRevisions(), revision, "    %s -> %s;\n");
			link(diagram, names, revision.dependencies(), revision, "    %s -> %s [style=dashed];\n");
		}
		return diagram.append("}\n").toString();
	}

	private static void link(StringBuilder diagram, Map<String, String> names, List<String> from,
			RevisionDescription to, String format) {
		from.stream()
			.filter(names::containsKey)
			.forEach((id) -> diagram.append(format.formatted(names.get(id), names.get(to.id()))));
	}

	private static String label(RevisionDescription revision, String lineBreak) {
		String message = revision.message().lines().findFirst().orElse("");
		return message.isEmpty() ? revision.id() : revision.id() + lineBreak + message;
	}

	private static String quote(String text) {
		return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
	}

}
