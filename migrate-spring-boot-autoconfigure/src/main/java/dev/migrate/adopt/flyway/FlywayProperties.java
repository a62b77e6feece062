package dev.migrate.adopt.flyway;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the properties {@code spring.flyway.*} of the application say, as far as it counts
 * for what Flyway runs. The defaults are those of Spring Boot.
 */
public class FlywayProperties {

	/**
	 * What the names of all these properties begin with.
	 */
	public static final String PREFIX = "spring.flyway";

	private List<String> locations = new ArrayList<>(List.of("classpath:db/migration"));

	private List<String> callbackLocations = new ArrayList<>();

	private Charset encoding = StandardCharsets.UTF_8;

	private boolean detectEncoding;

	private @Nullable String defaultSchema;

	private List<String> schemas = new ArrayList<>();

	private boolean createSchemas = true;

	private String table = "flyway_schema_history";

	private Map<String, String> placeholders = new LinkedHashMap<>();

	private String placeholderPrefix = "${";

	private String placeholderSuffix = "}";

	private String placeholderSeparator = ":";

	private boolean placeholderReplacement = true;

	private String sqlMigrationPrefix = "V";

	private List<String> sqlMigrationSuffixes = new ArrayList<>(List.of(".sql"));

	private String sqlMigrationSeparator = "__";

	private String repeatableSqlMigrationPrefix = "R";

	private String target = "latest";

	private List<String> initSqls = new ArrayList<>();

	private boolean mixed;

	private boolean outOfOrder;

	private boolean skipDefaultCallbacks;

	private boolean executeInTransaction = true;

	private @Nullable String url;

	public List<String> getLocations() {
		return this.locations;
	}

	public void setLocations(List<String> locations) {
		this.locations = locations;
	}

	public List<String> getCallbackLocations() {
		return this.callbackLocations;
	}

	public void setCallbackLocations(List<String> callbackLocations) {
		this.callbackLocations = callbackLocations;
	}

	public Charset getEncoding() {
		return this.encoding;
	}

	public void setEncoding(Charset encoding) {
		this.encoding = encoding;
	}

	public boolean isDetectEncoding() {
		return this.detectEncoding;
	}

	public void setDetectEncoding(boolean detectEncoding) {
		this.detectEncoding = detectEncoding;
	}

	public @Nullable String getDefaultSchema() {
		return this.defaultSchema;
	}

	public void setDefaultSchema(@Nullable String defaultSchema) {
		this.defaultSchema = defaultSchema;
	}

	public List<String> getSchemas() {
		return this.schemas;
	}

	public void setSchemas(List<String> schemas) {
		this.schemas = schemas;
	}

	/**
	 * Says which schema the migrations are for, whatever the application says, as for a
	 * tenant.
	 * @param schema a schema that exists
	 */
	public void useSchema(String schema) {
		this.defaultSchema = schema;
		this.schemas = List.of();
		this.createSchemas = false;
	}

	public boolean isCreateSchemas() {
		return this.createSchemas;
	}

	public void setCreateSchemas(boolean createSchemas) {
		this.createSchemas = createSchemas;
	}

	public String getTable() {
		return this.table;
	}

	public void setTable(String table) {
		this.table = table;
	}

	public Map<String, String> getPlaceholders() {
		return this.placeholders;
	}

	public void setPlaceholders(Map<String, String> placeholders) {
		this.placeholders = placeholders;
	}

	public String getPlaceholderPrefix() {
		return this.placeholderPrefix;
	}

	public void setPlaceholderPrefix(String placeholderPrefix) {
		this.placeholderPrefix = placeholderPrefix;
	}

	public String getPlaceholderSuffix() {
		return this.placeholderSuffix;
	}

	public void setPlaceholderSuffix(String placeholderSuffix) {
		this.placeholderSuffix = placeholderSuffix;
	}

	public String getPlaceholderSeparator() {
		return this.placeholderSeparator;
	}

	public void setPlaceholderSeparator(String placeholderSeparator) {
		this.placeholderSeparator = placeholderSeparator;
	}

	public boolean isPlaceholderReplacement() {
		return this.placeholderReplacement;
	}

	public void setPlaceholderReplacement(boolean placeholderReplacement) {
		this.placeholderReplacement = placeholderReplacement;
	}

	public String getSqlMigrationPrefix() {
		return this.sqlMigrationPrefix;
	}

	public void setSqlMigrationPrefix(String sqlMigrationPrefix) {
		this.sqlMigrationPrefix = sqlMigrationPrefix;
	}

	public List<String> getSqlMigrationSuffixes() {
		return this.sqlMigrationSuffixes;
	}

	public void setSqlMigrationSuffixes(List<String> sqlMigrationSuffixes) {
		this.sqlMigrationSuffixes = sqlMigrationSuffixes;
	}

	public String getSqlMigrationSeparator() {
		return this.sqlMigrationSeparator;
	}

	public void setSqlMigrationSeparator(String sqlMigrationSeparator) {
		this.sqlMigrationSeparator = sqlMigrationSeparator;
	}

	public String getRepeatableSqlMigrationPrefix() {
		return this.repeatableSqlMigrationPrefix;
	}

	public void setRepeatableSqlMigrationPrefix(String repeatableSqlMigrationPrefix) {
		this.repeatableSqlMigrationPrefix = repeatableSqlMigrationPrefix;
	}

	public String getTarget() {
		return this.target;
	}

	public void setTarget(String target) {
		this.target = target;
	}

	public List<String> getInitSqls() {
		return this.initSqls;
	}

	public void setInitSqls(List<String> initSqls) {
		this.initSqls = initSqls;
	}

	public boolean isMixed() {
		return this.mixed;
	}

	public void setMixed(boolean mixed) {
		this.mixed = mixed;
	}

	public boolean isOutOfOrder() {
		return this.outOfOrder;
	}

	public void setOutOfOrder(boolean outOfOrder) {
		this.outOfOrder = outOfOrder;
	}

	public boolean isSkipDefaultCallbacks() {
		return this.skipDefaultCallbacks;
	}

	public void setSkipDefaultCallbacks(boolean skipDefaultCallbacks) {
		this.skipDefaultCallbacks = skipDefaultCallbacks;
	}

	public boolean isExecuteInTransaction() {
		return this.executeInTransaction;
	}

	public void setExecuteInTransaction(boolean executeInTransaction) {
		this.executeInTransaction = executeInTransaction;
	}

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

}
