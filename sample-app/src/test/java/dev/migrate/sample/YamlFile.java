package dev.migrate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file of YAML documents, read as Kubernetes, Docker Compose and GitHub read it:
 * without duplicate keys, and with {@code on} as the word that it is.
 */
final class YamlFile {

	private YamlFile() {
	}

	static List<Map<String, Object>> documents(Path file) throws IOException {
		return documents(file, UnaryOperator.identity());
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @param template what makes YAML of its text
	 * @return its documents
	 */
	static List<Map<String, Object>> documents(Path file, UnaryOperator<String> template) throws IOException {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		DumperOptions unused = new DumperOptions();
		Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(unused), unused, options,
				new CoreSchemaResolver());
		return StreamSupport.stream(yaml.loadAll(template.apply(Files.readString(file))).spliterator(), false)
			.map(YamlFile::map)
			.toList();
	}

	static Map<String, Object> document(Path file) throws IOException {
		List<Map<String, Object>> documents = documents(file);
		assertThat(documents).as(file.toString()).hasSize(1);
		return documents.get(0);
	}

	/**
	 * Returns what is found by following keys from an object.
	 * @param object the object
	 * @param keys the keys, each of which must be there
	 * @return the object at the end
	 */
	static Map<String, Object> map(Object object, String... keys) {
		return map(get(object, keys));
	}

	@SuppressWarnings("unchecked") // whatever is in a list is checked when it is used
	static List<Object> list(Object object, String... keys) {
		Object value = get(object, keys);
		assertThat(value).isInstanceOf(List.class);
		return (List<Object>) value;
	}

	static Object get(Object object, String... keys) {
		Object value = object;
		for (String key : keys) {
			Map<String, Object> map = map(value);
			value = Objects.requireNonNull(map.get(key), () -> "No %s in %s".formatted(key, map));
		}
		return value;
	}

	@SuppressWarnings("unchecked") // no key is anything but a string
	private static Map<String, Object> map(Object value) {
		assertThat(value).isInstanceOf(Map.class);
		assertThat(((Map<?, ?>) value).keySet()).allMatch(String.class::isInstance);
		return (Map<String, Object>) value;
	}

	private static final class CoreSchemaResolver extends Resolver {

		@Override
		protected void addImplicitResolvers() {
			addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
			addImplicitResolver(Tag.INT, Pattern.compile("[-+]?[0-9]+"), "-+0123456789");
			addImplicitResolver(Tag.NULL, NULL, "~nN\0");
			addImplicitResolver(Tag.NULL, EMPTY, null);
			addImplicitResolver(Tag.MERGE, MERGE, "<");
		}

	}

}
