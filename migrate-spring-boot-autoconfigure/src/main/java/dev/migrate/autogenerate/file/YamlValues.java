package dev.migrate.autogenerate.file;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.file.DataRows.Value;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes values of YAML as the database reads them: as text, as JSON, and as arrays.
 */
final class YamlValues {

	/**
	 * The tags of values whose text is what it says.
	 */
	static final Set<Tag> TAGS = Set.of(Tag.NULL, Tag.STR, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP);

	private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");

	private YamlValues() {
	}

	static Value scalar(ScalarNode scalar) {
		String text = scalar.getValue();
		boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
		if (plain && scalar.getTag().equals(Tag.NULL)) {
			return new Value(null, "null", "NULL");
		}
		boolean bare = plain && (Set.of("true", "false").contains(text) || JSON_NUMBER.matcher(text).matches());
		return new Value(text, bare ? text : json(text), array(text));
	}

	static Value list(List<Value> values) {
		String json = values.stream().map(Value::json).collect(Collectors.joining(", ", "[", "]"));
		boolean array = values.stream().allMatch((value) -> value.array() != null);
		return new Value(json, json,
				array ? values.stream().map(Value::array).collect(Collectors.joining(",", "{", "}")) : null);
	}

	static Value map(Map<String, Value> values) {
		String json = values.entrySet()
			.stream()
			.map((entry) -> json(entry.getKey()) + ": " + entry.getValue().json())
			.collect(Collectors.joining(", ", "{", "}"));
		return new Value(json, json, null);
	}

	private static String array(String text) {
		return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

	private static String json(String text) {
		StringBuilder json = new StringBuilder("\"");
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				json.append('\\').append(c);
			}
			else if (c < ' ') {
				json.append(String.format("\\u%04x", (int) c));
			}
			else {
				json.append(c);
			}
		}
		return json.append('"').toString();
	}

}
