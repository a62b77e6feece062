package dev.migrate.script.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.NewScript;
import dev.migrate.script.ScriptFormat;
import dev.migrate.text.JavaLiterals;
import dev.migrate.text.KotlinLiterals;

/**
 * Writes the annotation of a revision that is a class.
 */
final class JavaAnnotation {

	private static final int WIDTH = 120;

	private JavaAnnotation() {
	}

	/**
	 * Writes the annotation of a revision, on several lines if it is long.
	 */
	static String annotation(NewScript script, ScriptFormat format) {
		return (format == ScriptFormat.KOTLIN) ? kotlin(attributes(script, true)) : java(attributes(script, false));
	}

	private static List<String> attributes(NewScript script, boolean kotlin) {
		UnaryOperator<String> literal = kotlin ? KotlinLiterals::literal : JavaLiterals::literal;
		List<String> attributes = new ArrayList<>();
		attributes.add("id = " + literal.apply(script.id()));
		add(attributes, "down", script.place().downRevisions(), kotlin);
		add(attributes, "dependsOn", script.place().dependsOn(), kotlin);
		add(attributes, "labels", script.place().labels(), kotlin);
		add(attributes, "replaces", script.place().replaces(), kotlin);
		if (!script.message().isEmpty()) {
			attributes.add("message = " + literal.apply(script.message()));
		}
		attributes.add("created = " + literal.apply(TemplateValues.created(script)));
		if (!script.transactional()) {
			attributes.add("transaction = Revision.Transaction.NONE");
		}
		add(attributes, "adopts", script.adopts().stream().map(AdoptedMigration::toString).toList(), kotlin);
		return attributes;
	}

	private static String kotlin(List<String> attributes) {
		String line = "@Revision(" + String.join(", ", attributes) + ")";
		return (line.length() <= WIDTH) ? line : "@Revision(\n    " + String.join(",\n    ", attributes) + ",\n)";
	}

	private static String java(List<String> attributes) {
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

	private static void add(List<String> attributes, String name, Collection<String> values, boolean kotlin) {
		if (kotlin && !values.isEmpty()) {
			attributes.add(name + " = "
					+ values.stream().map(KotlinLiterals::literal).collect(Collectors.joining(", ", "[", "]")));
		}
		else if (values.size() == 1) {
			attributes.add(name + " = " + JavaLiterals.literal(values.iterator().next()));
		}
		else if (!values.isEmpty()) {
			attributes.add(name + " = "
					+ values.stream().map(JavaLiterals::literal).collect(Collectors.joining(", ", "{ ", " }")));
		}
	}

}
