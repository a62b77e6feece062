package dev.migrate.autoconfigure.properties;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The {@code migrate.autogenerate.*} properties.
 */
public class AutogenerateProperties {

	/**
	 * Tables to compare, as "table" or "schema.table"; "*" stands for any characters but
	 * a dot. All tables when empty.
	 */
	private List<String> include = new ArrayList<>();

	/**
	 * Tables, sequences, enum types and parts of tables to leave out, as "table",
	 * "schema.table" or "table.column"; "*" stands for any characters but a dot.
	 */
	private List<String> exclude = new ArrayList<>();

	/**
	 * Scripts that create the schema that is wanted, such as "classpath:schema.sql",
	 * besides what the entities want.
	 */
	private List<String> schemaScript = new ArrayList<>();

	/**
	 * Estimated number of rows above which a table is changed in steps that let others
	 * read and write meanwhile. A negative number for never.
	 */
	private long onlineThreshold = 100_000;

	/**
	 * JDBC URL of a database where the wanted schema is tried out, in a transaction that
	 * is rolled back. The application's own database when not set.
	 */
	private @Nullable String scratchUrl;

	/**
	 * Login user of the scratch database, who may create schemas there.
	 */
	private @Nullable String scratchUsername;

	/**
	 * Login password of the scratch database.
	 */
	private @Nullable String scratchPassword;

	public List<String> getInclude() {
		return this.include;
	}

	public void setInclude(List<String> include) {
		this.include = include;
	}

	public List<String> getExclude() {
		return this.exclude;
	}

	public void setExclude(List<String> exclude) {
		this.exclude = exclude;
	}

	public List<String> getSchemaScript() {
		return this.schemaScript;
	}

	public void setSchemaScript(List<String> schemaScript) {
		this.schemaScript = schemaScript;
	}

	public long getOnlineThreshold() {
		return this.onlineThreshold;
	}

	public void setOnlineThreshold(long onlineThreshold) {
		this.onlineThreshold = onlineThreshold;
	}

	public @Nullable String getScratchUrl() {
		return this.scratchUrl;
	}

	public void setScratchUrl(@Nullable String scratchUrl) {
		this.scratchUrl = scratchUrl;
	}

	public @Nullable String getScratchUsername() {
		return this.scratchUsername;
	}

	public void setScratchUsername(@Nullable String scratchUsername) {
		this.scratchUsername = scratchUsername;
	}

	public @Nullable String getScratchPassword() {
		return this.scratchPassword;
	}

	public void setScratchPassword(@Nullable String scratchPassword) {
		this.scratchPassword = scratchPassword;
	}

}
