package dev.migrate.operations.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Chain;
import dev.migrate.operations.rendering.JavaExpression.Infix;
import dev.migrate.operations.rendering.JavaExpression.Lambda;
import dev.migrate.operations.rendering.JavaExpression.StringLiteral;
import dev.migrate.operations.rendering.JavaExpression.Text;
import dev.migrate.operations.rendering.JavaExpression.TextBlock;
import dev.migrate.text.KotlinLiterals;

/**
 * Expressions of Java in Kotlin, which has other words for collections, arrays, lambdas
 * and the creation of objects.
 */
final class KotlinExpressions {

	private static final Map<String, String> COLLECTIONS = Map.of("List.of", "listOf", "Arrays.asList", "listOf",
			"Collections.singletonList", "listOf", "Set.of", "setOf");

	private static final Pattern ARRAY = Pattern.compile("new (?:(\\w+)Array|Array<(.+)>) \\{ ?}?");

	private static final Pattern LAMBDA = Pattern.compile("\\((\\w+)\\) -> (\\w+)");

	private static final Pattern CAST_NUMBER = Pattern.compile("\\((short|byte)\\) (-?\\d+)");

	private static final Pattern CAST_NULL = Pattern.compile("\\((.+)\\) null");

	private static final Pattern BLOCK = Pattern.compile(", \\((\\w+)\\) -> \\{$");

	private KotlinExpressions() {
	}

	static JavaExpression of(JavaExpression expression) {
		return of(expression, false);
	}

	/**
	 * Returns an expression in Kotlin.
	 * @param untyped whether it stands where anything may stand, so that an empty
	 * collection has to say what it holds
	 */
	private static JavaExpression of(JavaExpression expression, boolean untyped) {
		if (expression instanceof Call call) {
			return of(call, untyped);
		}
		if (expression instanceof Chain chain) {
			List<Call> calls = chain.calls().stream().map((call) -> (Call) of(call, false)).toList();
			Matcher lambda = (chain.head() instanceof Text text) ? LAMBDA.matcher(text.text()) : null;
			if (lambda != null && lambda.matches()) {
				return lambda(lambda.group(1), calls);
			}
			return new Chain(of(chain.head(), false), calls);
		}
		if (expression instanceof TextBlock block && !KotlinStrings.isRaw(block.value())) {
			return new StringLiteral(block.value());
		}
		return (expression instanceof Text text) ? new Text(text(text.text())) : expression;
	}

	private static JavaExpression lambda(String parameter, List<Call> calls) {
		boolean nested = calls.stream()
			.flatMap((call) -> call.arguments().stream())
			.anyMatch(KotlinExpressions::hasLambda);
		String name = nested ? parameter : "it";
		return new Lambda(nested ? parameter : "", new Chain(new Text(name), calls));
	}

	private static boolean hasLambda(JavaExpression expression) {
		return expression instanceof Lambda;
	}

	private static JavaExpression of(Call call, boolean untyped) {
		String opening = call.opening();
		String name = opening.endsWith("(") ? opening.substring(0, opening.length() - 1) : opening;
		Matcher array = ARRAY.matcher(opening);
		if (array.matches()) {
			return new Call(array(array) + "(", arguments(call, true), ")");
		}
		if (name.equals("String.join")) {
			return new Call("listOf(", arguments(call, false).subList(1, call.arguments().size()),
					").joinToString(\"\")");
		}
		if (COLLECTIONS.containsKey(name)) {
			String type = (untyped && call.arguments().isEmpty()) ? "<Any>" : "";
			return new Call(COLLECTIONS.get(name) + type + "(", arguments(call, true), ")");
		}
		if (name.equals("Map.of")) {
			List<JavaExpression> arguments = arguments(call, true);
			List<JavaExpression> pairs = new ArrayList<>();
			for (int i = 0; i < arguments.size(); i += 2) {
				pairs.add(new Infix(arguments.get(i), "to", arguments.get(i + 1)));
			}
			return new Call((untyped && pairs.isEmpty()) ? "mapOf<Any, Any>(" : "mapOf(", pairs, ")");
		}
		if (name.equals("entry") && call.arguments().size() == 2) {
			List<JavaExpression> arguments = arguments(call, true);
			return new Infix(arguments.get(0), "to", arguments.get(1));
		}
		boolean values = name.equals("row") || name.equals("parameter");
		String type = (untyped && name.equals("Optional.empty")) ? "Optional.empty<Any>(" : opening;
		return new Call(type.replaceFirst("^new ", "").replace("<>(", "("), arguments(call, values), call.closing());
	}

	private static List<JavaExpression> arguments(Call call, boolean untyped) {
		List<JavaExpression> arguments = new ArrayList<>();
		for (JavaExpression argument : call.arguments()) {
			arguments.add(of(argument, untyped));
		}
		return arguments;
	}

	private static String array(Matcher array) {
		String primitive = array.group(1);
		if (primitive != null) {
			return Character.toLowerCase(primitive.charAt(0)) + primitive.substring(1) + "ArrayOf";
		}
		return "arrayOf<" + array.group(2) + (array.group(2).equals("Any") ? "?>" : ">");
	}

	/**
	 * Returns what a text of Java is in Kotlin.
	 */
	static String text(String java) {
		Matcher array = ARRAY.matcher(java);
		if (array.matches()) {
			return array(array) + "()";
		}
		Matcher number = CAST_NUMBER.matcher(java);
		if (number.matches()) {
			String value = number.group(2).startsWith("-") ? "(" + number.group(2) + ")" : number.group(2);
			return value + (number.group(1).equals("short") ? ".toShort()" : ".toByte()");
		}
		Matcher absent = CAST_NULL.matcher(java);
		if (absent.matches()) {
			return absent.group(1).equals("Object") ? "null" : "null as " + absent.group(1) + "?";
		}
		if (java.startsWith("'")) {
			return KotlinLiterals.ofJava(java);
		}
		return switch (java) {
			case "-2147483648" -> "Int.MIN_VALUE";
			case "-9223372036854775808L" -> "Long.MIN_VALUE";
			default -> java.matches("[\\w.<>]+\\.class") ? java.replaceFirst("\\.class$", "::class.java") : java;
		};
	}

	/**
	 * Returns what a part of a line is in Kotlin that is no expression, such as the
	 * beginning or the end of a block.
	 */
	static String part(String java) {
		Matcher block = BLOCK.matcher(java);
		if (block.find()) {
			return block.replaceFirst(") { $1 ->");
		}
		return java.equals("});") ? "}" : java.replaceFirst(";$", "").replace("new ", "");
	}

}
