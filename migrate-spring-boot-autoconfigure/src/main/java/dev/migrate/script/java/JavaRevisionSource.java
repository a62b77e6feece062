package dev.migrate.script.java;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

import dev.migrate.revision.RevisionNode;
import dev.migrate.script.ScriptValues;
import dev.migrate.script.java.SourceTokens.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads revisions out of source of Java or Kotlin that need not have been compiled.
 * Understands literals only; an id that is a constant is known to the compiler alone.
 */
public final class JavaRevisionSource {

	private static final String BLOCK = "\"\"\"";

	private JavaRevisionSource() {
	}

	/**
	 * Reads the first revision of a source file.
	 * @param location where it is; the ending says which language it is in
	 * @return what its annotation says, or {@code null} if there is none with a literal
	 * id
	 */
	public static @Nullable RevisionNode read(String source, String location) {
		List<RevisionAnnotation> annotations = annotations(source, location);
		return (annotations.isEmpty() || !annotations.get(0).hasId()) ? null : node(annotations.get(0), location);
	}

	/**
	 * Reads all revisions of a source file.
	 * @param location where it is; the ending says which language it is in
	 * @return what each annotation with a literal id says
	 */
	public static List<RevisionNode> all(String source, String location) {
		return annotations(source, location).stream()
			.filter(RevisionAnnotation::hasId)
			.map((annotation) -> node(annotation, location))
			.toList();
	}

	private static List<RevisionAnnotation> annotations(String source, String location) {
		boolean kotlin = isKotlin(location);
		return RevisionAnnotation.in(SourceTokens.of(source, kotlin), kotlin);
	}

	private static RevisionNode node(RevisionAnnotation annotation, String location) {
		ScriptValues values = new ScriptValues(location, 0);
		return new RevisionNode(values.id("id", annotation.attribute("id").get(0)), annotation.attribute("down"),
				annotation.attribute("dependsOn"), new LinkedHashSet<>(annotation.attribute("labels")), location,
				annotation.attribute("replaces"));
	}

	/**
	 * Brings the source of a revision into a form that only changes when what it does may
	 * have changed: comments, layout, the order of imports, the name of the class and its
	 * package make no difference, and neither does what {@code @Revision} says or what
	 * other revisions of the same file do.
	 * @param location where the source is; the ending says which language it is in
	 * @param id the id of the revision
	 * @param className the name of its class
	 * @return the normal form
	 */
	public static List<String> normalize(String source, String location, String id, String className) {
		boolean kotlin = isKotlin(location);
		List<Token> tokens = SourceTokens.of(source, kotlin);
		String name = className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
		List<String> imports = new ArrayList<>();
		int header = kotlin ? KotlinTokens.endOfFileAnnotations(tokens) : 0;
		int first = skipHeader(tokens, header, imports);
		List<RevisionAnnotation> annotations = RevisionAnnotation.in(tokens, kotlin);
		List<String> code = new ArrayList<>();
		tokens.subList(0, header).forEach((token) -> code.add(normalize(token, kotlin)));
		for (int i = first; i < tokens.size(); i++) {
			int start = i;
			RevisionAnnotation annotation = annotations.stream()
				.filter((each) -> each.start() == start)
				.findFirst()
				.orElse(null);
			if (annotation != null) {
				// That with an id that only the compiler knows may be this one.
				boolean own = annotations.size() == 1 || !annotation.hasId()
						|| annotation.attribute("id").equals(List.of(id));
				i = (own ? annotation.end() : endOfClass(tokens, annotation.end(), kotlin)) - 1;
			}
			else if (!tokens.get(i).is(name)) {
				code.add(normalize(tokens.get(i), kotlin));
			}
		}
		List<String> normal = new ArrayList<>(new TreeSet<>(imports));
		normal.add("");
		normal.addAll(code);
		return normal;
	}

	private static boolean isKotlin(String location) {
		return location.endsWith(".kt");
	}

	/**
	 * The indentation of a text block of Java is none of its value.
	 */
	private static String normalize(Token token, boolean kotlin) {
		String text = token.text();
		int start = text.indexOf('\n') + 1;
		int end = text.length() - BLOCK.length();
		boolean block = !kotlin && text.startsWith(BLOCK) && text.endsWith(BLOCK) && start <= end;
		return block ? BLOCK + text.substring(start, end).stripIndent() : text;
	}

	/**
	 * Skips the package and the imports.
	 * @param first the index of the token before which nothing but annotations stands
	 * @return the index of the token behind them
	 */
	private static int skipHeader(List<Token> tokens, int first, List<String> imports) {
		int i = first;
		while (i < tokens.size() && (tokens.get(i).is("package") || tokens.get(i).is("import"))) {
			StringBuilder declaration = new StringBuilder();
			int start = i;
			for (i++; i < tokens.size() && !tokens.get(i).is(";") && !tokens.get(i).firstOnLine(); i++) {
				declaration.append(tokens.get(i).text()).append(' ');
			}
			if (tokens.get(start).is("import")) {
				imports.add(declaration.toString());
			}
			i += (i < tokens.size() && tokens.get(i).is(";")) ? 1 : 0;
		}
		return i;
	}

	/**
	 * Returns the index of the token behind a class.
	 * @param start the index of the token behind its annotation
	 */
	private static int endOfClass(List<Token> tokens, int start, boolean kotlin) {
		int braces = 0;
		int parentheses = 0;
		boolean named = false;
		for (int i = start; i < tokens.size(); i++) {
			String text = tokens.get(i).text();
			if (kotlin && parentheses == 0 && braces == 0) {
				if (named && (text.equals(";") || KotlinTokens.beginsDeclaration(tokens, i))) {
					return text.equals(";") ? i + 1 : i;
				}
				named |= text.equals("class") || text.equals("object");
			}
			parentheses += text.equals("(") ? 1 : 0;
			parentheses -= text.equals(")") ? 1 : 0;
			if (parentheses == 0 && text.equals("{")) {
				braces++;
			}
			else if (parentheses == 0 && text.equals("}")) {
				braces--;
				if (braces == 0) {
					return i + 1;
				}
			}
		}
		return tokens.size();
	}

}
