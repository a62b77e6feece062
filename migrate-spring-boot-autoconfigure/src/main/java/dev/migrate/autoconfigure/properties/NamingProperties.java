package dev.migrate.autoconfigure.properties;

/**
 * The {@code migrate.naming.*} properties.
 */
public class NamingProperties {

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
