package dev.migrate.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which fields the objects of a file have. A line such as {@code Container: name!
 * args:[string] ports:[ContainerPort] env:{string}} says that a container must have a
 * name, that {@code args} is a list and {@code env} a map.
 */
final class YamlSchema {

	private static final Pattern FIELD = Pattern.compile("([^!:\\s]+)(!?)(?::(\\S+))?");

	private final Map<String, Map<String, Field>> types = new LinkedHashMap<>();

	YamlSchema(String text) {
		text.lines().forEach((line) -> {
			int colon = line.indexOf(": ");
			Map<String, Field> fields = this.types.computeIfAbsent(line.substring(0, colon),
					(type) -> new LinkedHashMap<>());
			for (Matcher field = FIELD.matcher(line.substring(colon + 2)); field.find();) {
				String type = field.group(3);
				fields.put(field.group(1), new Field((type != null) ? type : "string", !field.group(2).isEmpty()));
			}
		});
	}

	/**
	 * Compares an object with a type.
	 * @param type the name of the type
	 * @param object the object
	 * @return what is wrong, each with where it is
	 */
	List<String> mistakes(String type, Object object) {
		List<String> mistakes = new ArrayList<>();
		check(type, object, type, mistakes);
		return mistakes;
	}

	private void check(String type, @Nullable Object value, String path, List<String> mistakes) {
		if (type.startsWith("[") && value instanceof List<?> list) {
			list.forEach((item) -> check(inner(type), item, path + "[]", mistakes));
		}
		else if (type.startsWith("{") && value instanceof Map<?, ?> map) {
			map.forEach((key, item) -> check(inner(type), item, path + "." + key, mistakes));
		}
		else if (this.types.containsKey(type) && value instanceof Map<?, ?> map) {
			checkFields(this.types.get(type), map, path, mistakes);
		}
		else if (!switch (type) {
			case "string" -> value instanceof String;
			case "integer" -> value instanceof Integer;
			case "boolean" -> value instanceof Boolean;
			case "scalar" -> value instanceof String || value instanceof Integer || value instanceof Boolean;
			case "any" -> true;
			default -> false;
		}) {
			mistakes.add("%s is no %s: %s".formatted(path, type, value));
		}
	}

	private void checkFields(@Nullable Map<String, Field> fields, Map<?, ?> map, String path, List<String> mistakes) {
		if (fields != null) {
			map.forEach((key, value) -> {
				Field field = fields.get(String.valueOf(key));
				if (field == null) {
					mistakes.add("%s has no field %s".formatted(path, key));
				}
				else {
					check(field.type(), value, path + "." + key, mistakes);
				}
			});
			fields.forEach((name, field) -> {
				if (field.required() && !map.containsKey(name)) {
					mistakes.add("%s lacks %s".formatted(path, name));
				}
			});
		}
	}

	private static String inner(String type) {
		return type.substring(1, type.length() - 1);
	}

	private record Field(String type, boolean required) {
	}

}
