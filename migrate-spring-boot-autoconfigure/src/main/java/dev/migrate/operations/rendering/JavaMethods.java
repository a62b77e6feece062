package dev.migrate.operations.rendering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.operations.operation.Operation;

/**
 * The methods of a revision in Java or Kotlin. What is too long to be read, or for the
 * compiler, is divided into several private ones, each with a few operations of the same
 * kind.
 */
public final class JavaMethods {

	/**
	 * How many lines a method may have, and one that others have been taken out of.
	 */
	private static final int LONGEST = 400;

	private static final int LONGEST_PART = 150;

	/**
	 * How many constants of a class are its own share of the 65,535 that it can hold.
	 */
	private static final int MOST_CONSTANTS = 20_000;

	private static final int CONSTANTS_OF_LAMBDA = 6;

	private static final int INDENT = 2;

	private static final Pattern CALL = Pattern.compile("op\\.(\\w+)\\(");

	private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

	private final JavaImports imports;

	private final DataTypeRenderer renderer;

	private final List<Method> methods = new ArrayList<>();

	private final Map<String, Integer> names = new HashMap<>();

	private final Set<String> constants = new HashSet<>();

	private int lambdas;

	private int part;

	/**
	 * Creates a class without methods.
	 * @param imports where the imports are collected
	 * @param renderer how data types are written that it knows
	 */
	public JavaMethods(JavaImports imports, DataTypeRenderer renderer) {
		this.imports = imports;
		this.renderer = renderer;
	}

	/**
	 * An operation and what is said about it.
	 *
	 * @param operation the operation
	 * @param remarks comments before it
	 */
	public record Statement(Operation operation, List<String> remarks) {
	}

	/**
	 * Returns the body of a method.
	 * @param statements what the method does
	 * @return the lines, indented as the body is
	 */
	public List<String> body(List<Statement> statements) {
		List<List<String>> lines = statements.stream().map((statement) -> lines(statement, INDENT)).toList();
		if (lines.stream().mapToInt(List::size).sum() <= LONGEST) {
			return lines.stream().flatMap(List::stream).toList();
		}
		List<Group> parts = groups(statements, lines);
		Map<String, Long> counts = parts.stream().collect(Collectors.groupingBy(Group::kind, Collectors.counting()));
		List<String> calls = new ArrayList<>();
		for (Group group : parts) {
			Method method = new Method(name(group.kind(), counts.getOrDefault(group.kind(), 0L) > 1), part(group),
					group.statements());
			this.methods.add(method);
			calls.add(indentation(INDENT) + method.call() + (isKotlin() ? "" : ";"));
		}
		return calls;
	}

	/**
	 * Returns what each line of a body begins with.
	 * @return tabs or blanks
	 */
	public String indentation() {
		return indentation(INDENT);
	}

	/**
	 * Returns a name that no other method has.
	 */
	private String name(String kind, boolean numbered) {
		int number = this.names.merge(kind, 1, Integer::sum);
		return (numbered || number > 1) ? kind + number : kind;
	}

	/**
	 * Returns which class is to have a method, whose constants would be too many for one:
	 * 0 for that of the revision.
	 */
	private int part(Group group) {
		this.constants.addAll(group.constants());
		this.lambdas += group.lambdas();
		if (this.constants.size() + this.lambdas * CONSTANTS_OF_LAMBDA > MOST_CONSTANTS) {
			this.part++;
			this.constants.clear();
			this.constants.addAll(group.constants());
			this.lambdas = group.lambdas();
		}
		return this.part;
	}

	private List<String> lines(Statement statement, int indent) {
		List<String> lines = new ArrayList<>();
		for (String remark : statement.remarks()) {
			wrapped(harmless(remark), SourceLayout.WIDTH - indent * SourceLayout.TAB - 3)
				.forEach((line) -> lines.add(indentation(indent) + "// " + line));
		}
		new JavaSource(this.imports, this.renderer, indent).statement(statement.operation())
			.source()
			.lines()
			.forEach(lines::add);
		return lines;
	}

	/**
	 * Returns a comment in which the compiler finds no character that is written by its
	 * number, which might end the comment.
	 */
	public static String harmless(String comment) {
		return comment.replace("\\u", "\\ u");
	}

	/**
	 * Divides a comment into lines of a certain length.
	 */
	public static List<String> wrapped(String text, int length) {
		return JavaStrings.words(text, length).stream().map(String::stripTrailing).toList();
	}

	private static List<Group> groups(List<Statement> statements, List<List<String>> lines) {
		List<Group> groups = new ArrayList<>();
		for (int i = 0; i < statements.size(); i++) {
			String kind = kind(lines.get(i));
			Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
			if (last == null || !last.kind().equals(kind) || last.lines().size() + lines.get(i).size() > LONGEST_PART) {
				last = new Group(kind, new ArrayList<>(), new ArrayList<>());
				groups.add(last);
			}
			last.statements().add(statements.get(i));
			last.lines().addAll(lines.get(i));
		}
		return groups;
	}

	/**
	 * Returns what a method is called that makes calls like a certain one.
	 */
	private static String kind(List<String> lines) {
		String statement = lines.stream()
			.map(String::strip)
			.filter((line) -> !line.startsWith("//"))
			.findFirst()
			.orElse("");
		Matcher call = CALL.matcher(statement);
		String method = call.lookingAt() ? call.group(1) : "change";
		return switch (method) {
			case "execute" -> "executeStatements";
			case "apply", "change" -> "applyOperations";
			case "createOrReplace" -> "createOrReplaceObjects";
			case "createPolicy" -> "createPolicies";
			default -> method.endsWith("x") ? method + "es" : method + "s";
		};
	}

	/**
	 * Returns the private methods that the bodies call, each after an empty line.
	 * @return the lines, indented as members of the class are
	 */
	public List<String> methods() {
		List<String> lines = new ArrayList<>();
		int current = 0;
		for (Method method : this.methods) {
			if (method.part() != current) {
				end(current, lines);
				current = method.part();
				lines.addAll(List.of("", indentation(1)
						+ (isKotlin() ? "private object " : "private static final class ") + method.owner() + " {"));
			}
			int indent = (current > 0) ? INDENT : INDENT - 1;
			lines.add("");
			lines.add(indentation(indent) + declaration(method));
			method.statements().forEach((statement) -> lines.addAll(lines(statement, indent + 1)));
			lines.add(indentation(indent) + "}");
		}
		end(current, lines);
		return lines;
	}

	private String declaration(Method method) {
		boolean own = method.part() == 0;
		if (isKotlin()) {
			return (own ? "private fun " : "fun ") + method.name() + "(op: Operations) {";
		}
		return (own ? "private" : "static") + " void " + method.name() + "(Operations op) {";
	}

	private void end(int part, List<String> lines) {
		if (part > 0) {
			lines.addAll(List.of("", indentation(1) + "}"));
		}
	}

	private boolean isKotlin() {
		return this.imports.language() == SourceLanguage.KOTLIN;
	}

	private String indentation(int levels) {
		return this.imports.language().indentation(levels);
	}

	/**
	 * Statements of one kind that follow each other.
	 *
	 * @param kind what a method of them is called
	 * @param statements the statements
	 * @param lines their lines
	 */
	private record Group(String kind, List<Statement> statements, List<String> lines) {

		Set<String> constants() {
			return STRING.matcher(String.join("\n", this.lines))
				.results()
				.map((string) -> string.group(1))
				.collect(Collectors.toSet());
		}

		int lambdas() {
			return (int) this.lines.stream().filter((line) -> line.contains("->") || line.contains("{ ")).count();
		}

	}

	/**
	 * A method that is called by others.
	 *
	 * @param name its name
	 * @param part which class has it
	 * @param statements what it does
	 */
	private record Method(String name, int part, List<Statement> statements) {

		String owner() {
			return "Part" + this.part;
		}

		String call() {
			return ((this.part > 0) ? owner() + "." : "") + this.name + "(op)";
		}

	}

}
