package dev.migrate.benchmarks;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the figures were measured with.
 */
final class Machine {

	/**
	 * The libraries whose versions count, by their artifacts.
	 */
	private static final Map<String, String> LIBRARIES = libraries();

	private Machine() {
	}

	private static Map<String, String> libraries() {
		Map<String, String> libraries = new LinkedHashMap<>();
		libraries.put("spring-boot", "Spring Boot");
		libraries.put("hibernate-core", "Hibernate ORM");
		libraries.put("postgresql", "PostgreSQL's JDBC driver");
		libraries.put("flyway-core", "Flyway");
		libraries.put("liquibase-core", "Liquibase");
		libraries.put("liquibase-hibernate7", "liquibase-hibernate7");
		return libraries;
	}

	/**
	 * Returns what there is, with its version.
	 * @param server the server
	 */
	static List<String> facts(DatabaseServer server) {
		List<String> facts = new ArrayList<>();
		facts.add("%d processors".formatted(Runtime.getRuntime().availableProcessors()));
		facts.add("load %s before".formatted(load()));
		facts.add("%s on %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
		facts.add("JDK " + System.getProperty("java.version"));
		facts.add("PostgreSQL " + server.version());
		LIBRARIES.forEach((artifact, name) -> facts.add(name + " " + version(artifact)));
		return facts;
	}

	/**
	 * Returns the load of the last minute.
	 */
	static String load() {
		double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
		return (load < 0) ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
	}

	/**
	 * Returns the version of a library from the name of its jar.
	 */
	private static String version(String artifact) {
		Pattern jar = Pattern.compile(Pattern.quote(artifact) + "-(\\d.*)\\.jar");
		return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
			.map((path) -> jar.matcher(new File(path).getName()))
			.filter(Matcher::matches)
			.map((matcher) -> matcher.group(1))
			.findFirst()
			.orElse("of an unknown version");
	}

}
