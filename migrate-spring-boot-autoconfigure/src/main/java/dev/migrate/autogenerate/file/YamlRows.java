package dev.migrate.autogenerate.file;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.autogenerate.file.DataRows.Row;
import dev.migrate.autogenerate.file.DataRows.Value;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import org.springframework.util.ClassUtils;

/**
 * Reads rows in YAML: a list of maps, or a map with {@code rows}, {@code key} and
 * {@code delete}. No value is understood but {@code null}: the database reads the text as
 * it stands, so that {@code no} is a country where a column has texts.
 */
final class YamlRows {

	private static final String KEY = "key";

	private static final String DELETE = "delete";

	private static final String ROWS = "rows";

	private static final List<String> SETTINGS = List.of(KEY, DELETE, ROWS);

	private static final String LIST_OF_MAPS = "Write a list of rows, each a map of columns and values, or a map with"
			+ " 'rows', 'key' and 'delete'.";

	private final String location;

	private YamlRows(String location) {
		this.location = location;
	}

	static DataRows read(String location, String text) {
		if (!ClassUtils.isPresent("org.yaml.snakeyaml.Yaml", YamlRows.class.getClassLoader())) {
			throw InvalidDataFileException.noYaml(location);
		}
		return new YamlRows(location).read(text);
	}

	private DataRows read(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(Integer.MAX_VALUE);
		try {
			Node root = new Yaml(options).compose(new StringReader(text));
			if (root == null) {
				throw InvalidDataFileException.empty(this.location, true);
			}
			return read(root);
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 0;
			throw malformed(line, "the YAML cannot be read: " + ex.getProblem());
		}
		catch (YAMLException ex) {
			throw malformed(0, "the YAML cannot be read: " + ex.getMessage());
		}
	}

	private static InvalidDataFileException malformed(String location, int line, String problem) {
		return InvalidDataFileException.malformed(location, line, problem, LIST_OF_MAPS);
	}

	private InvalidDataFileException malformed(int line, String problem) {
		return malformed(this.location, line, problem);
	}

	private static int line(Node node) {
		return node.getStartMark().getLine() + 1;
	}

	private DataRows read(Node root) {
		if (root instanceof SequenceNode rows) {
			return rows(rows, List.of(), 0, false);
		}
		if (!(root instanceof MappingNode)) {
			throw malformed(line(root), "this is neither a list nor a map");
		}
		Map<String, Node> settings = entries(root);
		settings.forEach((name, value) -> {
			if (!SETTINGS.contains(name)) {
				throw InvalidDataFileException.unknownSetting(this.location, line(value), name, SETTINGS);
			}
		});
		Node rows = settings.get(ROWS);
		if (!(rows instanceof SequenceNode list)) {
			throw malformed((rows != null) ? line(rows) : line(root), "there is no list of 'rows'");
		}
		Node key = settings.get(KEY);
		return rows(list, key(key), (key != null) ? line(key) : 0, delete(settings.get(DELETE)));
	}

	private List<String> key(@Nullable Node key) {
		if (key == null) {
			return List.of();
		}
		List<Node> columns = (key instanceof SequenceNode list) ? list.getValue() : List.of(key);
		List<String> names = columns.stream().map((column) -> scalar(column, "a column of the key")).toList();
		if (names.isEmpty()) {
			throw malformed(line(key), "the key names no column");
		}
		return names;
	}

	private boolean delete(@Nullable Node delete) {
		if (delete == null) {
			return false;
		}
		String text = scalar(delete, "'delete'");
		if (!text.equals("true") && !text.equals("false")) {
			throw InvalidDataFileException.malformed(this.location, line(delete), "'delete' is '%s'".formatted(text),
					"Write true or false.");
		}
		return text.equals("true");
	}

	private String scalar(Node node, String what) {
		if (!(node instanceof ScalarNode scalar) || node.getTag().equals(Tag.NULL)) {
			throw malformed(line(node), what + " is no name");
		}
		return scalar.getValue();
	}

	private Map<String, Node> entries(Node node) {
		if (!(node instanceof MappingNode mapping)) {
			throw malformed(line(node), "this row is no map of columns and values");
		}
		Map<String, Node> entries = new LinkedHashMap<>();
		for (NodeTuple tuple : mapping.getValue()) {
			Node key = tuple.getKeyNode();
			if (key.getTag().equals(Tag.MERGE)) {
				throw malformed(line(key), "'<<' merges another map");
			}
			String name = (key instanceof ScalarNode scalar) ? scalar.getValue() : "";
			if (name.isBlank()) {
				throw malformed(line(key), "a column has no name");
			}
			if (entries.put(name, tuple.getValueNode()) != null) {
				throw InvalidDataFileException.malformed(this.location, line(key),
						"'%s' is there twice".formatted(name), "Remove one of the lines.");
			}
		}
		return entries;
	}

	private DataRows rows(SequenceNode list, List<String> key, int keyLine, boolean delete) {
		List<Row> rows = new ArrayList<>();
		List<String> columns = List.of();
		for (Node node : list.getValue()) {
			Map<String, Node> entries = entries(node);
			if (entries.isEmpty()) {
				throw InvalidDataFileException.malformed(this.location, line(node), "the row has no columns",
						"Name at least the columns of the key.");
			}
			if (rows.isEmpty()) {
				columns = List.copyOf(entries.keySet());
			}
			rows.add(row(node, entries, columns));
		}
		int columnLine = rows.isEmpty() ? line(list) : rows.get(0).line();
		return new DataRows(this.location, columns, columnLine, key, keyLine, delete, null, 0, rows);
	}

	private Row row(Node node, Map<String, Node> entries, List<String> columns) {
		List<Value> values = new ArrayList<>();
		for (String column : columns) {
			Node value = entries.get(column);
			if (value == null) {
				throw InvalidDataFileException.malformed(this.location, line(node),
						"the row has no '%s', which the first one has".formatted(column),
						"Give each row the same columns, with null for NULL.");
			}
			values.add(value(value, 0));
		}
		entries.forEach((column, value) -> {
			if (!columns.contains(column)) {
				throw InvalidDataFileException.malformed(this.location, line(value),
						"the row has '%s', which the first one has not".formatted(column),
						"Give each row the same columns, with null for NULL.");
			}
		});
		return new Row(line(node), values);
	}

	private Value value(Node node, int depth) {
		if (depth > 20) {
			throw malformed(line(node), "the value is nested too deep");
		}
		if (node instanceof ScalarNode scalar) {
			return scalar(scalar);
		}
		if (node instanceof SequenceNode sequence) {
			List<Value> values = sequence.getValue().stream().map((each) -> value(each, depth + 1)).toList();
			return YamlValues.list(values);
		}
		Map<String, Value> values = new LinkedHashMap<>();
		entries(node).forEach((name, each) -> values.put(name, value(each, depth + 1)));
		return YamlValues.map(values);
	}

	private Value scalar(ScalarNode scalar) {
		Tag tag = scalar.getTag();
		if (!YamlValues.TAGS.contains(tag)) {
			throw malformed(line(scalar), "the value has the tag " + tag.getValue());
		}
		return YamlValues.scalar(scalar);
	}

}
