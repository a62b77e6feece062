package dev.migrate.script.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.script.NewScript;
import dev.migrate.text.JavaLiterals;

/**
 * Writes the parts of a revision that are Java source.
 */
final class JavaAnnotation {

	private static final int WIDTH = 120;

	private JavaAnnotation() {
	}

	/**
	 * Writes the annotation of a revision, on several lines if it is long.
	 */
	static String annotation(NewScript script) {
		List<String> attributes = new ArrayList<>();
		attributes.add("id = " + JavaLiterals.literal(script.id()));
		add(attributes, "down", script.place().downRevisions());
		add(attributes, "dependsOn", script.place().dependsOn());
		add(attributes, "labels", script.place().labels());
		if (!script.message().isEmpty()) {
			attributes.add("message = " + JavaLiterals.literal(script.message()));
		}
		attributes.add("created = " + JavaLiterals.literal(TemplateValues.created(script)));
		if (!script.transactional()) {
			attributes.add("transaction = Revision.Transaction.NONE");
		}
		StringBuilder text = new StringBuilder("@Revision(");
		int width = text.length();
		String separator = "";
		for (String attribute : attributes) {
			if (width + separator.length() + attribute.length() >= WIDTH && !separator.isEmpty()) {
				text.append(",\n\t\t");
				separator = "";
				width = 8;
			}
			text.append(separator).append(attribute);
			width += separator.length() + attribute.length();
			separator = ", ";
		}
		return text.append(')').toString();
	}

	private static void add(List<String> attributes, String name, Collection<String> values) {
		if (values.size() == 1) {
			attributes.add(name + " = " + JavaLiterals.literal(values.iterator().next()));
		}
		else if (!values.isEmpty()) {
			attributes.add(name + " = "
					+ values.stream().map(JavaLiterals::literal).collect(Collectors.joining(", ", "{ ", " }")));
		}
	}

}
