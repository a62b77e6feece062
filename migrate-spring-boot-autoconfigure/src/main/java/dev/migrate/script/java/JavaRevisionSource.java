package dev.migrate.script.java;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.revision.RevisionNode;
import dev.migrate.script.ScriptValues;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code @Revision} out of Java source that has not been compiled yet. Understands
 * literals only; an id that is a constant is known to the compiler alone.
 */
public final class JavaRevisionSource {

	private static final String STRING = "\"\"\"(?:\\\\.|[^\\\\])*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"";

	private static final Pattern COMMENT_OR_LITERAL = Pattern
		.compile("(?<comment>/\\*.*?\\*/|//[^\\n]*)|" + STRING + "|'(?:\\\\.|[^'\\\\\\n])+'", Pattern.DOTALL);

	private static final Pattern ANNOTATION = Pattern.compile("@(?:dev\\.migrate\\.)?Revision\\s*\\(");

	private static final Pattern ATTRIBUTE = Pattern
		.compile("\\G\\s*,?\\s*(?<name>\\w+)\\s*=\\s*(?:\\{(?<list>(?:\\s*+(?:" + STRING
				+ "|,|[\\w.]+))*+)\\s*\\}|(?<value>" + STRING + "|[\\w.]+))", Pattern.DOTALL);

	private static final Pattern LITERAL = Pattern.compile("\"((?:\\\\.|[^\"\\\\\\n])*+)\"");

	private JavaRevisionSource() {
	}

	/**
	 * Reads the first revision of a source file.
	 * @param location where it is
	 * @return what its annotation says, or {@code null} if there is none with a literal
	 * id
	 */
	public static @Nullable RevisionNode read(String source, String location) {
		String code = COMMENT_OR_LITERAL.matcher(source)
			.replaceAll((match) -> (match.group(1) != null) ? " " : Matcher.quoteReplacement(match.group()));
		Matcher annotation = ANNOTATION.matcher(code);
		if (!annotation.find()) {
			return null;
		}
		Map<String, List<String>> attributes = new HashMap<>();
		Matcher attribute = ATTRIBUTE.matcher(code).region(annotation.end(), code.length());
		while (attribute.find()) {
			String list = attribute.group("list");
			attributes.put(attribute.group("name"), literals((list != null) ? list : attribute.group("value")));
		}
		List<String> id = attributes.getOrDefault("id", List.of());
		if (id.size() != 1) {
			return null;
		}
		ScriptValues values = new ScriptValues(location, 0);
		return new RevisionNode(values.id("id", id.get(0)), attributes.getOrDefault("down", List.of()),
				attributes.getOrDefault("dependsOn", List.of()),
				new LinkedHashSet<>(attributes.getOrDefault("labels", List.of())), location);
	}

	private static List<String> literals(String text) {
		List<String> literals = new ArrayList<>();
		for (Matcher literal = LITERAL.matcher(text); literal.find();) {
			literals.add(literal.group(1).replaceAll("\\\\(.)", "$1"));
		}
		return literals;
	}

}
