package dev.migrate.autoconfigure;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.springframework.util.StringUtils;

/**
 * One of several databases, as the {@code migrate.databases.<name>.*} properties describe
 * it.
 *
 * @param name the name
 * @param properties its properties, with those that it has from {@code migrate.*}
 * @param ownConnection whether it says itself how to connect, by a URL, a user or a
 * {@code DataSource}
 */
public record NamedDatabase(String name, NamedDatabaseProperties properties, boolean ownConnection) {

	/**
	 * Returns the bean name of its migrator.
	 * @return a name such as {@code reportingMigrator}
	 */
	public String beanName() {
		return beanName(this.name, "Migrator");
	}

	static String beanName(String name, String suffix) {
		return StringUtils.uncapitalize(
				Arrays.stream(name.split("-")).map(StringUtils::capitalize).collect(Collectors.joining()) + suffix);
	}

}
