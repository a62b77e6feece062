package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.List;

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

}
