package dev.migrate.revision.plan;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullUnmarked;

/**
 * One question to a graph of a vector file, and Alembic's answer.
 */
@NullUnmarked
record VectorCase(VectorGraph graph, int index, Map<String, Object> json) {

	String op() {
		return (String) this.json.get("op");
	}

	String order() {
		return (String) this.json.get("order");
	}

	boolean isOrder(String order) {
		return order.equals(order());
	}

	String rowsRule() {
		return (String) this.json.getOrDefault("rows_rule", "");
	}

	String text(String key) {
		return (String) this.json.get(key);
	}

	List<String> strings(String key) {
		Object value = this.json.get(key);
		if (value == null) {
			return List.of();
		}
		return (value instanceof String string) ? List.of(string) : VectorGraph.strings(value);
	}

	boolean flag(String key) {
		return Boolean.TRUE.equals(this.json.get(key));
	}

	boolean has(String key) {
		return this.json.containsKey(key);
	}

	/**
	 * Returns whether the question names one of the labels.
	 */
	boolean mentionsAnyOf(List<String> labels) {
		return labels.stream().anyMatch((label) -> this.json.toString().contains(label));
	}

	boolean isOk() {
		return expect().containsKey("ok");
	}

	Object ok() {
		return expect().get("ok");
	}

	Map<String, Object> okObject() {
		return VectorGraph.object(expect().get("ok"));
	}

	boolean isInternalError() {
		return !isOk() && Boolean.TRUE.equals(error().get("internal"));
	}

	Map<String, Object> error() {
		return VectorGraph.object(expect().get("error"));
	}

	String errorText() {
		return error().getOrDefault("cause", "") + ": " + error().get("message");
	}

	private Map<String, Object> expect() {
		return VectorGraph.object(this.json.get("expect"));
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.graph.name()).append('[')
			.append(this.index)
			.append("] ")
			.append(op());
		for (String key : List.of("ident", "from", "upper", "lower", "to", "range", "head", "db", "what")) {
			if (has(key)) {
				text.append(' ').append(key).append('=').append(this.json.get(key));
			}
		}
		return text.toString();
	}

}
