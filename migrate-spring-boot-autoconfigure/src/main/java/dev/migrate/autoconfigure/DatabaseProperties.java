package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.autoconfigure.properties.AutogenerateProperties;
import dev.migrate.autoconfigure.properties.LockProperties;
import dev.migrate.autoconfigure.properties.NamingProperties;
import dev.migrate.autoconfigure.properties.RetryProperties;
import dev.migrate.autoconfigure.properties.SessionProperties;
import dev.migrate.autogenerate.file.DataFiles;
import dev.migrate.runtime.run.AdoptMode;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.runtime.run.TransactionMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * The properties that every database has, be it the application's own one or one of
 * several.
 */
public class DatabaseProperties {

	/**
	 * Where revision scripts are found, nested folders included. A location that starts
	 * with "classpath:" means that folder, or package, in every root of the class path,
	 * and "application:" means it in the application's own classes, without the jars of
	 * its libraries.
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
	 * when something is pending; with "fail" also at head, which reads every script. Of
	 * classes, whose sources only a project has, it is at most a warning.
	 */
	private MismatchPolicy onModified = MismatchPolicy.WARN;

	/**
	 * Whose history a start takes over if no revision has been applied to the database:
	 * by default that of each tool whose migrations a revision adopts.
	 */
	private AdoptMode adopt = AdoptMode.AUTO;

	/**
	 * Table of that history, in the schema that is migrated unless a schema is named, or
	 * always there for tenants. When not set, the one that "spring.flyway" or
	 * "spring.liquibase" properties name, or the one in the schema that is migrated that
	 * has its columns.
	 */
	private @Nullable String adoptTable;

	/**
	 * Default schema of the revisions, which must exist unless "create-schema" is set:
	 * what unqualified names mean first. The connection's own schema when not set.
	 */
	private @Nullable String schema;

	/**
	 * Whether the first run creates the schemas that "schema" and "version-table-schema"
	 * name if they do not exist. The role needs CREATE on the database then.
	 */
	private boolean createSchema;

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

	/**
	 * Persistence unit whose entities the database is compared with, or the name of the
	 * bean that declares it. Found by the DataSource when not set.
	 */
	private @Nullable String persistenceUnit;

	@NestedConfigurationProperty
	private final LockProperties lock = new LockProperties();

	@NestedConfigurationProperty
	private final SessionProperties session = new SessionProperties();

	@NestedConfigurationProperty
	private final RetryProperties retry = new RetryProperties();

	@NestedConfigurationProperty
	private final NamingProperties naming = new NamingProperties();

	@NestedConfigurationProperty
	private final AutogenerateProperties autogenerate = new AutogenerateProperties();

	@NestedConfigurationProperty
	private final DeclaredObjects objects = new DeclaredObjects();

	@NestedConfigurationProperty
	private final Data data = new Data();

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

	public AdoptMode getAdopt() {
		return this.adopt;
	}

	public void setAdopt(AdoptMode adopt) {
		this.adopt = adopt;
	}

	public @Nullable String getAdoptTable() {
		return this.adoptTable;
	}

	public void setAdoptTable(@Nullable String adoptTable) {
		this.adoptTable = adoptTable;
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

	public @Nullable String getSchema() {
		return this.schema;
	}

	public void setSchema(@Nullable String schema) {
		this.schema = schema;
	}

	public boolean isCreateSchema() {
		return this.createSchema;
	}

	public void setCreateSchema(boolean createSchema) {
		this.createSchema = createSchema;
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

	public @Nullable String getPersistenceUnit() {
		return this.persistenceUnit;
	}

	public void setPersistenceUnit(@Nullable String persistenceUnit) {
		this.persistenceUnit = persistenceUnit;
	}

	public LockProperties getLock() {
		return this.lock;
	}

	public SessionProperties getSession() {
		return this.session;
	}

	public RetryProperties getRetry() {
		return this.retry;
	}

	public NamingProperties getNaming() {
		return this.naming;
	}

	public Data getData() {
		return this.data;
	}

	public AutogenerateProperties getAutogenerate() {
		return this.autogenerate;
	}

	public DeclaredObjects getObjects() {
		return this.objects;
	}

	/**
	 * The {@code migrate.objects.*} properties.
	 */
	public static class DeclaredObjects {

		/**
		 * Where SQL files declare views, functions, triggers and the like: folders of the
		 * class path or of the file system, with the folders below them.
		 */
		private List<String> locations = new ArrayList<>(List.of("classpath:db/objects"));

		public List<String> getLocations() {
			return this.locations;
		}

		public void setLocations(List<String> locations) {
			this.locations = locations;
		}

	}

	/**
	 * The {@code migrate.data.*} properties.
	 */
	public static class Data {

		/**
		 * Where files are found with the rows that belong to the application, each named
		 * after a table, nested folders included. Locations are those of revision
		 * scripts.
		 */
		private List<String> locations = new ArrayList<>(List.of("classpath:db/data"));

		/**
		 * How many rows such a file may have, and how many may differ from those of the
		 * table.
		 */
		private int maxRows = DataFiles.MOST_ROWS;

		public List<String> getLocations() {
			return this.locations;
		}

		public void setLocations(List<String> locations) {
			this.locations = locations;
		}

		public int getMaxRows() {
			return this.maxRows;
		}

		public void setMaxRows(int maxRows) {
			this.maxRows = maxRows;
		}

	}

}
