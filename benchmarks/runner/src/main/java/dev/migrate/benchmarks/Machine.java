package dev.migrate.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariDataSource;
import liquibase.Liquibase;
import org.flywaydb.core.Flyway;
import org.hibernate.Version;

import org.springframework.boot.SpringBootVersion;

/**
 * What the figures were measured with.
 */
final class Machine {

	private static final Pattern JAR_VERSION = Pattern.compile("-(\\d[^/]*)\\.jar$");

	private Machine() {
	}

	/**
	 * Returns what there is, with its version.
	 * @param server the server
	 */
	static Map<String, String> facts(DatabaseServer server) {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
		facts.put("operating system", "%s, %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
		facts.put("JDK", System.getProperty("java.vm.version"));
		facts.put("PostgreSQL", server.version());
		facts.put("Spring Boot", SpringBootVersion.getVersion());
		facts.put("Flyway", version(Flyway.class));
		facts.put("Liquibase", version(Liquibase.class));
		facts.put("Hibernate ORM", Version.getVersionString());
		facts.put("HikariCP", version(HikariDataSource.class));
		return facts;
	}

	/**
	 * Returns the load of the last minute, or a negative number where nobody tells.
	 */
	static double load() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

	/**
	 * Returns the version of a library from the name of its jar.
	 */
	private static String version(Class<?> type) {
		String jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
		Matcher matcher = JAR_VERSION.matcher(jar);
		return matcher.find() ? matcher.group(1) : "unknown";
	}

}
