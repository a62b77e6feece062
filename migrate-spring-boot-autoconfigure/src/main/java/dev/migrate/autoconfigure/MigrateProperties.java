package dev.migrate.autoconfigure;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.dialect.LockMode;
import dev.migrate.runtime.MismatchPolicy;
import dev.migrate.runtime.TransactionMode;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.ScriptSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The {@code migrate.*} properties.
 */
@ConfigurationProperties("migrate")
public class MigrateProperties {

	/**
	 * Whether Migrate is active at all.
	 */
	private boolean enabled = true;

	/**
	 * Where revision scripts are found, nested folders included. A location that starts
	 * with "classpath:" means that folder, or package, in every root of the class path.
	 */
	private List<String> locations = new ArrayList<>(List.of("classpath:db/revisions"));

	/**
	 * Revision that the database is upgraded to at start-up: a revision id, "head" for
	 * the single head, or "heads" for all of them.
	 */
	private String target = "head";

	/**
	 * What is done at start-up.
	 */
	private MigrationMode mode = MigrationMode.UPGRADE;

	/**
	 * How revisions are distributed over transactions: each in one of its own, all
	 * pending ones in a single one, or none at all, where every statement commits by
	 * itself.
	 */
	private TransactionMode transaction = TransactionMode.PER_REVISION;

	/**
	 * What to do when a newer version of the application has migrated the database.
	 */
	private MismatchPolicy onAhead = MismatchPolicy.IGNORE;

	/**
	 * What to do when SQL scripts have been modified since they were applied. Looked for
	 * when something is pending; with "fail" also at head, which reads every script.
	 */
	private MismatchPolicy onModified = MismatchPolicy.WARN;

	/**
	 * What to do when something else changes the schema as well: Flyway, Liquibase, a
	 * "schema.sql" that Spring Boot runs, or Hibernate.
	 */
	private MismatchPolicy onOtherSchemaManager = MismatchPolicy.WARN;

	/**
	 * Default schema of the revisions, which must exist: what unqualified names mean
	 * first. The connection's own schema when not set.
	 */
	private @Nullable String schema;

	/**
	 * Schema of the version table and the history table. The default schema of the
	 * revisions when not set.
	 */
	private @Nullable String versionTableSchema;

	/**
	 * Name of the table that holds the current revisions.
	 */
	private String versionTable = "migrate_version";

	/**
	 * Name of the table that records every step that was run.
	 */
	private String historyTable = "migrate_history";

	/**
	 * Values for the placeholders in SQL scripts, by name: "${name}" is replaced by
	 * "migrate.placeholders.name".
	 */
	private Map<String, String> placeholders = new LinkedHashMap<>();

	/**
	 * JDBC URL of the database to migrate. The application's own DataSource is used when
	 * not set.
	 */
	private @Nullable String url;

	/**
	 * Login user of the database to migrate. When set without a URL, connections go to
	 * the application's own database as this user.
	 */
	private @Nullable String user;

	/**
	 * Login password of the database to migrate.
	 */
	private @Nullable String password;

	/**
	 * Fully qualified name of the JDBC driver. Detected from the URL when not set.
	 */
	private @Nullable String driverClassName;

	private final Lock lock = new Lock();

	private final Session session = new Session();

	private final Retry retry = new Retry();

	private final Naming naming = new Naming();

	private final Cli cli = new Cli();

	private final Monitoring monitoring = new Monitoring();

	private final Revision revision = new Revision();

	@NestedConfigurationProperty
	private final AutogenerateProperties autogenerate = new AutogenerateProperties();

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

	public List<String> getLocations() {
		return this.locations;
	}

	public void setLocations(List<String> locations) {
		this.locations = locations;
	}

	public String getTarget() {
		return this.target;
	}

	public void setTarget(String target) {
		this.target = target;
	}

	public MigrationMode getMode() {
		return this.mode;
	}

	public void setMode(MigrationMode mode) {
		this.mode = mode;
	}

	public TransactionMode getTransaction() {
		return this.transaction;
	}

	public void setTransaction(TransactionMode transaction) {
		this.transaction = transaction;
	}

	public MismatchPolicy getOnAhead() {
		return this.onAhead;
	}

	public void setOnAhead(MismatchPolicy onAhead) {
		this.onAhead = onAhead;
	}

	public MismatchPolicy getOnModified() {
		return this.onModified;
	}

	public void setOnModified(MismatchPolicy onModified) {
		this.onModified = onModified;
	}

	public MismatchPolicy getOnOtherSchemaManager() {
		return this.onOtherSchemaManager;
	}

	public void setOnOtherSchemaManager(MismatchPolicy onOtherSchemaManager) {
		this.onOtherSchemaManager = onOtherSchemaManager;
	}

	public @Nullable String getSchema() {
		return this.schema;
	}

	public void setSchema(@Nullable String schema) {
		this.schema = schema;
	}

	public @Nullable String getVersionTableSchema() {
		return this.versionTableSchema;
	}

	public void setVersionTableSchema(@Nullable String versionTableSchema) {
		this.versionTableSchema = versionTableSchema;
	}

	public String getVersionTable() {
		return this.versionTable;
	}

	public void setVersionTable(String versionTable) {
		this.versionTable = versionTable;
	}

	public String getHistoryTable() {
		return this.historyTable;
	}

	public void setHistoryTable(String historyTable) {
		this.historyTable = historyTable;
	}

	public Map<String, String> getPlaceholders() {
		return this.placeholders;
	}

	public void setPlaceholders(Map<String, String> placeholders) {
		this.placeholders = placeholders;
	}

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public @Nullable String getUser() {
		return this.user;
	}

	public void setUser(@Nullable String user) {
		this.user = user;
	}

	public @Nullable String getPassword() {
		return this.password;
	}

	public void setPassword(@Nullable String password) {
		this.password = password;
	}

	public @Nullable String getDriverClassName() {
		return this.driverClassName;
	}

	public void setDriverClassName(@Nullable String driverClassName) {
		this.driverClassName = driverClassName;
	}

	public Lock getLock() {
		return this.lock;
	}

	public Session getSession() {
		return this.session;
	}

	public Retry getRetry() {
		return this.retry;
	}

	public Naming getNaming() {
		return this.naming;
	}

	public Cli getCli() {
		return this.cli;
	}

	public Revision getRevision() {
		return this.revision;
	}

	public AutogenerateProperties getAutogenerate() {
		return this.autogenerate;
	}

	public Monitoring getMonitoring() {
		return this.monitoring;
	}

	/**
	 * The {@code migrate.lock.*} properties.
	 */
	public static class Lock {

		/**
		 * What keeps two processes from migrating the same database at once. When not
		 * set, "advisory" on PostgreSQL and "table" on H2.
		 */
		private @Nullable LockMode mode;

		/**
		 * How long the lock of mode "table" lasts after the process that holds it has
		 * died, at least a second. It is renewed while that process lives.
		 */
		private Duration lease = Duration.ofMinutes(1);

		/**
		 * How long to wait for another process that is migrating the same database, or
		 * that is to migrate it with mode "wait". As long as it takes when not set.
		 */
		private @Nullable Duration maxWait;

		public @Nullable LockMode getMode() {
			return this.mode;
		}

		public void setMode(@Nullable LockMode mode) {
			this.mode = mode;
		}

		public Duration getLease() {
			return this.lease;
		}

		public void setLease(Duration lease) {
			this.lease = lease;
		}

		public @Nullable Duration getMaxWait() {
			return this.maxWait;
		}

		public void setMaxWait(@Nullable Duration maxWait) {
			this.maxWait = maxWait;
		}

	}

	/**
	 * The {@code migrate.session.*} properties.
	 */
	public static class Session {

		/**
		 * How long a statement of a revision may wait for a lock when others queue behind
		 * it; zero for no limit.
		 */
		private Duration lockTimeout = Duration.ofSeconds(5);

		/**
		 * How long a statement of a revision may run; zero for no limit. As the
		 * connection came when not set.
		 */
		private @Nullable Duration statementTimeout;

		/**
		 * How long the transaction of a revision may be idle; zero for no limit. As the
		 * connection came when not set.
		 */
		private @Nullable Duration idleInTransactionTimeout;

		public Duration getLockTimeout() {
			return this.lockTimeout;
		}

		public void setLockTimeout(Duration lockTimeout) {
			this.lockTimeout = lockTimeout;
		}

		public @Nullable Duration getStatementTimeout() {
			return this.statementTimeout;
		}

		public void setStatementTimeout(@Nullable Duration statementTimeout) {
			this.statementTimeout = statementTimeout;
		}

		public @Nullable Duration getIdleInTransactionTimeout() {
			return this.idleInTransactionTimeout;
		}

		public void setIdleInTransactionTimeout(@Nullable Duration idleInTransactionTimeout) {
			this.idleInTransactionTimeout = idleInTransactionTimeout;
		}

	}

	/**
	 * The {@code migrate.retry.*} properties.
	 */
	public static class Retry {

		/**
		 * How often a revision is tried in all when other sessions are in its way.
		 */
		private int maxAttempts = 10;

		/**
		 * Pause after the first attempt.
		 */
		private Duration initialDelay = Duration.ofMillis(500);

		/**
		 * What each pause is multiplied by to make the next.
		 */
		private double multiplier = 2;

		/**
		 * Longest pause between two attempts.
		 */
		private Duration maxDelay = Duration.ofSeconds(15);

		/**
		 * Share of each pause that is left to chance, from 0 to 1.
		 */
		private double jitter = 0.5;

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			this.maxAttempts = maxAttempts;
		}

		public Duration getInitialDelay() {
			return this.initialDelay;
		}

		public void setInitialDelay(Duration initialDelay) {
			this.initialDelay = initialDelay;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxDelay() {
			return this.maxDelay;
		}

		public void setMaxDelay(Duration maxDelay) {
			this.maxDelay = maxDelay;
		}

		public double getJitter() {
			return this.jitter;
		}

		public void setJitter(double jitter) {
			this.jitter = jitter;
		}

	}

	/**
	 * The {@code migrate.naming.*} properties.
	 */
	public static class Naming {

		/**
		 * Pattern of the names of primary keys that a revision leaves unnamed.
		 */
		private String pk = "{table_name}_pkey";

		/**
		 * Pattern of the names of foreign keys that a revision leaves unnamed.
		 */
		private String fk = "{table_name}_{column_0_N_name}_fkey";

		/**
		 * Pattern of the names of unique constraints that a revision leaves unnamed.
		 */
		private String uq = "{table_name}_{column_0_N_name}_key";

		/**
		 * Pattern of the names of check constraints that a revision leaves unnamed.
		 */
		private String ck = "{table_name}_check";

		/**
		 * Pattern of the names of indexes that a revision leaves unnamed.
		 */
		private String ix = "{table_name}_{column_0_N_name}_idx";

		/**
		 * Pattern of the names of exclusion constraints that a revision leaves unnamed.
		 */
		private String ex = "{table_name}_{column_0_N_name}_excl";

		public String getPk() {
			return this.pk;
		}

		public void setPk(String pk) {
			this.pk = pk;
		}

		public String getFk() {
			return this.fk;
		}

		public void setFk(String fk) {
			this.fk = fk;
		}

		public String getUq() {
			return this.uq;
		}

		public void setUq(String uq) {
			this.uq = uq;
		}

		public String getCk() {
			return this.ck;
		}

		public void setCk(String ck) {
			this.ck = ck;
		}

		public String getIx() {
			return this.ix;
		}

		public void setIx(String ix) {
			this.ix = ix;
		}

		public String getEx() {
			return this.ex;
		}

		public void setEx(String ex) {
			this.ex = ex;
		}

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

	/**
	 * The {@code migrate.revision.*} properties.
	 */
	public static class Revision {

		/**
		 * What the command "revision" writes scripts in unless it is told.
		 */
		private ScriptFormat format = ScriptFormat.JAVA;

		/**
		 * File name of new scripts, and the name of the class. The tokens are {rev},
		 * {slug}, {epoch}, {year}, {month}, {day}, {hour}, {minute} and {second}; a slash
		 * makes a folder.
		 */
		private String fileTemplate = ScriptSettings.DEFAULT_FILE_TEMPLATE;

		/**
		 * Time zone of the tokens of the file template. That of the machine when not set.
		 */
		private @Nullable ZoneId timezone;

		/**
		 * Commands that are run after a script has been written, in this order, such as
		 * "git add {file}". "{file}" stands for the path of the script.
		 */
		private List<String> hooks = new ArrayList<>();

		public ScriptFormat getFormat() {
			return this.format;
		}

		public void setFormat(ScriptFormat format) {
			this.format = format;
		}

		public String getFileTemplate() {
			return this.fileTemplate;
		}

		public void setFileTemplate(String fileTemplate) {
			this.fileTemplate = fileTemplate;
		}

		public @Nullable ZoneId getTimezone() {
			return this.timezone;
		}

		public void setTimezone(@Nullable ZoneId timezone) {
			this.timezone = timezone;
		}

		public List<String> getHooks() {
			return this.hooks;
		}

		public void setHooks(List<String> hooks) {
			this.hooks = hooks;
		}

	}

}
