package dev.migrate.script.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrate.script.NewScript;

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
		attributes.add("id = " + literal(script.id()));
		add(attributes, "down", script.place().downRevisions());
		add(attributes, "dependsOn", script.place().dependsOn());
		add(attributes, "labels", script.place().labels());
		if (!script.message().isEmpty()) {
			attributes.add("message = " + literal(script.message()));
		}
		attributes.add("created = " + literal(TemplateValues.created(script)));
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
			attributes.add(name + " = " + literal(values.iterator().next()));
		}
		else if (!values.isEmpty()) {
			attributes.add(name + " = "
					+ values.stream().map(JavaAnnotation::literal).collect(Collectors.joining(", ", "{ ", " }")));
		}
	}

	private static String literal(String value) {
		return '"' + escape(value) + '"';
	}

	/**
	 * Escapes what cannot stand in a string literal as it is.
	 */
	static String escape(String value) {
		StringBuilder escaped = new StringBuilder(value.length());
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
				case '"', '\\' -> escaped.append('\\').append(c);
				case '\n' -> escaped.append("\\n");
				case '\r' -> escaped.append("\\r");
				case '\t' -> escaped.append("\\t");
				default -> {
					if (Character.isISOControl(c) || (Character.isSurrogate(c) && !isPaired(value, i))) {
						escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
					}
					else {
						escaped.append(c);
					}
				}
			}
		}
		return escaped.toString();
	}

	private static boolean isPaired(String value, int index) {
		char c = value.charAt(index);
		return Character.isHighSurrogate(c)
				? index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1))
				: index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
	}

}
