package dev.migrate.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrate.autoconfigure.properties.RevisionProperties;
import dev.migrate.runtime.run.MismatchPolicy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The {@code migrate.*} properties.
 */
@ConfigurationProperties("migrate")
public class MigrateProperties extends DatabaseProperties {

	/**
	 * Whether Migrate is active at all.
	 */
	private boolean enabled = true;

	/**
	 * What to do when something else changes the schema as well: Flyway, Liquibase, a
	 * "schema.sql" that Spring Boot runs, or Hibernate.
	 */
	private MismatchPolicy onOtherSchemaManager = MismatchPolicy.WARN;

	/**
	 * Whether several databases are migrated at the same time when the application
	 * starts, instead of one after the other.
	 */
	private boolean parallel;

	/**
	 * Further databases by name. What is not set for one of them is as for the
	 * application's own database.
	 */
	private Map<String, NamedDatabaseProperties> databases = new LinkedHashMap<>();

	private final Cli cli = new Cli();

	private final Monitoring monitoring = new Monitoring();

	@NestedConfigurationProperty
	private final RevisionProperties revision = new RevisionProperties();

	/**
	 * Reads the properties before there are any beans.
	 * @param environment the environment
	 * @return the properties
	 */
	public static MigrateProperties of(Environment environment) {
		return Binder.get(environment).bindOrCreate("migrate", MigrateProperties.class);
	}

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public MismatchPolicy getOnOtherSchemaManager() {
		return this.onOtherSchemaManager;
	}

	public void setOnOtherSchemaManager(MismatchPolicy onOtherSchemaManager) {
		this.onOtherSchemaManager = onOtherSchemaManager;
	}

	public Cli getCli() {
		return this.cli;
	}

	public RevisionProperties getRevision() {
		return this.revision;
	}

	public Monitoring getMonitoring() {
		return this.monitoring;
	}

	public boolean isParallel() {
		return this.parallel;
	}

	public void setParallel(boolean parallel) {
		this.parallel = parallel;
	}

	/**
	 * Returns what is set for the databases that have a name, without what they have from
	 * here: {@link NamedDatabases} knows that.
	 * @return the properties by name
	 */
	public Map<String, NamedDatabaseProperties> getDatabases() {
		return this.databases;
	}

	public void setDatabases(Map<String, NamedDatabaseProperties> databases) {
		this.databases = databases;
	}

	/**
	 * The {@code migrate.cli.*} properties.
	 */
	public static class Cli {

		/**
		 * Whether the application runs a command instead of starting when its first
		 * argument is "migrate".
		 */
		private boolean enabled = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * The {@code migrate.monitoring.*} properties.
	 */
	public static class Monitoring {

		/**
		 * How long health, info and metrics show where the database stands before they
		 * look again; zero to look each time.
		 */
		private Duration cacheTimeToLive = Duration.ofSeconds(10);

		public Duration getCacheTimeToLive() {
			return this.cacheTimeToLive;
		}

		public void setCacheTimeToLive(Duration cacheTimeToLive) {
			this.cacheTimeToLive = cacheTimeToLive;
		}

	}

}
