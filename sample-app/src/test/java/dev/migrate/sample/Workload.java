package dev.migrate.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The containers that a file of {@code deploy} starts.
 *
 * @param tasks those that are to end before the application starts, in their order
 * @param application the application
 */
record Workload(List<Container> tasks, Container application) {

	private static final Map<String, Map<String, String>> SECRETS = Map.of("app-database",
			Map.of("username", "app", "password", "secret"), "app-database-migrate",
			Map.of("username", "app_migrate", "password", "secret"));

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::\\?[^}]+)?}");

	private static final Pattern TEMPLATE = Pattern.compile("\\{\\{ \\.([\\w.]+) }}");

	/**
	 * Reads Kubernetes manifests.
	 * @param files the files
	 * @param template what makes YAML of their text
	 * @return what they start
	 */
	static Workload kubernetes(List<Path> files, UnaryOperator<String> template) throws IOException {
		List<Container> tasks = new ArrayList<>();
		List<Container> applications = new ArrayList<>();
		for (Path file : files) {
			for (Map<String, Object> document : YamlFile.documents(file, template)) {
				Map<String, Object> pod = YamlFile.map(document, "spec", "template", "spec");
				List<Container> containers = containers(pod, "containers");
				if (YamlFile.get(document, "kind").equals("Job")) {
					tasks.addAll(containers);
				}
				else {
					applications.addAll(containers);
					if (pod.containsKey("initContainers")) {
						tasks.addAll(containers(pod, "initContainers"));
					}
				}
			}
		}
		assertThat(applications).hasSize(1);
		return new Workload(tasks, applications.get(0));
	}

	/**
	 * Reads the services of a Compose file that run the image of the application.
	 * @param file the file
	 * @return what it starts
	 */
	static Workload compose(Path file) throws IOException {
		Map<String, Object> services = YamlFile.map(YamlFile.document(file), "services");
		Map<String, Object> application = YamlFile.map(services, "app");
		assertThat(YamlFile.map(services, "migrate").get("image")).isEqualTo(application.get("image"));
		return new Workload(List.of(service(YamlFile.map(services, "migrate"))), service(application));
	}

	/**
	 * Puts in the values of the chart that the templates refer to.
	 * @param chart the folder of the chart
	 * @return what makes YAML of the text of a template
	 */
	static UnaryOperator<String> helm(Path chart) throws IOException {
		Map<String, Object> objects = Map.of("Values", YamlFile.document(chart.resolve("values.yaml")), "Chart",
				Map.of("AppVersion", YamlFile.get(YamlFile.document(chart.resolve("Chart.yaml")), "appVersion")),
				"Release", Map.of("Name", "sample"));
		return (template) -> TEMPLATE.matcher(template)
			.replaceAll(
					(match) -> Matcher.quoteReplacement(YamlFile.get(objects, match.group(1).split("\\.")).toString()));
	}

	/**
	 * Puts in the variables that Compose takes from the environment.
	 * @param text the text
	 * @return the text with the value {@code secret} for each variable
	 */
	static String interpolate(String text) {
		return VARIABLE.matcher(text).replaceAll("secret");
	}

	private static List<Container> containers(Map<String, Object> pod, String key) {
		return YamlFile.list(pod, key).stream().map(Workload::container).toList();
	}

	private static Container container(Object container) {
		Map<String, String> environment = new LinkedHashMap<>();
		for (Object variable : YamlFile.list(container, "env")) {
			environment.put(YamlFile.get(variable, "name").toString(), value(YamlFile.map(variable)));
		}
		Set<String> probes = new LinkedHashSet<>();
		for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
			if (YamlFile.map(container).containsKey(probe)) {
				probes.add(YamlFile.get(container, probe, "httpGet", "path").toString());
			}
		}
		return new Container(arguments(container, "args"), environment, probes);
	}

	private static String value(Map<String, Object> variable) {
		if (variable.containsKey("value")) {
			return YamlFile.get(variable, "value").toString();
		}
		Object secret = YamlFile.get(variable, "valueFrom", "secretKeyRef");
		return YamlFile.get(SECRETS, YamlFile.get(secret, "name").toString(), YamlFile.get(secret, "key").toString())
			.toString();
	}

	private static Container service(Map<String, Object> service) {
		Map<String, String> environment = new LinkedHashMap<>();
		YamlFile.map(service, "environment")
			.forEach((name, value) -> environment.put(name, interpolate(value.toString())));
		return new Container(arguments(service, "command"), environment, Set.of());
	}

	private static List<String> arguments(Object container, String key) {
		return YamlFile.map(container).containsKey(key)
				? YamlFile.list(container, key).stream().map(Object::toString).toList() : List.of();
	}

	/**
	 * A container of the application's image.
	 *
	 * @param arguments what follows the entry point
	 * @param environment the variables that are set
	 * @param probes the paths that are asked whether all is well
	 */
	record Container(List<String> arguments, Map<String, String> environment, Set<String> probes) {

		/**
		 * Returns the environment with another database.
		 * @param url the JDBC URL in place of the one in the file
		 * @return the variables
		 */
		Map<String, String> environment(String url) {
			assertThat(this.environment).containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://database:5432/app");
			Map<String, String> environment = new LinkedHashMap<>(this.environment);
			environment.put("SPRING_DATASOURCE_URL", url);
			return environment;
		}

	}

}
