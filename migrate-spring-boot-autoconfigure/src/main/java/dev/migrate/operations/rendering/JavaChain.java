package dev.migrate.operations.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.Chain;
import org.jspecify.annotations.Nullable;

/**
 * Collects the calls of a chain.
 */
final class JavaChain {

	private final JavaExpression head;

	private final List<Call> calls = new ArrayList<>();

	JavaChain(JavaExpression head) {
		this.head = head;
	}

	static JavaExpression string(String value) {
		return JavaStrings.expression(value);
	}

	JavaChain call(String method, JavaExpression... arguments) {
		this.calls.add(Call.of(method, arguments));
		return this;
	}

	JavaChain call(String method, List<JavaExpression> arguments) {
		this.calls.add(Call.of(method, arguments));
		return this;
	}

	boolean isEmpty() {
		return this.calls.isEmpty();
	}

	/**
	 * Returns the name of the method that is called, if it is the only one and has no
	 * arguments.
	 */
	@Nullable String onlyMethod() {
		boolean alone = this.calls.size() == 1 && this.calls.get(0).arguments().isEmpty();
		return alone ? this.calls.get(0).opening().replace("(", "") : null;
	}

	JavaChain callIf(boolean condition, String method) {
		return condition ? call(method) : this;
	}

	JavaChain callIfPresent(String method, @Nullable String argument) {
		return (argument != null) ? call(method, string(argument)) : this;
	}

	JavaChain callIfAny(String method, List<String> arguments) {
		if (!arguments.isEmpty()) {
			this.calls.add(Call.of(method, strings(arguments)));
		}
		return this;
	}

	static List<JavaExpression> strings(List<String> values) {
		return values.stream().map(JavaChain::string).toList();
	}

	static <T> List<T> with(T first, List<? extends T> more) {
		return Stream.concat(Stream.of(first), more.stream()).toList();
	}

	JavaExpression end() {
		return this.calls.isEmpty() ? this.head : new Chain(this.head, List.copyOf(this.calls));
	}

}
