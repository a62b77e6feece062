package dev.migrate.adopt.liquibase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the properties {@code spring.liquibase.*} of the application say, as far as it
 * counts for what Liquibase runs. The defaults are those of Spring Boot.
 */
public class LiquibaseProperties {

	/**
	 * What the names of all these properties begin with.
	 */
	public static final String PREFIX = "spring.liquibase";

	private String changeLog = "classpath:/db/changelog/db.changelog-master.yaml";

	private List<String> contexts = new ArrayList<>();

	private List<String> labelFilter = new ArrayList<>();

	private Map<String, String> parameters = new LinkedHashMap<>();

	private @Nullable String defaultSchema;

	private @Nullable String liquibaseSchema;

	private String databaseChangeLogTable = "DATABASECHANGELOG";

	private String databaseChangeLogLockTable = "DATABASECHANGELOGLOCK";

	private @Nullable String licenseKey;

	private @Nullable String url;

	public String getChangeLog() {
		return this.changeLog;
	}

	public void setChangeLog(String changeLog) {
		this.changeLog = changeLog;
	}

	public List<String> getContexts() {
		return this.contexts;
	}

	public void setContexts(List<String> contexts) {
		this.contexts = contexts;
	}

	public List<String> getLabelFilter() {
		return this.labelFilter;
	}

	public void setLabelFilter(List<String> labelFilter) {
		this.labelFilter = labelFilter;
	}

	public Map<String, String> getParameters() {
		return this.parameters;
	}

	public void setParameters(Map<String, String> parameters) {
		this.parameters = parameters;
	}

	public @Nullable String getDefaultSchema() {
		return this.defaultSchema;
	}

	public void setDefaultSchema(@Nullable String defaultSchema) {
		this.defaultSchema = defaultSchema;
	}

	public @Nullable String getLiquibaseSchema() {
		return this.liquibaseSchema;
	}

	public void setLiquibaseSchema(@Nullable String liquibaseSchema) {
		this.liquibaseSchema = liquibaseSchema;
	}

	public String getDatabaseChangeLogTable() {
		return this.databaseChangeLogTable;
	}

	public void setDatabaseChangeLogTable(String databaseChangeLogTable) {
		this.databaseChangeLogTable = databaseChangeLogTable;
	}

	public String getDatabaseChangeLogLockTable() {
		return this.databaseChangeLogLockTable;
	}

	public void setDatabaseChangeLogLockTable(String databaseChangeLogLockTable) {
		this.databaseChangeLogLockTable = databaseChangeLogLockTable;
	}

	public @Nullable String getLicenseKey() {
		return this.licenseKey;
	}

	public void setLicenseKey(@Nullable String licenseKey) {
		this.licenseKey = licenseKey;
	}

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

}
